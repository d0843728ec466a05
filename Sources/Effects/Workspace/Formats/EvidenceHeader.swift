import Digests
import Documents
import Model
import Reading

/// The first line of `evidence.ndjson`: the stamp, and the digests of the files beside it. And the last line, once recording has ended.
struct EvidenceHeader {
  struct ContractReference {
    let file: String
    let digest: SHA256Digest
    let storedAs: String
  }

  let stamp: RunStamp
  let planDigest: SHA256Digest
  let contract: ContractReference?

  func restamped(_ stamp: RunStamp) -> EvidenceHeader { EvidenceHeader(stamp: stamp, planDigest: planDigest, contract: contract) }

  var value: JSONValue {
    .record([
      "kind": .string("header"), "formatVersion": .integer(1), "run": StampFormat.value(stamp), "planDigest": .string(planDigest.description),
      "contract": contract.map {
        .object(["file": .string($0.file), "digest": .string($0.digest.description), "storedAs": .string($0.storedAs)])
      },
    ])
  }

  static func read(_ reader: inout MemberReader) -> EvidenceHeader? {
    StrictRecord.version(&reader)
    let stamp = reader.object("run", StampFormat.read)
    let plan = reader.text("planDigest") { SHA256Digest($0) }
    let contract = reader.object("contract", required: false) { inner -> ContractReference? in
      let file = inner.string("file")
      let digest = inner.text("digest") { SHA256Digest($0) }
      // Two names only: a bundle from elsewhere must not make us read another file.
      let stored = inner.text("storedAs") { ["contract.json", "contract.yaml"].contains($0) ? $0 : nil }
      guard let file, let digest, let stored else { return nil }
      return ContractReference(file: file, digest: digest, storedAs: stored)
    }
    guard let stamp, let plan else { return nil }
    return EvidenceHeader(stamp: stamp, planDigest: plan, contract: contract)
  }

  static func end(_ end: RecordingEnd) -> JSONValue {
    .object(["kind": .string("end"), "at": .string(end.at.description), "complete": .bool(end.isComplete)])
  }

  static func readEnd(_ reader: inout MemberReader) -> RecordingEnd? {
    let at = reader.text("at") { Timestamp($0) }
    let isComplete = reader.requiredBoolean("complete")
    guard let at, let isComplete else { return nil }
    return RecordingEnd(at: at, isComplete: isComplete)
  }
}

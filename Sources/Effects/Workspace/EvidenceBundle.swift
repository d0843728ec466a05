import Digests
package import Documents
package import Model
import Synchronization

/// One subject's evidence on disk: appended and flushed as we go, so that an interrupted run is still evidence.
///
/// A folder with `plan.json`, `evidence.ndjson` (a header, a line for each observation, an end), `bodies/<sha256>` and the contract as judged.
package final class EvidenceBundle: Sendable {
  private struct Writing {
    /// Where the next line begins.
    var length: Int
    var isComplete: Bool
    /// Set when a line was written by half and could not be taken back: nothing may follow it.
    var isBroken = false
  }

  package let folder: String
  private let lock: FolderLock
  private let file: OpenFile
  private let bodies: BodyFolder
  private let state: Mutex<Writing>

  private init(_ folder: String, _ lock: FolderLock, length: Int, isComplete: Bool) throws(WorkspaceFault) {
    self.folder = folder
    self.lock = lock
    file = try OpenFile.appending("\(folder)/evidence.ndjson", creates: false)
    bodies = BodyFolder(bundle: folder)
    state = Mutex(Writing(length: length, isComplete: isComplete))
  }

  /// True when the folder holds a bundle, whole or not: then `resume` it.
  package static func exists(at folder: String) -> Bool { Folder.isThere("\(folder)/evidence.ndjson") }

  /// A new bundle; refused where one is. Nothing is a bundle before its last file, the evidence with its header, is there.
  package static func create(at folder: String, stamp: RunStamp, plan: Plan, contract: ContractInput?) throws(WorkspaceFault) -> EvidenceBundle {
    let planBytes = PlanFormat.bytes(plan)
    // A plan that could not be read back would be found out years later: it is read back now.
    guard PlanFormat.bytes(try PlanFormat.read(planBytes, file: "\(folder)/plan.json")) == planBytes else {
      throw WorkspaceFault(.damaged, unfaithful, ["path": "\(folder)/plan.json"])
    }
    try Folder.make(folder)
    let lock = try FolderLock(folder)
    guard !exists(at: folder) else { throw WorkspaceFault(.cannotWrite, occupied, ["path": folder]) }
    try Folder.replace("\(folder)/plan.json", with: planBytes)
    var reference: EvidenceHeader.ContractReference?
    if let contract {
      let name = isJSON(contract) ? "contract.json" : "contract.yaml"
      try Folder.replace("\(folder)/\(name)", with: contract.bytes)
      reference = EvidenceHeader.ContractReference(file: contract.file, digest: .of(contract.bytes), storedAs: name)
    }
    let header = EvidenceHeader(stamp: stamp, planDigest: .of(planBytes), contract: reference).value.line + [0x0A]
    try Folder.replace("\(folder)/evidence.ndjson", with: header)
    return try EvidenceBundle(folder, lock, length: header.count, isComplete: false)
  }

  /// Goes on with a bundle: a torn last line is cut away, and said so.
  package static func resume(at folder: String) throws(WorkspaceFault) -> (bundle: EvidenceBundle, evidence: Evidence, diagnostics: [Diagnostic]) {
    try resume(at: folder, try lock(folder))
  }

  private static func resume(
    at folder: String, _ lock: FolderLock
  ) throws(WorkspaceFault) -> (bundle: EvidenceBundle, evidence: Evidence, diagnostics: [Diagnostic]) {
    let reading = try BundleReader(folder).read()
    let bundle = try EvidenceBundle(folder, lock, length: reading.wholeBytes, isComplete: reading.evidence.isComplete)
    if !reading.diagnostics.isEmpty {
      try bundle.file.truncate(to: reading.wholeBytes)
      try bundle.file.synchronize()
    }
    return (bundle, reading.evidence, reading.diagnostics)
  }

  /// Begins a bundle anew that holds a plan and no observation yet: its run starts now, under this stamp.
  package static func restart(
    at folder: String, stamp: RunStamp
  ) throws(WorkspaceFault) -> (bundle: EvidenceBundle, evidence: Evidence, diagnostics: [Diagnostic]) {
    let lock = try lock(folder)
    let reading = try BundleReader(folder).read()
    guard reading.evidence.observations.isEmpty else { throw WorkspaceFault(.cannotWrite, occupied, ["path": folder]) }
    try Folder.replace("\(folder)/evidence.ndjson", with: reading.header.restamped(stamp).value.line + [0x0A])
    return try resume(at: folder, lock)
  }

  /// Looked for before the lock file is made: a wrong path must not leave anything behind.
  private static func lock(_ folder: String) throws(WorkspaceFault) -> FolderLock {
    guard exists(at: folder) else { throw WorkspaceFault(.unreadable, nothing, ["path": folder]) }
    return try FolderLock(folder)
  }

  /// Reads and changes nothing; a torn last line is left out, and said so.
  package static func read(at folder: String) throws(WorkspaceFault) -> (evidence: Evidence, diagnostics: [Diagnostic]) {
    let reading = try BundleReader(folder).read()
    return (reading.evidence, reading.diagnostics)
  }

  /// Returns when bodies and line are on the disk. After a fault the bundle is as before.
  package func append(_ observation: Observation) throws(WorkspaceFault) {
    for exchange in observation.attempts.flatMap(\.exchanges) where !exchange.body.content.isEmpty { try bodies.keep(exchange.body.content) }
    try write(ObservationFormat.value(observation), completes: false)
  }

  /// Writes how recording ended. An interrupted bundle can be resumed, and then ends once more.
  package func finish(at moment: Timestamp, isComplete: Bool) throws(WorkspaceFault) {
    try write(EvidenceHeader.end(RecordingEnd(at: moment, isComplete: isComplete)), completes: isComplete)
  }

  private func write(_ value: JSONValue, completes: Bool) throws(WorkspaceFault) {
    let line = value.line + [0x0A]
    let fault = state.withLock { state -> WorkspaceFault? in
      precondition(!state.isComplete, "nothing is appended to evidence that was declared complete")
      guard !state.isBroken else { return WorkspaceFault(.inputOutput, Self.broken, ["path": file.path]) }
      do throws(WorkspaceFault) {
        try file.write(line)
        try file.synchronize()
        state.length += line.count
        state.isComplete = completes
        return nil
      } catch {
        do throws(WorkspaceFault) { try file.truncate(to: state.length) } catch { state.isBroken = true }
        return error
      }
    }
    if let fault { throw fault }
  }

  /// As `DocumentReader` tells them apart.
  private static func isJSON(_ contract: ContractInput) -> Bool {
    let first = contract.bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return contract.file.utf8.suffix(5).elementsEqual(".json".utf8) || first == UInt8(ascii: "{")
  }

  private static let occupied = Wording(
    "bundle.occupied", id: "Folder {path} sudah berisi bukti; lanjutkan bukti itu atau pilih folder lain.",
    en: "The folder {path} already holds evidence; resume it or choose another folder.")
  private static let unfaithful = Wording(
    "bundle.unfaithful", id: "Rencana ini tidak dapat disimpan utuh di {path}; ini kesalahan selaras, laporkan kepada pengelolanya.",
    en: "This plan cannot be kept exactly in {path}; this is a fault of selaras, please report it.")
  private static let broken = Wording(
    "bundle.broken", id: "{path} terputus di tengah baris dan tidak dapat dipulihkan sekarang; jalankan ulang untuk melanjutkan.",
    en: "{path} broke off inside a line and cannot be mended now; run again to resume.")
  private static let nothing = Wording(
    "bundle.missing", id: "Folder {path} tidak berisi bukti (evidence.ndjson tidak ada).",
    en: "The folder {path} holds no evidence (there is no evidence.ndjson).")
  static let wordings = [occupied, nothing, unfaithful, broken]
}

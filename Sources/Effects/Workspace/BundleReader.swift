import Digests
import Documents
import Model
import Reading

/// Reads a bundle from its files: only what was wholly written counts, and everything is compared with its digest.
struct BundleReader {
  private let folder: String
  private let bodies: BodyFolder

  init(_ folder: String) {
    self.folder = folder
    bodies = BodyFolder(bundle: folder)
  }

  struct Reading {
    let header: EvidenceHeader
    let evidence: Evidence
    /// A torn last line; never an error.
    let diagnostics: [Diagnostic]
    /// How many bytes of `evidence.ndjson` are whole lines.
    let wholeBytes: Int
  }

  enum Line {
    case header(EvidenceHeader)
    case observation(Observation)
    case end(RecordingEnd)
  }

  private enum Kind: String, CaseIterable { case header, observation, end }

  func read() throws(WorkspaceFault) -> Reading {
    let file = "\(folder)/evidence.ndjson"
    let bytes = try OpenFile.reading(file, followsLink: false).content(atMost: 1 << 30)
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    // A line counts when its line feed is written; without one the process was cut off inside it.
    let torn = lines.removeLast()
    let place = SourcePosition(file: file, line: lines.count + 1, column: 1)
    let diagnostics = torn.isEmpty ? [] : [Diagnostic(Self.tornLine, ["bytes": String(torn.count)], at: place, severity: .warning)]
    guard let first = lines.first, case .header(let header) = try line(first, 1, file) else {
      throw WorkspaceFault(.damaged, [Diagnostic(Self.noHeader, at: SourcePosition(file: file, line: 1, column: 1))])
    }
    let planBytes = try OpenFile.reading("\(folder)/plan.json", followsLink: false).content(atMost: StrictRecord.limits.bytes)
    let plan = try PlanFormat.read(planBytes, file: "\(folder)/plan.json")
    guard SHA256Digest.of(planBytes) == header.planDigest else {
      throw WorkspaceFault(.damaged, BodyFolder.mismatch, ["path": "\(folder)/plan.json"])
    }
    let contract = try contract(header.contract)
    let steps = Set(plan.steps.map(\.id))
    var observations: [String: Observation] = [:]
    var end: RecordingEnd?
    for (index, text) in lines.enumerated().dropFirst() {
      let place = SourcePosition(file: file, line: index + 1, column: 1)
      if end?.isComplete == true { throw WorkspaceFault(.damaged, [Diagnostic(Self.afterEnd, at: place)]) }
      switch try line(text, index + 1, file) {
      case .header: throw WorkspaceFault(.damaged, [Diagnostic(Self.secondHeader, at: place)])
      case .observation(let observation):
        guard steps.contains(observation.step), observations.updateValue(observation, forKey: observation.step) == nil else {
          throw WorkspaceFault(.damaged, [Diagnostic(Self.strayStep, ["step": observation.step], at: place)])
        }
        end = nil
      case .end(let written): end = written
      }
    }
    let evidence = Evidence(stamp: header.stamp, plan: plan, contract: contract, observations: observations, end: end)
    return Reading(header: header, evidence: evidence, diagnostics: diagnostics, wholeBytes: bytes.count - torn.count)
  }

  func line(_ bytes: ArraySlice<UInt8>, _ number: Int, _ file: String) throws(WorkspaceFault) -> Line {
    try StrictRecord.read(Array(bytes), file: file, line: number) { reader in
      switch reader.word("kind", Kind.self) {
      case .header: EvidenceHeader.read(&reader).map(Line.header)
      case .observation: ObservationFormat.read(&reader, bodies: bodies).map(Line.observation)
      case .end: EvidenceHeader.readEnd(&reader).map(Line.end)
      case nil: nil
      }
    }
  }

  private func contract(_ reference: EvidenceHeader.ContractReference?) throws(WorkspaceFault) -> ContractInput? {
    guard let reference else { return nil }
    let path = "\(folder)/\(reference.storedAs)"
    let bytes = try OpenFile.reading(path, followsLink: false).content(atMost: StrictRecord.limits.bytes)
    guard SHA256Digest.of(bytes) == reference.digest else { throw WorkspaceFault(.damaged, BodyFolder.mismatch, ["path": path]) }
    return ContractInput(file: reference.file, bytes: bytes, digest: reference.digest)
  }

  private static let tornLine = Wording(
    "bundle.tornLine",
    id: "Baris terakhir terpotong ({bytes} byte) karena proses terhenti saat menulis; baris ini dilewati dan langkahnya akan diulang.",
    en: "The last line is cut off ({bytes} bytes), as the process was stopped while writing; it is left out and its step will be repeated.")
  private static let noHeader = Wording(
    "bundle.noHeader", id: "Baris pertama bukan kepala bukti; berkas ini rusak atau bukan bukti selaras.",
    en: "The first line is not the header of evidence; this file is damaged or is not selaras evidence.")
  private static let secondHeader = Wording(
    "bundle.secondHeader", id: "Kepala bukti ada dua kali; berkas ini rusak atau diubah.",
    en: "The header of evidence is there twice; this file is damaged or was changed.")
  private static let afterEnd = Wording(
    "bundle.afterEnd", id: "Ada baris setelah bukti dinyatakan lengkap; berkas ini rusak atau diubah.",
    en: "A line follows after the evidence was declared complete; this file is damaged or was changed.")
  private static let strayStep = Wording(
    "bundle.strayStep", id: "Langkah {step} tidak ada di plan.json atau sudah tercatat; berkas ini rusak atau diubah.",
    en: "The step {step} is not in plan.json or was recorded before; this file is damaged or was changed.")
  static let wordings = [tornLine, noHeader, secondHeader, afterEnd, strayStep, BodyFolder.mismatch]
}

import ArgumentParser
import Documents
import Execution
import Foundation
import Model
import Relay
import Reporting
import Wire
import Workspace

/// `selaras test`: the relay for one service, after a preflight.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Menguji satu layanan dan menulis laporannya · Tests one service and writes its report")

  @OptionGroup var subject: SubjectArguments
  @OptionGroup var standard: StandardArguments
  @OptionGroup var consent: ConsentArguments
  @OptionGroup var wire: WireArguments
  @OptionGroup var verdict: VerdictArguments
  @OptionGroup var language: LanguageArguments

  @Option(name: .long, help: "text | html | json, boleh berulang (bawaan: semua) · formats")
  var format: [OutputFormat] = []

  @Option(name: .long, help: "Folder hasil (bawaan Reports/<pemeriksaan>) · folder of the results")
  var output: String?

  @Option(name: .long, help: "Benih untuk nilai rekaan · seed of made-up values")
  var seed: UInt64?

  @Option(name: .customLong("time-budget"), help: "Detik paling lama · seconds at most")
  var timeBudget: Int?

  func run() async throws {
    let speaker = language.speaker
    let standard = try standard.standard(speaker)
    let terms = try consent.terms(standard)
    let inputs = try subject.inputs(speaker)
    speaker.say(inputs.diagnostics)
    let outcome = try await Trouble.spoken(by: speaker) {
      try await Interrupts.cancelling(after: timeBudget) { try await relay(inputs, standard, terms, speaker) }
    }
    if formats.contains(.text) {
      speaker.print(
        TerminalReport.text(outcome.result, evidence: outcome.evidence, language: speaker.language, color: speaker.color, width: speaker.width))
    }
    speaker.tell(Self.written, ["folder": outcome.folder])
    if !outcome.result.isComplete {
      speaker.warn(Self.interrupted, ["folder": outcome.folder])
      throw Ending.interrupted.exit
    }
    let ending = verdict.ending([VerdictArguments.Judged(outcome.result)], standing: .must)
    if ending != .done { throw ending.exit }
  }

  private struct Outcome: Sendable {
    let result: SubjectResult
    let evidence: Evidence
    let folder: String
  }

  private var formats: Set<OutputFormat> { format.isEmpty ? Set(OutputFormat.allCases) : Set(format) }

  private func relay(_ inputs: SubjectInputs, _ standard: Standard, _ terms: OperatorTerms, _ speaker: Speaker) async throws -> Outcome {
    let clock = SystemClock()
    let start = clock.now()
    let stamp = RunStamp(
      runID: Tool.runID(start), tool: Tool.name, vantage: wire.vantage, startedAt: start,
      permits: (wire.permits + consent.permits + (inputs.subject.isSelfDeclared ? ["selfDeclared"] : [])).sorted())
    let transport = CurlTransport(wire.settings(maxConnections: 8))
    defer { transport.stop() }
    let seed = seed ?? UInt64.random(in: 0...UInt64(Int64.max))
    let relay = SubjectRelay(
      standard: standard, terms: terms, seed: seed, run: SubjectRun(transport: transport, clock: clock, retries: .standard), transport: transport)
    let preparation = try await relay.prepare(inputs, now: start)
    // Those of the inputs were said before the first packet.
    speaker.say(Array(preparation.diagnostics.dropFirst(inputs.diagnostics.count)))
    let preflight = await Preflight.look(preparation, transport: transport, credential: inputs.credential)
    for line in preflight.lines { speaker.tell(line.wording, line.parameters) }
    guard preflight.isReachable else { throw Ending.unreachable.exit }
    let folder = output ?? "Reports/\(stamp.runID)"
    if output != nil, EvidenceBundle.exists(at: folder) {
      speaker.warn(Self.occupied, ["folder": folder])
      throw Ending.cannotWrite.exit
    }
    let progress = ProgressLine(speaker: speaker)
    let outcome = try await relay.relay(preparation, credential: inputs.credential, stamp: stamp, folder: folder) { done, total in
      progress.show(done, of: total)
    }
    progress.end()
    try SubjectReports.write(outcome.result, evidence: outcome.evidence, formats: Set(formats.compactMap(\.file)), to: folder)
    return Outcome(result: outcome.result, evidence: outcome.evidence, folder: folder)
  }

  private static let written = Wording(
    "test.written", id: "Laporan lengkap: {folder}/index.html (Indonesia), {folder}/index.en.html (Inggris), {folder}/result.json.",
    en: "Full report: {folder}/index.html (Indonesian), {folder}/index.en.html (English), {folder}/result.json.")
  private static let interrupted = Wording(
    "test.interrupted", id: "Pengujian terhenti sebelum selesai. Lanjutkan dengan: selaras probe {folder}",
    en: "The test was interrupted. Go on with: selaras probe {folder}")
  private static let occupied = Wording(
    "test.occupied", id: "Folder {folder} sudah berisi pengujian lain; pilih folder lain, atau lanjutkan yang itu dengan selaras probe.",
    en: "The folder {folder} holds another test already; choose another folder, or go on with that one by selaras probe.")
  static let wordings = [written, interrupted, occupied]
}

/// What a command writes about a result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, html, json

  /// Nil for what goes to standard output.
  var file: SubjectReports.Format? {
    switch self {
    case .text: nil
    case .html: .html
    case .json: .json
    }
  }
}

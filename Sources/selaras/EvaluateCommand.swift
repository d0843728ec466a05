import ArgumentParser
import Documents
import Model
import Relay
import Reporting
import Workspace

/// `selaras evaluate`: evidence on disk to verdicts, without any traffic, by today's standard or another version of it.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Menilai ulang bukti yang tersimpan, tanpa lalu lintas baru · Judges stored evidence again")

  @Argument(help: "Folder bukti satu layanan · the evidence folder of one service")
  var folder: String
  @OptionGroup var standard: StandardArguments
  @OptionGroup var verdict: VerdictArguments
  @OptionGroup var language: LanguageArguments

  @Option(name: .long, help: "text | json (bawaan text) · format on standard output")
  var format: OutputFormat = .text

  func validate() throws {
    if format == .html { throw ValidationError("--format html: selaras report") }
  }

  func run() throws {
    let speaker = language.speaker
    let reading = try Trouble.spoken(by: speaker) { try EvidenceBundle.read(at: folder) }
    speaker.say(reading.diagnostics)
    let evidence = reading.evidence
    let standard = try standard.standard(for: evidence, speaker)
    let result = SubjectJudge.result(of: evidence, standard)
    switch format {
    case .text:
      speaker.print(TerminalReport.text(result, evidence: evidence, language: speaker.language, color: speaker.color, width: speaker.width))
    case .json: speaker.print(String(decoding: ResultJSON.file(result, evidence: evidence).bytes, as: UTF8.self))
    case .html: preconditionFailure("`validate` refuses html.")
    }
    let ending = verdict.ending([VerdictArguments.Judged(result)], standing: .never)
    if ending != .done { throw ending.exit }
  }
}

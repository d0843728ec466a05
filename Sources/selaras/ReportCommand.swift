import ArgumentParser
import Documents
import Model
import Relay
import Workspace

/// `selaras report`: evidence on disk to report files.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Menulis laporan dari bukti yang tersimpan · Writes reports from stored evidence")

  @Argument(help: "Folder bukti satu layanan · the evidence folder of one service")
  var folder: String
  @OptionGroup var standard: StandardArguments
  @OptionGroup var verdict: VerdictArguments
  @OptionGroup var language: LanguageArguments

  @Option(name: .long, help: "html | json, boleh berulang (bawaan: keduanya) · formats")
  var format: [OutputFormat] = []

  @Option(name: .long, help: "Folder laporan (bawaan: folder bukti) · folder of the report")
  var output: String?

  func validate() throws {
    if format.contains(.text) { throw ValidationError("--format text: selaras evaluate") }
  }

  func run() throws {
    let speaker = language.speaker
    let formats = format.isEmpty ? Set(SubjectReports.Format.allCases) : Set(format.compactMap(\.file))
    let result = try Trouble.spoken(by: speaker) {
      let reading = try EvidenceBundle.read(at: folder)
      speaker.say(reading.diagnostics)
      let evidence = reading.evidence
      let standard = try standard.standard(for: evidence, speaker)
      let result = SubjectJudge.result(of: evidence, standard)
      try SubjectReports.write(result, evidence: evidence, formats: formats, to: output ?? folder)
      return result
    }
    speaker.tell(Self.written, ["folder": output ?? folder])
    let ending = verdict.ending([VerdictArguments.Judged(result)], standing: .never)
    if ending != .done { throw ending.exit }
  }

  private static let written = Wording("report.written", id: "Laporan ditulis di {folder}.", en: "The report is in {folder}.")
  static let wordings = [written]
}

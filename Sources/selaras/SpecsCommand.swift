import ArgumentParser
import Checks
import Documents
import Evaluation
import Model
import Relay
import Reporting
import Workspace

/// `selaras specs`: our own data.
struct SpecsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "specs", abstract: "Memeriksa data standar itu sendiri · Checks the standard's own data", subcommands: [SpecsCheckCommand.self])
}

/// `selaras specs check`: every dossier and profile reads, every check exists, every example gives what it says.
struct SpecsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Semua berkas terbaca, semua pemeriksaan ada, semua contoh benar · Everything reads, exists and holds")

  @OptionGroup var standard: StandardArguments
  @OptionGroup var language: LanguageArguments

  func run() throws {
    let speaker = language.speaker
    let standard = try standard.standard(speaker)
    var faults = 0
    var examples = 0
    for requirement in standard.requirements {
      for call in requirement.verification.calls {
        do throws(CheckCatalog.CatalogFault) { _ = try CheckCatalog.make(call) } catch {
          faults += 1
          speaker.say([Diagnostic(Self.noCheck, ["id": requirement.id, "check": call.check], at: requirement.position)])
        }
      }
      for example in requirement.examples {
        examples += 1
        for diagnostic in Self.wrong(example, requirement, standard.profile) {
          faults += 1
          speaker.say([diagnostic])
        }
      }
    }
    speaker.print(
      speaker.voice(
        Self.summary,
        [
          "profile": "\(standard.profile.id) \(standard.profile.version)", "requirements": speaker.voice.number(standard.requirements.count),
          "examples": speaker.voice.number(examples), "faults": speaker.voice.number(faults),
        ]))
    if faults > 0 { throw Ending.invalidInput.exit }
  }

  /// What an example does not keep of what it says.
  private static func wrong(_ example: Example, _ requirement: Requirement, _ profile: Profile) -> [Diagnostic] {
    let judged = ExampleJudge.verdict(of: example, for: requirement, profile: profile)
    var diagnostics = judged.diagnostics
    let word = judged.verdict?.outcome.word.rawValue ?? "–"
    if judged.diagnostics.isEmpty, word.lowercased() != example.expectation.rawValue.lowercased() {
      diagnostics.append(
        Diagnostic(
          otherOutcome, ["id": requirement.id, "title": example.title, "expected": example.expectation.rawValue, "actual": word],
          at: example.position))
    }
    if let finding = example.finding, let found = judged.verdict?.findings.first {
      let said = Bilingual(
        id: found.wording.text(in: .indonesian, found.parameters), en: found.wording.text(in: .english, found.parameters))
      if said != finding { diagnostics.append(Diagnostic(otherFinding, ["title": example.title, "id": said.indonesian, "en": said.english], at: example.position)) }
    }
    return diagnostics
  }

  private static let noCheck = Wording(
    "specs.noCheck", id: "{id} memanggil pemeriksaan “{check}” yang tidak ada, atau dengan argumen yang tidak cocok.",
    en: "{id} calls the check “{check}”, which does not exist or does not take these arguments.")
  private static let otherOutcome = Wording(
    "specs.otherOutcome", id: "Contoh “{title}” dari {id} seharusnya {expected}, tetapi hasilnya {actual}.",
    en: "The example “{title}” of {id} should be {expected}, but comes out as {actual}.")
  private static let otherFinding = Wording(
    "specs.otherFinding", id: "Contoh “{title}” menghasilkan kalimat lain: “{id}” / “{en}”.",
    en: "The example “{title}” gives another sentence: “{id}” / “{en}”.")
  private static let summary = Wording(
    "specs.summary", id: "Profil {profile}: {requirements} persyaratan, {examples} contoh, {faults} kesalahan.",
    en: "Profile {profile}: {requirements} requirements, {examples} examples, {faults} faults.")
  static let wordings = [noCheck, otherOutcome, otherFinding, summary]
}

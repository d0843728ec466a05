import ArgumentParser
import Checks
import Documents
import Examples
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
    let folder = try SpecsPlace.folder(explicit: standard.specs, speaker)
    let standard = try standard.standard(speaker)
    // Examples play in the simulated world, whose hosts are official there only.
    let world = SpecsFolder.standard(at: folder, profileID: "simulasi").standard?.profile ?? standard.profile
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
        for diagnostic in ExampleJudge.review(example, for: requirement, profile: world) {
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

  private static let noCheck = Wording(
    "specs.noCheck", id: "{id} memanggil pemeriksaan “{check}” yang tidak ada, atau dengan argumen yang tidak cocok.",
    en: "{id} calls the check “{check}”, which does not exist or does not take these arguments.")
  private static let summary = Wording(
    "specs.summary", id: "Profil {profile}: {requirements} persyaratan, {examples} contoh, {faults} kesalahan.",
    en: "Profile {profile}: {requirements} requirements, {examples} examples, {faults} faults.")
  static let wordings = [noCheck, summary]
}

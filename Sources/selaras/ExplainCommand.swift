import ArgumentParser
import Documents
import Model
import Reporting

/// `selaras explain`: a requirement as a manual page.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Menjelaskan satu persyaratan: isi, dasar, cara uji, perbaikan · Explains a requirement")

  @Argument(help: "Id persyaratan, misalnya DOC-06; tanpa id: daftarnya · the requirement's id; without one, the list")
  var id: String?
  @OptionGroup var standard: StandardArguments
  @OptionGroup var language: LanguageArguments

  func run() throws {
    let speaker = language.speaker
    let standard = try standard.standard(speaker)
    guard let id else {
      for requirement in standard.requirements {
        speaker.print(
          "\(requirement.id)  \(requirement.modality.rawValue.padding(6)) \(requirement.level.rawValue)  \(speaker.voice(requirement.title))")
      }
      return
    }
    guard let requirement = standard.requirement(id.uppercased()) else {
      speaker.warn(Self.unknown, ["id": id, "profile": standard.profile.id])
      throw Ending.usage.exit
    }
    speaker.print(ExplainPage.text(requirement, language: speaker.language, color: speaker.color))
  }

  private static let unknown = Wording(
    "explain.unknown", id: "Persyaratan “{id}” tidak ada di profil {profile}; selaras explain tanpa id menampilkan daftarnya.",
    en: "There is no requirement “{id}” in the profile {profile}; selaras explain without an id shows the list.")
  static let wordings = [unknown]
}

extension String {
  fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
}

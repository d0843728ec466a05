import ArgumentParser
import Documents
import Foundation
import Model
import Reporting
import Workspace

/// `selaras init`: a starter registry entry, and a CI file, for an agency.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Membuat entri registri awal dan berkas CI untuk instansi · Writes a starter registry entry and a CI file")

  enum CI: String, ExpressibleByArgument, CaseIterable { case github, gitlab, none }

  @Argument(help: "Folder tujuan · the folder to write into")
  var folder = "."
  @Option(name: .long, help: "Id instansi, [a-z0-9-] · the agency's id")
  var agency = "instansi-anda"
  @Option(name: .long, help: "Id layanan, [a-z0-9-] · the service's id")
  var service = "layanan-anda"
  @Option(name: .long, help: "URL dasar produksi · the production base URL")
  var url = "https://layanan.instansi-anda.go.id/v1"
  @Option(name: .long, help: "Jalur kontrak dari folder ini · path of the contract from this folder")
  var contract = "openapi.yaml"
  @Option(name: .long, help: "github | gitlab | none")
  var ci: CI = .none
  @OptionGroup var language: LanguageArguments

  func validate() throws {
    for id in [agency, service] {
      let isFit =
        (1...64).contains(id.utf8.count)
        && id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
      guard isFit else { throw ValidationError("\(id): [a-z0-9-]{1,64}") }
    }
    for text in [url, contract] where !text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x27 }) {
      throw ValidationError("\(text): ASCII tanpa spasi dan tanda petik (without blanks and quotes)")
    }
  }

  func run() throws {
    let speaker = language.speaker
    var files = [("registri.yaml", StarterFiles.registry(agency: agency, service: service, url: url, contract: contract))]
    switch ci {
    case .github: files.append((".github/workflows/selaras.yml", StarterFiles.github(service: "\(agency)/\(service)")))
    case .gitlab: files.append((".gitlab-ci.selaras.yml", StarterFiles.gitlab(service: "\(agency)/\(service)")))
    case .none: break
    }
    // Nothing is written when anything is there already: what somebody wrote is never lost.
    for (name, _) in files where FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
      speaker.warn(Self.exists, ["path": "\(folder)/\(name)"])
      throw Ending.cannotWrite.exit
    }
    try Trouble.spoken(by: speaker) {
      try ReportFolder.write(files.map { ReportFile(path: $0.0, bytes: Array($0.1.utf8)) }, to: folder)
    }
    for (name, _) in files { speaker.tell(Self.written, ["path": "\(folder)/\(name)"]) }
    speaker.tell(Self.next, ["path": "\(folder)/registri.yaml", "service": "\(agency)/\(service)"])
  }

  private static let exists = Wording(
    "init.exists", id: "{path} sudah ada dan tidak ditimpa; tidak ada yang ditulis.",
    en: "{path} is there already and is not overwritten; nothing was written.")
  private static let written = Wording("init.written", id: "Ditulis: {path}", en: "Written: {path}")
  private static let next = Wording(
    "init.next",
    id: "Lengkapi isian di {path}, periksa dengan selaras registry check {path}, lalu jalankan selaras test {service} --registry {path}",
    en: "Complete {path}, check it with selaras registry check {path}, then run selaras test {service} --registry {path}")
  static let wordings = [exists, written, next]
}

import ArgumentParser
import Documents
import Model
import OpenAPI
import Reporting
import Workspace

/// `selaras registry`: an agency's or a region's own data.
struct RegistryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry", abstract: "Memeriksa berkas registri · Checks a registry file", subcommands: [RegistryCheckCommand.self])
}

/// `selaras registry check`: every row that is not taken, with its number and every reason; and the contracts that rows name.
struct RegistryCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Baris yang ditolak beserta alasannya · Rows that are not taken, and why")

  @Argument(help: "Berkas registri · the registry file")
  var file: String
  @OptionGroup var language: LanguageArguments

  func run() throws {
    let speaker = language.speaker
    let reading = RegistryFolder.read(at: file)
    guard let registry = reading.registry else {
      speaker.say(reading.diagnostics)
      throw Ending.invalidInput.exit
    }
    for row in registry.rejected {
      for diagnostic in row.diagnostics {
        speaker.warn("\(speaker.voice(Self.row, ["number": String(row.number)])) \(diagnostic.line(in: speaker.language))")
      }
    }
    var contracts = 0
    var faulty = 0
    for service in registry.services {
      let source = RegistryFolder.contract(of: service, registryPath: file)
      let reading = source.contract.map { ContractReader.read($0.bytes, file: $0.file) }
      let faults = (source.diagnostics + (reading?.diagnostics ?? [])).filter(\.isError)
      if source.contract != nil { contracts += 1 }
      if !faults.isEmpty { faulty += 1 }
      speaker.say(faults)
    }
    let rows = registry.agencies.count + registry.services.count
    speaker.print(
      speaker.voice(
        Self.summary,
        [
          "rows": speaker.voice.number(rows + registry.rejected.count), "accepted": speaker.voice.number(rows),
          "rejected": speaker.voice.number(registry.rejected.count), "contracts": speaker.voice.number(contracts),
          "faulty": speaker.voice.number(faulty),
        ]))
    if !registry.rejected.isEmpty || faulty > 0 { throw Ending.invalidInput.exit }
  }

  private static let row = Wording("registry.row", id: "Baris {number}:", en: "Row {number}:")
  private static let summary = Wording(
    "registry.summary", id: "{rows} baris: {accepted} diterima, {rejected} ditolak. {contracts} kontrak terbaca, {faulty} bermasalah.",
    en: "{rows} rows: {accepted} accepted, {rejected} rejected. {contracts} contracts read, {faulty} with faults.")
  static let wordings = [row, summary]
}

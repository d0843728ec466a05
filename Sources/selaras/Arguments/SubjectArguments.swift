import ArgumentParser
import Digests
import Documents
import Execution
import Foundation
import Model
import Planning
import Reading
import Relay
import Wire
import Workspace

/// Which service is meant: an id of a registry, or a base URL with what the options say about it.
struct SubjectArguments: ParsableArguments {
  @Argument(help: "Id layanan di registri (instansi/layanan), atau URL dasar · a service's id in the registry, or its base URL")
  var service: String

  @Option(name: .long, help: "Berkas registri · the registry file")
  var registry: String?

  @Option(name: .long, help: "Kontrak OpenAPI: berkas atau URL · the OpenAPI contract, a file or a URL")
  var contract: String?

  @Option(name: .customLong("type"), help: "REST | OPEN | RPC | PAY | FHIR (bawaan REST) · the API's type")
  var type: APIType?

  @Option(name: .long, help: "terbuka | terbatas | pribadiUmum | pribadiSpesifik · classification of the data")
  var classification: Classification?

  @Option(name: .long, help: "Tingkat yang diuji: 1, 2, atau 3 · the level claimed")
  var claim: Int?

  @Option(name: .customLong("credential-env"), help: "Variabel lingkungan berisi token uji · environment variable that holds the test token")
  var credentialEnvironment: String?

  @Option(name: .customLong("credential-file"), help: "Berkas berisi token uji · file that holds the test token")
  var credentialFile: String?

  @Option(name: .customLong("test-data"), help: "YAML/JSON: operasi → parameter → nilai · operation → parameter → value")
  var testData: String?

  var isURL: Bool { service.hasPrefix("https://") || service.hasPrefix("http://") }

  func validate() throws {
    if let claim, Level(rawValue: claim) == nil { throw ValidationError("--claim: 1, 2, 3") }
    if isURL {
      if registry != nil { throw ValidationError("URL dan --registry tidak dapat dipakai bersama (use one of both)") }
      if BaseURL(service) == nil { throw ValidationError("\(service): bukan URL dasar yang sah (not a usable base URL)") }
    } else if registry == nil {
      throw ValidationError("\(service): --registry wajib untuk layanan terdaftar (is required for a registered service)")
    } else if contract != nil || type != nil || classification != nil || credentialEnvironment != nil || credentialFile != nil || testData != nil {
      throw ValidationError(
        "--contract, --type, --classification, --credential-*, --test-data: hanya untuk URL; ubah entri registri (only with a URL; edit the registry)"
      )
    }
  }

  /// Ends the command with what is wrong when the registry, the service or the contract cannot be found.
  func inputs(_ speaker: Speaker) throws -> SubjectInputs {
    isURL ? try SelfDeclaredSubject(arguments: self).inputs(speaker) : try registered(speaker)
  }

  private func registered(_ speaker: Speaker) throws -> SubjectInputs {
    guard let path = registry else { throw Ending.usage.exit }
    let reading = RegistryFolder.read(at: path)
    guard let found = reading.registry else {
      speaker.say(reading.diagnostics)
      throw Ending.invalidInput.exit
    }
    let matches = found.services.filter { SubjectKey($0).description == service || $0.id == service }
    guard matches.count == 1 else {
      speaker.say(reading.diagnostics)
      let known = found.services.map { SubjectKey($0).description }.sorted().prefix(30).joined(separator: ", ")
      speaker.warn(matches.isEmpty ? Self.unknown : Self.ambiguous, ["service": service, "known": known])
      throw Ending.invalidInput.exit
    }
    return SubjectInputs.registered(
      claimed(matches[0]), of: found.agency(matches[0].agency), colleagues: found.services.filter { $0.agency == matches[0].agency },
      registryPath: path)
  }

  private func claimed(_ service: Service) -> Service {
    guard let level = claim.flatMap(Level.init(rawValue:)) else { return service }
    return service.claiming(level)
  }

  static let unknown = Wording(
    "command.unknownService", id: "Layanan “{service}” tidak ada di registri; yang ada: {known}.",
    en: "There is no service “{service}” in the registry; there are: {known}.")
  static let ambiguous = Wording(
    "command.ambiguousService", id: "Ada beberapa layanan “{service}”; tulis instansi/layanan: {known}.",
    en: "There are several services “{service}”; write agency/service: {known}.")
  static let wordings = [unknown, ambiguous]
}

extension APIType: ExpressibleByArgument {}
extension Classification: ExpressibleByArgument {}

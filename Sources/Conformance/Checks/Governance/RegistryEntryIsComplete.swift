package import Documents
package import Model

/// The registry entry names agency, unit, title, environment, contract, API type, classification and lifecycle (GOV-01).
package struct RegistryEntryIsComplete: Check {
  package static let id = "registry-entry-is-complete"
  package let needs: Set<Need> = [.registryEntry]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let service = view.subject.service
    var findings: [Finding] = []
    func note(_ wording: Wording, _ parameters: [String: String] = [:]) {
      findings.append(Finding(wording, parameters, at: Location(), attribution: .configuration, isAdvice: false))
    }
    if service.agency.isBlank { note(Self.agency) }
    if view.subject.ownerUnit == nil { note(Self.unit) }
    if service.title?.isBlank ?? true { note(Self.title) }
    environment(service, note)
    contract(service, note)
    if service.apiType == nil { note(Self.type) }
    if service.classification == nil { note(Self.classification) }
    if service.lifecycle == nil { note(Self.lifecycle) }
    return [Instance(outcome: findings.isEmpty ? .passed : .failed, findings: findings, location: Location())]
  }

  /// A service that is not yet in operation may be registered with its sandbox alone.
  private func environment(_ service: Service, _ note: (Wording, [String: String]) -> Void) {
    let isBeforeOperation = service.lifecycle == .draft || service.lifecycle == .testing
    let written = [service.production, service.sandbox].compactMap(\.self)
    if service.production == nil, !(isBeforeOperation && service.sandbox != nil) { note(Self.baseURL, [:]) }
    for environment in written where !Self.isBaseURL(environment.baseURL) {
      note(Self.badBaseURL, ["pointer": "/environments/\(environment.name.rawValue)/baseURL"])
    }
  }

  private func contract(_ service: Service, _ note: (Wording, [String: String]) -> Void) {
    guard let contract = service.contract else { return note(Self.contract, [:]) }
    if let url = contract.url, WebAddress(url) == nil { note(Self.badContractURL, [:]) }
    if let path = contract.path, path.isBlank { note(Self.emptyContractPath, [:]) }
  }

  private static func isBaseURL(_ text: String) -> Bool { WebAddress(text).map { !$0.hasMore } ?? false }

  private static let agency = Wording(
    "registry.noAgency", id: "Entri registri tidak menyebut kode instansi (/agency). Tulis kode instansi pemilik layanan.",
    en: "The registry entry names no agency code (/agency). Write the code of the agency that owns the service.")
  private static let unit = Wording(
    "registry.noUnit", id: "Entri registri tidak menyebut unit pemilik layanan (/unit). Tulis nama unit yang bertanggung jawab.",
    en: "The registry entry names no owner unit (/unit). Write the name of the unit in charge.")
  private static let title = Wording(
    "registry.noTitle", id: "Entri registri tidak menyebut nama layanan (/title). Tulis nama yang dikenal pemakai.",
    en: "The registry entry has no title (/title). Write the name by which users know the service.")
  private static let baseURL = Wording(
    "registry.noBaseURL",
    id: "Entri registri tidak menyebut alamat dasar lingkungan produksi (/environments/production/baseURL). Tulis alamat tempat layanan dijalankan.",
    en: "The registry entry has no base URL of the production environment (/environments/production/baseURL). Write where the service runs.")
  private static let badBaseURL = Wording(
    "registry.badBaseURL",
    id: "Alamat dasar di {pointer} bukan URL http atau https yang utuh. Tulis skema, nama host, dan path tanpa kueri.",
    en: "The base URL at {pointer} is not a complete http or https URL. Write scheme, host name and path, without a query.")
  private static let contract = Wording(
    "registry.noContract", id: "Entri registri tidak menyebut kontrak (/contract). Tulis path berkas atau URL kontrak OpenAPI.",
    en: "The registry entry names no contract (/contract). Write the file path or the URL of the OpenAPI contract.")
  private static let badContractURL = Wording(
    "registry.badContractURL", id: "URL kontrak (/contract/url) bukan URL http atau https yang utuh. Tulis URL lengkap dengan nama host.",
    en: "The contract's URL (/contract/url) is not a complete http or https URL. Write the whole URL with its host name.")
  private static let emptyContractPath = Wording(
    "registry.emptyContractPath", id: "Path kontrak (/contract/path) kosong. Tulis path berkas kontrak OpenAPI, atau hapus anggota ini.",
    en: "The contract's path (/contract/path) is empty. Write the path of the OpenAPI file, or remove the member.")
  private static let type = Wording(
    "registry.noType", id: "Entri registri tidak menyebut jenis API (/apiType). Pilih REST, OPEN, RPC, PAY, atau FHIR.",
    en: "The registry entry names no API type (/apiType). Choose REST, OPEN, RPC, PAY or FHIR.")
  private static let classification = Wording(
    "registry.noClassification",
    id: "Entri registri tidak menyebut klasifikasi data (/classification). Pilih terbuka, terbatas, pribadiUmum, atau pribadiSpesifik.",
    en: "The registry entry names no data classification (/classification). Choose terbuka, terbatas, pribadiUmum or pribadiSpesifik.")
  private static let lifecycle = Wording(
    "registry.noLifecycle",
    id: "Entri registri tidak menyebut tahap siklus hidup (/lifecycle). Pilih draft, testing, production, deprecated, atau retired.",
    en: "The registry entry names no lifecycle state (/lifecycle). Choose draft, testing, production, deprecated or retired.")

  package static let wordings = [
    agency, unit, title, baseURL, badBaseURL, contract, badContractURL, emptyContractPath, type, classification, lifecycle,
  ]
}

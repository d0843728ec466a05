package import Documents
package import Model

/// The host of the production base URL is under an official government domain, or on the profile's list of exceptions (GOV-03).
package struct ServedFromOfficialDomain: Check {
  package static let id = "served-from-official-domain"
  package let needs: Set<Need> = [.registryEntry]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let service = view.subject.service
    let location = Location(environment: .production)
    func only(_ outcome: Outcome) -> [Instance] { [Instance(outcome: outcome, findings: [], location: location)] }
    guard let production = service.production else {
      // Before operation there is no production address to judge; after that its absence is GOV-01's finding.
      let isBeforeOperation = service.lifecycle == .draft || service.lifecycle == .testing
      return only(isBeforeOperation ? .inapplicable(.lifecycle) : .untested(.prerequisite("GOV-01")))
    }
    guard let host = WebAddress(production.baseURL)?.host else { return only(.untested(.prerequisite("GOV-01"))) }
    guard let wording = Self.fault(host, view.profile.data) else { return only(.passed) }
    let finding = Finding(wording, ["host": host.text], at: location, attribution: .configuration, isAdvice: false)
    return [Instance(outcome: .failed, findings: [finding], location: location)]
  }

  private static func fault(_ host: HostName, _ data: ProfileData) -> Wording? {
    if data.exceptionHosts.contains(where: { HostName($0) == host }) { return nil }
    if host.isAddress { return address }
    if host.isLocal { return local }
    return data.officialSuffixes.contains { host.isUnder($0) } ? nil : foreign
  }

  private static let address = Wording(
    "domain.address", id: "Layanan dilayani dari alamat IP {host}. Layani dari nama di bawah domain resmi instansi.",
    en: "The service is served from the IP address {host}. Serve it from a name under the agency's official domain.")
  private static let local = Wording(
    "domain.local", id: "Alamat dasar produksi menunjuk {host}, yaitu mesin itu sendiri. Tulis nama host resmi yang dapat dicapai pemakai.",
    en: "The production base URL points at {host}, the machine itself. Write the official host name that users can reach.")
  private static let foreign = Wording(
    "domain.foreign",
    id: "Host {host} tidak berada di bawah domain resmi pemerintah. Pindahkan layanan ke domain resmi instansi, atau mintakan pengecualian.",
    en: "The host {host} is not under an official government domain. Move the service to the agency's official domain, or ask for an exception.")

  package static let wordings = [address, local, foreign]
}

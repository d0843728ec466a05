package import Documents
package import Model
import OpenAPI

/// Every server of the contract is an absolute HTTPS URL with a description, and one is the registered base URL (DOC-03).
package struct ServersAreAbsoluteAndLabelled: Check {
  package static let id = "servers-are-absolute-and-labelled"
  package let needs: Set<Need> = [.contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    guard let contract = view.contract?.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    let root = contract.document.root
    guard !contract.servers.isEmpty else {
      let whole = Location(contractPosition: root.position, contractPointer: root.pointer)
      // A contract exported from the national exchange (SPLP) leaves its address to the gateway.
      if Self.isOnExchange(view.subject.service) {
        return [Instance(outcome: .inapplicable(.notDeclared("server")), findings: [], location: whole)]
      }
      return [Instance(outcome: .failed, findings: [Self.finding(Self.none, at: root)], location: whole)]
    }
    let each = contract.servers.map { server in
      let findings = Self.faults(of: server)
      return Instance(outcome: findings.isEmpty ? .passed : .failed, findings: findings, location: Self.location(server.node))
    }
    return each + [registeredBase(view, contract.servers)]
  }

  /// Whether one server is the production base URL of the registry; without an entry there is nothing to compare.
  private func registeredBase(_ view: EvidenceView, _ servers: [Server]) -> Instance {
    let location = servers.first.map { Self.location($0.node) } ?? Location()
    func only(_ outcome: Outcome) -> Instance { Instance(outcome: outcome, findings: [], location: location) }
    if view.subject.isSelfDeclared { return only(.untested(.noRegistryEntry)) }
    let service = view.subject.service
    guard let registered = service.production ?? service.sandbox, let base = WebAddress(registered.baseURL) else {
      return only(.untested(.prerequisite("GOV-01")))
    }
    let isListed = servers.contains { server in
      Self.spellings(of: server).contains { WebAddress($0)?.leadsWhere(base) ?? false }
    }
    guard !isListed, let first = servers.first else { return only(.passed) }
    let finding = Self.finding(Self.otherBase, ["base": registered.baseURL], at: first.node)
    return Instance(outcome: .failed, findings: [finding], location: location)
  }

  private static func faults(of server: Server) -> [Finding] {
    var findings: [Finding] = []
    let node = server.node["url"] ?? server.node
    let parameters = ["url": server.url]
    if let name = server.unfilled.first {
      findings.append(finding(unfilled, ["url": server.url, "name": name], at: node))
    } else if let address = WebAddress(server.url) {
      if address.scheme != "https" { findings.append(finding(notHTTPS, parameters, at: node)) }
      let host = address.host
      if host.isLocal || host.isPrivateAddress || host.isExample {
        findings.append(finding(notPublic, ["url": server.url, "host": host.text], at: node))
      }
    } else {
      findings.append(finding(notAbsolute, parameters, at: node))
    }
    if server.description?.isBlank ?? true { findings.append(finding(noDescription, parameters, at: server.node)) }
    return findings
  }

  /// The URL with its defaults, and with every listed value of its variables: a server template stands for all of them.
  private static func spellings(of server: Server) -> [String] {
    guard let template = server.node["url"]?.string, let variables = server.node["variables"], variables.kind == .object else { return [server.url] }
    var urls = [template]
    for (name, variable) in variables.members {
      var values = variable["enum"].map { $0.elements.compactMap(\.string) } ?? []
      if let value = variable["default"]?.string { values.append(value) }
      if values.isEmpty { continue }
      urls = urls.flatMap { url in values.map { url.replacing("{\(name)}", with: $0) } }
      if urls.count > 256 { break }
    }
    return urls + [server.url]
  }

  private static func isOnExchange(_ service: Service) -> Bool {
    guard case .object(let members) = service.entry, case .string(let name)? = members["splpName"] else { return false }
    return !name.isBlank
  }

  private static func location(_ node: Node) -> Location { Location(contractPosition: node.position, contractPointer: node.pointer) }

  private static func finding(_ wording: Wording, _ parameters: [String: String] = [:], at node: Node) -> Finding {
    Finding(wording, parameters, at: location(node), attribution: .service, isAdvice: false)
  }

  private static let none = Wording(
    "servers.none", id: "Kontrak tidak menyebut satu pun server. Tambahkan servers dengan URL HTTPS dan keterangan lingkungannya.",
    en: "The contract names no server. Add servers with an HTTPS URL and a description of the environment.")
  private static let unfilled = Wording(
    "servers.unfilled", id: "URL server “{url}” memuat variabel {name} tanpa nilai bawaan. Tulis default untuk variabel itu.",
    en: "The server URL “{url}” holds the variable {name} without a default. Write a default for that variable.")
  private static let notAbsolute = Wording(
    "servers.notAbsolute", id: "URL server “{url}” bukan URL utuh. Tulis URL HTTPS lengkap dengan nama host.",
    en: "The server URL “{url}” is not a complete URL. Write an HTTPS URL with its host name.")
  private static let notHTTPS = Wording(
    "servers.notHTTPS", id: "URL server “{url}” memakai http. Ganti dengan https.", en: "The server URL “{url}” uses http. Change it to https.")
  private static let notPublic = Wording(
    "servers.notPublic", id: "URL server “{url}” menunjuk {host}, yang tidak dapat dicapai pemakai. Tulis nama host layanan yang sebenarnya.",
    en: "The server URL “{url}” points at {host}, which users cannot reach. Write the service's real host name.")
  private static let noDescription = Wording(
    "servers.noDescription", id: "Server “{url}” tidak berketerangan. Tulis lingkungannya pada description, misalnya produksi atau lingkungan uji.",
    en: "The server “{url}” has no description. Name its environment in description, for example production or sandbox.")
  private static let otherBase = Wording(
    "servers.otherBase",
    id: "Tidak ada server di kontrak yang sama dengan alamat dasar terdaftar {base}. Samakan servers di kontrak dengan registri.",
    en: "No server of the contract is the registered base URL {base}. Make the contract's servers and the registry agree.")

  package static let wordings = [none, unfilled, notAbsolute, notHTTPS, notPublic, noDescription, otherBase]
}

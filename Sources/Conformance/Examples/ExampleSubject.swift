import Documents
import Model
import Reading

/// The subject of an example: a complete registry entry, with the fence's members merged over it (RFC 7396: `null` removes a member).
enum ExampleSubject {
  static let host = "layanan.contoh.go.id.test"
  static let baseURL = "https://\(host)/v1"

  private static let entry: JSONValue = .object([
    "id": .string("contoh"), "agency": .string("contoh"), "title": .string("Layanan Contoh"), "apiType": .string("REST"),
    "classification": .string("terbuka"), "lifecycle": .string("production"), "unit": .string("Bidang Contoh"),
    "environments": .object(["production": .object(["baseURL": .string(baseURL)])]),
    "contract": .object(["url": .string("\(baseURL)/openapi.json")]), "claimedLevel": .integer(1),
    "credential": .object(["environmentVariable": .string("SELARAS_CONTOH")]),
    "consent": .object(["by": .string("Instansi Contoh"), "classes": .array([.string("P0"), .string("P1")]), "until": .string("2099-12-31")]),
  ])

  static let agency = Agency(
    id: "contoh", name: "Instansi Contoh", regionCode: "32.15", parent: nil, unit: "Bidang Contoh", contact: "data@contoh.go.id.test")

  static func read(_ fences: [Fence]) -> (subject: Subject, diagnostics: [Diagnostic]) {
    var value = entry
    var diagnostics: [Diagnostic] = []
    var isSelfDeclared = false
    for fence in fences {
      do {
        let document = try DocumentReader.read(Array(fence.text.utf8), file: fence.position.file, limits: .contract)
        guard case .object(var members) = JSONValue(document.root) else {
          diagnostics.append(Diagnostic(malformed, ["reason": "\(document.root.kind)"], at: fence.position))
          continue
        }
        if case .bool(true)? = members.removeValue(forKey: "selfDeclared") { isSelfDeclared = true }
        value = merged(value, .object(members))
      } catch {
        diagnostics.append(Diagnostic(malformed, ["reason": error.text(in: .english)], at: fence.position))
      }
    }
    let place = fences.first?.position ?? SourcePosition(file: "contoh", line: 1, column: 1)
    guard let document = try? JSONReader.read(Array(value.text(pretty: true).utf8), file: "registry.json", limits: .contract) else {
      preconditionFailure("What JSONValue writes, JSONReader reads.")
    }
    let reading = ServiceReader.read(document.root)
    // The merged text is nobody's file: what is wrong with it stands in the fence.
    diagnostics += reading.diagnostics.map { Diagnostic($0.wording, $0.parameters, at: place, pointer: $0.pointer) }
    let service = reading.service ?? blank(document.root)
    return (Subject(agency: isSelfDeclared ? nil : agency, service: service, isSelfDeclared: isSelfDeclared), diagnostics)
  }

  private static func merged(_ base: JSONValue, _ change: JSONValue) -> JSONValue {
    guard case .object(let changes) = change else { return change }
    var members: [String: JSONValue] = if case .object(let found) = base { found } else { [:] }
    for (name, value) in changes {
      if value == .null { members.removeValue(forKey: name) } else { members[name] = merged(members[name] ?? .null, value) }
    }
    return .object(members)
  }

  /// An entry without id or agency is reported; judging goes on with one that holds nothing.
  private static func blank(_ node: Node) -> Service {
    Service(
      id: "contoh", agency: "contoh", title: nil, apiType: nil, classification: nil, lifecycle: nil, production: nil, sandbox: nil, contract: nil,
      claimedLevel: nil, credential: nil, testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [],
      entry: JSONValue(node), position: node.position)
  }

  private static let malformed = Wording(
    "example.registry", id: "Blok registry tidak terbaca sebagai isian layanan: {reason}", en: "The registry fence is no service entry: {reason}")
  static let wordings = [malformed]
}

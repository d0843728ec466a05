import Documents

/// The structure that OpenAPI's text demands of a document: required members, their types, references that lead somewhere.
struct StructureReview {
  private let document: Document
  private let version: OpenAPIVersion
  private let references: References
  private(set) var diagnostics: [Diagnostic] = []
  /// Enough to show the habit; a document with more is no better understood by listing them.
  private static let most = 200

  init(_ document: Document, _ version: OpenAPIVersion) {
    self.document = document
    self.version = version
    references = References(document)
  }

  mutating func review() {
    let root = document.root
    info(root)
    paths(root)
    components(root)
    allReferences()
  }

  private mutating func note(_ wording: Wording, _ parameters: [String: String], _ node: Node) {
    guard diagnostics.count < Self.most else { return }
    diagnostics.append(Diagnostic(wording, parameters, at: node.position, pointer: node.pointer))
  }

  private mutating func require(_ name: String, _ kind: Node.Kind, of node: Node) {
    guard let value = node[name] else { return note(Self.missing, ["name": name], node) }
    if value.kind != kind { note(Self.wrongType, ["name": name, "expected": "\(kind)", "actual": "\(value.kind)"], value) }
  }

  private mutating func check(_ name: String, _ kind: Node.Kind, of node: Node) {
    if let value = node[name], value.kind != kind { note(Self.wrongType, ["name": name, "expected": "\(kind)", "actual": "\(value.kind)"], value) }
  }

  private mutating func info(_ root: Node) {
    require("info", .object, of: root)
    if let info = root["info"], info.kind == .object {
      require("title", .string, of: info)
      require("version", .string, of: info)
      check("contact", .object, of: info)
      if let license = info["license"], license.kind == .object { require("name", .string, of: license) }
    }
    check("servers", .array, of: root)
    for server in root["servers"].map({ Array($0.elements) }) ?? [] { require("url", .string, of: server) }
    check("security", .array, of: root)
    check("components", .object, of: root)
  }

  private mutating func paths(_ root: Node) {
    if version == .v30 {
      require("paths", .object, of: root)
    } else {
      check("paths", .object, of: root)
      if root["paths"] == nil, root["components"] == nil, root["webhooks"] == nil { note(Self.missing, ["name": "paths"], root) }
    }
    guard let paths = root["paths"], paths.kind == .object else { return }
    var shapes: [[UInt8]: String] = [:]
    for (path, entry) in paths.members where !path.hasPrefix("x-") {
      if !path.hasPrefix("/") { note(Self.pathWithoutSlash, ["path": path], entry) }
      if let twin = shapes.updateValue(path, forKey: Self.shape(path)) { note(Self.ambiguousPath, ["path": path, "other": twin], entry) }
      guard let item = references.resolve(entry) else { continue }
      guard item.kind == .object else {
        note(Self.wrongType, ["name": path, "expected": "object", "actual": "\(item.kind)"], item)
        continue
      }
      parameters(item)
      for (method, node) in item.members where OperationReader.methods.contains(method) { operation(node, "\(method.uppercased()) \(path)") }
    }
  }

  /// The path with its template names left out: paths of equal shape are identical (Paths Object, "Path Templating Matching").
  private static func shape(_ path: String) -> [UInt8] {
    var shape: [UInt8] = []
    var isInName = false
    for byte in path.utf8 {
      if byte == UInt8(ascii: "}") { isInName = false }
      if !isInName { shape.append(byte) }
      if byte == UInt8(ascii: "{") { isInName = true }
    }
    return shape
  }

  private mutating func operation(_ node: Node, _ key: String) {
    guard node.kind == .object else { return note(Self.wrongType, ["name": key, "expected": "object", "actual": "\(node.kind)"], node) }
    check("operationId", .string, of: node)
    check("security", .array, of: node)
    parameters(node)
    guard let responses = node["responses"] else {
      if version == .v30 { note(Self.responsesMissing, ["operation": key], node) }
      return
    }
    guard responses.kind == .object else {
      return note(Self.wrongType, ["name": "responses", "expected": "object", "actual": "\(responses.kind)"], responses)
    }
    if responses.count == 0 { note(Self.responsesMissing, ["operation": key], responses) }
    for (code, entry) in responses.members where !code.hasPrefix("x-") {
      if !Self.isStatus(code) { note(Self.badStatus, ["code": code, "operation": key], entry) }
      guard let response = references.resolve(entry), response.kind == .object else { continue }
      if version != .v32 { require("description", .string, of: response) }
      check("content", .object, of: response)
    }
    if let body = node["requestBody"].flatMap({ references.resolve($0) }), body.kind == .object { require("content", .object, of: body) }
  }

  private static func isStatus(_ code: String) -> Bool {
    if code == "default" { return true }
    let bytes = Array(code.utf8)
    guard bytes.count == 3, (0x31...0x35).contains(bytes[0]) else { return false }
    return bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) } || bytes.dropFirst().allSatisfy { $0 == UInt8(ascii: "X") }
  }

  private mutating func parameters(_ node: Node) {
    guard let list = node["parameters"] else { return }
    guard list.kind == .array else { return note(Self.wrongType, ["name": "parameters", "expected": "array", "actual": "\(list.kind)"], list) }
    for entry in list.elements {
      guard let parameter = references.resolve(entry), parameter.kind == .object else { continue }
      require("name", .string, of: parameter)
      require("in", .string, of: parameter)
      if parameter["schema"] == nil, parameter["content"] == nil { note(Self.noSchema, ["name": parameter["name"]?.string ?? "?"], parameter) }
    }
  }

  private mutating func components(_ root: Node) {
    guard let components = root["components"], components.kind == .object else { return }
    for (name, value) in components.members where !name.hasPrefix("x-") && value.kind != .object {
      note(Self.wrongType, ["name": name, "expected": "object", "actual": "\(value.kind)"], value)
    }
    for (name, schema) in components["schemas"].map({ Array($0.members) }) ?? [] {
      // Since 3.1 a schema may be true or false (JSON Schema 2020-12 §4.3.2).
      let isSchema = schema.kind == .object || (schema.kind == .boolean && version != .v30)
      if !isSchema { note(Self.wrongType, ["name": name, "expected": "object", "actual": "\(schema.kind)"], schema) }
    }
    for (name, entry) in components["securitySchemes"].map({ Array($0.members) }) ?? [] {
      guard let scheme = references.resolve(entry) else { continue }
      guard let type = scheme["type"]?.string, ["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"].contains(type) else {
        note(Self.badScheme, ["name": name], scheme)
        continue
      }
    }
  }

  /// Every `$ref` of the document, except inside example values and extensions, leads somewhere in this file.
  private mutating func allReferences() {
    var waiting = [document.root]
    while let node = waiting.popLast() {
      if let text = node["$ref"]?.string {
        switch references.outcome(node) {
        case .found: break
        case .unresolved: note(Self.unresolvedReference, ["reference": text], node["$ref"] ?? node)
        case .outside: note(Self.referenceOutside, ["reference": text], node["$ref"] ?? node)
        case .anchor:
          // `$anchor` exists since 3.1; it is not followed.
          if version == .v30 { note(Self.unresolvedReference, ["reference": text], node["$ref"] ?? node) }
        case .loop: note(Self.referenceLoop, ["reference": text], node["$ref"] ?? node)
        }
      }
      for (name, value) in node.members where !name.hasPrefix("x-") && !Self.isFreeForm(name) { waiting.append(value) }
      waiting += node.elements
    }
    diagnostics.sort { ($0.position?.line ?? 0, $0.position?.column ?? 0) < ($1.position?.line ?? 0, $1.position?.column ?? 0) }
  }

  /// Members whose values are data, not schema: a `$ref` in there is text.
  private static func isFreeForm(_ name: String) -> Bool { ["example", "examples", "default", "const", "enum"].contains(name) }

  private static let missing = Wording("openapi.missing", id: "Anggota “{name}” wajib ada di sini.", en: "The member “{name}” is required here.")
  private static let wrongType = Wording(
    "openapi.wrongType", id: "“{name}” harus bertipe {expected}, bukan {actual}.", en: "“{name}” must be of type {expected}, not {actual}.")
  private static let pathWithoutSlash = Wording(
    "openapi.pathWithoutSlash", id: "Path “{path}” harus diawali garis miring.", en: "The path “{path}” must begin with a slash.")
  private static let ambiguousPath = Wording(
    "openapi.ambiguousPath", id: "Path “{path}” tidak dapat dibedakan dari “{other}”.", en: "The path “{path}” cannot be told from “{other}”.")
  private static let responsesMissing = Wording(
    "openapi.responsesMissing", id: "{operation} tidak menyatakan satu pun respons.", en: "{operation} declares no response.")
  private static let badStatus = Wording(
    "openapi.badStatus", id: "“{code}” pada {operation} bukan kode status, rentang (4XX), atau default.",
    en: "“{code}” on {operation} is no status code, range (4XX) or default.")
  private static let noSchema = Wording(
    "openapi.noSchema", id: "Parameter “{name}” tidak memiliki schema atau content.", en: "The parameter “{name}” has neither schema nor content.")
  private static let badScheme = Wording(
    "openapi.badScheme", id: "Skema keamanan “{name}” tidak menyebut type yang dikenal.", en: "The security scheme “{name}” names no known type.")
  private static let unresolvedReference = Wording(
    "openapi.unresolvedReference", id: "Rujukan “{reference}” tidak menunjuk apa pun dalam berkas ini.",
    en: "The reference “{reference}” leads to nothing in this file.")
  private static let referenceOutside = Wording(
    "openapi.referenceOutside", id: "Rujukan “{reference}” menunjuk ke luar berkas kontrak dan tidak dibaca; satukan kontrak ke dalam satu berkas.",
    en: "The reference “{reference}” leads out of the contract file and is not read; bundle the contract into one file.")
  private static let referenceLoop = Wording(
    "openapi.referenceLoop", id: "Rujukan “{reference}” berputar ke dirinya sendiri.", en: "The reference “{reference}” leads back to itself.")

  static let wordings = [
    missing, wrongType, pathWithoutSlash, ambiguousPath, responsesMissing, badStatus, noSchema, badScheme, unresolvedReference, referenceOutside,
    referenceLoop,
  ]
}

import Documents
import HTTPMessages
import JSONSchema
import OpenAPI

/// A declared parameter as the server checks it: texts become values by the schema's type, then the schema judges.
struct ParameterRule: Sendable {
  let name: String
  let place: ParameterPlace
  let required: Bool
  private let schema: CompiledSchema?
  private let types: Set<String>
  private let itemTypes: Set<String>
  private let separator: Character?

  init(_ parameter: Parameter, _ contract: Contract, _ dialect: SchemaDialect) throws(Diagnostic) {
    name = parameter.name
    place = parameter.place
    required = parameter.required
    let node = parameter.schema
    types = node.map { Self.types($0, contract) } ?? []
    itemTypes = node.flatMap { contract.resolve($0)?["items"] }.map { Self.types($0, contract) } ?? []
    let style = parameter.style ?? (place == .query || place == .cookie ? "form" : "simple")
    let explodes = parameter.explode ?? (style == "form")
    separator = style == "form" && explodes ? nil : style == "pipeDelimited" ? "|" : style == "spaceDelimited" ? " " : ","
    if let node {
      schema = try CompiledSchema.compile(node, dialect: dialect, direction: .request, others: [:], assertFormats: true)
    } else {
      schema = nil
    }
  }

  private static func types(_ node: Node, _ contract: Contract) -> Set<String> {
    guard let schema = contract.resolve(node) else { return [] }
    if let name = schema["type"]?.string { return [name] }
    let names = Set(schema["type"]?.elements.compactMap(\.string) ?? [])
    return names.isEmpty ? Set(schema["allOf"]?.elements.compactMap { contract.resolve($0)?["type"]?.string } ?? []) : names
  }

  func holds(in request: SiteRequest, path values: [String: String]) -> Bool {
    let texts = texts(request, values)
    guard !texts.isEmpty else { return !required }
    // Objects have too many spellings: not judged.
    guard let schema, !types.contains("object") else { return true }
    let value = types.contains("array")
      ? OrderedJSON.array(separated(texts).map { Self.value($0, itemTypes) }) : texts.count == 1 ? Self.value(texts[0], types) : nil
    guard let value, let document = try? JSONReader.read(value.bytes(pretty: false), file: "parameter", limits: .body) else { return false }
    return schema.validate(document.root, budget: 100_000).isValid
  }

  private func texts(_ request: SiteRequest, _ path: [String: String]) -> [String] {
    switch place {
    case .path: path[name].map { [$0] } ?? []
    case .query: request.query.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
    case .header: request.fields.filter { ASCII.equalIgnoringCase($0.name, name) }.map(\.value)
    case .cookie: request.cookies.filter { $0.name.utf8.elementsEqual(name.utf8) }.map(\.value)
    }
  }

  private func separated(_ texts: [String]) -> [String] {
    guard let separator else { return texts }
    return texts.flatMap { $0.split(separator: separator, omittingEmptySubsequences: false).map(String.init) }
  }

  /// A text as the type wants it; one that does not fit stays a text and fails its schema.
  private static func value(_ text: String, _ types: Set<String>) -> OrderedJSON {
    if types.contains("string") { return .string(text) }
    if types.contains("integer") || types.contains("number"), isNumber(text) { return .number(text) }
    if types.contains("boolean"), text == "true" || text == "false" { return .bool(text == "true") }
    return .string(text)
  }

  private static func isNumber(_ text: String) -> Bool {
    (try? JSONReader.read(Array(text.utf8), file: "number", limits: .body))?.root.kind == .number && text.utf8.count < 400
  }
}

import Documents
import HTTPMessages

/// Reads paths, operations, parameters, responses and security into the inner model.
struct OperationReader {
  private let root: Node
  private let references: References
  private let version: OpenAPIVersion
  private(set) var diagnostics: [Diagnostic] = []

  static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

  init(_ document: Document, _ version: OpenAPIVersion) {
    root = document.root
    references = References(document)
    self.version = version
  }

  mutating func operations() -> [Operation] {
    guard let paths = root["paths"], paths.kind == .object else { return [] }
    var operations: [Operation] = []
    for (path, entry) in paths.members where !path.hasPrefix("x-") {
      guard let item = resolved(entry), item.kind == .object else { continue }
      for (name, node) in item.members where Self.methods.contains(name) && node.kind == .object {
        operations.append(operation(name, path, item, node))
      }
    }
    return operations
  }

  mutating func securitySchemes() -> [SecurityScheme] {
    guard let schemes = root["components"]?["securitySchemes"] else { return [] }
    return schemes.members.compactMap { name, entry in
      guard let node = resolved(entry), let kind = Self.kind(node) else { return nil }
      return SecurityScheme(name: name, kind: kind, node: node)
    }
  }

  private mutating func resolved(_ node: Node) -> Node? {
    switch references.outcome(node) {
    case .found(let target): return target
    case .unresolved, .outside, .anchor, .loop: return nil  // `StructureReview` names every broken reference once.
    }
  }

  private mutating func operation(_ method: String, _ path: String, _ item: Node, _ node: Node) -> Operation {
    let key = "\(method.uppercased()) \(path)"
    let parameters = parameters(item, node, key)
    review(path, parameters, node, key)
    return Operation(
      key: key, id: node["operationId"]?.string, method: method.uppercased(), path: path,
      isDeprecated: node["deprecated"]?.boolean ?? false, parameters: parameters, requestBody: node["requestBody"].flatMap { references.resolve($0) },
      responses: responses(node), security: security(node), node: node)
  }

  private mutating func parameters(_ item: Node, _ node: Node, _ key: String) -> [Parameter] {
    var found: [Parameter] = []
    for list in [item["parameters"], node["parameters"]].compactMap(\.self) where list.kind == .array {
      let level = list.elements.compactMap { references.resolve($0).flatMap(Self.parameter) }
      for (index, parameter) in level.enumerated() {
        let isTwin: (Parameter) -> Bool = { $0.place == parameter.place && $0.name.utf8.elementsEqual(parameter.name.utf8) }
        if level[..<index].contains(where: isTwin) {
          diagnostics.append(
            Diagnostic(
              Self.duplicateParameter, ["name": parameter.name, "operation": key], at: parameter.node.position, pointer: parameter.node.pointer))
        }
        found.removeAll(where: isTwin)
        found.append(parameter)
      }
    }
    return found
  }

  private static func parameter(_ node: Node) -> Parameter? {
    guard let name = node["name"]?.string, let place = node["in"]?.string.flatMap(ParameterPlace.init(rawValue:)) else { return nil }
    let schema = node["schema"] ?? node["content"]?.members.first { _ in true }?.value["schema"]
    return Parameter(
      name: name, place: place, required: node["required"]?.boolean ?? false, schema: schema, style: node["style"]?.string,
      explode: node["explode"]?.boolean, example: example(node, schema), node: node)
  }

  private static func example(_ node: Node, _ schema: Node?) -> Node? {
    if let example = node["example"] { return example }
    let references = References(node.document)
    if let value = node["examples"]?.members.first(where: { _ in true }).flatMap({ references.resolve($0.value) })?["value"] { return value }
    guard let schema = schema.flatMap(references.resolve) else { return nil }
    return schema["example"] ?? schema["examples"]?[0] ?? schema["default"] ?? schema["const"] ?? schema["enum"]?[0]
  }

  /// Every `{name}` of the path is declared, and nothing else is in the path (Paths Object, "Path templating").
  private mutating func review(_ path: String, _ parameters: [Parameter], _ node: Node, _ key: String) {
    let templated = Self.templateNames(path)
    for name in templated where !parameters.contains(where: { $0.place == .path && $0.name.utf8.elementsEqual(name.utf8) }) {
      diagnostics.append(Diagnostic(Self.pathParameterUndeclared, ["name": name, "operation": key], at: node.position, pointer: node.pointer))
    }
    for parameter in parameters where parameter.place == .path {
      if !templated.contains(where: { $0.utf8.elementsEqual(parameter.name.utf8) }) {
        diagnostics.append(
          Diagnostic(
            Self.pathParameterNotInPath, ["name": parameter.name, "operation": key], at: parameter.node.position, pointer: parameter.node.pointer))
      } else if !parameter.required {
        diagnostics.append(
          Diagnostic(
            Self.pathParameterOptional, ["name": parameter.name, "operation": key], at: parameter.node.position, pointer: parameter.node.pointer))
      }
    }
  }

  /// The names between braces, in order.
  static func templateNames(_ path: String) -> [String] {
    var names: [String] = []
    var rest = path[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }

  private func responses(_ node: Node) -> [ResponseDeclaration] {
    guard let responses = node["responses"], responses.kind == .object else { return [] }
    return responses.members.compactMap { code, entry in
      guard let status = Self.status(code), let response = references.resolve(entry) else { return nil }
      let media = (response["content"]?.members).map { Array($0) } ?? []
      return ResponseDeclaration(
        status: status,
        media: media.map { range, node in
          let bare = FieldLists.trimmed(String(range.split(separator: ";").first ?? ""))
          return MediaDeclaration(range: range, essence: ASCII.lowercased(bare), schema: node["schema"], node: node)
        }, headers: response["headers"].map { $0.members.map(\.name) } ?? [], node: response)
    }
  }

  private static func status(_ code: String) -> ResponseDeclaration.Status? {
    if code == "default" { return .default }
    if let number = Int(code), (100...599).contains(number) { return .exact(number) }
    let bytes = Array(code.utf8)
    let isRange = bytes.count == 3 && (0x31...0x35).contains(bytes[0]) && bytes[1...].allSatisfy { $0 | 0x20 == UInt8(ascii: "x") }
    guard isRange else { return nil }
    return .range(Int(bytes[0] - 0x30))
  }

  private func security(_ node: Node) -> [SecurityAlternative]? {
    guard let list = node["security"] ?? root["security"], list.kind == .array else { return nil }
    return list.elements.map { alternative in
      SecurityAlternative(
        requirements: alternative.members.map { name, scopes in
          SecurityAlternative.Requirement(scheme: name, scopes: scopes.elements.compactMap(\.string))
        })
    }
  }

  private static func kind(_ node: Node) -> SecurityScheme.Kind? {
    switch node["type"]?.string {
    case "apiKey"?:
      guard let place = node["in"]?.string.flatMap(ParameterPlace.init(rawValue:)), let name = node["name"]?.string else { return nil }
      return .apiKey(place, name: name)
    case "http"?: return node["scheme"]?.string.map(SecurityScheme.Kind.http)
    case "mutualTLS"?: return .mutualTLS
    case "oauth2"?: return .oauth2
    case "openIdConnect"?: return .openIdConnect
    default: return nil
    }
  }

  private static let duplicateParameter = Wording(
    "openapi.duplicateParameter", id: "Parameter “{name}” dinyatakan dua kali pada {operation}.",
    en: "The parameter “{name}” is declared twice on {operation}.")
  private static let pathParameterUndeclared = Wording(
    "openapi.pathParameterUndeclared", id: "Parameter path “{name}” pada {operation} belum dinyatakan.",
    en: "The path parameter “{name}” of {operation} is not declared.")
  private static let pathParameterNotInPath = Wording(
    "openapi.pathParameterNotInPath", id: "Parameter path “{name}” pada {operation} tidak ada di templat path.",
    en: "The path parameter “{name}” of {operation} is not in the path template.")
  private static let pathParameterOptional = Wording(
    "openapi.pathParameterOptional", id: "Parameter path “{name}” pada {operation} harus required: true.",
    en: "The path parameter “{name}” of {operation} must be required: true.")
  static let wordings = [duplicateParameter, pathParameterUndeclared, pathParameterNotInPath, pathParameterOptional]
}

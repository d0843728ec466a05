import Documents
import HTTPMessages
import Model
import OpenAPI

/// Builds requests for an operation from test data and the contract's own examples.
struct OperationRequest {
  let ground: Ground
  let base: BaseURL
  let operation: Operation

  /// The values to send: the registry's test data first, then the contract's examples; nil when a required one has neither.
  func values(overriding: [String: JSONValue] = [:]) -> [String: JSONValue]? {
    let data = ground.subject.service.testData
    let given = operation.id.flatMap { data[$0] } ?? data[operation.key] ?? [:]
    var values: [String: JSONValue] = [:]
    for parameter in operation.parameters where parameter.place == .path || parameter.place == .query || parameter.place == .header {
      if let value = overriding[parameter.name] ?? given[parameter.name] ?? exampleOfRequired(parameter) {
        values[parameter.name] = value
      } else if parameter.required || parameter.place == .path {
        return nil
      }
    }
    return values
  }

  /// Optional parameters are left out unless the registry gives them: the plain call is the one that must work.
  private func exampleOfRequired(_ parameter: Parameter) -> JSONValue? {
    guard parameter.required || parameter.place == .path else { return nil }
    return parameter.example.map(JSONValue.init)
  }

  /// A GET (or another safe method) with these values; nil when a value cannot be written into the URL.
  func template(method: String, values: [String: JSONValue], credential: CredentialUse, followsRedirects: Bool) -> RequestTemplate? {
    guard let path = RequestTarget.path(of: operation, values: values), let query = RequestTarget.query(of: operation, values: values) else {
      return nil
    }
    var fields = [HeaderField(name: "Accept", value: accept)]
    for parameter in operation.parameters where parameter.place == .header {
      guard let value = values[parameter.name] else { continue }
      guard let text = plain(value) else { return nil }
      fields.append(HeaderField(name: parameter.name, value: text))
    }
    return RequestTemplate(
      method: method, scheme: base.scheme, endpoint: base.endpoint, target: base.path + path + (query.isEmpty ? "" : "?" + query),
      fields: fields, credential: credential, followsRedirects: followsRedirects)
  }

  /// What the operation says it answers with; JSON first, so that errors are asked for as JSON too.
  private var accept: String {
    let ranges = operation.responses.flatMap(\.media).map(\.range)
    let isJSON = ranges.isEmpty || ranges.contains { MediaType($0)?.isJSON ?? false }
    return isJSON ? "application/json, application/problem+json;q=0.9, */*;q=0.1" : "*/*"
  }

  private func plain(_ value: JSONValue) -> String? {
    let text: String
    switch value {
    case .string(let string): text = string
    case .null, .array, .object: return nil
    default: text = value.text(pretty: false)
    }
    return text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text : nil
  }
}

/// Which credential an operation's security asks for.
enum Security {
  case open
  case restricted(CredentialPlacement)
  /// A scheme that a plain request cannot carry (mutual TLS), or one the contract does not define.
  case unsupported

  init(_ operation: Operation, _ contract: Contract) {
    guard let alternatives = operation.security, !alternatives.isEmpty, !alternatives.contains(where: { $0.requirements.isEmpty }) else {
      self = .open
      return
    }
    for alternative in alternatives where alternative.requirements.count == 1 {
      guard let name = alternative.requirements.first?.scheme,
        let scheme = contract.securitySchemes.first(where: { $0.name.utf8.elementsEqual(name.utf8) }), let place = Self.placement(scheme)
      else { continue }
      self = .restricted(place)
      return
    }
    self = .unsupported
  }

  private static func placement(_ scheme: SecurityScheme) -> CredentialPlacement? {
    switch scheme.kind {
    case .http(let name):
      switch name.lowercased() {
      case "bearer": .bearer
      case "basic": .basic
      default: nil
      }
    case .oauth2, .openIdConnect: .bearer
    case .apiKey(let place, let name):
      switch place {
      case .query: .query(name)
      case .header: .header(name)
      case .cookie: .cookie(name)
      case .path: nil
      }
    case .mutualTLS: nil
    }
  }
}

import Documents
import HTTPMessages
import Model
import Reading

/// What a step sends: `kind` says which members there are.
enum ProbeFormat {
  private enum Kind: String, CaseIterable { case http, raw, hello, connect }

  static func value(_ probe: Probe) -> JSONValue {
    switch probe {
    case .http(let request): value(.http, request)
    case .raw(let request): value(.raw, request)
    case .hello(let hello):
      .object(["kind": .string(Kind.hello.rawValue), "endpoint": endpoint(hello.endpoint), "version": .string(hello.version.rawValue)])
    case .connect(let place): .object(["kind": .string(Kind.connect.rawValue), "endpoint": endpoint(place)])
    }
  }

  private static func value(_ kind: Kind, _ request: RequestTemplate) -> JSONValue {
    .object([
      "kind": .string(kind.rawValue), "method": .string(request.method), "scheme": .string(request.scheme.rawValue),
      "endpoint": endpoint(request.endpoint), "target": .string(request.target), "fields": fields(request.fields),
      "credential": credential(request.credential), "followsRedirects": .bool(request.followsRedirects),
    ])
  }

  static func read(_ reader: inout MemberReader) -> Probe? {
    let kind = reader.word("kind", Kind.self)
    let endpoint = reader.object("endpoint", readEndpoint)
    guard let kind, let endpoint else { return nil }
    switch kind {
    case .http: return readRequest(&reader, endpoint).map(Probe.http)
    case .raw: return readRequest(&reader, endpoint).map(Probe.raw)
    case .hello: return reader.word("version", TLSVersion.self).map { .hello(HelloTemplate(endpoint: endpoint, version: $0)) }
    case .connect: return .connect(endpoint)
    }
  }

  private static func readRequest(_ reader: inout MemberReader, _ endpoint: Endpoint) -> RequestTemplate? {
    let method = reader.string("method")
    let scheme = reader.text("scheme") { RequestTemplate.Scheme(rawValue: $0) }
    let target = reader.string("target")
    let fields = readFields(&reader)
    let credential = reader.object("credential", readCredential)
    let follows = reader.requiredBoolean("followsRedirects")
    guard let method, let scheme, let target, let credential, let follows else { return nil }
    return RequestTemplate(
      method: method, scheme: scheme, endpoint: endpoint, target: target, fields: fields, credential: credential, followsRedirects: follows)
  }

  private static func endpoint(_ endpoint: Endpoint) -> JSONValue { .object(["host": .string(endpoint.host), "port": .integer(endpoint.port)]) }

  private static func readEndpoint(_ reader: inout MemberReader) -> Endpoint? {
    let host = reader.string("host")
    let port = reader.integer("port")
    guard let host, let port else { return nil }
    return Endpoint(host: host, port: port)
  }

  static func fields(_ fields: [HeaderField]) -> JSONValue {
    .array(fields.map { .object(["name": .string($0.name), "value": .string($0.value)]) })
  }

  static func readFields(_ reader: inout MemberReader) -> [HeaderField] {
    reader.objects("fields") { inner in
      let name = inner.string("name")
      let value = inner.string("value")
      guard let name, let value else { return nil }
      return HeaderField(name: name, value: value)
    }
  }

  private enum Use: String, CaseIterable { case none, registered, invalid }
  private enum Place: String, CaseIterable { case bearer, basic, header, query, cookie }

  private static func credential(_ credential: CredentialUse) -> JSONValue {
    switch credential {
    case .none: .object(["use": .string(Use.none.rawValue)])
    case .registered(let place): .object(["use": .string(Use.registered.rawValue)].merging(placement(place)) { $1 })
    case .invalid(let place): .object(["use": .string(Use.invalid.rawValue)].merging(placement(place)) { $1 })
    }
  }

  private static func placement(_ placement: CredentialPlacement) -> [String: JSONValue] {
    func named(_ place: Place, _ name: String) -> [String: JSONValue] { ["place": .string(place.rawValue), "name": .string(name)] }
    return switch placement {
    case .bearer: ["place": .string(Place.bearer.rawValue)]
    case .basic: ["place": .string(Place.basic.rawValue)]
    case .header(let name): named(.header, name)
    case .query(let name): named(.query, name)
    case .cookie(let name): named(.cookie, name)
    }
  }

  private static func readCredential(_ reader: inout MemberReader) -> CredentialUse? {
    guard let use = reader.word("use", Use.self) else { return nil }
    switch use {
    case .none: return CredentialUse.none
    case .registered: return readPlacement(&reader).map(CredentialUse.registered)
    case .invalid: return readPlacement(&reader).map(CredentialUse.invalid)
    }
  }

  private static func readPlacement(_ reader: inout MemberReader) -> CredentialPlacement? {
    guard let place = reader.word("place", Place.self) else { return nil }
    switch place {
    case .bearer: return .bearer
    case .basic: return .basic
    case .header: return reader.string("name").map(CredentialPlacement.header)
    case .query: return reader.string("name").map(CredentialPlacement.query)
    case .cookie: return reader.string("name").map(CredentialPlacement.cookie)
    }
  }
}

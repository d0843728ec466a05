import Documents
import HTTPMessages
import JSONSchema

/// One service as it is served: its routes, with every answer made before the first request comes.
struct Site: Sendable {
  let routes: [Route]
  let unknownPath: Answer
  let contract: Answer
  let health: Answer
  /// At the base address itself, over plain HTTP, where a fault says that it serves.
  let home: Answer
  static let resourceMethods = "GET, HEAD, OPTIONS"

  /// `request` holds the segments below the base address.
  func reply(to request: SiteRequest, token: String) -> (requestCase: RequestCase, answer: Answer) {
    for route in routes {
      if let values = route.match(request.segments) { return route.reply(to: request, path: values, token: token) }
    }
    return (.unknownPath, unknownPath)
  }

  func bringsCredential(_ request: SiteRequest) -> Bool {
    routes.contains { $0.operations.contains { $0.credential.isPresent(in: request) } }
  }
}

/// A path of the contract with what it can do.
struct Route: Sendable {
  let segments: [Segment]
  /// In the contract's order; at least one.
  let operations: [ServedOperation]
  let undefinedMethod: Answer
  let acceptsUndefinedMethod: Bool
  /// The `Allow` field (RFC 9110 §10.2.1).
  let allow: String

  /// A literal, or one parameter with text around it.
  struct Segment: Sendable {
    let prefix: String
    let parameter: String?
    let suffix: String
  }

  /// Parameter values by name; nil when the path is another one.
  func match(_ path: [String]) -> [String: String]? {
    guard path.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, text) in zip(segments, path) {
      guard let name = segment.parameter else {
        if text.utf8.elementsEqual(segment.prefix.utf8) { continue }
        return nil
      }
      let bytes = Array(text.utf8)
      let around = segment.prefix.utf8.count + segment.suffix.utf8.count
      guard bytes.count > around, bytes.starts(with: segment.prefix.utf8), bytes.suffix(segment.suffix.utf8.count).elementsEqual(segment.suffix.utf8)
      else { return nil }
      values[name] = String(decoding: bytes.dropFirst(segment.prefix.utf8.count).dropLast(segment.suffix.utf8.count), as: UTF8.self)
    }
    return values
  }

  func reply(to request: SiteRequest, path values: [String: String], token: String) -> (requestCase: RequestCase, answer: Answer) {
    func operation(_ method: String) -> ServedOperation? { operations.first { $0.method.utf8.elementsEqual(method.utf8) } }
    if let declared = operation(request.method) { return declared.reply(to: request, path: values, token: token) }
    switch request.method {
    case "OPTIONS": return (.ok, Answer(status: 204, fields: [HeaderField(name: "Allow", value: allow)]))
    case "HEAD":
      if let read = operation("GET") { return read.reply(to: request, path: values, token: token) }
    default: break
    }
    guard acceptsUndefinedMethod else { return (.undefinedMethod, undefinedMethod) }
    return (operation("GET") ?? operations[0]).reply(to: request, path: values, token: token)
  }
}

/// An operation with its checks in the order in which a careful server makes them.
struct ServedOperation: Sendable {
  let method: String
  let credential: CredentialRule
  let parameters: [ParameterRule]
  let body: BodyRule?
  /// Path parameters whose value is test data: any other value is nobody's.
  let known: [String: String]
  let accepted: Set<RequestCase>
  /// For every case of an operation but `undefinedMethod`.
  let answers: [RequestCase: Answer]

  func reply(to request: SiteRequest, path values: [String: String], token: String) -> (requestCase: RequestCase, answer: Answer) {
    let found = trouble(request, values, token).first { !accepted.contains($0) } ?? .ok
    return (found, answers[found] ?? Answer.problem(500))
  }

  private func trouble(_ request: SiteRequest, _ values: [String: String], _ token: String) -> [RequestCase] {
    var cases: [RequestCase] = []
    switch credential.standing(of: request, token: token) {
    case .admitted: break
    case .anonymous: cases.append(.anonymous)
    case .invalid: cases.append(.invalidToken)
    }
    if !parameters.allSatisfy({ $0.holds(in: request, path: values) }) || !(body?.holds(request) ?? true) { cases.append(.invalidParameter) }
    if known.contains(where: { name, value in values[name].map { !$0.utf8.elementsEqual(value.utf8) } ?? false }) { cases.append(.unknownIdentifier) }
    return cases
  }
}

/// The declared JSON body of a request.
struct BodyRule: Sendable {
  let required: Bool
  let schema: CompiledSchema

  func holds(_ request: SiteRequest) -> Bool {
    if request.body.isEmpty { return !required }
    guard let document = try? JSONReader.read(request.body, file: "request", limits: .body) else { return false }
    return schema.validate(document.root, budget: 1_000_000).isValid
  }
}

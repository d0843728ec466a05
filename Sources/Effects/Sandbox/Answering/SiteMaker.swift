import Documents
import HTTPMessages
import JSONSchema
import Model
import OpenAPI

/// Makes a site from a contract, a registry entry and the server's seeded behaviours.
///
/// The server does what the contract said before it was changed; a fault that changes the contract says in `server` what else changes.
struct SiteMaker {
  private let contract: Contract
  private let service: Service
  private let behaviours: [Behaviour]
  private var maker: AnswerMaker
  private var own: [Diagnostic] = []

  init(contract: Contract, service: Service, behaviours: [Behaviour]) {
    self.contract = contract
    self.service = service
    self.behaviours = behaviours
    maker = AnswerMaker(contract)
  }

  var diagnostics: [Diagnostic] { own + maker.diagnostics }

  mutating func site(served: OrderedJSON) -> Site {
    reviewOperations()
    var paths: [String] = []
    for operation in contract.operations where !paths.contains(where: { $0.utf8.elementsEqual(operation.path.utf8) }) { paths.append(operation.path) }
    let routes = paths.compactMap { route($0) }.sorted(by: Self.isMoreExact)
    let shape = contract.operations.first { $0.response(for: 404) != nil }
    let unknownPath = changed(maker.failure(404, of: shape), .unknownPath, [])
    let type = service.contract?.url.map { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") } ?? false ? "application/yaml" : "application/json"
    let field = HeaderField(name: "Content-Type", value: type)
    // JSON is YAML too (YAML 1.2 §1.3).
    let contractAnswer = changed(Answer(status: 200, fields: [field], body: .json(served)), .contract, [])
    let json = HeaderField(name: "Content-Type", value: "application/json")
    return Site(
      routes: routes, unknownPath: unknownPath, contract: contractAnswer,
      health: Answer(status: 200, fields: [json], body: .json(.object([OrderedJSON.member("keadaan", .string("sehat"))]))),
      home: Answer(status: 200, fields: [json], body: .json(.object([OrderedJSON.member("layanan", .string(contract.title))]))))
  }

  private mutating func reviewOperations() {
    for behaviour in behaviours {
      for id in behaviour.operations ?? [] where !contract.operations.contains(where: { $0.id?.utf8.elementsEqual(id.utf8) ?? false }) {
        own.append(Diagnostic(Self.unknownOperation, ["operation": id], at: behaviour.position))
      }
    }
  }

  // MARK: routes

  private mutating func route(_ path: String) -> Route? {
    let here = contract.operations.filter { $0.path.utf8.elementsEqual(path.utf8) }
    var segments: [Route.Segment] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let segment = Self.segment(String(part)) else {
        own.append(Diagnostic(Self.badPath, ["path": path], at: here.first?.position))
        return nil
      }
      segments.append(segment)
    }
    let methods = here.map(\.method)
    var allowed = ["GET", "HEAD"].filter { _ in methods.contains("GET") } + ["OPTIONS"]
    allowed += methods.filter { !allowed.contains($0) }
    let allow = allowed.joined(separator: ", ")
    var refusal = maker.failure(405, of: here.first { $0.method == "GET" } ?? here.first)
    refusal.set("Allow", allow)
    let operations = here.map { operation($0) }
    return Route(
      segments: segments, operations: operations, undefinedMethod: changed(refusal, .undefinedMethod, here),
      acceptsUndefinedMethod: accepts(.undefinedMethod, here), allow: allow)
  }

  private static func segment(_ text: String) -> Route.Segment? {
    guard let open = text.firstIndex(of: "{") else { return text.contains("}") ? nil : Route.Segment(prefix: text, parameter: nil, suffix: "") }
    guard let close = text.firstIndex(of: "}"), open < close else { return nil }
    let suffix = String(text[text.index(after: close)...])
    guard !suffix.contains("{"), !suffix.contains("}") else { return nil }
    return Route.Segment(prefix: String(text[..<open]), parameter: String(text[text.index(after: open)..<close]), suffix: suffix)
  }

  /// Literals before parameters, from the left (OpenAPI 3.1.2, "Path templating matching").
  private static func isMoreExact(_ left: Route, _ right: Route) -> Bool {
    for (one, other) in zip(left.segments, right.segments) where (one.parameter == nil) != (other.parameter == nil) { return one.parameter == nil }
    return false
  }

  // MARK: operations

  private mutating func operation(_ operation: Operation) -> ServedOperation {
    var parameters: [ParameterRule] = []
    for parameter in operation.parameters {
      do { parameters.append(try ParameterRule(parameter, contract, maker.dialect)) } catch { own.append(error) }
    }
    let rule = CredentialRule(operation, contract)
    var refused = maker.failure(401, of: operation)
    if refused.value("WWW-Authenticate") == nil { refused.set("WWW-Authenticate", rule.challenge) }
    let proper: [RequestCase: Answer] = [
      .anonymous: refused, .invalidToken: refused, .invalidParameter: maker.failure(400, of: operation),
      .unknownIdentifier: maker.failure(404, of: operation), .ok: maker.success(operation),
    ]
    var answers: [RequestCase: Answer] = [:]
    for requestCase in RequestCase.allCases {
      if let answer = proper[requestCase] { answers[requestCase] = changed(answer, requestCase, [operation]) }
    }
    return ServedOperation(
      method: operation.method, credential: rule, parameters: parameters, body: body(operation), known: known(operation),
      accepted: Set(RequestCase.allCases.filter { accepts($0, [operation]) }), answers: answers)
  }

  private mutating func body(_ operation: Operation) -> BodyRule? {
    guard let body = operation.requestBody else { return nil }
    let media = body["content"]?.members.first { MediaType($0.name)?.isJSON ?? false }
    guard let schema = media?.value["schema"] else { return nil }
    do {
      let compiled = try CompiledSchema.compile(schema, dialect: maker.dialect, direction: .request, others: [:], assertFormats: true)
      return BodyRule(required: body["required"]?.boolean ?? false, schema: compiled)
    } catch {
      own.append(error)
      return nil
    }
  }

  /// The registry's test data, else the contract's own example.
  private func known(_ operation: Operation) -> [String: String] {
    let data = operation.id.flatMap { service.testData[$0] } ?? service.testData[operation.key] ?? [:]
    var known: [String: String] = [:]
    for parameter in operation.parameters where parameter.place == .path {
      switch data[parameter.name] ?? parameter.example.map(JSONValue.init) {
      case .string(let text)?: known[parameter.name] = text
      case let value?: known[parameter.name] = value.text(pretty: false)
      case nil: break
      }
    }
    return known
  }

  // MARK: seeded behaviours

  private func applies(_ behaviour: Behaviour, _ requestCase: RequestCase, _ operations: [Operation]) -> Bool {
    guard behaviour.cases.contains(requestCase) else { return false }
    guard let named = behaviour.operations else { return true }
    return operations.contains { operation in named.contains { operation.id?.utf8.elementsEqual($0.utf8) ?? false } }
  }

  private func accepts(_ requestCase: RequestCase, _ operations: [Operation]) -> Bool {
    behaviours.contains { behaviour in
      if case .accept = behaviour.deed { applies(behaviour, requestCase, operations) } else { false }
    }
  }

  /// The answer with every change of its case, in the faults' order, ready to be written.
  private mutating func changed(_ answer: Answer, _ requestCase: RequestCase, _ operations: [Operation]) -> Answer {
    var result = answer
    for behaviour in behaviours where applies(behaviour, requestCase, operations) {
      guard case .answer(let change) = behaviour.deed else { continue }
      do { result = try result.changed(change, at: behaviour.position) } catch { own.append(error) }
    }
    result.body = .bytes(result.body.bytes)
    return result
  }

  private static let unknownOperation = Wording(
    "fault.unknownOperation", id: "Operasi “{operation}” tidak ada di kontrak layanan ini.",
    en: "There is no operation “{operation}” in this service's contract.")
  private static let badPath = Wording(
    "sandbox.path", id: "Path “{path}” tidak dapat disimulasikan: satu bagian memuat lebih dari satu parameter.",
    en: "The path “{path}” cannot be simulated: one segment holds more than one parameter.")
  static let wordings = [unknownOperation, badPath]
}

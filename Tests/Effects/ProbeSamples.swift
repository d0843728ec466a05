import Digests
import Documents
import Execution
import HTTPMessages
import Model

/// Steps, plans and attempts for the tests of execution, written as short words. All values are synthetic.
enum ProbeSamples {
  static let host = "layanan.karawang.go.id.test"
  static let endpoint = Endpoint(host: host, port: 443)
  static let start = Timestamp("2026-11-24T02:00:00.000Z")!
  static let retries = RetryPolicy(
    attempts: 3, spacingMilliseconds: 2000, lookAgainMilliseconds: 9000, longestRetryAfterSeconds: 60, mostPushbacks: 3)

  // MARK: Plans

  /// A step from a word: `read`, `contract`, `connect`, `hello`, `plain`, `unknown`, `anonymous`; `@b` puts it on another host.
  static func step(_ number: Int, _ word: String, credential: CredentialUse = .none, followsRedirects: Bool = true) -> Step {
    let parts = word.split(separator: "@")
    let host = parts.count > 1 ? "\(parts[1]).karawang.go.id.test" : host
    let secure = Endpoint(host: host, port: 443)
    func http(_ method: String, _ scheme: RequestTemplate.Scheme, _ endpoint: Endpoint, _ target: String) -> Probe {
      .http(
        RequestTemplate(
          method: method, scheme: scheme, endpoint: endpoint, target: target, fields: [HeaderField(name: "Accept", value: "application/json")],
          credential: credential, followsRedirects: followsRedirects))
    }
    let (probe, recipe, safety): (Probe, RecipeID, SafetyClass) =
      switch parts[0] {
      case "contract": (http("GET", .https, secure, "/openapi.json"), .fetchContract, .passive)
      case "connect": (.connect(secure), .inspectCertificate, .passive)
      case "hello": (.hello(HelloTemplate(endpoint: secure, version: .tls10)), .offerOldTLS, .negative)
      case "plain": (http("GET", .http, Endpoint(host: host, port: 80), "/"), .askOverPlainHTTP, .passive)
      case "anonymous": (http("GET", .https, secure, "/penduduk/\(number)"), .callAnonymously, .negative)
      case "unknown": (http("GET", .https, secure, "/tidak-ada/\(number)"), .askForUnknownResource, .negative)
      default: (http("GET", .https, secure, "/penduduk/\(number)"), .callReadOperations, .passive)
      }
    let purpose = Purpose(recipe: recipe, operation: recipe == .callReadOperations ? "GET /penduduk/{nik}" : nil, variant: "")
    return Step(id: "s-000\(number)", probe: probe, environment: .production, safety: safety, purposes: [purpose], askedBy: ["OPS-01"])
  }

  static func plan(_ steps: [Step]) -> Plan {
    let service = Service(
      id: "kependudukan", agency: "disdukcapil-karawang", title: nil, apiType: .rest, classification: nil, lifecycle: nil,
      production: Environment(name: .production, baseURL: "https://\(host)"), sandbox: nil, contract: nil, claimedLevel: nil, credential: nil,
      testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [], entry: .null,
      position: SourcePosition(file: "registry.yaml", line: 1, column: 1))
    let digest = SHA256Digest.of(Array("contoh".utf8))
    return Plan(
      subject: Subject(agency: nil, service: service, isSelfDeclared: false), profileID: "simulasi", profileVersion: "2026.1", profileDigest: digest,
      contractDigest: nil, seed: 1, steps: steps, gaps: [], skipped: [])
  }

  static func permit(_ steps: [Step], refused: [String: UntestedCause] = [:], unknown: Set<String> = [], budget: Int = 100) -> Permit {
    Permit(
      methods: ["GET", "HEAD", "OPTIONS"], endpoints: Set(steps.map(\.probe.endpoint)),
      steps: Set(steps.map(\.id)).subtracting(refused.keys).subtracting(unknown), refused: refused, requestBudget: budget, spacingMilliseconds: 200)
  }

  // MARK: Answers

  /// An attempt from a word: a status (`503`, with `Retry-After` `503+5`), a failure (`dns`, `timeout` …), `handshake`, `closed`;
  /// `>` before it is a redirect hop.
  static func attempt(_ word: String) -> Attempt {
    let hops = word.filter { $0 == ">" }.count
    let last = String(word.drop { $0 == ">" })
    var exchanges = (0..<hops).map { _ in exchange("HTTP/1.1 302 Found\r\nLocation: /lain\r\n\r\n") }
    func failed(_ kind: TransportFailure.Kind) -> Attempt {
      Attempt(
        startedAt: start, exchanges: exchanges, handshake: nil, hello: nil, failure: TransportFailure(kind: kind, detail: "", certificate: nil))
    }
    if let kind = TransportFailure.Kind(rawValue: last) { return failed(kind) }
    switch last {
    case "handshake":
      let handshake = Handshake(session: SessionFacts(version: "TLSv1.3", suite: "TLS_AES_256_GCM_SHA384"), certificates: [], problem: nil, peer: "")
      return Attempt(startedAt: start, exchanges: [], handshake: handshake, hello: nil, failure: nil)
    case "closed": return Attempt(startedAt: start, exchanges: [], handshake: nil, hello: .closed, failure: nil)
    default:
      let parts = last.split(separator: "+", maxSplits: 1).map(String.init)
      exchanges.append(exchange("HTTP/1.1 \(parts[0]) X\r\n\(parts.count > 1 ? "Retry-After: \(parts[1])\r\n" : "")\r\n"))
      return Attempt(startedAt: start, exchanges: exchanges, handshake: nil, hello: nil, failure: nil)
    }
  }

  private static func exchange(_ head: String) -> Exchange {
    Exchange(
      request: SentRequest(method: "GET", url: "https://\(host)/", fields: []), rawHead: Array(head.utf8),
      body: BodyRecord(content: [], receivedBytes: 0, completeness: .complete),
      timings: Timings(connect: nil, handshake: nil, firstByte: 1, total: 1),
      peer: "", tls: nil, facts: .none, redactions: [])
  }

  /// `s-0001 503 200` or `s-0002 notSent unreachable.dns`.
  static func text(_ observation: Observation) -> String {
    if let cause = observation.notSent { return "\(observation.step) notSent \(cause.text)" }
    let words = observation.attempts.map { attempt in
      attempt.failure.map(\.kind.rawValue)
        ?? attempt.exchanges.last.map { "\(HeadReader.readAll($0.rawHead).last?.status ?? 0)" } ?? (attempt.handshake != nil ? "handshake" : "closed")
    }
    return ([observation.step] + words).joined(separator: " ")
  }
}

import Digests
import Documents
import Execution
import Foundation
import Model
import Relay
import TestSupport
import Testing
import Wire
import Workspace

/// The whole relay for one subject against a loopback server of exact bytes: what a hostile answer comes to, requirement by requirement.
enum HostileLab {
  static let host = "layanan.karawang.go.id.test"
  static let base = "http://\(host)"
  /// Small bounds, generous times: for servers that answer at once.
  static let limits = limits(milliseconds: 20_000)
  /// For servers that keep us waiting: slowness of the machine can only confirm what is expected.
  static let hasty = limits(milliseconds: 400)
  static let retries = RetryPolicy(attempts: 3, spacingMilliseconds: 1, lookAgainMilliseconds: 1, longestRetryAfterSeconds: 1, mostPushbacks: 3)

  /// What reads the content of the operations' answers, or needs a whole one.
  static let contentRequirements = ["DOC-06", "DOC-07", "HTP-02", "HTP-04", "OPS-01", "SEM-02"]

  static func limits(milliseconds: Int) -> WireLimits {
    WireLimits(
      connectMilliseconds: milliseconds, silenceMilliseconds: milliseconds, exchangeMilliseconds: milliseconds, headBytes: 16 << 10,
      headLines: 200, lineBytes: 8 << 10, bodyBytes: 2 << 20, redirects: 5)
  }

  /// What a run came to.
  struct Report {
    let result: SubjectResult
    let evidence: Evidence
    let seconds: Double

    /// `passed`, `failed`, or a word with its cause: `cantTell(truncated)`, `untested(unreachable.timeout)`.
    func outcome(_ requirement: String) -> String {
      guard let outcome = result.verdicts.first(where: { $0.requirement == requirement })?.outcome else { return "unknown" }
      return outcome.cause.map { "\(outcome.word.rawValue)(\($0))" } ?? outcome.word.rawValue
    }

    func requirements(_ word: OutcomeWord) -> Set<String> { Set(result.verdicts.filter { $0.outcome.word == word }.map(\.requirement)) }

    /// Codes of a requirement's findings, advice marked with a question mark, each once, sorted.
    func codes(_ requirement: String) -> [String] {
      let findings = result.verdicts.first { $0.requirement == requirement }?.findings ?? []
      return Set(findings.map { $0.wording.code + ($0.isAdvice ? "?" : "") }).sorted()
    }

    /// Everything, for a failing test.
    var summary: String {
      result.verdicts.map { "\($0.requirement) \(outcome($0.requirement)) \(codes($0.requirement))" }.joined(separator: "\n")
    }
  }

  // MARK: Running

  /// - `port`: where plain HTTP to the subject's host arrives; `securePort` likewise for 443, by default a port that refuses.
  /// - `operations`: paths of GET operations that the contract declares, each answering with the sample's schema.
  /// - `inspect`: is given the evidence folder before it is removed.
  static func run(
    port: Int, securePort: Int? = nil, operations: [String] = ["/antrean"], limits: WireLimits = limits, retries: RetryPolicy = retries,
    credential: String? = nil, inspect: (String, Report) throws -> Void = { _, _ in }
  ) async throws -> Report {
    let start = ContinuousClock.now
    let closed = RawServer.Closed()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let transport = CurlTransport(
      WireSettings(
        userAgent: "selaras-uji", limits: limits,
        overrides: ["*:80=127.0.0.1:\(port)", "*:443=127.0.0.1:\(securePort ?? closed.port)"].compactMap(ConnectOverride.init), trustStore: nil,
        addressPermits: [.loopback], maxConnections: 8, pace: .unpaced))
    defer { transport.stop() }
    let clock = SystemClock()
    let terms = OperatorTerms(consented: [.negative], requestBudget: 500, spacingMilliseconds: 0, only: nil, skip: [])
    let standard = try standard.get()
    let relay = SubjectRelay(
      standard: standard, terms: terms, seed: 7, run: SubjectRun(transport: transport, clock: clock, retries: retries), transport: transport)
    let now = clock.now()
    let stamp = RunStamp(runID: "uji", tool: "selaras", vantage: "uji", startedAt: now, permits: ["loopbackPermit"])
    let inputs = inputs(operations, credential)
    let outcome = try await relay.relay(inputs, stamp: stamp, folder: folder + "/bukti", now: now) { _, _ in }
    let elapsed = ContinuousClock.now - start
    let report = Report(
      result: outcome.result, evidence: outcome.evidence,
      seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    // What is judged live is what evidence on disk is judged to be.
    let replayed = SubjectJudge.result(of: try EvidenceBundle.read(at: folder + "/bukti").evidence, standard)
    #expect(replayed.verdicts.map(\.outcome) == report.result.verdicts.map(\.outcome))
    try inspect(folder, report)
    return report
  }

  /// Answers the declared operations with these bytes and closes; everything else as a well-behaved service does.
  static func run(
    answering bytes: [UInt8], operations: [String] = ["/antrean"], limits: WireLimits = limits, retries: RetryPolicy = retries
  ) async throws -> Report {
    let server = server(operations) { _, peer in peer.send(bytes) }
    return try await run(port: server.port, operations: operations, limits: limits, retries: retries)
  }

  // MARK: The server

  /// A healthy service but for its operations, which the script answers; one request a connection.
  static func server(
    _ operations: [String] = ["/antrean"], _ script: @escaping @Sendable (_ request: Request, _ peer: RawServer.Peer) -> Void
  ) -> RawServer {
    RawServer { peer in
      guard let request = Request(peer.request()) else { return }
      if operations.contains(request.path), ["GET", "HEAD", "OPTIONS"].contains(request.method) {
        script(request, peer)
      } else {
        peer.send(healthy(request, operations))
      }
    }
  }

  /// The first line of a request.
  struct Request: Sendable {
    let method: String
    let path: String
    let head: String

    init?(_ head: String) {
      let parts = head.prefix { $0 != "\r\n" }.split(separator: " ")
      guard parts.count == 3 else { return nil }
      (method, self.head) = (String(parts[0]), head)
      path = String(parts[1].split(separator: "?").first ?? "/")
    }

    var isConditional: Bool { head.lowercased().contains("if-none-match:") }
  }

  static let sample = #"{"loket":3,"menunggu":12}"#
  static let problem = #"{"type":"about:blank","title":"Tidak Ditemukan","status":404}"#

  static func healthy(_ request: Request, _ operations: [String]) -> String {
    let isKnown = operations.contains(request.path)
    let isHead = request.method == "HEAD"
    switch request.method {
    case "OPTIONS" where isKnown: return "HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, OPTIONS\r\nConnection: close\r\n\r\n"
    case "GET" where isKnown && request.isConditional, "HEAD" where isKnown && request.isConditional:
      return "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nConnection: close\r\n\r\n"
    case "GET" where isKnown, "HEAD" where isKnown: return ok(sample, isHead: isHead)
    case "GET", "HEAD", "OPTIONS": return answer("404 Not Found", "application/problem+json", problem, isHead: isHead)
    default:
      let body = problem.replacing("404", with: "405").replacing("Tidak Ditemukan", with: "Metode Tidak Didukung")
      return answer("405 Method Not Allowed\r\nAllow: GET, HEAD, OPTIONS", "application/problem+json", body, isHead: false)
    }
  }

  static func ok(_ body: String, isHead: Bool = false) -> String { answer("200 OK", "application/json", body, isHead: isHead) }

  static func answer(_ status: String, _ type: String, _ body: String, isHead: Bool = false) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + (isHead ? "" : body)
  }

  // MARK: The subject

  private static let standard: Result<Standard, NoStandard> = {
    let reading = SpecsFolder.standard(at: Suites.repository + "/Specs", profileID: "simulasi")
    return reading.standard.map(Result.success) ?? .failure(NoStandard(diagnostics: reading.diagnostics.map { $0.line(in: .english) }))
  }()
  struct NoStandard: Error { let diagnostics: [String] }

  private static func inputs(_ operations: [String], _ credential: String?) -> SubjectInputs {
    let bytes = Array(contract(operations, isRestricted: credential != nil).utf8)
    let service = Service(
      id: "antrean", agency: "dinas-contoh", title: "Antrean", apiType: .rest, classification: nil, lifecycle: nil,
      production: Environment(name: .production, baseURL: base), sandbox: nil, contract: ContractSource(path: "antrean.json", url: nil),
      claimedLevel: .onboarding, credential: nil, testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil,
      consumes: [], entry: .object(["id": .string("antrean"), "agency": .string("dinas-contoh")]),
      position: SourcePosition(file: "registry.yaml", line: 1, column: 1))
    let agency = Agency(id: "dinas-contoh", name: "Dinas Contoh", regionCode: "32.15", parent: nil, unit: nil, contact: nil)
    return SubjectInputs(
      subject: Subject(agency: agency, service: service, isSelfDeclared: false),
      contract: ContractInput(file: "antrean.json", bytes: bytes, digest: SHA256Digest.of(bytes)),
      credential: credential.map(WireCredential.init), agencyEndpoints: [], diagnostics: [])
  }

  private static func contract(_ operations: [String], isRestricted: Bool) -> String {
    let problem = #"{"description":"Galat","content":{"application/problem+json":{"schema":{"type":"object"}}}}"#
    let paths = operations.enumerated().map { index, path in
      """
      "\(path)":{"get":{"operationId":"bacaAntrean\(index)","summary":"Antrean","responses":{"200":{"description":"Antrean","content":\
      {"application/json":{"schema":{"type":"object","required":["loket","menunggu"],"properties":{"loket":{"type":"integer"},\
      "menunggu":{"type":"integer"}}}}}},"401":\(problem),"404":\(problem),"default":\(problem)}}}
      """
    }
    let security = isRestricted ? #""security":[{"token":[]}],"components":{"securitySchemes":{"token":{"type":"http","scheme":"bearer"}}},"# : ""
    return """
      {"openapi":"3.1.0","info":{"title":"Antrean","version":"1.0.0"},"servers":[{"url":"\(base)","description":"Produksi (simulasi)"}],\
      \(security)"paths":{\(paths.joined(separator: ","))}}
      """
  }
}

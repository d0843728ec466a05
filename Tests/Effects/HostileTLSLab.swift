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

@testable import Sandbox

/// The whole relay for one HTTPS service against a loopback server of ours: what its TLS comes to, requirement by requirement.
enum HostileTLSLab {
  /// Generous: for servers that answer at once.
  static let limits = limits(milliseconds: 20_000)
  /// For servers that keep us waiting: slowness of the machine can only confirm what is expected.
  static let hasty = limits(milliseconds: 500)

  private static func limits(milliseconds: Int) -> WireLimits {
    WireLimits(
      connectMilliseconds: milliseconds, silenceMilliseconds: milliseconds, exchangeMilliseconds: milliseconds, headBytes: 16 << 10,
      headLines: 200, lineBytes: 8 << 10, bodyBytes: 256 << 10, redirects: 5)
  }

  /// What a run came to.
  struct Report {
    let outcomes: [String: Outcome]
    let codes: [String: Set<String>]
    let evidence: Evidence

    /// `passed`, `failed`, or a word with its cause.
    func text(_ requirement: String) -> String {
      guard let outcome = outcomes[requirement] else { return "unknown" }
      return outcome.cause.map { "\(outcome.word.rawValue)(\($0))" } ?? outcome.word.rawValue
    }

    func requirements(_ word: OutcomeWord) -> Set<String> { Set(outcomes.filter { $0.value.word == word }.keys) }

    /// Everything, for a failing test.
    var summary: String { outcomes.keys.sorted().map { "\($0) \(text($0)) \(codes[$0, default: []].sorted())" }.joined(separator: "\n") }

    var attempts: [Attempt] { evidence.observations.values.sorted { $0.id < $1.id }.flatMap(\.attempts) }
  }

  /// - `port`: where TLS to the service's host arrives; its plain port refuses.
  static func run(port: Int, trustStore: String, limits: WireLimits = limits) async throws -> Report {
    let closed = RawServer.Closed()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let transport = CurlTransport(
      WireSettings(
        userAgent: "selaras-uji", limits: limits,
        overrides: ["*:80=127.0.0.1:\(closed.port)", "*:443=127.0.0.1:\(port)"].compactMap(ConnectOverride.init), trustStore: trustStore,
        addressPermits: [.loopback], maxConnections: 8, pace: .unpaced))
    defer { transport.stop() }
    let clock = SystemClock()
    let terms = OperatorTerms(consented: [.negative], requestBudget: 500, spacingMilliseconds: 0, only: nil, skip: [])
    let retries = RetryPolicy(attempts: 2, spacingMilliseconds: 1, lookAgainMilliseconds: 1, longestRetryAfterSeconds: 1, mostPushbacks: 3)
    let standard = try standard.get()
    let relay = SubjectRelay(
      standard: standard, terms: terms, seed: 7, run: SubjectRun(transport: transport, clock: clock, retries: retries), transport: transport)
    let now = clock.now()
    let stamp = RunStamp(runID: "uji", tool: "selaras", vantage: "uji", startedAt: now, permits: ["loopbackPermit"])
    let outcome = try await relay.relay(inputs, stamp: stamp, folder: folder + "/bukti", now: now) { _, _ in }
    // What is judged live is what evidence on disk is judged to be.
    let replayed = SubjectJudge.result(of: try EvidenceBundle.read(at: folder + "/bukti").evidence, standard)
    #expect(replayed.verdicts.map(\.outcome) == outcome.result.verdicts.map(\.outcome))
    let verdicts = outcome.result.verdicts
    return Report(
      outcomes: Dictionary(uniqueKeysWithValues: verdicts.map { ($0.requirement, $0.outcome) }),
      codes: Dictionary(uniqueKeysWithValues: verdicts.map { ($0.requirement, Set($0.findings.filter { !$0.isAdvice }.map(\.wording.code))) }),
      evidence: outcome.evidence)
  }

  // MARK: The service

  private static let sample = #"{"loket":3,"menunggu":12}"#

  /// A service that answers well, one request a connection.
  static func serve(_ session: TLSServer.Session) { session.send(answer(to: session.request())) }

  static func answer(to head: String) -> String {
    let parts = head.prefix { $0 != "\r\n" }.split(separator: " ")
    guard parts.count == 3 else { return "" }
    let isKnown = parts[1].split(separator: "?").first == "/antrean"
    switch (parts[0], isKnown) {
    case ("GET", true): return answer("200 OK", "application/json", sample)
    case ("HEAD", true): return answer("200 OK", "application/json", sample, isHead: true)
    case ("OPTIONS", true): return "HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, OPTIONS\r\nConnection: close\r\n\r\n"
    case ("GET", false), ("OPTIONS", false): return answer("404 Not Found", "application/problem+json", problem("Tidak Ditemukan", 404))
    case ("HEAD", false): return answer("404 Not Found", "application/problem+json", problem("Tidak Ditemukan", 404), isHead: true)
    default: return answer("405 Method Not Allowed\r\nAllow: GET, HEAD, OPTIONS", "application/problem+json", problem("Ditolak", 405))
    }
  }

  private static func problem(_ title: String, _ status: Int) -> String { #"{"type":"about:blank","title":"\#(title)","status":\#(status)}"# }

  private static func answer(_ status: String, _ type: String, _ body: String, isHead: Bool = false) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + (isHead ? "" : body)
  }

  // MARK: The subject

  private struct NoStandard: Error { let diagnostics: [String] }
  private static let standard: Result<Standard, any Error> = {
    let reading = SpecsFolder.standard(at: Suites.repository + "/Specs", profileID: "simulasi")
    return reading.standard.map(Result.success) ?? .failure(NoStandard(diagnostics: reading.diagnostics.map { $0.line(in: .english) }))
  }()

  private static let inputs: SubjectInputs = {
    let bytes = Array(contract.utf8)
    let service = Service(
      id: "antrean", agency: "dinas-contoh", title: "Antrean", apiType: .rest, classification: nil, lifecycle: nil,
      production: Environment(name: .production, baseURL: "https://\(WireLab.host)"), sandbox: nil,
      contract: ContractSource(path: "antrean.json", url: nil), claimedLevel: .onboarding, credential: nil, testData: [:], readOnlyPost: [],
      consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [],
      entry: .object(["id": .string("antrean"), "agency": .string("dinas-contoh")]),
      position: SourcePosition(file: "registry.yaml", line: 1, column: 1))
    let agency = Agency(id: "dinas-contoh", name: "Dinas Contoh", regionCode: "32.15", parent: nil, unit: nil, contact: nil)
    return SubjectInputs(
      subject: Subject(agency: agency, service: service, isSelfDeclared: false),
      contract: ContractInput(file: "antrean.json", bytes: bytes, digest: SHA256Digest.of(bytes)), credential: nil, agencyEndpoints: [],
      diagnostics: [])
  }()

  private static let contract = """
    {"openapi":"3.1.0","info":{"title":"Antrean","version":"1.0.0"},"servers":[{"url":"https://\(WireLab.host)","description":"Produksi"}],\
    "paths":{"/antrean":{"get":{"operationId":"bacaAntrean","summary":"Antrean","responses":{"200":{"description":"Antrean","content":\
    {"application/json":{"schema":{"type":"object","required":["loket","menunggu"],"properties":{"loket":{"type":"integer"},\
    "menunggu":{"type":"integer"}}}}}},"404":\(declared),"405":\(declared),"default":\(declared)}}}}}
    """
  private static let declared = #"{"description":"Galat","content":{"application/problem+json":{"schema":{"type":"object"}}}}"#
}

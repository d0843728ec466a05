import Digests
import Documents
import Execution
import Foundation
import Model
import Relay
import TestSupport
import Testing
import Workspace

@testable import Wire

/// The whole relay for one subject whose name a name server of ours leads anywhere: what a hostile network comes to, by requirement.
enum NetworkLab {
  static let host = "layanan.karawang.go.id.test"
  static let operations = ["/antrean", "/loket", "/riwayat"]

  /// Small bounds and generous times.
  static let calm = limits(milliseconds: 20_000)
  /// For networks that keep us waiting: slowness of the machine can only confirm what is expected.
  static let hasty = limits(milliseconds: 100)

  private static func limits(milliseconds: Int) -> WireLimits {
    WireLimits(
      connectMilliseconds: milliseconds, silenceMilliseconds: milliseconds, exchangeMilliseconds: milliseconds * 2, headBytes: 16 << 10,
      headLines: 200, lineBytes: 8 << 10, bodyBytes: 256 << 10, redirects: 5)
  }

  struct Report {
    let result: SubjectResult
    let evidence: Evidence
    let seconds: Double

    /// `passed`, `failed`, or a word with its cause: `untested(unreachable.timeout)`.
    func outcome(_ requirement: String) -> String {
      result.verdicts.first { $0.requirement == requirement }.map { Self.text($0.outcome) } ?? "unknown"
    }

    static func text(_ outcome: Outcome) -> String { outcome.cause.map { "\(outcome.word.rawValue)(\($0))" } ?? outcome.word.rawValue }

    func requirements(_ word: OutcomeWord) -> Set<String> { Set(result.verdicts.filter { $0.outcome.word == word }.map(\.requirement)) }

    var failures: [TransportFailure] { evidence.observations.values.flatMap(\.attempts).compactMap(\.failure) }

    var summary: String {
      result.verdicts.map { verdict in
        "\(verdict.requirement) \(Self.text(verdict.outcome)) \(Set(verdict.findings.map(\.wording.code)).sorted())"
      }.joined(separator: "\n")
    }
  }

  // MARK: Running

  /// - `names`: who is asked for the subject's name.
  /// - `port`: of the registered base URL.
  static func run(
    _ names: NameServerLab, port: Int, limits: WireLimits = calm, nameMilliseconds: Int = 5000, closed: [AddressNetwork] = [],
    permits: Set<AddressPermit> = [.loopback]
  ) async throws -> Report {
    let start = ContinuousClock.now
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let transport = CurlTransport(
      WireSettings(
        userAgent: "selaras-uji", limits: limits, overrides: [], trustStore: nil, addressPermits: permits, maxConnections: 8, pace: .unpaced,
        names: names.settings(milliseconds: nameMilliseconds), closedNetworks: closed))
    defer { transport.stop() }
    let clock = SystemClock()
    let terms = OperatorTerms(consented: [.negative], requestBudget: 200, spacingMilliseconds: 0, only: nil, skip: [])
    let retries = RetryPolicy(attempts: 3, spacingMilliseconds: 1, lookAgainMilliseconds: 1, longestRetryAfterSeconds: 1, mostPushbacks: 3)
    let reading = SpecsFolder.standard(at: Suites.repository + "/Specs", profileID: "simulasi")
    let standard = try #require(reading.standard, "\(reading.diagnostics.map { $0.line(in: .english) })")
    let relay = SubjectRelay(
      standard: standard, terms: terms, seed: 7, run: SubjectRun(transport: transport, clock: clock, retries: retries), transport: transport)
    let now = clock.now()
    let stamp = RunStamp(runID: "uji", tool: "selaras", vantage: "uji", startedAt: now, permits: ["loopbackPermit"])
    let outcome = try await relay.relay(inputs(port), stamp: stamp, folder: folder + "/bukti", now: now) { _, _ in }
    // What is judged live is what evidence on disk is judged to be.
    let replayed = SubjectJudge.result(of: try EvidenceBundle.read(at: folder + "/bukti").evidence, standard)
    #expect(replayed.verdicts.map(\.outcome) == outcome.result.verdicts.map(\.outcome))
    return Report(result: outcome.result, evidence: outcome.evidence, seconds: (.now - start) / .seconds(1))
  }

  // MARK: The service

  /// A healthy service but for its operations, which the script answers, one request a connection. The script says whether it did.
  static func server(_ script: @escaping @Sendable (_ request: String, _ peer: RawServer.Peer) -> Bool = { _, _ in false }) -> RawServer {
    RawServer { peer in
      let head = peer.request()
      let parts = head.prefix { $0 != "\r\n" }.split(separator: " ").map(String.init)
      guard parts.count == 3 else { return }
      let path = String(parts[1].split(separator: "?").first ?? "/")
      if operations.contains(path), parts[0] == "GET", script(head, peer) { return }
      peer.send(healthy(parts[0], path))
    }
  }

  static let sample = #"{"loket":3,"menunggu":12}"#
  private static let problem = #"{"type":"about:blank","title":"Tidak Ditemukan","status":404}"#

  static func healthy(_ method: String, _ path: String) -> String {
    let isKnown = operations.contains(path)
    switch method {
    case "OPTIONS" where isKnown: return "HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, OPTIONS\r\nConnection: close\r\n\r\n"
    case "GET" where isKnown, "HEAD" where isKnown: return answer("200 OK", "application/json", sample, method)
    case "GET", "HEAD", "OPTIONS": return answer("404 Not Found", "application/problem+json", problem, method)
    default:
      let body = problem.replacing("404", with: "405").replacing("Tidak Ditemukan", with: "Metode Tidak Didukung")
      return answer("405 Method Not Allowed\r\nAllow: GET, HEAD, OPTIONS", "application/problem+json", body, method)
    }
  }

  static func answer(_ status: String, _ type: String, _ body: String, _ method: String = "GET") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n" + (method == "HEAD" ? "" : body)
  }

  // MARK: The subject

  private static func inputs(_ port: Int) -> SubjectInputs {
    let base = "http://\(host):\(port)"
    let bytes = Array(contract(base).utf8)
    let service = Service(
      id: "antrean", agency: "dinas-contoh", title: "Antrean", apiType: .rest, classification: nil, lifecycle: nil,
      production: Environment(name: .production, baseURL: base), sandbox: nil, contract: ContractSource(path: "antrean.json", url: nil),
      claimedLevel: .onboarding, credential: nil, testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: port,
      consumes: [], entry: .object(["id": .string("antrean"), "agency": .string("dinas-contoh")]),
      position: SourcePosition(file: "registry.yaml", line: 1, column: 1))
    let agency = Agency(id: "dinas-contoh", name: "Dinas Contoh", regionCode: "32.15", parent: nil, unit: nil, contact: nil)
    return SubjectInputs(
      subject: Subject(agency: agency, service: service, isSelfDeclared: false),
      contract: ContractInput(file: "antrean.json", bytes: bytes, digest: SHA256Digest.of(bytes)), credential: nil, agencyEndpoints: [],
      diagnostics: [])
  }

  private static func contract(_ base: String) -> String {
    let problem = #"{"description":"Galat","content":{"application/problem+json":{"schema":{"type":"object"}}}}"#
    let paths = operations.enumerated().map { index, path in
      """
      "\(path)":{"get":{"operationId":"baca\(index)","summary":"Antrean","responses":{"200":{"description":"Antrean","content":\
      {"application/json":{"schema":{"type":"object","required":["loket"],"properties":{"loket":{"type":"integer"},\
      "menunggu":{"type":"integer"}}}}}},"404":\(problem),"default":\(problem)}}}
      """
    }
    return """
      {"openapi":"3.1.0","info":{"title":"Antrean","version":"1.0.0"},"servers":[{"url":"\(base)","description":"Produksi (simulasi)"}],\
      "paths":{\(paths.joined(separator: ","))}}
      """
  }
}

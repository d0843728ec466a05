import Documents
import Model
import Reporting
import TestSupport
import Testing

@testable import Wire

/// Rows N1–N16 of the catalogue of hostile networks: each with the outcome it must come to, and with what it must leave alone.
@Suite(.serialized) struct HostileNetworkTests {
  /// What stands behind the name, and what the name leads to.
  struct Ground {
    var server: RawServer?
    /// For what must be there and is no server: a deaf port, a closed one.
    var keeps: (any AnyObject)?
    let port: Int
    let names: NameServerLab

    init(_ server: RawServer, _ names: NameServerLab = .leading(to: ["127.0.0.1"])) {
      (self.server, port, self.names) = (server, server.port, names)
    }

    init(_ object: any AnyObject, port: Int, _ names: NameServerLab = .leading(to: ["127.0.0.1"])) {
      (keeps, self.port, self.names) = (object, port, names)
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let what: String
    /// OPS-01: the only requirement that a service which is not there may fail.
    let available: String
    /// The outcomes that live requirements may have which a healthy service passes.
    let rest: Set<String>
    /// One of them that at least one live requirement must have.
    var shows: String?
    /// Failures that a healthy run does not have.
    var fails: Set<String> = []
    var limits = NetworkLab.calm
    var nameMilliseconds = 5000
    /// Requests that the server may see at most; 500 where that is not the point.
    var requests = 500
    /// The beginning of a failure's detail that must be in the evidence, and whose move it is.
    var failure: (detail: String, attribution: Attribution)?
    let ground: @Sendable () -> Ground
    var testDescription: String { "\(id): \(what)" }
  }

  static let rows = names + connections + redirects + moods
  static let healthyAnswers = NetworkLab.answer("200 OK", "application/json", NetworkLab.sample)

  @Test(arguments: rows.map(\.testDescription)) func comesTo(_ name: String) async throws {
    let row = try #require(Self.rows.first { $0.testDescription == name })
    let (healthy, live) = try await Self.healthy.value
    let ground = row.ground()
    let report = try await NetworkLab.run(ground.names, port: ground.port, limits: row.limits, nameMilliseconds: row.nameMilliseconds)
    #expect(report.outcome("OPS-01") == row.available, "\(report.summary)")
    for requirement in live.subtracting(["OPS-01"]).sorted() {
      let outcome = report.outcome(requirement)
      #expect(row.rest.contains(outcome) || row.fails.contains(requirement), "\(requirement) \(outcome)\n\(report.summary)")
    }
    if let shown = row.shows { #expect(live.contains { report.outcome($0) == shown }, "\(report.summary)") }
    let failed = report.requirements(.failed).subtracting(healthy.requirements(.failed)).subtracting(["OPS-01"])
    #expect(failed.isSubset(of: row.fails), "\(failed.sorted())\n\(report.summary)")
    #expect(report.requirements(.passed).subtracting(healthy.requirements(.passed)).isEmpty, "\(report.summary)")
    #expect((ground.server?.requests.count ?? 0) <= row.requests, "\(ground.server?.requests.count ?? 0) requests")
    if let expected = row.failure {
      let fitting = report.failures.filter { $0.detail.hasPrefix(expected.detail) }
      #expect(!fitting.isEmpty && fitting.allSatisfy { $0.attribution == expected.attribution }, "\(Set(report.failures.map(\.detail)))")
    }
    #expect(report.seconds < 30, "\(report.seconds) s")
    // Nothing is left out in silence: every step has its attempts, or the reason why it has none.
    #expect(report.evidence.observations.count == report.evidence.plan.steps.count)
    #expect(report.evidence.observations.values.allSatisfy { !$0.attempts.isEmpty || $0.notSent != nil })
    print("\(row.id) \(row.what): OPS-01 \(report.outcome("OPS-01")), \((report.seconds * 100).rounded() / 100) s")
  }

  /// What the breaker left out is said, requirement by requirement, in every report: never skipped in silence.
  @Test func whatTheBreakerStoppedIsVisible() async throws {
    let (_, live) = try await Self.healthy.value
    let closed = RawServer.Closed()
    let report = try await NetworkLab.run(.leading(to: ["127.0.0.1"]), port: closed.port)
    let stopped = report.evidence.observations.values.filter { $0.notSent == .unreachable(.refused) }
    #expect(stopped.count >= 3 && stopped.allSatisfy { $0.attempts.isEmpty })
    let pages = ServiceReport.files(report.result, evidence: report.evidence).map { String(decoding: $0.bytes, as: UTF8.self) }
    let texts = [Language.indonesian, .english].map {
      TerminalReport.text(report.result, evidence: report.evidence, language: $0, color: false, width: 100)
    }
    for requirement in live.subtracting(["OPS-01"]) {
      #expect(report.outcome(requirement) == "untested(unreachable.refused)")
      #expect((pages + texts).allSatisfy { $0.contains(requirement) }, "\(requirement)")
    }
    #expect(texts[0].contains("sambungan ditolak") && texts[1].contains("connection refused"))
    #expect(pages.contains { $0.contains("Yang perlu bertindak:") } && pages.contains { $0.contains("Who has to act:") })
  }

  /// A healthy run, and the requirements that it passes and a service that is not there does not.
  private static let healthy = Task {
    let server = NetworkLab.server()
    let names = NameServerLab.leading(to: ["127.0.0.1"])
    let healthy = try await NetworkLab.run(names, port: server.port)
    let gone = try await NetworkLab.run(NameServerLab { [NameServerLab.answer($0, code: 3)] }, port: server.port)
    let live = healthy.requirements(.passed).subtracting(gone.requirements(.passed))
    #expect(healthy.outcome("OPS-01") == "passed" && live.count >= 8, "\(healthy.summary)")
    return (healthy, live)
  }
}

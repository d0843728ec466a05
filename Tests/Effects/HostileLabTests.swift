import Model
import TestSupport
import Testing
import Wire

/// The lab itself: a healthy service passes in it, and each kind of network fault does to the answer what it says.
@Suite struct HostileLabTests {
  /// What the lab's subject can never pass: it is served over plain HTTP and barely registered.
  static let inborn: Set<String> = ["TLS-01", "DOC-03", "GOV-01", "GOV-02"]

  @Test func aHealthyServiceFailsNothingOfItsAnswers() async throws {
    let server = HostileLab.server { request, peer in peer.send(HostileLab.healthy(request, ["/antrean"])) }
    let report = try await HostileLab.run(port: server.port)
    #expect(report.requirements(.failed).isSubset(of: Self.inborn), "\(report.summary)")
    for requirement in ["OPS-01", "DOC-06", "DOC-07", "HTP-01", "HTP-02", "HTP-03", "HTP-04", "HTP-05", "SEM-02"] {
      #expect(report.outcome(requirement) == "passed", "\(report.summary)")
    }
    #expect(report.requirements(.cantTell).isEmpty, "\(report.summary)")
  }

  static let faults: [(fault: NetworkFault, outcome: String)] = [
    (.latency(milliseconds: 5), "passed"),
    (.down, "failed"),
    (.bandwidth(bytesPerSecond: 20_000), "passed"),
    (.slowClose(milliseconds: 10), "passed"),
    (.timeout(milliseconds: 5), "failed"),
    (.resetPeer(milliseconds: 0), "failed"),
    (.slicer(bytes: 16, pauseMilliseconds: 1), "passed"),
    (.limitData(bytes: 60), "cantTell(truncated)"),
  ]

  @Test(arguments: faults) func aNetworkFaultDoesWhatItSays(_ item: (fault: NetworkFault, outcome: String)) async throws {
    let server = HostileLab.server { request, peer in peer.send(HostileLab.healthy(request, ["/antrean"])) }
    let proxy = FaultProxy(item.fault, to: server.port)
    let report = try await HostileLab.run(port: proxy.port)
    #expect(report.outcome("OPS-01") == item.outcome, "\(report.summary)")
    #expect(item.outcome == "passed" || report.outcome("DOC-06") != "passed", "\(report.summary)")
    #expect(report.seconds < 120)
  }
}

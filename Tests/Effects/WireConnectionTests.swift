import Foundation
import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// Connections, names, environment, cancellation.
@Suite struct WireConnectionTests {
  static let ok = "HTTP/1.1 200 OK\r\nSet-Cookie: sesi=1\r\nContent-Length: 2\r\n\r\nok"

  @Test func connectionsAreReusedAndSaySo() async throws {
    let server = RawServer.keepingAlive(Self.ok)
    let transport = WireLab.transport(server.port)
    var exchanges: [WireExchange] = []
    for number in 0..<5 { exchanges += await transport.perform(WireLab.request("/\(number)"), permit: WireLab.permit, credential: nil).exchanges }
    #expect(exchanges.count == 5)
    #expect(server.connections == 1)
    #expect(exchanges.map { $0.timings.connect != nil } == [true, false, false, false, false])
    // What a server sets is not sent back.
    #expect(!server.requests.contains { $0.lowercased().contains("cookie") })
  }

  @Test func everyNameHasItsOwnConnection() async {
    let server = RawServer.keepingAlive(Self.ok)
    let transport = WireLab.transport(server.port)
    let other = Endpoint(host: "lain.karawang.go.id.test", port: 80)
    let permit = WireLab.permit([WireLab.plain, other])
    for endpoint in [WireLab.plain, other, WireLab.plain, other] {
      _ = await transport.perform(WireLab.request(endpoint: endpoint), permit: permit, credential: nil)
    }
    #expect(server.connections == 2)
    #expect(server.requests.map { $0.contains("Host: lain.") } == [false, true, false, true])
  }

  @Test func manyAtOnceAreAllAnswered() async {
    let server = RawServer.keepingAlive(Self.ok)
    let transport = WireLab.transport(server.port)
    let answered = await withTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask { await transport.perform(WireLab.request("/\(number)"), permit: WireLab.permit, credential: nil).exchanges.count }
      }
      return await group.reduce(0, +)
    }
    #expect(answered == 200)
    #expect(Set(server.requests.compactMap { $0.split(separator: " ").dropFirst().first }).count == 200)
  }

  @Test func overridesAreReadStrictlyAndTheFirstWins() {
    #expect(ConnectOverride("*:443=127.0.0.1:41234").map { "\($0.host) \($0.port) \($0.address) \($0.toPort)" } == "* 443 127.0.0.1 41234")
    #expect(ConnectOverride("Layanan.test:80=[::1]:8080").map { "\($0.host) \($0.address)" } == "layanan.test ::1")
    for text in ["", "a:80", "a:80=b", "a=b:80", ":80=b:80", "a:80=b:80=c:80", "a:0=b:1", "a:x=b:1", "a:1=b:65536", "a:80=[]:80"] {
      #expect(ConnectOverride(text) == nil, "\(text)")
    }
  }

  @Test func anOverrideForOneHostGoesBeforeTheOneForAll() async {
    let (one, all) = (RawServer.answering(Self.ok), RawServer.answering(Self.ok))
    let transport = CurlTransport(
      WireSettings(
        userAgent: "uji", limits: WireLab.limits,
        overrides: ["\(WireLab.host):80=127.0.0.1:\(one.port)", "*:80=127.0.0.1:\(all.port)"].compactMap(ConnectOverride.init), trustStore: nil,
        addressPermits: [.loopback], maxConnections: 4, pace: .unpaced))
    _ = await transport.perform(WireLab.request(), permit: WireLab.permit, credential: nil)
    #expect(one.connections == 1 && all.connections == 0)
  }

  @Test func aNameThatDoesNotExistIsDNS() async {
    let place = Endpoint(host: "tidak-ada.go.id.test", port: 80)
    let names = NameServerLab { [NameServerLab.answer($0, code: 3)] }
    let transport = CurlTransport(
      WireSettings(
        userAgent: "uji", limits: WireLab.limits, overrides: [], trustStore: nil, addressPermits: [], maxConnections: 4, pace: .unpaced,
        names: names.settings()))
    for probe in [WireLab.request(endpoint: place), .connect(place), .hello(HelloTemplate(endpoint: place, version: .tls10))] {
      let attempt = await transport.perform(probe, permit: WireLab.permit([place]), credential: nil)
      #expect(attempt.failure == TransportFailure(kind: .dns, detail: "NXDOMAIN the name does not exist", certificate: nil))
      #expect(attempt.exchanges.isEmpty && attempt.handshake == nil && attempt.hello == nil)
    }
  }

  @Test func aTrustStoreThatIsNotThereIsOurFault() async {
    let server = RawServer { $0.waitForEnd() }
    let transport = WireLab.transport(server.port, trustStore: "/tidak/ada.pem")
    let attempt = await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil)
    #expect(attempt.failure?.kind == .harness)
    #expect(attempt.handshake == nil)
  }

  /// Proxies in the environment are set for a child of this test process only: setenv beside other threads' getenv is no safe thing.
  @Test func theEnvironmentChoosesNoProxy() async throws {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/proc/self/exe")
    child.arguments = ["--testing-library", "swift-testing", "--filter", "inAnEnvironmentFullOfProxies"]
    var environment = ProcessInfo.processInfo.environment
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] { environment[name] = "http://127.0.0.1:9" }
    child.environment = environment.merging(["SELARAS_UJI_PROXY": "1"]) { $1 }
    let output = Pipe()
    child.standardOutput = output
    child.standardError = output
    let status = await withCheckedContinuation { (reply: CheckedContinuation<Int32, Never>) in
      child.terminationHandler = { reply.resume(returning: $0.terminationStatus) }
      do { try child.run() } catch { reply.resume(returning: -1) }
    }
    let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    #expect(status == 0)
    #expect(text.contains("Test run with 1 test "), "\(text)")
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SELARAS_UJI_PROXY"] != nil, "run by theEnvironmentChoosesNoProxy"))
  func inAnEnvironmentFullOfProxies() async {
    let server = RawServer.answering(Self.ok)
    let attempt = await WireLab.ask(server.port)
    #expect(WireLab.text(attempt) == "200 complete 2")
    #expect(server.requests.first?.hasPrefix("GET / HTTP/1.1\r\n") == true)
  }

  // MARK: Cancellation

  @Test func aCancelledExchangeEnds() async {
    let server = RawServer { peer in
      peer.request()
      peer.waitForEnd()
    }
    let transport = WireLab.transport(server.port, limits: WireLab.patient)
    let task = Task { await transport.perform(WireLab.request(), permit: WireLab.permit, credential: nil) }
    for _ in 0..<20_000 where server.requests.isEmpty { try? await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    let attempt = await task.value
    #expect(attempt.failure == TransportFailure(kind: .harness, detail: "cancelled", certificate: nil))
  }

  @Test func cancelsThatOvertakeTheirJobsAreRemembered() async {
    let server = RawServer { peer in
      peer.request()
      peer.waitForEnd()
    }
    let transport = WireLab.transport(server.port, limits: WireLab.patient)
    // A lost cancel would end in "timeout".
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          let task = Task { await transport.perform(WireLab.request(), permit: WireLab.permit, credential: nil) }
          task.cancel()
          #expect(await task.value.failure?.detail == "cancelled")
        }
      }
    }
  }

  @Test func aStoppedWireAnswersInsteadOfHanging() async {
    let server = RawServer.keepingAlive(Self.ok)
    let transport = WireLab.transport(server.port)
    #expect(await transport.perform(WireLab.request(), permit: WireLab.permit, credential: nil).failure == nil)
    transport.stop()
    for _ in 0..<50 {
      let attempt = await transport.perform(WireLab.request(), permit: WireLab.permit, credential: nil)
      // What slips in before the loop has ended is still served.
      #expect(attempt.failure == nil || attempt.failure?.detail == "cancelled")
    }
    try? await Task.sleep(for: .milliseconds(100))
    #expect(await transport.perform(WireLab.request(), permit: WireLab.permit, credential: nil).failure?.detail == "cancelled")
  }
}

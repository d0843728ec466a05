import Model
import Synchronization
import TestSupport
import Testing

@testable import Wire

/// From a name to a connection: hosts file, order of addresses, the one fallback, cancelling, and how many threads wait.
@Suite struct WireResolverTests {
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  private static func wire(_ names: NameSettings, limits: WireLimits = WireLab.limits, permits: Set<AddressPermit> = [.loopback]) -> CurlTransport {
    CurlTransport(
      WireSettings(
        userAgent: "uji", limits: limits, overrides: [], trustStore: nil, addressPermits: permits, maxConnections: 8, pace: .unpaced, names: names,
        closedNetworks: []))
  }

  private static func ask(_ wire: CurlTransport, _ port: Int, host: String = WireLab.host) async -> WireAttempt {
    let place = Endpoint(host: host, port: port)
    return await wire.perform(WireLab.request(endpoint: place), permit: WireLab.permit([place]), credential: nil)
  }

  // MARK: Settings

  @Test func theMachinesFilesAreRead() {
    let settings = NameSettings(
      resolvers: "# a\nnameserver 10.0.0.53\r\nsearch dalam.test\nnameserver\tfd00::53 # b\nnameserver fe80::1%eth0\nnameserver contoh.test\n"
        + "; c\nnameserver 10.0.0.54\nnameserver 10.0.0.55\noptions ndots:5",
      hosts: "127.0.0.1 localhost\n10.0.0.7\tLayanan.test  lain.test # x\n::1 localhost\nrusak a\n10.0.0.8 layanan.test\n", milliseconds: 5000)
    #expect(settings.servers.map { "\($0.address) \($0.port)" } == ["10.0.0.53 53", "fd00::53 53", "10.0.0.54 53"])
    #expect(settings.hosts["layanan.test"]?.map(\.description) == ["10.0.0.7", "10.0.0.8"])
    #expect(settings.hosts["lain.test"]?.map(\.description) == ["10.0.0.7"])
    #expect(settings.hosts["localhost"]?.map(\.description) == ["127.0.0.1", "::1"])
    #expect(settings.hosts["a"] == nil)
    #expect(NameSettings(resolvers: "", hosts: "", milliseconds: 1).servers == [NameServer("127.0.0.1")!])
  }

  @Test(arguments: [
    ("10.0.0.53", "10.0.0.53 53"), ("10.0.0.53:5353", "10.0.0.53 5353"), ("[fd00::53]:5353", "fd00::53 5353"), ("fd00::53", "fd00::53 53"),
    ("fd00::53:5353", "fd00::53:5353 53"), ("contoh.test", ""), ("", ""), ("10.0.0.53:0", ""), ("10.0.0.53:70000", ""), ("10.0.0.53:", ""),
    ("fe80::1%eth0", ""), ("127.1", ""),
  ]) func aNameServerIsAnAddress(_ text: String, _ expected: String) {
    #expect(NameServer(text).map { "\($0.address) \($0.port)" } ?? "" == expected)
  }

  // MARK: Order

  @Test func theHostsFileGoesBeforeTheNameServer() async {
    let server = RawServer.answering(Self.ok)
    let names = NameSettings(resolvers: "", hosts: "127.0.0.1 \(WireLab.host)", milliseconds: 100)
    let attempt = await Self.ask(Self.wire(names), server.port)
    #expect(WireLab.text(attempt) == "200 complete 2")
    // One name, one address: the peer says it all.
    #expect(attempt.exchanges.first?.resolution == nil)
  }

  @Test(arguments: ["localhost", "a.localhost"]) func localhostIsAskedOfNobody(_ host: String) async {
    let names = NameServerLab.leading(to: ["8.8.8.8"])
    let attempt = await Self.ask(Self.wire(names.settings(), permits: []), 80, host: host)
    #expect(attempt.failure == .policy("\(host) leads to 127.0.0.1 loopback, ::1 loopback"))
    #expect(names.questions.isEmpty)
  }

  @Test func anAddressWrittenOutIsAskedOfNobody() async {
    let server = RawServer.answering(Self.ok)
    let names = NameServerLab.leading(to: ["8.8.8.8"])
    #expect(WireLab.text(await Self.ask(Self.wire(names.settings()), server.port, host: "127.0.0.1")) == "200 complete 2")
    #expect(names.questions.isEmpty)
  }

  @Test func bothKindsAreAskedOnceForEachExchange() async {
    let server = RawServer.keepingAlive(Self.ok)
    let names = NameServerLab.leading(to: ["127.0.0.1"])
    let wire = Self.wire(names.settings())
    for _ in 0..<3 { #expect(WireLab.text(await Self.ask(wire, server.port)) == "200 complete 2") }
    #expect(names.questions.map(\.type).sorted() == [1, 1, 1, 28, 28, 28])
    #expect(Set(names.questions.map { $0.bytes.prefix(2) }).count > 1)
    #expect(server.connections == 1)
  }

  // MARK: The one fallback

  /// Nothing listens on the first address; the second one is ours.
  @Test(arguments: [["127.0.0.77", "127.0.0.1"], ["127.0.0.77", "::1", "127.0.0.1"], ["127.0.0.77", "127.0.0.78", "127.0.0.1"]])
  func theSecondAddressIsTriedAndNoThird(_ addresses: [String]) async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.send(Self.ok)
    }
    let names = NameServerLab.leading(to: addresses)
    let wire = Self.wire(names.settings())
    let attempt = await Self.ask(wire, server.port)
    if addresses.count == 2 {
      #expect(WireLab.text(attempt) == "200 complete 2" && attempt.exchanges.first?.peer == "127.0.0.1:\(server.port)")
      #expect(attempt.exchanges.first?.resolution?.passedOver == ["127.0.0.77"])
    } else {
      // Of two families one of each is tried; of one family the first two.
      #expect(attempt.failure?.kind == .refused && attempt.failure?.detail.hasSuffix("(127.0.0.77 had failed before)") ?? false)
      #expect(server.connections == 0)
    }
    let hello = HelloTemplate(endpoint: Endpoint(host: WireLab.host, port: server.port), version: .tls10)
    let greeted = await wire.perform(.hello(hello), permit: WireLab.permit([hello.endpoint]), credential: nil)
    #expect((greeted.failure == nil) == (addresses.count == 2))
    withExtendedLifetime(names) {}
  }

  /// Packets dropped at one address, a service at the other: the same port on both, one of them deaf.
  @Test func aDeafAddressIsPassedOver() async throws {
    let server = RawServer.keepingAlive(Self.ok)
    let deaf = try #require(DeafListener(IPAddress("127.0.0.79")!, server.port))
    let names = NameServerLab.leading(to: ["127.0.0.79", "127.0.0.1"])
    let attempt = await Self.ask(Self.wire(names.settings(), limits: WireLab.hasty), server.port)
    #expect(WireLab.text(attempt) == "200 complete 2", "\(attempt.failure?.detail ?? "")")
    #expect(attempt.exchanges.first?.resolution?.passedOver == ["127.0.0.79"])
    withExtendedLifetime((deaf, names)) {}
  }

  /// Whoever was connected to has answered for the name: nobody else is asked, whatever became of the exchange.
  @Test func afterAConnectionThereIsNoFallback() async {
    let server = RawServer { peer in
      peer.request()
      peer.reset()
    }
    let names = NameServerLab.leading(to: ["127.0.0.1", "127.0.0.77"])
    let attempt = await Self.ask(Self.wire(names.settings()), server.port)
    withExtendedLifetime(names) {}
    #expect(attempt.failure?.kind == .reset && server.connections == 1)
  }

  @Test func whatWasFoundIsKept() async {
    let server = RawServer.answering(Self.ok)
    let names = NameServerLab { question in
      let chain: [NameServerLab.Record] = [.alias(question.name, "web.test", lifetime: 30)]
      let found = (question.isIPv4 ? ["10.0.0.1", "127.0.0.1"] : ["fd00::1"]).map { NameServerLab.Record.address("web.test", $0, lifetime: 9) }
      return [NameServerLab.answer(question, chain + found)]
    }
    let attempt = await Self.ask(Self.wire(names.settings()), server.port)
    withExtendedLifetime(names) {}
    #expect(
      attempt.exchanges.first?.resolution
        == Resolution(
          aliases: ["web.test"],
          addresses: [
            .init(address: "10.0.0.1", lifetime: 9, refusal: "10.0.0.1 private"), .init(address: "127.0.0.1", lifetime: 9, refusal: nil),
            .init(address: "fd00::1", lifetime: 9, refusal: "fd00::1 unique local"),
          ], passedOver: []))
  }

  // MARK: Cancelling, and threads

  @Test func aCancelDoesNotWaitForTheNameServer() async {
    let names = NameServerLab { _ in [] }
    let wire = Self.wire(names.settings(milliseconds: 600_000))
    let task = Task { await Self.ask(wire, 80) }
    for _ in 0..<20_000 where names.questions.isEmpty { try? await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    #expect(await task.value.failure == TransportFailure(kind: .harness, detail: "cancelled", certificate: nil))
  }

  /// A hundred look-ups that nobody answers: few threads, and all of them, the waiting ones too, end with their tasks.
  @Test func manyWaitOnFewThreadsAndEndTogether() async {
    let pool = LookUpPool(mostThreads: 4)
    let names = NameServerLab { _ in [] }
    let settings = names.settings(milliseconds: 600_000)
    let tasks = (0..<100).map { number in
      Task { await pool.run { stop in LookUp.run("n\(number).test", settings, stop) } == nil }
    }
    for _ in 0..<20_000 where Set(names.questions.map(\.name)).count < 4 { try? await Task.sleep(for: .milliseconds(5)) }
    for task in tasks { task.cancel() }
    for task in tasks { #expect(await task.value) }
    #expect(pool.highest <= 4)
    // The threads are free again.
    #expect(await pool.run { _ in 7 } == 7)
  }

  @Test func everyoneGetsATurn() async {
    let pool = LookUpPool(mostThreads: 2)
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 1...200 { group.addTask { await pool.run { _ in number } ?? 0 } }
      return await group.reduce(0, +)
    }
    #expect(sum == 20_100 && pool.highest <= 2)
  }
}

import HTTPMessages
import Model
import Synchronization
import TestSupport
import Testing

@testable import Wire

/// Four hundred ways to lead the wire astray: at the gate itself, and through a name server that changes its mind; none gets there.
@Suite(.serialized) struct WireVectorTests {
  private static let shut = EgressGuard(permits: [], own: [], closed: [])

  @Test func thereAreEnough() { #expect(EgressVector.all.count >= 390) }

  // MARK: At the gate

  @Test(arguments: EgressVector.of(.address)) func anAddressIsJudged(_ vector: EgressVector) throws {
    let address = try #require(IPAddress(vector.text))
    #expect((Self.shut.refusal(of: address) == nil ? "allowed" : "policy") == vector.expected)
  }

  /// Every name leads to a public address; whatever is refused is refused for how it is written.
  @Test func aBaseURLIsTakenOrRefused() async {
    let server = NameServerLab.leading(to: ["8.8.8.8"])
    let resolver = Resolver(guardian: Self.shut, overrides: [], names: server.settings(), pool: .shared)
    for vector in EgressVector.of(.base) {
      #expect(await Self.fate(vector.text, resolver) == vector.expected, "\(vector.testDescription)")
    }
  }

  private static func fate(_ text: String, _ resolver: Resolver) async -> String {
    guard let base = BaseURL(text) else { return "admission" }
    if shut.refusal(of: base.endpoint, permit: WireLab.permit([base.endpoint])) != nil { return "layer 1 refuses what was admitted" }
    switch await resolver.resolve(base.endpoint) {
    case .pinned: return "allowed \(base.endpoint.host) \(base.endpoint.port)"
    case .failed(let failure): return failure.kind.rawValue
    }
  }

  // MARK: Redirects, over the real wire

  private static let places: Set<Endpoint> = [WireLab.plain, Endpoint(host: "lain.karawang.go.id.test", port: 80)]

  /// Answers the first requests with these redirects, all others with 200.
  private static func server(_ locations: [String]) -> RawServer {
    let left = Mutex(locations[...])
    let queue = RedirectQueue(left)
    return RawServer { peer in
      while !peer.request().isEmpty {
        if let location = queue.next() {
          peer.send("HTTP/1.1 302 Pindah\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
        } else {
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
      }
    }
  }

  private final class RedirectQueue: Sendable {
    private let left: Mutex<ArraySlice<String>>
    init(_ left: consuming sending Mutex<ArraySlice<String>>) { self.left = left }
    func next() -> String? { left.withLock { $0.popFirst() } }
  }

  @Test func aRedirectIsFollowedOrRefused() async {
    for vector in EgressVector.of(.location) {
      let server = Self.server([vector.text])
      let attempt = await WireLab.ask(server.port, WireLab.request("/x/a"), permit: WireLab.permit(Self.places))
      #expect(Self.fate(attempt, server) == vector.expected, "\(vector.testDescription): \(attempt.failure?.detail ?? "")")
      server.stop()
    }
  }

  private static func fate(_ attempt: WireAttempt, _ server: RawServer) -> String {
    if let failure = attempt.failure {
      guard failure.kind == .policy, server.requests.count == 1 else { return "\(failure.kind.rawValue) after \(server.requests.count) requests" }
      return failure.detail.hasPrefix("redirect to an address that is not") ? "admission" : "policy"
    }
    let target = server.requests.last?.split(separator: " ").dropFirst().first ?? ""
    return server.requests.count == 2 ? "allowed 80 \(target)" : "\(server.requests.count) requests"
  }

  @Test func aChainEndsWhereItMust() async {
    for vector in EgressVector.of(.chain) {
      let server = Self.server(vector.text.split(separator: " > ").map(String.init))
      let attempt = await WireLab.ask(server.port, permit: WireLab.permit(Self.places))
      let fate = attempt.failure.map { failure in
        failure.kind == .policy ? failure.detail.hasPrefix("redirect to an address that is not") ? "admission" : "policy" : failure.kind.rawValue
      }
      #expect(fate ?? "allowed \(attempt.exchanges.count)" == vector.expected, "\(vector.testDescription): \(attempt.failure?.detail ?? "")")
      #expect(server.requests.count == attempt.exchanges.count && server.requests.count <= 6)
      server.stop()
    }
  }

  // MARK: Name servers that change their mind, over the real wire

  private static let refused = EgressVector.of(.address).filter { $0.expected == "policy" }.map(\.text)
  /// What only the operator's word closes while loopback is permitted, which these tests need.
  private static let closed = refused.compactMap(IPAddress.init).filter { AddressTable.classify($0) == .loopback }
    .map { AddressNetwork(($0.mapped ?? $0).description)! }

  private static func wire(_ names: NameServerLab) -> CurlTransport {
    CurlTransport(
      WireSettings(
        userAgent: "uji", limits: WireLab.limits, overrides: [], trustStore: nil, addressPermits: [.loopback], maxConnections: 8, pace: .unpaced,
        names: names.settings(), closedNetworks: closed))
  }

  private static func records(_ question: NameServerLab.Question, _ addresses: [String]) -> [[UInt8]] {
    [
      NameServerLab.answer(
        question, addresses.filter { $0.contains(":") != question.isIPv4 }.map { .address(question.name, $0, lifetime: 0) })
    ]
  }

  private static func vector(_ name: String) -> String { refused[Int(name.dropFirst().prefix { $0 != "." })!] }

  /// First the permitted address, then the refused one: the first call is answered, the second never leaves.
  @Test func rebindingLeadsNowhere() async {
    let server = RawServer.keepingAlive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    let traps = Self.closed.compactMap { TrapListener($0.address, server.port) }
    #expect(!traps.isEmpty)
    let names = NameServerLab { question in Self.records(question, question.number == 1 ? ["127.0.0.1"] : [Self.vector(question.name)]) }
    let wire = Self.wire(names)
    defer { wire.stop() }
    for (index, address) in Self.refused.enumerated() {
      let place = Endpoint(host: "v\(index).go.id.test", port: server.port)
      let permit = WireLab.permit([place])
      let before = await wire.perform(WireLab.request(endpoint: place), permit: permit, credential: nil)
      #expect(WireLab.text(before) == "200 complete 2", "\(address): \(before.failure?.detail ?? "")")
      let after = await wire.perform(WireLab.request(endpoint: place), permit: permit, credential: nil)
      #expect(after.failure?.kind == .policy && after.exchanges.isEmpty, "\(address): \(WireLab.text(after))")
      for probe in [Probe.connect(place), .hello(HelloTemplate(endpoint: place, version: .tls10))] {
        #expect(await wire.perform(probe, permit: permit, credential: nil).failure?.kind == .policy, "\(address)")
      }
    }
    #expect(server.requests.count == Self.refused.count)
    #expect(traps.map(\.connections) == traps.map { _ in 0 })
  }

  /// Both at once: only the admitted address is called, and the evidence says what else was there.
  @Test func mixedAnswersAreCalledWhereAdmitted() async {
    let server = RawServer.keepingAlive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    let traps = Self.closed.compactMap { TrapListener($0.address, server.port) }
    let names = NameServerLab { question in Self.records(question, [Self.vector(question.name), "127.0.0.1"]) }
    let wire = Self.wire(names)
    defer { wire.stop() }
    for (index, address) in Self.refused.enumerated() {
      let place = Endpoint(host: "v\(index).go.id.test", port: server.port)
      let attempt = await wire.perform(WireLab.request(endpoint: place), permit: WireLab.permit([place]), credential: nil)
      #expect(WireLab.text(attempt) == "200 complete 2" && attempt.exchanges.first?.peer == "127.0.0.1:\(server.port)", "\(address)")
      let found = attempt.exchanges.first?.resolution?.addresses ?? []
      #expect(found.count == 2 && found.filter { $0.refusal != nil }.count == 1 && found.contains { $0.address == "127.0.0.1" }, "\(address)")
    }
    #expect(traps.map(\.connections) == traps.map { _ in 0 })
  }
}

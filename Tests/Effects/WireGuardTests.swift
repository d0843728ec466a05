import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// What never leaves, counted by the server: methods, hosts, addresses, fields, redirects.
@Suite struct WireGuardTests {
  static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  @Test(arguments: ["GET", "HEAD", "OPTIONS", "UJI"]) func aPermittedMethodLeavesAsItIs(_ method: String) async {
    let server = RawServer.answering(method == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" : Self.ok)
    let attempt = await WireLab.ask(
      server.port, WireLab.request("/a?b=c", method: method), permit: WireLab.permit([WireLab.plain], methods: ["GET", "HEAD", "OPTIONS", "UJI"]))
    #expect(WireLab.text(attempt) == "200 complete \(method == "HEAD" ? 0 : 2)")
    #expect(
      server.requests == [
        "\(method) /a?b=c HTTP/1.1\r\nHost: layanan.karawang.go.id.test\r\nUser-Agent: selaras-uji (+https://contoh.go.id.test)\r\n"
          + "Accept-Encoding: identity\r\n\r\n"
      ])
  }

  @Test(arguments: ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "UJI", "get", "GET ", "", "GET\r\nX: y"])
  func anyOtherMethodStaysHere(_ method: String) async {
    let server = RawServer.answering(Self.ok)
    let attempt = await WireLab.ask(server.port, WireLab.request(method: method))
    #expect(attempt.failure == .policy("method \(method) is not permitted"))
    #expect(attempt.exchanges.isEmpty)
    #expect(server.connections == 0)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let probe: Probe
    let detail: String
    var testDescription: String { detail }
  }

  static func endpoint(_ host: String, _ port: Int = 80) -> Endpoint { Endpoint(host: host, port: port) }

  static let requests = [
    Refused(probe: WireLab.request(endpoint: endpoint("lain.go.id.test")), detail: "lain.go.id.test:80 is not a registered host"),
    Refused(probe: WireLab.request(endpoint: endpoint(WireLab.host, 22)), detail: "layanan.karawang.go.id.test:22 is not a registered host"),
    Refused(probe: .connect(endpoint("lain.go.id.test", 443)), detail: "lain.go.id.test:443 is not a registered host"),
    Refused(
      probe: .hello(HelloTemplate(endpoint: endpoint("lain.go.id.test", 443), version: .tls10)),
      detail: "lain.go.id.test:443 is not a registered host"),
    Refused(probe: WireLab.request("relatif"), detail: "request target with blanks, control characters or raw bytes"),
    Refused(probe: WireLab.request("/a b"), detail: "request target with blanks, control characters or raw bytes"),
    Refused(probe: WireLab.request("/a\r\nX: y"), detail: "request target with blanks, control characters or raw bytes"),
    Refused(probe: WireLab.request("/é"), detail: "request target with blanks, control characters or raw bytes"),
    Refused(probe: WireLab.request("/a#b"), detail: "request target with blanks, control characters or raw bytes"),
    Refused(probe: WireLab.request(fields: [HeaderField(name: "X-A", value: "b\r\nX-C: d")]), detail: "header field with control characters"),
    Refused(probe: WireLab.request(fields: [HeaderField(name: "X-A", value: "b\0")]), detail: "header field with control characters"),
    Refused(probe: WireLab.request(fields: [HeaderField(name: "X-A\r\nX-B", value: "c")]), detail: "header field with control characters"),
    Refused(probe: WireLab.request(fields: [HeaderField(name: "X-A:b", value: "c")]), detail: "header field with a malformed name"),
    Refused(probe: WireLab.request(fields: [HeaderField(name: "", value: "c")]), detail: "header field with a malformed name"),
    Refused(
      probe: WireLab.request(fields: [HeaderField(name: "HOST", value: "dalam.test")]), detail: "header field host is not for a request to choose"),
    Refused(
      probe: WireLab.request(fields: [HeaderField(name: "Transfer-Encoding", value: "chunked")]),
      detail: "header field transfer-encoding is not for a request to choose"),
    Refused(
      probe: WireLab.request(fields: [HeaderField(name: "Proxy-Authorization", value: "x")]),
      detail: "header field proxy-authorization is not for a request to choose"),
    Refused(probe: WireLab.request(credential: .registered(.bearer)), detail: "the credential cannot be placed in this request"),
  ]

  @Test(arguments: requests) func refusesBeforeConnecting(_ item: Refused) async {
    let server = RawServer.answering(Self.ok)
    let attempt = await WireLab.ask(server.port, item.probe)
    #expect(attempt.failure == .policy(item.detail))
    #expect(server.connections == 0)
  }

  // MARK: Addresses

  /// Names that lead to loopback by themselves, without an override.
  private static func askDirectly(_ host: String, _ port: Int, _ permits: Set<AddressPermit>, overrides: [String] = []) async -> WireAttempt {
    let transport = CurlTransport(
      WireSettings(
        userAgent: "uji", limits: WireLab.limits, overrides: overrides.compactMap(ConnectOverride.init), trustStore: nil, addressPermits: permits,
        maxConnections: 4, pace: .unpaced))
    let place = endpoint(host, port)
    return await transport.perform(WireLab.request(endpoint: place), permit: WireLab.permit([place]), credential: nil)
  }

  @Test(arguments: [
    ("localhost", "localhost leads to 127.0.0.1 loopback, ::1 loopback"), ("127.0.0.1", "127.0.0.1 leads to 127.0.0.1 loopback"),
    ("2130706433", "host is not a plain DNS name"), ("0x7f.1", "host is not a plain DNS name"),
    ("0177.0.0.1", "host is not a plain DNS name"), ("127.1", "host is not a plain DNS name"),
    ("0", "host is not a plain DNS name"), ("Layanan.test", "host is not a plain DNS name"), ("a.test.", "host is not a plain DNS name"),
    ("169.254.169.254", "169.254.169.254 leads to 169.254.169.254 metadata service, link-local"), ("::1", "host is not a plain DNS name"),
    ("[::1]", "host is not a plain DNS name"), ("user@127.0.0.1", "host is not a plain DNS name"), ("", "host is not a plain DNS name"),
    ("１２７.0.0.1", "host is not a plain DNS name"),
  ]) func aNameThatLeadsToAReservedAddressIsNotCalled(_ host: String, _ detail: String) async {
    let server = RawServer.answering(Self.ok)
    #expect(await Self.askDirectly(host, server.port, []).failure == .policy(detail))
    #expect(server.connections == 0)
  }

  @Test func theLoopbackPermitOpensLoopback() async {
    let server = RawServer.answering(Self.ok)
    #expect(WireLab.text(await Self.askDirectly("127.0.0.1", server.port, [.loopback])) == "200 complete 2")
    #expect(server.connections == 1)
  }

  @Test func anOverrideIsJudgedLikeAnyAddress() async {
    let server = RawServer.answering(Self.ok)
    func failure(_ to: String, _ permits: Set<AddressPermit>) async -> TransportFailure? {
      await Self.askDirectly(WireLab.host, 80, permits, overrides: ["\(WireLab.host):80=\(to)"]).failure
    }
    #expect(await failure("127.0.0.1:\(server.port)", []) == .policy("127.0.0.1 loopback"))
    #expect(await failure("169.254.169.254:80", [.loopback, .intranet]) == .policy("169.254.169.254 metadata service, link-local"))
    #expect(await failure("localhost:\(server.port)", [.loopback]) == .policy("override to localhost is no address"))
    #expect(await failure("127.0.0.1:\(server.port)", [.loopback]) == nil)
    #expect(server.connections == 1)
  }

  private static func order(to server: RawServer, _ permits: Set<AddressPermit>) throws -> TransferOrder {
    TransferOrder(
      goal: .exchange, method: "GET", scheme: .http, endpoint: WireLab.plain, request: Array("GET / HTTP/1.1\r\n\r\n".utf8),
      limits: WireLab.limits, trustStore: nil, guardian: EgressGuard(permits: permits, own: [], closed: []),
      pin: Resolver.Pin(address: try #require(IPAddress("127.0.0.1")), port: server.port))
  }

  /// The layers behind the resolver: libcurl's own address is judged again, at the socket and before the request.
  @Test func theSocketRefusesWhatTheResolverShouldHaveRefused() async throws {
    let server = RawServer.answering(Self.ok)
    let engine = CurlEngine(maxConnections: 4, pace: .unpaced)
    defer { engine.stop() }
    let refused = await engine.run(try Self.order(to: server, []))
    #expect(refused.refusal == "127.0.0.1 loopback")
    #expect(FailureReading.failure(of: refused, isHandshake: false) == .policy("127.0.0.1 loopback"))
    #expect(server.connections == 0)
    #expect(await engine.run(try Self.order(to: server, [.loopback])).code == 0)
  }

  @Test func aPooledConnectionIsJudgedAgain() async throws {
    let server = RawServer.keepingAlive(Self.ok)
    let engine = CurlEngine(maxConnections: 4, pace: .unpaced)
    defer { engine.stop() }
    #expect(await engine.run(try Self.order(to: server, [.loopback])).code == 0)
    #expect(await engine.run(try Self.order(to: server, [])).refusal == "127.0.0.1 loopback")
    #expect(server.requests.count == 1)
  }

  // MARK: Fields, credentials

  @Test func fieldsLeaveAsWrittenAndEmptyOnesToo() async {
    let server = RawServer.answering(Self.ok)
    _ = await WireLab.ask(
      server.port,
      WireLab.request(
        "/%C3%A9/../b?q=%20", fields: [HeaderField(name: "Accept", value: "application/json"), HeaderField(name: "x-Kosong", value: "")],
        credential: .none))
    #expect(
      server.requests == [
        "GET /%C3%A9/../b?q=%20 HTTP/1.1\r\nHost: layanan.karawang.go.id.test\r\nUser-Agent: selaras-uji (+https://contoh.go.id.test)\r\n"
          + "Accept: application/json\r\nx-Kosong:\r\nAccept-Encoding: identity\r\n\r\n"
      ])
  }

  @Test(arguments: [
    (CredentialPlacement.bearer, "Authorization: Bearer kunci:uji=1"), (.basic, "Authorization: Basic a3VuY2k6dWppPTE="),
    (.header("X-Kunci"), "X-Kunci: kunci:uji=1"), (.cookie("sesi"), "Cookie: sesi=kunci:uji=1"),
    (.query("kunci"), "GET /a?b=1&kunci=kunci%3Auji%3D1 HTTP/1.1"),
  ]) func aCredentialGoesWhereItsSchemeSays(_ place: CredentialPlacement, _ line: String) async {
    let server = RawServer.answering(Self.ok)
    let transport = WireLab.transport(server.port)
    let attempt = await transport.perform(
      WireLab.request("/a?b=1", credential: .registered(place)), permit: WireLab.permit, credential: WireCredential(value: "kunci:uji=1"))
    #expect(attempt.failure == nil)
    let lines = server.requests.first.map { $0.split(separator: "\r\n").map(String.init) } ?? []
    #expect(lines.contains(line))
  }

  @Test func anInvalidCredentialIsMadeUpAndNotTheTrueOne() async {
    let server = RawServer.answering(Self.ok)
    let transport = WireLab.transport(server.port)
    _ = await transport.perform(
      WireLab.request(credential: .invalid(.bearer)), permit: WireLab.permit, credential: WireCredential(value: "kunci-uji"))
    #expect(server.requests.first?.contains("Authorization: Bearer ") == true)
    #expect(server.requests.first?.contains("kunci-uji") == false)
  }

  @Test(arguments: ["kunci uji", "kunci\r\nX: y", "", "kunci\u{E9}"]) func aCredentialThatCannotBeSentIsNotSent(_ value: String) async {
    let server = RawServer.answering(Self.ok)
    let transport = WireLab.transport(server.port)
    let attempt = await transport.perform(
      WireLab.request(credential: .registered(.bearer)), permit: WireLab.permit, credential: WireCredential(value: value))
    #expect(attempt.failure == .policy("the credential cannot be placed in this request"))
    #expect(server.connections == 0)
  }
}

import Model
import TestSupport
import Testing

@testable import Wire

/// TLS sessions of the real wire: what was chosen, how they end, what is asked of us, and that a handshake says nothing more.
@Suite struct WireSessionTests {
  private static func lab() throws -> CertificateLab {
    try #require(CertificateLab.shared, "The openssl command is needed to make certificates.")
  }

  private static func transport(_ server: TLSServer, limits: WireLimits = WireLab.limits) throws -> CurlTransport {
    WireLab.transport(server.port, limits: limits, trustStore: try lab().trustStore)
  }

  private static func read(_ transport: CurlTransport, _ target: String = "/") async -> WireAttempt {
    await transport.perform(WireLab.request(target, scheme: .https), permit: WireLab.permit, credential: nil)
  }

  /// A handshake offers h2 and http/1.1 and notes the choice; not even HTTP/2's preface follows.
  @Test(arguments: ["h2", "http/1.1"], [0x0303, 0x0304]) func theProtocolChosenIsNotedAndNothingIsSaid(_ name: String, _ newest: Int) async throws {
    var settings = TLSServer.Settings()
    (settings.applicationProtocol, settings.newest) = (name, newest)
    let server = TLSServer(try Self.lab(), settings) { _ = $0.bytes() }
    let transport = try Self.transport(server)
    defer { transport.stop() }
    let attempt = await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil)
    #expect(attempt.handshake?.session?.applicationProtocol == name)
    #expect(attempt.handshake?.problem == nil && attempt.handshake?.certificates.count == 2)
    #expect(server.heard.isEmpty && server.connections == 1)
  }

  /// With a certificate that is not trusted the chain is looked at in a second handshake; not one byte follows either.
  @Test func aLookAtABadChainSaysNothing() async throws {
    var settings = TLSServer.Settings()
    (settings.certificate, settings.applicationProtocol) = ("penuh", "h2")
    let server = TLSServer(try Self.lab(), settings) { _ = $0.bytes() }
    let transport = try Self.transport(server)
    defer { transport.stop() }
    let attempt = await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil)
    #expect(attempt.handshake?.problem == .untrustedRoot)
    #expect(server.heard.isEmpty && server.connections == 2)
  }

  /// Each handshake shows its certificate anew: one that was resumed would show and prove none.
  @Test func handshakesAreNotResumed() async throws {
    let server = TLSServer(try Self.lab()) { session in
      session.request()
      session.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
    }
    let transport = try Self.transport(server)
    defer { transport.stop() }
    for _ in 0..<3 { #expect(await Self.read(transport).failure == nil) }
    // This libcurl keeps sessions with a handle, so that requests resume none either; later ones keep them for all.
    let before = server.resumptions
    for _ in 0..<3 {
      let attempt = await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil)
      #expect(attempt.handshake?.certificates.count == 2)
    }
    #expect(server.resumptions == before && server.connections == 6)
  }

  struct Ending: Sendable, CustomTestStringConvertible {
    let name: String
    /// Requests on the connection before the one that ends it.
    let before: Int
    let isNotified: Bool
    var testDescription: String { name }
  }

  static let endings = [
    Ending(name: "close_notify on a new connection", before: 0, isNotified: true),
    Ending(name: "no close_notify on a new connection", before: 0, isNotified: false),
    Ending(name: "close_notify on a used connection", before: 2, isNotified: true),
    Ending(name: "no close_notify on a used connection", before: 2, isNotified: false),
  ]

  /// T15: only close_notify makes the end of a body without a length an end.
  @Test(arguments: endings) func anEndIsProvenByCloseNotify(_ item: Ending) async throws {
    let server = TLSServer(try Self.lab()) { session in
      for _ in 0..<item.before {
        session.request()
        session.send(WireConnectionTests.ok)
      }
      session.request()
      session.send("HTTP/1.1 200 OK\r\n\r\nseparuh")
      if !item.isNotified { session.breakOff() }
    }
    let transport = try Self.transport(server)
    defer { transport.stop() }
    for number in 0..<item.before { #expect(await Self.read(transport, "/\(number)").exchanges.count == 1) }
    let last = try #require(await Self.read(transport, "/akhir").exchanges.last)
    #expect(last.connectionClosed == item.isNotified)
    #expect(String(decoding: last.rawBody, as: UTF8.self) == "separuh")
    #expect(server.connections == 1)
  }

  /// T11: the server's own certificate is judged although it wants one of ours; the request is not answered.
  @Test(arguments: [0x0303, 0x0304]) func aClientCertificateIsAskedFor(_ newest: Int) async throws {
    var settings = TLSServer.Settings()
    (settings.requiresClientCertificate, settings.newest) = (true, newest)
    let server = TLSServer(try Self.lab(), settings) { session in session.send(WireConnectionTests.ok) }
    let transport = try Self.transport(server)
    defer { transport.stop() }
    let handshake = try #require(await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil).handshake)
    #expect(handshake.asksForClientCertificate == true && handshake.problem == nil && handshake.certificates.count == 2)
    #expect(handshake.session?.version == (newest == 0x0303 ? "TLSv1.2" : "TLSv1.3") && handshake.session?.suite.isEmpty == false)
    let asked = await Self.read(transport)
    #expect(asked.failure == TransportFailure(kind: .clientCertificate, detail: "the server asks for a client certificate", certificate: nil))
    #expect(asked.exchanges.isEmpty && server.handshakes == 0)
  }

  /// Cancelled wherever it happens to be: nothing is left behind that OpenSSL could still reach.
  @Test func cancelledHandshakesLeaveNothingBehind() async throws {
    let server = TLSServer(try Self.lab()) { session in
      session.request()
      session.send(WireConnectionTests.ok)
    }
    let transport = try Self.transport(server)
    defer { transport.stop() }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<60 {
        group.addTask {
          let probe: Probe = number % 2 == 0 ? .connect(WireLab.secure) : WireLab.request("/\(number)", scheme: .https)
          let task = Task { await transport.perform(probe, permit: WireLab.permit, credential: nil) }
          try? await Task.sleep(for: .milliseconds(number % 12))
          task.cancel()
          let attempt = await task.value
          #expect(attempt.failure == nil || attempt.failure?.detail == "cancelled", "\(String(describing: attempt.failure))")
        }
      }
    }
    #expect(await Self.read(transport, "/lagi").failure == nil)
  }
}

import Model
import TestSupport
import Testing

@testable import Wire

/// Hand-made hellos: their bytes, and what servers answer to them.
@Suite struct WireHelloTests {
  private static func ask(_ port: Int, limits: WireLimits = WireLab.limits) async -> WireAttempt {
    await WireLab.ask(port, .hello(HelloTemplate(endpoint: WireLab.secure, version: .tls10)), limits: limits)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let said: HelloAnswer
    var testDescription: String { name }
  }

  static func serverHello(_ minor: UInt8) -> [UInt8] { [0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, minor] + [UInt8](repeating: 7, count: 36) }

  static let cases = [
    Case(name: "protocol_version alert", bytes: [0x15, 3, 1, 0, 2, 2, 70], said: .alert(level: 2, description: 70)),
    Case(name: "handshake_failure alert", bytes: [0x15, 3, 1, 0, 2, 2, 40], said: .alert(level: 2, description: 40)),
    Case(name: "accepted as TLS 1.0", bytes: serverHello(1), said: .serverHello(version: .tls10)),
    Case(name: "accepted as TLS 1.1", bytes: serverHello(2), said: .serverHello(version: .tls11)),
    Case(name: "accepted as SSL 3.0", bytes: serverHello(0), said: .serverHello(version: .ssl3)),
    Case(name: "closed without a word", bytes: [], said: .closed),
    Case(name: "half an alert", bytes: [0x15, 3, 1, 0, 2], said: .closed),
    Case(name: "plain HTTP", bytes: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), said: .notTLS(prefix: Array("HTTP/1.1 400 Bad".utf8))),
    Case(name: "a record of a foreign version", bytes: [0x16, 9, 9, 0, 0], said: .notTLS(prefix: [0x16, 9, 9, 0, 0])),
    Case(
      name: "a handshake that begins with something else", bytes: [0x16, 3, 1, 0, 6, 11, 0, 0, 2, 3, 1],
      said: .notTLS(prefix: [0x16, 3, 1, 0, 6, 11, 0, 0, 2, 3, 1])),
    Case(name: "a version nobody knows", bytes: serverHello(9), said: .notTLS(prefix: Array(serverHello(9).prefix(16)))),
  ]

  @Test(arguments: cases) func hears(_ item: Case) async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.send(item.bytes)
    }
    #expect(await Self.ask(server.port).hello == item.said)
  }

  @Test func answersInPiecesAreWaitedFor() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      for byte in Self.serverHello(1).prefix(11) {
        peer.send([byte])
        peer.pause(milliseconds: 10)
      }
      peer.waitForEnd()
    }
    // Eleven waits of 250 ms would be over the limit; the pieces take a tenth of a second.
    #expect(await Self.ask(server.port, limits: WireLab.hasty).hello == .serverHello(version: .tls10))
  }

  @Test func silenceIsSilenceAndEnds() async {
    let server = RawServer { $0.waitForEnd() }
    #expect(await Self.ask(server.port, limits: WireLab.hasty).hello == .silence)
  }

  /// A drip must not stretch the limit; the server would go on for minutes.
  @Test func aDripEndsAtTheLimit() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.send([0x16, 3])
      // Too slow for eleven bytes in two seconds.
      while peer.send([3]) { peer.pause(milliseconds: 400) }
    }
    #expect(await Self.ask(server.port, limits: WireLab.hasty).hello == .silence)
  }

  @Test func aResetIsARefusalToo() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.reset()
    }
    #expect(await Self.ask(server.port).hello == .closed)
  }

  @Test func aClosedPortIsAFailure() async {
    let server = RawServer { _ in }
    server.stop()
    try? await Task.sleep(for: .milliseconds(80))
    #expect(await Self.ask(server.port).failure?.kind == .refused)
  }

  @Test(arguments: [TLSVersion.tls10, .tls11]) func offersOneVersionOnly(_ version: TLSVersion) {
    let bytes = ClientHello.bytes(version, host: "a.test", random: [UInt8](repeating: 9, count: 32))
    // Record, handshake, body: the lengths agree.
    #expect(bytes.prefix(3).elementsEqual([0x16, 3, 1]))
    #expect(Int(bytes[3]) << 8 | Int(bytes[4]) == bytes.count - 5)
    #expect(bytes[5] == 1)
    #expect(Int(bytes[6]) << 16 | Int(bytes[7]) << 8 | Int(bytes[8]) == bytes.count - 9)
    #expect(bytes[9...10].elementsEqual([3, version == .tls10 ? 1 : 2]))
    #expect(bytes[11..<43].allSatisfy { $0 == 9 })
    // The name, and no supported_versions (43), which would offer TLS 1.3.
    #expect(String(decoding: bytes, as: UTF8.self).contains("a.test"))
    #expect(!(0..<(bytes.count - 1)).contains { bytes[$0] == 0 && bytes[$0 + 1] == 43 })
  }
}

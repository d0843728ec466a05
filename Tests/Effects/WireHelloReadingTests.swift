import Model
import Testing

@testable import Wire

/// What the bytes of an answer come to: a table of exact bytes, then cuts and noise that must never make an acceptance.
@Suite struct WireHelloReadingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var offer = HelloTemplate(endpoint: WireLab.secure, version: .tls12)
    let bytes: [UInt8]
    /// Nil while more is needed.
    let said: HelloAnswer?
    var testDescription: String { name }
  }

  static func offering(_ version: TLSVersion, _ suites: [UInt16] = [], _ protocols: [String] = []) -> HelloTemplate {
    HelloTemplate(endpoint: WireLab.secure, version: version, suites: suites.map(CipherSuite.init), applicationProtocols: protocols)
  }

  private static func accepted(_ version: TLSVersion, _ suite: UInt16, _ name: String? = nil) -> HelloAnswer {
    .serverHello(version: version, suite: CipherSuite(number: suite), applicationProtocol: name)
  }

  private static func hello(_ minor: UInt8, _ suite: UInt16, _ extensions: [(UInt16, [UInt8])]? = nil) -> [UInt8] {
    HelloBytes.handshake(HelloBytes.serverHello(minor, suite: suite, extensions: extensions))
  }

  private static let whole = HelloBytes.serverHello(3, suite: 0xC02F, extensions: [(0xFF01, [0])])
  private static let h2: (UInt16, [UInt8]) = (16, [0, 3, 2, 0x68, 0x32])

  static let cases: [Case] = acceptances + violations + foreign

  private static let part = Array(HelloBytes.cut(whole, 20).prefix(25))
  private static let warning = HelloBytes.alert(1, 112)

  private static let acceptances: [Case] = [
    Case(name: "TLS 1.2", bytes: hello(3, 0xC02F), said: accepted(.tls12, 0xC02F)),
    Case(name: "an older version of the four", bytes: hello(1, 0xC013), said: accepted(.tls10, 0xC013)),
    Case(name: "SSL 3.0", offer: offering(.tls10), bytes: hello(0, 0x0005), said: accepted(.ssl3, 0x0005)),
    Case(name: "a weak suite", offer: offering(.tls12, [0x0004, 0x000A]), bytes: hello(3, 0x000A), said: accepted(.tls12, 0x000A)),
    Case(name: "an anonymous suite", offer: offering(.tls12, [0x0018]), bytes: hello(3, 0x0018), said: accepted(.tls12, 0x0018)),
    Case(
      name: "TLS 1.3", offer: offering(.tls13), bytes: hello(3, 0x1301, [HelloBytes.selectsTLS13, (51, [0, 29, 0, 1, 9])]),
      said: accepted(.tls13, 0x1301)),
    Case(
      name: "a HelloRetryRequest", offer: offering(.tls13),
      bytes: HelloBytes.handshake(
        HelloBytes.serverHello(3, suite: 0x1302, random: HelloBytes.retry, extensions: [HelloBytes.selectsTLS13, (51, [0, 23])])),
      said: accepted(.tls13, 0x1302)),
    Case(name: "TLS 1.2 where 1.3 was offered", offer: offering(.tls13, [0xC02F]), bytes: hello(3, 0xC02F), said: accepted(.tls12, 0xC02F)),
    Case(name: "h2 by ALPN", offer: offering(.tls12, [], ["h2", "http/1.1"]), bytes: hello(3, 0xC02F, [h2]), said: accepted(.tls12, 0xC02F, "h2")),
    Case(name: "the record's version says less", bytes: HelloBytes.record(22, whole, minor: 1), said: accepted(.tls12, 0xC02F)),
    Case(name: "a record for every byte", bytes: HelloBytes.cut(whole, 1), said: accepted(.tls12, 0xC02F)),
    Case(name: "a certificate behind it", bytes: HelloBytes.handshake(whole + [11, 0, 0]), said: accepted(.tls12, 0xC02F)),
    Case(name: "all but its last byte", bytes: Array(HelloBytes.handshake(whole).dropLast()), said: nil),
    Case(name: "a warning, then acceptance", bytes: warning + hello(3, 0xC02F), said: accepted(.tls12, 0xC02F)),
    Case(name: "a warning alone", bytes: HelloBytes.alert(1, 112), said: nil),
    Case(name: "a warning, then refusal", bytes: warning + HelloBytes.alert(2, 40), said: .alert(level: 2, description: 40)),
    Case(
      name: "refusal in the middle", bytes: part + HelloBytes.alert(2, 80), said: .alert(level: 2, description: 80)),
  ]

  private static let violations: [Case] = [
    // Chosen, but never offered.
    Case(name: "a newer version", offer: offering(.tls10), bytes: hello(2, 0xC013), said: .violation(.versionNotOffered)),
    Case(name: "TLS 1.3 unasked", bytes: hello(3, 0x1301, [HelloBytes.selectsTLS13]), said: .violation(.versionNotOffered)),
    Case(name: "TLS 1.3 in the old place", offer: offering(.tls13), bytes: hello(4, 0x1301), said: .violation(.versionNotOffered)),
    Case(name: "a version nobody knows", bytes: hello(9, 0xC02F), said: .violation(.versionNotOffered)),
    Case(name: "another suite", offer: offering(.tls12, [0x0004]), bytes: hello(3, 0xC02F), said: .violation(.suiteNotOffered)),
    Case(name: "the signal that is no suite", bytes: hello(3, 0x00FF), said: .violation(.suiteNotOffered)),
    Case(name: "ALPN unasked", bytes: hello(3, 0xC02F, [h2]), said: .violation(.protocolNotOffered)),
    Case(name: "another protocol", offer: offering(.tls12, [], ["http/1.1"]), bytes: hello(3, 0xC02F, [h2]), said: .violation(.protocolNotOffered)),
    // What no version allows.
    Case(name: "a suite of 1.3 with 1.2", offer: offering(.tls12, [0x1301]), bytes: hello(3, 0x1301), said: .violation(.malformed)),
    Case(name: "1.2 by the extension of 1.3", offer: offering(.tls13), bytes: hello(3, 0x1301, [(43, [3, 3])]), said: .violation(.malformed)),
    Case(name: "compression", bytes: HelloBytes.handshake(HelloBytes.serverHello(3, suite: 0xC02F, compression: 1)), said: .violation(.malformed)),
    Case(
      name: "a session id of 33 bytes",
      bytes: HelloBytes.handshake(HelloBytes.serverHello(3, suite: 0xC02F, session: [UInt8](repeating: 1, count: 33))),
      said: .violation(.malformed)),
    Case(name: "an extension twice", bytes: hello(3, 0xC02F, [(23, []), (23, [])]), said: .violation(.malformed)),
    Case(
      name: "two protocols chosen", offer: offering(.tls12, [], ["h2"]), bytes: hello(3, 0xC02F, [(16, [0, 4, 1, 65, 1, 66])]),
      said: .violation(.malformed)),
    Case(
      name: "bytes behind the extensions", bytes: HelloBytes.handshake(HelloBytes.serverHello(3, suite: 0xC02F, extensions: [], tail: [1])),
      said: .violation(.malformed)),
    Case(name: "a hello too short", bytes: HelloBytes.handshake(HelloBytes.message(2, [3, 3, 1])), said: .violation(.malformed)),
    Case(name: "an empty record", bytes: [22, 3, 3, 0, 0], said: .violation(.malformed)),
    Case(name: "a record too long", bytes: [22, 3, 3, 0x40, 1], said: .violation(.malformed)),
    Case(name: "an alert of three bytes", bytes: [21, 3, 3, 0, 3, 2, 40, 0], said: .violation(.malformed)),
    Case(name: "another version in the second record", bytes: part + [22, 9], said: .violation(.malformed)),
    Case(name: "a warning inside a message", bytes: part + warning, said: .violation(.malformed)),
    Case(name: "a hello of 16 MiB", bytes: HelloBytes.record(22, [2, 0xFF, 0xFF, 0xFF]), said: .violation(.tooLarge)),
    Case(
      name: "warnings without end", bytes: (0..<2400).flatMap { _ in HelloBytes.alert(1, 112) }, said: .violation(.tooLarge)),
    // What cannot come first.
    Case(name: "a certificate", bytes: HelloBytes.handshake([11, 0, 0, 2, 3, 1]), said: .violation(.unexpectedMessage)),
    Case(name: "a heartbeat", bytes: HelloBytes.record(24, [1, 0xFF, 0xFF]), said: .violation(.unexpectedMessage)),
    Case(name: "application data", bytes: HelloBytes.record(23, [1]), said: .violation(.unexpectedMessage)),
  ]

  private static let foreign: [Case] = [
    Case(name: "plain HTTP", bytes: Array("HTTP/1.1 400 Bad Request".utf8), said: .notTLS(prefix: Array("HTTP/1.1 400 Bad".utf8))),
    Case(name: "a record of a foreign version", bytes: [22, 9, 9, 0, 0], said: .notTLS(prefix: [22, 9, 9, 0, 0])),
    Case(name: "a hello of SSL 2", bytes: [0x80, 0x2E, 4, 0, 1, 0, 2], said: .notTLS(prefix: [0x80, 0x2E, 4, 0, 1, 0, 2])),
  ]

  @Test(arguments: cases) func reads(_ item: Case) {
    #expect(HelloReading.answer(item.bytes, to: item.offer) == item.said)
    // However the bytes are cut, nothing is said too early and nothing else at the end.
    for count in 0..<min(item.bytes.count, 200) {
      let early = HelloReading.answer(Array(item.bytes.prefix(count)), to: item.offer)
      if case .notTLS? = early { continue }
      #expect(early == nil || early == item.said, "after \(count) bytes")
    }
  }

  @Test func aWarningStandsWhenNothingFollows() {
    #expect(HelloReading.lastWord(HelloBytes.alert(1, 112), to: Self.offering(.tls12)) == .alert(level: 1, description: 112))
    #expect(HelloReading.lastWord(Array(HelloBytes.handshake(Self.whole).dropLast()), to: Self.offering(.tls12)) == nil)
  }

  /// A flipped byte may change the random or an unknown extension; it never makes an acceptance of what was not offered.
  @Test func damageNeverMakesAWrongAcceptance() {
    let offer = Self.offering(.tls12, [0xC02F], ["h2"])
    let bytes = HelloBytes.handshake(HelloBytes.serverHello(3, suite: 0xC02F, session: [1, 2], extensions: [(0xFF01, [0]), Self.h2]))
    for index in bytes.indices {
      for value in UInt8.min...UInt8.max {
        var damaged = bytes
        damaged[index] = value
        guard case .serverHello(let version, let suite, let name)? = HelloReading.answer(damaged, to: offer) else { continue }
        #expect(version <= .tls12 && suite?.number == 0xC02F && (name == nil || name == "h2"), "byte \(index) := \(value)")
      }
    }
  }
}

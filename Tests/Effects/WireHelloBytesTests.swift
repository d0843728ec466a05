import Foundation
import Model
import Testing

@testable import Wire

/// The ClientHello as bytes, and the suites that it can name.
@Suite struct WireHelloBytesTests {
  private static let random = (0..<ClientHello.randomCount).map { UInt8($0) }

  private static func bytes(_ version: TLSVersion, suites: [UInt16] = [], protocols: [String] = [], host: String = "a.test") -> [UInt8]? {
    ClientHello.bytes(
      HelloTemplate(
        endpoint: Endpoint(host: host, port: 443), version: version, suites: suites.map(CipherSuite.init), applicationProtocols: protocols),
      random: random)
  }

  /// Version on the wire, session id, suites, extensions by number; every length is checked on the way.
  private struct Parsed {
    var version: [UInt8] = []
    var session: [UInt8] = []
    var suites: [UInt16] = []
    var extensions: [Int: [UInt8]] = [:]

    init(_ bytes: [UInt8]) throws {
      var rest = bytes[...]
      func take(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
      func number(_ width: Int) -> Int { take(width).reduce(0) { $0 << 8 | Int($1) } }
      try #require(take(2) == [0x16, 3] && take(1)[0] <= 1)
      try #require(number(2) == rest.count)
      try #require(number(1) == 1)
      try #require(number(3) == rest.count)
      version = take(2)
      try #require(take(32) == Array(WireHelloBytesTests.random.prefix(32)))
      session = take(number(1))
      let list = take(number(2))
      suites = stride(from: 0, to: list.count, by: 2).map { UInt16(list[$0]) << 8 | UInt16(list[$0 + 1]) }
      try #require(take(2) == [1, 0])
      try #require(number(2) == rest.count)
      while !rest.isEmpty {
        let type = number(2)
        extensions[type] = take(number(2))
      }
    }
  }

  @Test(arguments: [TLSVersion.ssl3, .tls10, .tls11, .tls12]) func offersOneVersionOnly(_ version: TLSVersion) throws {
    let hello = try Parsed(try #require(Self.bytes(version)))
    #expect(hello.version == [3, UInt8(version.wireNumber & 0xFF)])
    #expect(hello.suites == CipherSuite.usual(version).map(\.number) + [0x00FF])
    #expect(hello.extensions[0].map { String(decoding: $0.dropFirst(5), as: UTF8.self) } == "a.test")
    // No supported_versions, which would offer TLS 1.3; signatures only where the version knows them.
    #expect(hello.extensions.keys.sorted() == (version == .tls12 ? [0, 10, 11, 13] : [0, 10, 11]))
  }

  @Test func offersTLS13Only() throws {
    let hello = try Parsed(try #require(Self.bytes(.tls13, protocols: ["h2", "http/1.1"])))
    #expect(hello.version == [3, 3] && hello.session == Array(Self.random[32..<64]))
    #expect(hello.suites == [0x1301, 0x1302, 0x1303, 0x1304, 0x1305])
    #expect(hello.extensions[43] == [2, 3, 4])
    #expect(hello.extensions[45] == [1, 1])
    #expect(hello.extensions[51] == [0, 36, 0, 0x1D, 0, 32] + Self.random[64..<96])
    #expect(hello.extensions[16].map { String(decoding: $0, as: UTF8.self) } == "\0\u{C}\u{2}h2\u{8}http/1.1")
  }

  @Test func offersTheSuitesAskedFor() throws {
    let hello = try Parsed(try #require(Self.bytes(.tls12, suites: [0x0005, 0x000A])))
    #expect(hello.suites == [0x0005, 0x000A, 0x00FF])
  }

  @Test func anAddressIsNoServerName() throws {
    #expect(try Parsed(try #require(Self.bytes(.tls12, host: "192.0.2.1"))).extensions[0] == nil)
  }

  @Test func whatCannotBeWrittenIsNotSent() async {
    #expect(Self.bytes(.tls12, protocols: [""]) == nil)
    #expect(Self.bytes(.tls12, protocols: [String(repeating: "a", count: 256)]) == nil)
    #expect(Self.bytes(.tls12, protocols: [String](repeating: String(repeating: "a", count: 255), count: 70)) == nil)
    let hello = HelloTemplate(endpoint: WireLab.secure, version: .tls12, applicationProtocols: [""])
    #expect(await WireLab.ask(9, .hello(hello)).failure?.kind == .policy)
  }

  // MARK: Suites

  @Test func everySuiteHasOneTextAndIsReadBack() {
    #expect((UInt16.min...UInt16.max).map(CipherSuite.init).allSatisfy { CipherSuite(hex: $0.hex) == $0 })
    for text in ["", "0x", "0x1", "0xc02f", "C02F", "0x+C02", "0x-001", "0x00C02F", "0xC02F "] { #expect(CipherSuite(hex: text) == nil, "\(text)") }
  }

  @Test func weakSuitesAreToldByKind() {
    func names(_ kind: WeakSuites) -> [String] { kind.suites.map(\.name) }
    #expect(
      names(.null) == [
        "TLS_RSA_WITH_NULL_MD5", "TLS_RSA_WITH_NULL_SHA", "TLS_RSA_WITH_NULL_SHA256", "TLS_ECDHE_ECDSA_WITH_NULL_SHA", "TLS_ECDHE_RSA_WITH_NULL_SHA",
        "TLS_ECDH_anon_WITH_NULL_SHA",
      ])
    #expect(names(.export).count == 7 && names(.rc4).count == 8 && names(.tripleDES).count == 7 && names(.anonymous).count == 20)
    #expect(names(.des).contains("TLS_RSA_WITH_DES_CBC_SHA") && !names(.des).contains { $0.contains("3DES") })
    #expect(names(.staticRSA).contains("TLS_RSA_WITH_AES_128_GCM_SHA256") && !names(.staticRSA).contains { $0.contains("DHE") })
    let strong = [0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA8, 0xCCA9].map { CipherSuite(number: $0) }
    for kind in WeakSuites.allCases { #expect(!strong.contains(where: kind.contains) && !kind.suites.isEmpty) }
    // Only suites with a name can be offered as a kind, and the usual ones all have theirs.
    for version in TLSVersion.allCases { #expect(CipherSuite.usual(version).allSatisfy { !$0.name.hasPrefix("0x") }) }
  }

  /// The names are IANA's, as another program knows them.
  @Test func namesAreThoseOfOpenSSL() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl", "ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var compared = 0
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 3 else { continue }
      let digits = words[0].replacing("0x", with: "").replacing(",", with: "")
      let suite = try #require(UInt16(digits, radix: 16).map(CipherSuite.init))
      guard !suite.name.hasPrefix("0x") else { continue }
      #expect(suite.name == String(words[2]))
      compared += 1
    }
    #expect(compared > 60)
  }
}

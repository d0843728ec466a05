import COpenSSL
import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// Certificates good and bad, shown by OpenSSL's own server on loopback.
@Suite struct WireCertificateTests {
  private static func lab() throws -> CertificateLab {
    try #require(CertificateLab.shared, "The openssl command is needed to make certificates.")
  }

  private static func shake(_ port: Int, limits: WireLimits = WireLab.limits) async throws -> WireAttempt {
    let transport = WireLab.transport(port, limits: limits, trustStore: try lab().trustStore)
    return await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil)
  }

  static let problems: [(String, CertificateProblem?, [String])] = [
    ("baik", nil, [WireLab.host]), ("lapuk", .expired, [WireLab.host]), ("dini", .notYetValid, [WireLab.host]),
    ("lain", .wrongName, ["lain.go.id.test"]), ("sendiri", .selfSigned, [WireLab.host]), ("putus", .incompleteChain, [WireLab.host]),
    ("liar", .untrustedRoot, [WireLab.host]), ("penuh", .untrustedRoot, [WireLab.host]),
    // RFC 9110 §4.3.4: a name in the subject alone is none; a star stands for one label; an address is not a name.
    ("nama", .wrongName, []), ("bintang", .wrongName, ["*.go.id.test"]), ("angka", .wrongName, ["127.0.0.1"]),
    ("balik", nil, [WireLab.host]), ("acak", nil, [WireLab.host]), ("panjang", nil, [WireLab.host]), ("dalam", .tooLarge, [WireLab.host]),
  ]

  @Test(arguments: problems) func problemsAreNamed(_ name: String, _ problem: CertificateProblem?, _ names: [String]) async throws {
    let lab = try Self.lab()
    let server = try #require(lab.serve(name))
    let attempt = try await Self.shake(server.port)
    #expect(attempt.failure == nil)
    let handshake = try #require(attempt.handshake)
    #expect(handshake.problem == problem)
    #expect(handshake.session == SessionFacts(version: "TLSv1.3", suite: "TLS_AES_256_GCM_SHA384"))
    #expect(handshake.peer == "127.0.0.1:\(server.port)")
    #expect(handshake.asksForClientCertificate == false)
    #expect((1...10).contains(handshake.certificates.count))
    let leaf = try #require(handshake.certificates.first)
    #expect(leaf.names == names)
    #expect(leaf.subject == "CN = \(name == "lain" ? "lain.go.id.test" : WireLab.host)")
    // A request to the same place goes nowhere, and no byte of it leaves.
    let transport = WireLab.transport(server.port, trustStore: lab.trustStore)
    let asked = await transport.perform(
      WireLab.request("/", scheme: .https, credential: .registered(.bearer)), permit: WireLab.permit, credential: WireCredential(value: "kunci-uji"))
    if let problem {
      #expect(asked.failure?.kind == .tls)
      #expect(asked.failure?.certificate.map { $0 == problem || $0 == .incompleteChain } == true)
      #expect(asked.exchanges.isEmpty)
    } else {
      #expect(asked.exchanges.first?.tls == handshake.session)
      #expect(asked.exchanges.first?.timings.handshake != nil)
    }
  }

  @Test func certificatesSayWhatTheyAre() async throws {
    let lab = try Self.lab()
    func chain(_ name: String, _ options: [String] = []) async throws -> [CertificateFacts] {
      let server = try #require(lab.serve(name, options))
      return try await Self.shake(server.port).handshake?.certificates ?? []
    }
    let good = try await chain("baik")
    #expect(good.map(\.issuer) == ["CN = antara", "CN = akar"])
    #expect(good.first.map { "\($0.notBefore) / \($0.notAfter)" } == "2025-01-01T00:00:00Z / 2049-12-31T00:00:00Z")
    let details = try #require(good.first?.details)
    #expect(details.keyType == "EC" && details.keyBits == 256 && details.signature == "ecdsa-with-SHA256" && details.nameCount == 1)
    #expect(!details.isSelfIssued && details.fingerprint.utf8.count == 64)
    #expect(try await chain("sendiri").first?.details?.isSelfIssued == true)
    #expect(try await chain("acak").map(\.subject) == ["CN = \(WireLab.host)", "CN = asing", "CN = akar", "CN = \(WireLab.host)", "CN = antara"])
    let hundreds = try await chain("ratusan")
    #expect(hundreds.first?.names.count == 100 && hundreds.first?.details?.nameCount == 401)
    let rsa = try await chain("rsa").first?.details
    #expect(rsa?.keyType == "RSA" && rsa?.keyBits == 2048)
  }

  /// T7: what this OpenSSL refuses for its weakness is read all the same.
  @Test(arguments: [
    ("kecil", "RSA", 1024, "ecdsa-with-SHA256"), ("sha1", "EC", 256, "sha1WithRSAEncryption"), ("md5", "EC", 256, "md5WithRSAEncryption"),
  ])
  func weakKeysAreNamed(_ name: String, _ type: String, _ bits: Int, _ signature: String) async throws {
    let server = try #require(Self.lab().serve(name, ["-cipher", "ALL:@SECLEVEL=0"]))
    let handshake = try #require(try await Self.shake(server.port).handshake)
    #expect(handshake.problem == .weakKey)
    let details = try #require(handshake.certificates.first?.details)
    #expect(details.keyType == type && details.keyBits == bits && details.signature == signature)
  }

  /// T13: more than 100 KiB of certificates are not taken.
  @Test(arguments: ["ribuan", "besar"]) func hugeCertificatesAreNotTaken(_ name: String) async throws {
    let lab = try Self.lab()
    let server = try #require(lab.serve(name))
    let attempt = try await Self.shake(server.port)
    #expect(attempt.handshake?.problem == .tooLarge || attempt.failure?.certificate == .tooLarge)
    #expect(attempt.handshake?.certificates.isEmpty != false)
  }

  @Test func aCertificateInPiecesIsNone() throws {
    #expect(CertificateReading.facts([]) == nil)
    #expect(CertificateReading.facts([0x30, 0x82, 0xFF, 0xFF]) == nil)
    #expect(CertificateReading.facts(Array("-----BEGIN CERTIFICATE-----".utf8)) == nil)
  }

  @Test func versionsAreToldApart() async throws {
    let lab = try Self.lab()
    let two = try #require(lab.serve("baik", ["-tls1_2"]))
    #expect(try await Self.shake(two.port).handshake?.session?.version == "TLSv1.2")
    let old = try #require(lab.serve("baik", ["-tls1", "-cipher", "ALL:@SECLEVEL=0"]))
    func hello(_ server: CertificateLab.Server, _ version: TLSVersion, _ suites: [UInt16] = [], _ protocols: [String] = []) async -> HelloAnswer? {
      let hello = HelloTemplate(
        endpoint: WireLab.secure, version: version, suites: suites.map(CipherSuite.init), applicationProtocols: protocols)
      return await WireLab.ask(server.port, .hello(hello)).hello
    }
    func accepted(_ version: TLSVersion, _ suite: UInt16, _ name: String? = nil) -> HelloAnswer {
      .serverHello(version: version, suite: CipherSuite(number: suite), applicationProtocol: name)
    }
    #expect(await hello(old, .tls10) == accepted(.tls10, 0xC009))
    #expect(await hello(old, .tls11) == accepted(.tls10, 0xC009))
    #expect(try await Self.shake(old.port).failure?.kind == .tls)
    let modern = try #require(lab.serve("baik", ["-no_tls1", "-no_tls1_1", "-alpn", "h2,http/1.1"]))
    #expect(await hello(modern, .tls10) == .alert(level: 2, description: 70))
    #expect(await hello(modern, .tls11) == .alert(level: 2, description: 70))
    #expect(await hello(modern, .tls12) == accepted(.tls12, 0xC02B))
    #expect(await hello(modern, .tls12, [], ["http/1.1", "h2"]) == accepted(.tls12, 0xC02B, "h2"))
    #expect(await hello(modern, .tls13) == accepted(.tls13, 0x1301))
    #expect(await hello(modern, .tls13, [0x1303]) == accepted(.tls13, 0x1303))
    // Another group than ours: a HelloRetryRequest chooses version and suite too.
    let retrying = try #require(lab.serve("baik", ["-groups", "P-256"]))
    #expect(await hello(retrying, .tls13) == accepted(.tls13, 0x1301))
    #expect(await hello(two, .tls13) == .alert(level: 2, description: 70))
  }

  /// TLS-05's kinds, one offer each, at a server that takes everything this OpenSSL still has, and at one that takes nothing weak.
  @Test func weakSuitesAreTakenOrRefused() async throws {
    let lab = try Self.lab()
    let careless = try #require(lab.serve("rsa", ["-tls1_2", "-cipher", "ALL:eNULL:aNULL:@SECLEVEL=0"]))
    let careful = try #require(lab.serve("rsa", ["-tls1_2", "-cipher", "ECDHE+AESGCM"]))
    let taken: Set<WeakSuites> = [.null, .anonymous, .staticRSA]
    for kind in WeakSuites.allCases {
      let hello = HelloTemplate(endpoint: WireLab.secure, version: .tls12, suites: kind.suites)
      let answer = await WireLab.ask(careless.port, .hello(hello)).hello
      if taken.contains(kind) {
        guard case .serverHello(.tls12, let suite?, nil) = answer else {
          Issue.record("\(kind): \(String(describing: answer))")
          continue
        }
        #expect(kind.contains(suite), "\(kind): \(suite.name)")
      } else {
        #expect(answer == .alert(level: 2, description: 40), "\(kind)")
      }
      #expect(await WireLab.ask(careful.port, .hello(hello)).hello == .alert(level: 2, description: 40), "\(kind)")
    }
  }

  @Test func whatIsNoTLSIsNoHandshake() async throws {
    let plain = RawServer { peer in
      _ = peer.bytes()
      peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")
    }
    let named = TransportFailure(kind: .tls, detail: "plain HTTP is spoken at the TLS port", certificate: nil)
    #expect(try await Self.shake(plain.port).failure == named)
    let silent = RawServer { $0.waitForEnd() }
    #expect(try await Self.shake(silent.port, limits: WireLab.hasty).failure?.kind == .timeout)
    let closing = RawServer { _ = $0.bytes() }
    #expect(try await Self.shake(closing.port).failure?.kind == .tls)
  }
}

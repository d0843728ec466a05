import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// Certificates good and bad, shown by OpenSSL's own server on loopback.
@Suite struct WireCertificateTests {
  private static func shake(_ port: Int, _ lab: CertificateLab, limits: WireLimits = WireLab.limits) async -> WireAttempt {
    let transport = WireLab.transport(port, limits: limits, trustStore: lab.trustStore)
    return await transport.perform(.connect(WireLab.secure), permit: WireLab.permit, credential: nil)
  }

  @Test func problemsAreNamed() async throws {
    let lab = try #require(CertificateLab(), "The openssl command is needed to make certificates.")
    let problems: [(String, CertificateProblem?)] = [
      ("baik", nil), ("lapuk", .expired), ("dini", .notYetValid), ("lain", .wrongName), ("sendiri", .selfSigned), ("putus", .incompleteChain),
      ("liar", .untrustedRoot), ("penuh", .untrustedRoot),
    ]
    for (name, problem) in problems {
      let port = try #require(lab.serve(name))
      let attempt = await Self.shake(port, lab)
      #expect(attempt.failure == nil, "\(name)")
      let handshake = try #require(attempt.handshake, "\(name)")
      #expect(handshake.problem == problem, "\(name)")
      #expect(handshake.session == SessionFacts(version: "TLSv1.3", suite: "TLS_AES_256_GCM_SHA384"), "\(name)")
      #expect(handshake.peer == "127.0.0.1:\(port)")
      let leaf = try #require(handshake.certificates.first, "\(name)")
      #expect(leaf.names == [name == "lain" ? "lain.go.id.test" : WireLab.host], "\(name)")
      #expect(leaf.subject == "CN = \(name == "lain" ? "lain.go.id.test" : WireLab.host)")
      // A request to the same place goes nowhere, and no byte of it leaves.
      let transport = WireLab.transport(port, trustStore: lab.trustStore)
      let asked = await transport.perform(
        WireLab.request("/", scheme: .https, credential: .registered(.bearer)), permit: WireLab.permit, credential: WireCredential(value: "kunci-uji")
      )
      if let problem {
        #expect(asked.failure?.kind == .tls, "\(name)")
        #expect(asked.failure?.certificate.map { $0 == problem || $0 == .incompleteChain } == true, "\(name)")
        #expect(asked.exchanges.isEmpty)
      } else {
        #expect(asked.exchanges.first?.tls == handshake.session)
        #expect(asked.exchanges.first?.timings.handshake != nil)
      }
    }
    let good = await Self.shake(try #require(lab.serve("baik")), lab)
    #expect(good.handshake?.certificates.map(\.issuer) == ["CN = antara", "CN = akar"])
    #expect(good.handshake?.certificates.first.map { "\($0.notBefore) / \($0.notAfter)" } == "Jan  1 00:00:00 2025 GMT / Dec 31 00:00:00 2049 GMT")
  }

  @Test func versionsAreToldApart() async throws {
    let lab = try #require(CertificateLab(), "The openssl command is needed to make certificates.")
    let two = await Self.shake(try #require(lab.serve("baik", ["-tls1_2"])), lab)
    #expect(two.handshake?.session?.version == "TLSv1.2")
    let old = try #require(lab.serve("baik", ["-tls1", "-cipher", "ALL:@SECLEVEL=0"]))
    func hello(_ port: Int, _ version: TLSVersion) async -> HelloAnswer? {
      await WireLab.ask(port, .hello(HelloTemplate(endpoint: WireLab.secure, version: version))).hello
    }
    #expect(await hello(old, .tls10) == .serverHello(version: .tls10))
    #expect(await hello(old, .tls11) == .serverHello(version: .tls10))
    #expect(await Self.shake(old, lab).failure?.kind == .tls)
    let modern = try #require(lab.serve("baik", ["-no_tls1", "-no_tls1_1"]))
    #expect(await hello(modern, .tls10) == .alert(level: 2, description: 70))
    #expect(await hello(modern, .tls11) == .alert(level: 2, description: 70))
  }

  @Test func whatIsNoTLSIsNoHandshake() async throws {
    let lab = try #require(CertificateLab(), "The openssl command is needed to make certificates.")
    let plain = RawServer { peer in
      _ = peer.bytes()
      peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")
    }
    #expect(await Self.shake(plain.port, lab).failure?.kind == .tls)
    let silent = RawServer { $0.waitForEnd() }
    #expect(await Self.shake(silent.port, lab, limits: WireLab.hasty).failure?.kind == .timeout)
    let closing = RawServer { _ = $0.bytes() }
    #expect(await Self.shake(closing.port, lab).failure?.kind == .tls)
  }
}

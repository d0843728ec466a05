import Documents
import Foundation
import Glibc
import HTTPMessages
import Model
import TestSupport
import Testing
import Wire

@testable import Sandbox

/// Certificates, versions, ports and what lies beside TLS.
@Suite struct SandboxTLSTests {
  static let certificates: [(String, String, CertificateProblem?)] = [
    ("layanan-terpadu", "", nil), ("layanan-terpadu", "tls-03-expired", .expired), ("pengaduan", "tls-03-self-signed", .selfSigned),
    ("pensiun", "tls-03-wrong-name", .wrongName),
  ]

  @Test(arguments: certificates) func certificateFaultsAreSeen(_ service: String, _ fault: String, _ problem: CertificateProblem?) async throws {
    try await SandboxVisit.single(service, fault.isEmpty ? [] : [fault]) { visit in
      let host = try #require(visit.sandbox.scenario.services.first?.hosts.first)
      let handshake = try #require(await visit.attempt(.connect(Endpoint(host: host, port: 443))).handshake)
      #expect(handshake.problem == problem)
      #expect(handshake.certificates.first?.names == [fault == "tls-03-wrong-name" ? "nama-lain.go.id.test" : host])
      let attempt = await visit.attempt(.http(SandboxVisit.template("GET", "https://\(host)/healthz", .none)))
      #expect((attempt.failure?.kind == .tls) == (problem != nil))
    }
  }

  @Test func aNameNobodyHasIsRefused() async throws {
    try await SandboxVisit.single("pensiun") { visit in
      let handshake = await visit.attempt(.connect(Endpoint(host: "lain.go.id.test", port: 443)))
      #expect(handshake.failure?.kind == .tls)
      let hello = await visit.attempt(.hello(HelloTemplate(endpoint: Endpoint(host: "lain.go.id.test", port: 443), version: .tls10)))
      #expect(hello.hello == .alert(level: 2, description: 112))
    }
  }

  @Test func anUnreachableHostRefusesConnections() async throws {
    try await SandboxVisit.single("pengaduan", isReachable: false) { visit in
      for url in ["https://pengaduan.karawangkab.go.id.test/v1/", "http://pengaduan.karawangkab.go.id.test/v1/"] {
        let attempt = await visit.attempt(.http(SandboxVisit.template("GET", url, .none)))
        #expect(attempt.failure?.kind == .refused)
      }
      #expect(visit.sandbox.requests.isEmpty)
    }
  }

  @Test func plainHTTPLeadsToHTTPS() async throws {
    try await SandboxVisit.karawang { visit in
      for (url, location) in [
        ("http://kependudukan.karawangkab.go.id.test/v1/?a=b", "https://kependudukan.karawangkab.go.id.test/v1/?a=b"),
        ("http://data.karawangkab.go.id.test/", "https://data.karawangkab.go.id.test:8443/"),
        ("http://lain.go.id.test/x", "https://lain.go.id.test/x"),
      ] {
        let got = try await visit.ask(url, .none)
        #expect(got.status == 308)
        #expect(got.value("Location") == location)
        #expect(got.body.isEmpty)
      }
      let served = try await visit.ask("http://perizinan.karawangkab.go.id.test/v3/izin")
      #expect(served.status == 200)
      let home = try await visit.ask("http://perizinan.karawangkab.go.id.test/v3/", .none)
      #expect(home.text == #"{"layanan":"Layanan Perizinan Kabupaten Karawang"}"#)
    }
  }

  @Test func anotherPortHasItsOwnListener() async throws {
    try await SandboxVisit.karawang { visit in
      #expect(visit.sandbox.connectOverrides.filter { $0.hasPrefix("*:") }.map { $0.split(separator: "=")[0] } == ["*:80", "*:443", "*:8443"])
      let got = try await visit.ask("https://data.karawangkab.go.id.test:8443/v1/kumpulan-data", .none)
      #expect(got.status == 200)
      // Its health address stayed on the usual port; nothing else did.
      #expect(try await visit.ask("https://data.karawangkab.go.id.test/healthz", .none).status == 200)
      #expect(try await visit.ask("https://data.karawangkab.go.id.test/v1/kumpulan-data", .none).status == 404)
      let refused = visit.sandbox.connectOverrides.filter { $0.hasPrefix("pengaduan.") }
      #expect(refused.count == 3)
    }
  }

  @Test func aServiceThatIsRegisteredOverPlainHTTPIsServedThere() async throws {
    let url = "http://pensiun.karawangkab.go.id.test/v1"
    let change = PatchOperation(.replace, try #require(JSONPointer("/environments/production/baseURL")), .string(url))
    try await SandboxVisit.single("pensiun", registry: [change]) { visit in
      let got = try await visit.ask(url + "/jadwal")
      #expect(got.status == 200)
      #expect(got.value("Strict-Transport-Security") == nil)
    }
  }

  /// The real wire sends no Host of a plan's making, so the sites are asked themselves.
  @Test func anotherHostThanTheOneOfTheHandshakeIsMisdirected() throws {
    let reading = Scenario.single(service: "kependudukan", faults: [], specs: Suites.repository + "/Specs")
    let sites = SiteMap(try #require(reading.scenario).services)
    let host = "kependudukan.karawangkab.go.id.test"
    for (field, serverName, status) in [(host, host, 200), (host, "uji-" + host, 421), ("uji-" + host, host, 421), ("lain", "lain", 421)] {
      let request = IncomingRequest(method: "GET", target: "/healthz", fields: [], body: [], keepsAlive: true, host: field)
      let reply = sites.reply(to: request, host: field, port: 443, isSecure: true, serverName: serverName, token: "t")
      #expect(reply.answer.status == status)
    }
  }

  /// The system's own OpenSSL, with its floor taken away, really completes a TLS 1.0 handshake and gets an answer.
  @Test func openSSLSpeaksTLS10WithTheFaultOnly() async throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") else { return }
    for (faults, version) in [(["tls-02-old-version-accepted"], "TLSv1"), ([], nil)] as [([String], String?)] {
      try await SandboxVisit.single("kesehatan", faults) { visit in
        let override = try #require(visit.sandbox.connectOverrides.first { $0.hasPrefix("*:443=") })
        let output = try Self.run([
          "s_client", "-tls1", "-cipher", "DEFAULT@SECLEVEL=0", "-connect", String(override.dropFirst(6)), "-servername",
          "kesehatan.karawangkab.go.id.test", "-CAfile", visit.sandbox.trustStore, "-brief",
        ])
        #expect(output.contains("Protocol version: \(version ?? "–")\n") == (version != nil), "\(output)")
        #expect(output.contains("Verification: OK") == (version != nil), "\(output)")
      }
    }
  }

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

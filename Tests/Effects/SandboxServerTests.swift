import Foundation
import Glibc
import HTTPMessages
import Model
import Sandbox
import TestSupport
import Testing

/// The server under many clients and hostile bytes, what it records, and what it leaves in its folder.
@Suite struct SandboxServerTests {
  @Test func manyConnectionsAreServedAtOnce() async throws {
    try await SandboxVisit.single("katalog-lokal") { visit in
      let statuses = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<200 {
          group.addTask { (try? await visit.ask("https://katalog-lokal.karawangkab.go.id.test/v1/produk").status) ?? 0 }
        }
        return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(statuses == [200: 200])
      #expect(visit.sandbox.requests.count == 200)
      #expect(visit.sandbox.methods == ["GET": 200])
    }
  }

  @Test func requestsAreRecordedWithoutTheirSecrets() async throws {
    try await SandboxVisit.single("kesehatan", ["aut-02-anonymous-accepted"]) { visit in
      _ = try await visit.ask("https://kesehatan.karawangkab.go.id.test/v1/fasilitas?ukuran=5")
      _ = try await visit.ask("https://kesehatan.karawangkab.go.id.test/v1/fasilitas", method: "HEAD", .none)
      _ = try await visit.ask("https://kesehatan.karawangkab.go.id.test/v1/lain", method: "OPTIONS", .none)
      _ = try await visit.ask("http://kesehatan.karawangkab.go.id.test/v1/", .none)
      let seen = visit.sandbox.requests.map {
        "\($0.method) \($0.host):\($0.port)\($0.path) \($0.bringsCredential) \($0.service ?? "–") \($0.requestCase?.rawValue ?? "–") \($0.status)"
      }
      #expect(
        seen == [
          "GET kesehatan.karawangkab.go.id.test:443/v1/fasilitas true kesehatan ok 200",
          "HEAD kesehatan.karawangkab.go.id.test:443/v1/fasilitas false kesehatan ok 200",
          "OPTIONS kesehatan.karawangkab.go.id.test:443/v1/lain false kesehatan unknownPath 404",
          "GET kesehatan.karawangkab.go.id.test:80/v1/ false – – 308",
        ])
      #expect(visit.sandbox.methods == ["GET": 2, "HEAD": 1, "OPTIONS": 1])
    }
  }

  @Test func theFolderHoldsWhatTheToolNeeds() async throws {
    try await SandboxVisit.karawang { visit in
      let folder = URL(fileURLWithPath: visit.sandbox.registryPath).deletingLastPathComponent().path
      func text(_ name: String) -> String { String(decoding: Suites.bytes(folder + "/" + name), as: UTF8.self) }
      #expect(text("environment") == "SELARAS_SANDBOX_TOKEN=\(visit.sandbox.token)\n")
      let options = visit.sandbox.connectOverrides.map { "--connect \($0)" }.joined(separator: " ")
      #expect(text("options") == "\(options) --trust-store \(folder)/ca.pem --permit loopback\n")
      #expect(text("ca.pem").hasPrefix("-----BEGIN CERTIFICATE-----\n"))
      #expect(text("registry.json").contains(#""path": "contracts/pajak-daerah.json""#))
      #expect(FileManager.default.fileExists(atPath: folder + "/contracts/pengaduan.json"))
    }
  }

  // MARK: bytes

  static let host = "pensiun.karawangkab.go.id.test"
  static let get = "GET /v1/ HTTP/1.1\r\nHost: \(host)\r\n"

  static let hostile: [(String, [String])] = [
    ("\(get)\r\n\(get)Connection: close\r\n\r\n", ["308", "308"]),
    ("\r\n\(get)Connection: close\r\n\r\n", ["308"]),
    ("GET /v1/ HTTP/1.0\r\nHost: \(host)\r\n\r\n", ["308"]),
    ("GET /v1/ HTTP/1.0\r\n\r\n", ["400"]),
    ("GET /v1/ HTTP/1.1\r\n\r\n", ["400"]),
    ("\(get)Host: lain\r\n\r\n", ["400"]),
    ("GET /v1/ HTTP/2.0\r\nHost: a\r\n\r\n", ["505"]),
    ("GET /v1/ FTP/1.1\r\nHost: a\r\n\r\n", ["400"]),
    ("G\u{0}T /v1/ HTTP/1.1\r\nHost: a\r\n\r\n", ["400"]),
    ("GET  /v1/ HTTP/1.1\r\nHost: a\r\n\r\n", ["400"]),
    ("GET /v1/ HTTP/1.1\nHost: a\n\n\r\n\r\n", ["400"]),
    ("\(get)A B: c\r\n\r\n", ["400"]),
    ("\(get) folded\r\n\r\n", ["400"]),
    ("\(get)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", ["400"]),
    ("\(get)Content-Length: -1\r\n\r\n", ["400"]),
    ("\(get)Content-Length: 9999999999999999999999\r\n\r\n", ["413"]),
    ("\(get)Transfer-Encoding: gzip\r\n\r\n", ["501"]),
    ("\(get)Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", ["413"]),
    ("\(get)Transfer-Encoding: chunked\r\n\r\nxyz\r\n", ["400"]),
    ("\(get)Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n", ["308"]),
    ("\(get)Content-Length: 3\r\nConnection: close\r\n\r\nabc", ["308"]),
    ("\(get)Content-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n", ["100"]),
    ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n", ["414"]),
    ("\(get)\(String(repeating: "A: b\r\n", count: 300))\r\n", ["431"]),
    ("\(get)A: \(String(repeating: "b", count: 70_000))", ["431"]),
    ("GET * HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n", ["308"]),
    ("\u{16}\u{3}\u{1}\u{0}\u{5}hello\r\n\r\n", ["400"]),
  ]

  @Test(arguments: hostile) func bytesAreReadStrictly(_ bytes: String, _ statuses: [String]) async throws {
    try await SandboxVisit.single("pensiun") { visit in
      let port = try Self.port(80, visit)
      let answer = Self.exchange(port, Array(bytes.utf8))
      let found = answer.components(separatedBy: "HTTP/1.1 ").dropFirst().map { String($0.prefix(3)) }
      #expect(found == statuses, "\(answer.prefix(200))")
    }
  }

  /// Noise, half hellos and hellos that lie about their lengths end the connection, and the next client is served.
  @Test func hostileBytesHarmNobody() async throws {
    try await SandboxVisit.single("pensiun") { visit in
      let ports = [try Self.port(443, visit), try Self.port(80, visit)]
      var random = SystemRandomNumberGenerator()
      let hello: [UInt8] = [0x16, 3, 1, 0xFF, 0xFF, 1, 0, 0xFF, 0xFB, 3, 3]
      var inputs: [[UInt8]] = [[], [0x16], hello, [0x16, 3, 1, 0, 4, 1, 0, 0, 0], Array("GET / HTTP/1.1\r\n\r\n".utf8)]
      inputs += (0..<40).map { _ in (0..<Int.random(in: 1...600)).map { _ in UInt8.random(in: 0...255, using: &random) } }
      inputs += (0..<40).map { _ in [0x16, 3, 1, 0, 200] + (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) } }
      for port in ports { for input in inputs { _ = Self.exchange(port, input, waits: 10) } }
      let got = try await visit.ask("https://pensiun.karawangkab.go.id.test/v1/jadwal")
      #expect(got.status == 200)
    }
  }

  @Test func aStoppedSandboxAnswersNobodyAndDoesNotWaitForIdleClients() async throws {
    var port = 0
    let clock = ContinuousClock()
    var stopping = clock.now
    try await SandboxVisit.single("pensiun") { visit in
      port = try Self.port(80, visit)
      _ = try await visit.ask("https://pensiun.karawangkab.go.id.test/v1/jadwal")
      stopping = clock.now
      await visit.sandbox.stop()
    }
    #expect(clock.now - stopping < .seconds(20))
    #expect(Self.exchange(port, Array("\(Self.get)\r\n".utf8)) == "refused")
  }

  private static func port(_ logical: Int, _ visit: SandboxVisit) throws -> Int {
    let override = try #require(visit.sandbox.connectOverrides.first { $0.hasPrefix("*:\(logical)=") })
    return try #require(Int(override.split(separator: ":").last ?? ""))
  }

  /// Sends bytes over a plain socket and reads until the server closes or is silent.
  private static func exchange(_ port: Int, _ bytes: [UInt8], waits milliseconds: Int32 = 1500) -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(UInt16(port)).bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else { return "refused" }
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while received.count < 100_000 {
      var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watch, 1, milliseconds) > 0 else { break }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
    }
    return String(decoding: received, as: UTF8.self)
  }
}

import Documents
import Foundation
import HTTPMessages
import Model
import Sandbox
import TestSupport
import Testing
import Wire

/// A running sandbox and the real wire to it.
struct SandboxVisit {
  let sandbox: Sandbox
  let transport: CurlTransport

  /// Serves one sample service with these faults while `body` runs.
  static func single(
    _ service: String, _ faults: [String] = [], isReachable: Bool = true, registry: [PatchOperation] = [],
    _ body: (SandboxVisit) async throws -> Void
  ) async throws {
    let reading = Scenario.single(service: service, faults: faults, isReachable: isReachable, registry: registry, specs: Suites.repository + "/Specs")
    try #require(reading.diagnostics.map { $0.line(in: .english) } == [])
    try await during(try #require(reading.scenario), body)
  }

  /// The whole simulation of Karawang.
  static func karawang(_ body: (SandboxVisit) async throws -> Void) async throws {
    let specs = Suites.repository + "/Specs"
    let reading = Scenario.read(simulation: specs + "/Registry/karawang-simulation.yaml", faultsFolder: specs + "/Faults")
    try #require(reading.diagnostics.map { $0.line(in: .english) } == [])
    try await during(try #require(reading.scenario), body)
  }

  static func during(_ scenario: Scenario, _ body: (SandboxVisit) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sandbox-\(UInt64.random(in: 0...UInt64.max))").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sandbox = try await Sandbox.start(scenario, directory: folder)
    let settings = WireSettings(
      userAgent: "selaras-test/0 (uji@example.go.id.test)", limits: .standard, overrides: sandbox.connectOverrides.compactMap(ConnectOverride.init),
      trustStore: sandbox.trustStore, addressPermits: [.loopback], maxConnections: 16, pace: .unpaced)
    let visit = SandboxVisit(sandbox: sandbox, transport: CurlTransport(settings))
    do { try await body(visit) } catch {
      visit.transport.stop()
      await sandbox.stop()
      throw error
    }
    visit.transport.stop()
    await sandbox.stop()
  }

  // MARK: asking

  struct Got {
    let status: Int
    let head: ResponseHead
    let body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: Node { get throws { try JSONReader.read(body, file: "answer", limits: .body).root } }
    func value(_ name: String) -> String? { head.value(name) }
  }

  func attempt(_ probe: Probe, credential: String? = nil) async -> WireAttempt {
    let permit = Permit(
      methods: ["GET", "HEAD", "OPTIONS", "UJI", "POST", "DELETE"], endpoints: [probe.endpoint], steps: [], refused: [:], requestBudget: 1000,
      spacingMilliseconds: 0)
    return await transport.perform(probe, permit: permit, credential: credential.map { WireCredential(value: $0) })
  }

  static func template(_ method: String, _ url: String, _ credential: CredentialUse, _ fields: [HeaderField] = []) -> RequestTemplate {
    let isSecure = url.hasPrefix("https://")
    let rest = url.dropFirst(isSecure ? 8 : 7)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash].split(separator: ":")
    let port = authority.count == 2 ? Int(authority[1]) ?? 0 : isSecure ? 443 : 80
    return RequestTemplate(
      method: method, scheme: isSecure ? .https : .http, endpoint: Endpoint(host: String(authority[0]), port: port), target: String(rest[slash...]),
      fields: fields, credential: credential, followsRedirects: false)
  }

  /// One request with the sandbox's token (where `credential` says so), and its answer.
  func ask(_ url: String, method: String = "GET", _ credential: CredentialUse = .registered(.bearer)) async throws -> Got {
    let attempt = await attempt(.http(Self.template(method, url, credential)), credential: sandbox.token)
    let exchange = try #require(attempt.exchanges.last, "\(method) \(url): \(attempt.failure?.detail ?? "nothing came")")
    return try Self.read(exchange)
  }

  static func read(_ exchange: WireExchange) throws -> Got {
    let received = ResponseReader.read(
      rawHead: exchange.rawHead, rawBody: exchange.rawBody, requestMethod: exchange.request.method, connectionClosed: exchange.connectionClosed)
    #expect(received.faults == [])
    let head = try #require(received.head)
    return Got(status: head.status, head: head, body: received.content)
  }
}

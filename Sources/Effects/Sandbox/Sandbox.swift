package import Documents
import FoundationEssentials
import Model
import NIOSSL

/// Simulated agencies on loopback: each service of a scenario over HTTPS with a certificate of a throw-away authority.
///
/// Nothing listens beyond 127.0.0.1; every port is free and chosen by the system.
package final class Sandbox: Sendable {
  package let scenario: Scenario
  /// PEM file with the root certificate.
  package let trustStore: String
  /// For `--connect`, the first that fits counts: hosts that cannot be reached, then `*:443=127.0.0.1:PORT` and so on.
  package let connectOverrides: [String]
  /// The test credential it accepts.
  package let token: String
  /// The registry with the scenario's changes; its contracts lie in `contracts` beside it.
  package let registryPath: String

  private let listeners: [Listener]
  private let closedPort: ClosedPort?
  private let record: RequestRecord

  private init(
    _ scenario: Scenario, files: SandboxFiles, overrides: [String], token: String, listeners: [Listener], closedPort: ClosedPort?,
    record: RequestRecord
  ) {
    self.scenario = scenario
    trustStore = files.trustStore
    connectOverrides = overrides
    self.token = token
    registryPath = files.registry
    self.listeners = listeners
    self.closedPort = closedPort
    self.record = record
  }

  /// Opens the listeners and writes `ca.pem`, `registry.json`, `contracts/`, `options` and `environment` into `directory`.
  package static func start(_ scenario: Scenario, directory: String, token: String? = nil) async throws -> Sandbox {
    let authority = try CertificateAuthority(now: Date())
    let token = token ?? (0..<20).map { _ in String(UInt8.random(in: 16...255), radix: 16) }.joined()
    let reachable = scenario.services.filter(\.isReachable)
    let sites = SiteMap(reachable)
    let record = RequestRecord()
    var identities: [String: NIOSSLContext] = [:]
    for service in reachable { for host in service.hosts { identities[host] = try authority.identity(for: host, service.tls) } }
    var listeners: [Listener] = []
    do {
      for (port, isSecure) in sites.ports.sorted(by: { $0.key < $1.key }) {
        let served = identities.filter { sites.isKnown($0.key, port: port) }
        let place = ListenerPlace(port: port, isSecure: isSecure, sites: sites, identities: served, record: record, token: token)
        listeners.append(try await Listener.open(place))
      }
      let unreachable = scenario.services.filter { !$0.isReachable }.flatMap(\.hosts)
      let closedPort = unreachable.isEmpty ? nil : ClosedPort()
      let overrides = Self.overrides(listeners, unreachable, closedPort)
      let files = SandboxFiles(directory: directory)
      try files.write(scenario, rootPEM: authority.rootPEM, overrides: overrides, token: token)
      return Sandbox(
        scenario, files: files, overrides: overrides, token: token, listeners: listeners, closedPort: closedPort, record: record)
    } catch {
      for listener in listeners { await listener.close() }
      throw error
    }
  }

  package func stop() async { for listener in listeners { await listener.close() } }

  /// What has reached it so far, in order.
  package var requests: [RecordedRequest] { record.requests }
  /// How often each method came, of all requests.
  package var methods: [String: Int] { record.methods }

  private static func overrides(_ listeners: [Listener], _ unreachable: [String], _ closed: ClosedPort?) -> [String] {
    let refused = closed.map { closed in
      unreachable.flatMap { host in listeners.map { "\(host):\($0.place.port)=127.0.0.1:\(closed.port)" } }
    }
    return (refused ?? []) + listeners.map { "*:\($0.place.port)=127.0.0.1:\($0.localPort)" }
  }

  package static let wordings: [Wording] =
    Patch.wordings + FaultReader.wordings + SimulationReader.wordings + SpecsFiles.wordings + ScenarioBuilder.wordings + Answer.wordings
    + AnswerMaker.wordings + SiteMaker.wordings + SandboxTable.wordings
}

import Documents
import Execution
import Foundation
import Model
import Relay
import Sandbox
import TestSupport
import Testing
import Wire
import Workspace

/// Every seeded fault, put on its healthy sample service and sent through the whole relay, fails the requirement it names and no other.
@Suite(.serialized) struct SeededFaultsTests {
  static let faults = Scenario.faults(in: Suites.repository + "/Specs/Faults").faults.map(\.id)

  @Test func thereAreFaults() { #expect(Self.faults.count >= 30) }

  @Test(arguments: faults) func tripsItsRequirement(_ id: String) async throws {
    let all = Scenario.faults(in: Suites.repository + "/Specs/Faults").faults
    let fault = try #require(all.first { $0.id == id })
    let result = try await SandboxedRelay.result(service: fault.service, faults: [id])
    let failed = Set(result.verdicts.filter { $0.outcome == .failed }.map(\.requirement))
    #expect(failed.contains(fault.requirement), "\(id): \(SandboxedRelay.summary(result))")
    let allowed = Set([fault.requirement] + fault.mayAlsoTrip)
    #expect(failed.isSubset(of: allowed), "\(id) also trips \(failed.subtracting(allowed).sorted()): \(SandboxedRelay.summary(result))")
  }

  @Test(arguments: [
    "kependudukan", "kepegawaian", "pensiun", "katalog-lokal", "perizinan", "pajak-daerah", "kesehatan", "data-terbuka", "pengaduan",
    "layanan-terpadu",
  ]) func healthyServicesFailNothing(_ service: String) async throws {
    let result = try await SandboxedRelay.result(service: service, faults: [])
    #expect(result.isComplete)
    #expect(result.verdicts.filter { $0.outcome.word == .failed || $0.outcome.word == .cantTell }.isEmpty, "\(SandboxedRelay.summary(result))")
    #expect(result.decision.word == .conformant, "\(SandboxedRelay.summary(result))")
  }
}

/// The relay against one sample service in the sandbox, everything real but the clock's patience.
enum SandboxedRelay {
  static func result(service: String, faults: [String]) async throws -> SubjectResult {
    let specs = Suites.repository + "/Specs"
    let reading = SpecsFolder.standard(at: specs, profileID: "simulasi")
    let standard = try #require(reading.standard, "\(reading.diagnostics)")
    let scenario = Scenario.single(service: service, faults: faults, specs: specs)
    let found = try #require(scenario.scenario, "\(scenario.diagnostics.map { $0.line(in: .english) })")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sandbox = try await Sandbox.start(found, directory: folder)
    let transport = CurlTransport(
      WireSettings(
        userAgent: "selaras-tests", limits: .standard, overrides: sandbox.connectOverrides.compactMap(ConnectOverride.init),
        trustStore: sandbox.trustStore, addressPermits: [.loopback], maxConnections: 8, pace: .unpaced))
    defer { transport.stop() }
    do {
      let result = try await relay(sandbox, standard, transport, folder)
      await sandbox.stop()
      return result
    } catch {
      await sandbox.stop()
      throw error
    }
  }

  private static func relay(_ sandbox: Sandbox, _ standard: Standard, _ transport: CurlTransport, _ folder: String) async throws -> SubjectResult {
    let registry = try #require(RegistryFolder.read(at: sandbox.registryPath).registry)
    let service = try #require(registry.services.first)
    let known = SubjectInputs.registered(
      service, of: registry.agency(service.agency), colleagues: registry.services, registryPath: sandbox.registryPath)
    let inputs = SubjectInputs(
      subject: known.subject, contract: known.contract, credential: WireCredential(value: sandbox.token),
      agencyEndpoints: known.agencyEndpoints, diagnostics: [])
    let clock = SystemClock()
    let terms = OperatorTerms(consented: [.negative], requestBudget: 500, spacingMilliseconds: 0, only: nil, skip: [])
    let patience = RetryPolicy(
      attempts: 3, spacingMilliseconds: 5, lookAgainMilliseconds: 10, longestRetryAfterSeconds: 1, mostPushbacks: 3)
    let relay = SubjectRelay(
      standard: standard, terms: terms, seed: 7, run: SubjectRun(transport: transport, clock: clock, retries: patience), transport: transport)
    let now = clock.now()
    let stamp = RunStamp(runID: "uji", tool: "selaras", vantage: "uji", startedAt: now, permits: ["loopbackPermit"])
    let outcome = try await relay.relay(inputs, stamp: stamp, folder: folder + "/bukti", now: now) { _, _ in }
    // What was judged live is what evidence on disk is judged to be.
    let replayed = SubjectJudge.result(of: try EvidenceBundle.read(at: folder + "/bukti").evidence, standard)
    #expect(replayed.verdicts.map(\.outcome) == outcome.result.verdicts.map(\.outcome))
    let unsafe = Set(sandbox.methods.keys).subtracting(["GET", "HEAD", "OPTIONS", "UJI"])
    #expect(unsafe.isEmpty, "\(unsafe.sorted()) reached the service")
    return outcome.result
  }

  /// What did not pass, for a failing test.
  static func summary(_ result: SubjectResult) -> String {
    result.verdicts.filter { $0.outcome != .passed }.map { verdict in
      let sentences = verdict.findings.map { $0.wording.text(in: .english, $0.parameters) }
      return "\(verdict.requirement) \(verdict.outcome.word.rawValue) \(verdict.outcome.cause ?? "") \(sentences)"
    }.joined(separator: "\n")
  }
}

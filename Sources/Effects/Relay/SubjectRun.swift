import Documents
package import Execution
package import Model
import Observing
package import OpenAPI
package import Wire
package import Workspace

/// Probes one subject by its plan and keeps every observation as it comes: a run that is cut off goes on from there.
package struct SubjectRun: Sendable {
  private let transport: any Transport
  private let clock: any RunClock
  private let retries: RetryPolicy

  package init(transport: any Transport, clock: any RunClock, retries: RetryPolicy) {
    self.transport = transport
    self.clock = clock
    self.retries = retries
  }

  /// Sends what is left of the plan; returns the evidence as it stands on disk.
  package func probe(
    _ evidence: Evidence, bundle: EvidenceBundle, permit: Permit, contract: Contract?, standard: Standard, credential: WireCredential?,
    progress: @Sendable @escaping (Observation) -> Void
  ) async throws -> Evidence {
    let observer = BodyObserver(
      contract: contract, leakPatterns: standard.profile.data.leakPatterns, secrets: credential.map { [$0.value] } ?? [],
      key: (0..<32).map { _ in UInt8.random(in: 0...255) })
    let runner = ProbeRunner(transport: transport, clock: clock, retries: retries, observer: observer, credential: credential)
    let recorded = evidence.observations.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    let end = try await runner.run(evidence.plan, permit: permit, contract: contract, recorded: recorded) { observation in
      try bundle.append(observation)
      progress(observation)
    }
    try bundle.finish(at: clock.now(), isComplete: end == .finished)
    return try EvidenceBundle.read(at: bundle.folder).evidence
  }
}

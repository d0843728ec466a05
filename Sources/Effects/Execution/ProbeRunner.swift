package import Model
package import Observing
package import OpenAPI
package import Wire

/// How a run ended: with every step recorded, or cut short and to be resumed.
package enum RunEnd: Sendable, Hashable { case finished, interrupted }

/// Does what `ProbeMachine` decides: sends, waits, records. One request at a time.
package struct ProbeRunner: Sendable {
  private let transport: any Transport
  private let clock: any RunClock
  private let retries: RetryPolicy
  private let observer: BodyObserver
  private let credential: WireCredential?

  /// - `observer`: it is told the credential's secrets here, whether or not it knew them.
  package init(transport: any Transport, clock: any RunClock, retries: RetryPolicy, observer: BodyObserver, credential: WireCredential?) {
    self.transport = transport
    self.clock = clock
    self.retries = retries
    self.observer = observer.hiding(credential?.secrets ?? [])
    self.credential = credential
  }

  /// Sends what the permit allows, in plan order, one at a time, spaced; calls `record` once per step, in order of completion.
  ///
  /// - `recorded`: observations of an earlier, interrupted run of the same plan; their steps are not sent again.
  /// - Throws what `record` throws: evidence that cannot be kept ends the run.
  package func run(
    _ plan: Plan, permit: Permit, contract: Contract?, recorded: [Observation], record: @Sendable (Observation) async throws -> Void
  ) async throws -> RunEnd {
    var machine = ProbeMachine(plan, permit: permit, retries: retries, recorded: recorded)
    let reading = AttemptReading(observer: observer, contract: contract)
    while true {
      switch machine.next() {
      case .record(let observation): try await record(observation)
      case .finished: return .finished
      case .wait(let milliseconds):
        do { try await clock.sleep(milliseconds: milliseconds) } catch is CancellationError { return .interrupted }
      case .send(let step, _):
        guard !Task.isCancelled else { return .interrupted }
        let startedAt = clock.now()
        let sent = ContinuousClock.now
        let wire = await transport.perform(step.probe, permit: permit, credential: step.wantsCredential ? credential : nil)
        // Abandoned, not observed: a resumed run sends the step anew.
        if Task.isCancelled, wire.failure?.kind == .harness { return .interrupted }
        let took = Int((ContinuousClock.now - sent) / .milliseconds(1))
        machine.received(reading.attempt(wire, of: step, startedAt: startedAt), afterMilliseconds: took)
      }
    }
  }
}

extension Step {
  /// Only a step that says so is given the credential.
  fileprivate var wantsCredential: Bool {
    if case .registered? = probe.request?.credential { true } else { false }
  }
}

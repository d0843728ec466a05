package import Model

/// Decides what a run does next, and does nothing itself: no clock, no network, no file.
///
/// Plan order. Reads that stay without an answer are held back for a second look at the end; what the breaker stopped meanwhile is sent
/// after all if that look finds an answer.
package struct ProbeMachine: Sendable {
  package enum Action: Sendable, Hashable {
    /// Send the step; `attempt` counts from 1. Answer with `received`.
    case send(Step, attempt: Int)
    case wait(milliseconds: Int)
    case record(Observation)
    case finished
  }

  private enum Round { case first, lookingAgain, last }
  private struct Trial {
    let step: Step
    var attempts: [Attempt] = []
  }

  private let permit: Permit
  private let retries: RetryPolicy
  private var round = Round.first
  private var waiting: ArraySlice<Step>
  private var trial: Trial?
  /// Reads that used up their tries, in the order in which they failed.
  private var held: ArraySlice<Trial> = []
  /// Steps that the breaker stopped in the first round.
  private var stopped: [Step] = []
  private var outbox: ArraySlice<Observation> = []
  private var health: [Endpoint: EndpointHealth] = [:]
  /// HTTP exchanges and handshakes so far; redirects and retries count.
  private var spent: Int
  /// Milliseconds that the subject has kept us waiting.
  private var waited = 0
  /// Owed before the next request, counted from the end of the last.
  private var pause = 0

  package init(_ plan: Plan, permit: Permit, retries: RetryPolicy, recorded: [Observation]) {
    self.permit = permit
    self.retries = retries
    let done = Set(recorded.map(\.step))
    waiting = plan.steps.filter { !done.contains($0.id) }[...]
    spent = recorded.flatMap(\.attempts).reduce(0) { $0 + Self.cost($1) }
  }

  package mutating func next() -> Action {
    while true {
      if let observation = outbox.popFirst() { return .record(observation) }
      if let trial {
        guard pause > 0 else { return .send(trial.step, attempt: trial.attempts.count + 1) }
        defer { pause = 0 }
        return .wait(milliseconds: pause)
      }
      guard advance() else { return .finished }
    }
  }

  /// What came of the step that `send` named last, and how long it took.
  package mutating func received(_ attempt: Attempt, afterMilliseconds: Int = 0) {
    waited += afterMilliseconds
    guard var trial else { preconditionFailure("An attempt came although no step was to be sent.") }
    self.trial = nil
    trial.attempts.append(attempt)
    spent += Self.cost(attempt)
    let reception = Reception(attempt)
    let endpoint = trial.step.probe.endpoint
    health[endpoint, default: EndpointHealth()].note(reception, retries)
    pause = max(permit.spacingMilliseconds, politePause(reception))
    if mayTryAgain(trial, reception) {
      pause = max(pause, retries.spacingMilliseconds)
      self.trial = trial
    } else {
      close(trial, reception)
    }
  }

  // MARK: Choosing

  /// False when nothing is left.
  private mutating func advance() -> Bool {
    switch round {
    case .first, .last:
      if let step = waiting.popFirst() {
        consider(step)
        return true
      }
      guard round == .first else { return false }
      round = .lookingAgain
      if !held.isEmpty { pause = max(pause, retries.lookAgainMilliseconds) }
    case .lookingAgain:
      if let again = held.popFirst() {
        lookAgain(again)
        return true
      }
      round = .last
      waiting = stopped[...]
    }
    return true
  }

  private mutating func consider(_ step: Step) {
    if let cause = permit.refused[step.id] { return skip(step, cause) }
    guard permit.steps.contains(step.id) else { return skip(step, .policy) }
    let endpoint = step.probe.endpoint
    var state = health[endpoint] ?? EndpointHealth()
    if state.isLimited { return skip(step, .rateLimited) }
    guard spent < permit.requestBudget else { return skip(step, .budget) }
    guard waited < retries.subjectMilliseconds else { return skip(step, .unreachable(.timeout)) }
    if let how = state.obstacle(to: step.probe, isRead: step.isRead) {
      if round == .first { stopped.append(step) } else { skip(step, .unreachable(how)) }
      return
    }
    if step.isRead { state.wasRead = true }
    health[endpoint] = state
    trial = Trial(step: step)
  }

  /// Once more for a read without an answer, unless the same host has just failed its second look, or may not be asked any more.
  private mutating func lookAgain(_ again: Trial) {
    let state = health[again.step.probe.endpoint] ?? EndpointHealth()
    let isOver = spent >= permit.requestBudget || waited >= retries.subjectMilliseconds || state.isLimited
    if isOver || (state.unreachable != nil && state.failedAgain) { record(again) } else { trial = again }
  }

  // MARK: Judging an attempt

  private func mayTryAgain(_ trial: Trial, _ reception: Reception) -> Bool {
    let state = health[trial.step.probe.endpoint] ?? EndpointHealth()
    guard round != .lookingAgain, spent < permit.requestBudget, waited < retries.subjectMilliseconds, !state.isLimited else { return false }
    let tries: Int
    switch reception {
    case .unreachable where state.unreachable != nil && !trial.step.isRead: tries = 1
    case .unreachable: tries = trial.step.isPatient ? retries.attempts : min(2, retries.attempts)
    // "Too many requests" is nobody's answer to what was asked; a time to come back is an invitation.
    case .answered(429, let seconds): tries = trial.step.isPassiveCall || seconds != nil ? retries.attempts : 1
    // The answer to a negative probe is its answer.
    case .answered(500...599, _): tries = trial.step.isPassiveCall ? retries.attempts : 1
    case .cutOff: tries = trial.step.isPassiveCall || trial.step.isReadToTheEnd ? min(2, retries.attempts) : 1
    case .answered, .connected, .broken, .untold: tries = 1
    }
    return trial.attempts.count < tries
  }

  private mutating func close(_ trial: Trial, _ reception: Reception) {
    guard case .unreachable(let how) = reception else { return record(trial) }
    let endpoint = trial.step.probe.endpoint
    if round == .lookingAgain {
      health[endpoint]?.failedAgain = true
    } else {
      health[endpoint]?.giveUp(how, on: trial.step.probe)
      if trial.step.isRead, round == .first {
        held.append(trial)
        return
      }
    }
    record(trial)
  }

  /// What the service itself asks us to wait.
  private func politePause(_ reception: Reception) -> Int {
    guard reception.isPushback, case .answered(_, let seconds) = reception else { return 0 }
    guard let seconds else { return retries.spacingMilliseconds }
    // Longer than we obey means that nothing more is sent there; other hosts need not wait for it.
    return seconds > retries.longestRetryAfterSeconds ? 0 : seconds * 1000
  }

  // MARK: Recording

  private mutating func record(_ trial: Trial) {
    outbox.append(Observation(id: trial.step.observationID, step: trial.step.id, attempts: trial.attempts, notSent: nil))
  }

  private mutating func skip(_ step: Step, _ cause: UntestedCause) {
    outbox.append(Observation(id: step.observationID, step: step.id, attempts: [], notSent: cause))
  }

  /// Every exchange, and one more for a hop that went out and brought nothing; what the guard refused never left.
  private static func cost(_ attempt: Attempt) -> Int {
    let isLost = attempt.failure.map { $0.kind != .policy } ?? false
    let hasBroken = attempt.exchanges.last.map { $0.body.completeness != .complete } ?? false
    return max(attempt.exchanges.count + (isLost && !hasBroken ? 1 : 0), attempt.handshake != nil || attempt.hello != nil ? 1 : 0)
  }
}

extension Step {
  /// `o-0001` for `s-0001`.
  fileprivate var observationID: String { "o-" + id.dropFirst(2) }

  /// An ordinary consumer's call: OPS-01 stands and falls with it.
  fileprivate var isRead: Bool { purposes.contains { $0.recipe == .callReadOperations } }

  /// A call that ought to succeed: a fault of the moment must not be taken for its answer.
  fileprivate var isPassiveCall: Bool { purposes.contains { $0.recipe == .callReadOperations || $0.recipe == .fetchContract } }

  /// Sent to see where messages end.
  fileprivate var isReadToTheEnd: Bool { purposes.contains { $0.recipe == .readRawMessages } }

  /// Worth three tries where nothing answers; every other probe is tried twice.
  fileprivate var isPatient: Bool { isPassiveCall || purposes.contains { $0.recipe == .inspectCertificate } }
}

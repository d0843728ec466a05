import CCurl
import Glibc
import Model
import Synchronization

/// The door for hand-made hellos (a modern library cannot offer TLS 1.0 any more): one thread polls all their sockets, while there are any.
final class HelloEngine: Sendable {
  struct Job: Sendable {
    let id: UInt64
    let hello: HelloTemplate
    let bytes: [UInt8]
    let pin: Resolver.Pin
    let limits: WireLimits
    let guardian: EgressGuard
    let reply: CheckedContinuation<WireAttempt, Never>
  }

  struct Inbox: Sendable {
    var jobs: [Job] = []
    var cancelled: [UInt64] = []
  }

  private struct State {
    var inbox = Inbox()
    /// A thread reads the inbox.
    var isRunning = false
    var isStopped = false
  }

  private let state = Mutex(State())
  private let ids = Atomic<UInt64>(1)
  let signal = WakeSignal()

  /// Only now can nobody be about to write to it: the thread holds the engine.
  deinit { signal.close() }

  /// Always answers within the limits, or at once when the task is cancelled.
  func run(_ hello: HelloTemplate, to pin: Resolver.Pin, limits: WireLimits, guardian: EgressGuard) async -> WireAttempt {
    let random = (0..<ClientHello.randomCount).map { _ in UInt8.random(in: 0...255) }
    guard let bytes = ClientHello.bytes(hello, random: random) else { return WireAttempt(failure: .policy("the hello cannot be written")) }
    guard signal.descriptor >= 0 else { return WireAttempt(failure: .harness("no event descriptor")) }
    let id = ids.wrappingAdd(1, ordering: .relaxed).oldValue
    return await withTaskCancellationHandler {
      await withCheckedContinuation { reply in
        post(Job(id: id, hello: hello, bytes: bytes, pin: pin, limits: limits, guardian: guardian, reply: reply))
        // A cancel that came before the job was in the box found nothing there.
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  /// What is asked from now on is answered as cancelled; what is in flight ends as it would have.
  func stop() { state.withLock { $0.isStopped = true } }

  private func post(_ job: Job) {
    let (isTaken, mustStart) = state.withLock { state in
      guard !state.isStopped else { return (false, false) }
      state.inbox.jobs.append(job)
      defer { state.isRunning = true }
      return (true, !state.isRunning)
    }
    guard isTaken else { return job.reply.resume(returning: .cancelled) }
    if mustStart { start() } else { signal.send() }
  }

  private func cancel(_ id: UInt64) {
    let isHeard = state.withLock { state in
      if state.isRunning { state.inbox.cancelled.append(id) }
      return state.isRunning
    }
    if isHeard { signal.send() }
  }

  private func start() {
    var thread = pthread_t()
    let retained = Unmanaged.passRetained(self)
    let started = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        // Made and used on this thread only.
        HelloLoop(Unmanaged<HelloEngine>.fromOpaque(argument).takeRetainedValue()).run()
        return nil
      }, retained.toOpaque())
    if started == 0 {
      pthread_detach(thread)
    } else {
      retained.release()
      let jobs = state.withLock { state in
        defer { (state.inbox, state.isRunning) = (Inbox(), false) }
        return state.inbox.jobs
      }
      for job in jobs { job.reply.resume(returning: WireAttempt(failure: .harness("no thread"))) }
    }
  }

  /// What was posted since the last time. Nil when nothing was and the loop has nothing left to do: its thread ends then.
  func take(isIdle: Bool) -> Inbox? {
    // The counter is emptied before the box: the other order swallows a wake-up posted in between.
    signal.take()
    return state.withLock { state in
      if isIdle, state.inbox.jobs.isEmpty {
        (state.inbox, state.isRunning) = (Inbox(), false)
        return nil
      }
      defer { state.inbox = Inbox() }
      return state.inbox
    }
  }
}

extension WireAttempt {
  static var cancelled: WireAttempt { WireAttempt(failure: .harness("cancelled")) }
}

extension TransportFailure {
  static func harness(_ detail: String) -> TransportFailure { TransportFailure(kind: .harness, detail: detail, certificate: nil) }
}

import CCurl
import Dispatch
import Glibc
import Synchronization

/// Tells a thread that waits in `poll` to give up.
final class StopSignal: Sendable {
  private let signal = WakeSignal()
  var descriptor: Int32 { signal.descriptor }

  /// Nil when the system has no event descriptor to give.
  init?() { if signal.descriptor < 0 { return nil } }

  func send() { signal.send() }

  deinit { signal.close() }
}

/// Runs work that blocks on a bounded number of threads; what waits or runs is given up the moment its task is cancelled.
final class LookUpPool: Sendable {
  /// For the whole process: more names at once than this wait for their turn, and their time begins with it. Names that nobody answers for hold
  /// their thread for five seconds, so there are more threads than living names would need; each has seven descriptors at most.
  static let shared = LookUpPool(mostThreads: 48)

  private struct State {
    var waiting: [@Sendable () -> Void] = []
    var running = 0
    var highest = 0
  }
  private let mostThreads: Int
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "selaras.names", attributes: .concurrent)

  init(mostThreads: Int) { self.mostThreads = mostThreads }

  /// The most threads that ever worked at once.
  var highest: Int { state.withLock { $0.highest } }

  /// Nil when cancelled, or when the system has no descriptor left.
  func run<Value: Sendable>(_ work: @escaping @Sendable (StopSignal) -> Value?) async -> Value? {
    let answer = Answer<Value>()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { reply in
        guard answer.wait(reply) else { return }
        enqueue { if let stop = answer.begin() { answer.give(work(stop)) } }
      }
    } onCancel: {
      answer.give(nil)
    }
  }

  private func enqueue(_ job: @escaping @Sendable () -> Void) {
    let mustStart = state.withLock { state in
      state.waiting.append(job)
      guard state.running < mostThreads else { return false }
      state.running += 1
      state.highest = max(state.highest, state.running)
      return true
    }
    if mustStart { queue.async { self.drain() } }
  }

  private func drain() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
  }

  /// Given once, by whoever is first: the work or the cancel, which may even come before anybody waits.
  private final class Answer<Value: Sendable>: Sendable {
    private struct State {
      var reply: CheckedContinuation<Value?, Never>?
      var stop: StopSignal?
      var isGiven = false
    }
    private let state = Mutex(State())

    /// False when the answer was there already; the continuation is resumed then.
    func wait(_ reply: CheckedContinuation<Value?, Never>) -> Bool {
      let mustWait = state.withLock { state in
        if !state.isGiven { state.reply = reply }
        return !state.isGiven
      }
      if !mustWait { reply.resume(returning: nil) }
      return mustWait
    }

    /// The signal to watch while working; nil when there is nothing to do any more, or no descriptor to do it with.
    func begin() -> StopSignal? {
      let stop = StopSignal()
      let isWanted = state.withLock { state in
        state.stop = stop
        return !state.isGiven
      }
      if stop == nil { give(nil) }
      return isWanted ? stop : nil
    }

    func give(_ value: Value?) {
      let (reply, stop) = state.withLock { state in
        defer { (state.reply, state.stop, state.isGiven) = (nil, nil, true) }
        return (state.reply, state.stop)
      }
      // Whoever still works at it may stop.
      stop?.send()
      reply?.resume(returning: value)
    }
  }
}

import Glibc
import Model

/// Polls the sockets of all hellos in flight, on one thread: nothing here is shared, so nothing here is locked.
final class HelloLoop {
  /// Sockets at once; further hellos wait for a place, and their limits begin with it.
  private static let mostAtOnce = 128

  private let engine: HelloEngine
  private var waiting: [HelloEngine.Job] = []
  private var running: [HelloConversation] = []

  init(_ engine: HelloEngine) { self.engine = engine }

  func run() {
    while let inbox = engine.take(isIdle: waiting.isEmpty && running.isEmpty) {
      waiting += inbox.jobs
      if !inbox.cancelled.isEmpty { drop(Set(inbox.cancelled)) }
      fill()
      // Those whose first step already ended leave room for others, and nothing to wait for.
      if running.isEmpty { continue }
      poll()
    }
  }

  private func drop(_ cancelled: Set<UInt64>) {
    for job in waiting where cancelled.contains(job.id) { job.reply.resume(returning: .cancelled) }
    waiting.removeAll { cancelled.contains($0.id) }
    for conversation in running where cancelled.contains(conversation.job.id) { end(conversation, .cancelled) }
    running.removeAll { cancelled.contains($0.job.id) }
  }

  private func fill() {
    let count = min(waiting.count, Self.mostAtOnce - running.count)
    for job in waiting.prefix(count) {
      switch HelloConversation.open(job, now: .now) {
      case .success(let conversation): running.append(conversation)
      case .failure(let why): job.reply.resume(returning: WireAttempt(failure: why.failure))
      }
    }
    waiting.removeFirst(count)
  }

  private func poll() {
    var watches = running.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
    watches.append(pollfd(fd: engine.signal.descriptor, events: Int16(POLLIN), revents: 0))
    let now = ContinuousClock.now
    let wait = running.map { (($0.deadline - now) / .milliseconds(1)).rounded(.up) }.min() ?? 0
    // A signal (EINTR) leaves no events: the next round waits again.
    let count = Glibc.poll(&watches, nfds_t(watches.count), Int32(max(0, min(wait, 60_000))))
    let after = ContinuousClock.now
    var left: [HelloConversation] = []
    for (index, watch) in watches.dropLast().enumerated() {
      var conversation = running[index]
      let isReady = count > 0 && watch.revents != 0
      if let attempt = conversation.advance(isReady: isReady, now: after) { end(conversation, attempt) } else { left.append(conversation) }
    }
    running = left
  }

  private func end(_ conversation: HelloConversation, _ attempt: WireAttempt) {
    close(conversation.descriptor)
    conversation.job.reply.resume(returning: attempt)
  }
}

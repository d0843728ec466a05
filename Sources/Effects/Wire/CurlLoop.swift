import CCurl
import Glibc
import Model

/// libcurl's multi interface over epoll, on one thread: nothing here is shared, so nothing here is locked.
final class CurlLoop {
  private struct LoopState {
    var epoll: Int32
    /// Microseconds of the monotonic clock; -1 for none.
    var deadline: Int64 = -1
  }

  private let engine: CurlEngine
  private let multi: UnsafeMutableRawPointer
  private let state: UnsafeMutablePointer<LoopState>
  private var running: [UInt64: (reply: CheckedContinuation<TransferOutcome, Never>, slot: UnsafeMutablePointer<TransferSlot>)] = [:]
  private var cancelledEarly: Set<UInt64> = []
  private var isStopped = false

  init(_ engine: CurlEngine) {
    self.engine = engine
    guard let multi = curl_multi_init() else { preconditionFailure("libcurl could not start.") }
    self.multi = multi
    state = .allocate(capacity: 1)
    state.initialize(to: LoopState(epoll: epoll_create1(Int32(EPOLL_CLOEXEC))))
    selaras_multi_long(multi, CURLMOPT_MAXCONNECTS, engine.maxConnections)
    selaras_multi_long(multi, CURLMOPT_PIPELINING, 0)
    selaras_multi_sockets(
      multi,
      { _, socket, what, user, _ in
        guard let state = user?.assumingMemoryBound(to: LoopState.self) else { return 0 }
        _ = selaras_epoll_watch(state.pointee.epoll, socket, what)
        return 0
      }, state)
    selaras_multi_timer(
      multi,
      { _, milliseconds, user in
        guard let state = user?.assumingMemoryBound(to: LoopState.self) else { return 0 }
        state.pointee.deadline = milliseconds < 0 ? -1 : CurlLoop.now() + Int64(milliseconds) * 1000
        return 0
      }, state)
    _ = selaras_epoll_watch(state.pointee.epoll, engine.wakeDescriptor, CURL_POLL_IN)
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  func run() {
    let ready = UnsafeMutablePointer<selaras_ready>.allocate(capacity: 64)
    defer { ready.deallocate() }
    var active: Int32 = 0
    while !isStopped || !running.isEmpty {
      let deadline = state.pointee.deadline
      let wait = deadline < 0 ? -1 : Int32(clamping: max(0, (deadline - Self.now() + 999) / 1000))
      let count = Int(selaras_epoll_wait(state.pointee.epoll, ready, 64, wait))
      for index in 0..<max(0, count) {
        if ready[index].descriptor == engine.wakeDescriptor {
          takeOrders()
        } else {
          curl_multi_socket_action(multi, ready[index].descriptor, ready[index].select, &active)
        }
      }
      if state.pointee.deadline >= 0, Self.now() >= state.pointee.deadline {
        state.pointee.deadline = -1
        curl_multi_socket_action(multi, -1, 0, &active)  // CURL_SOCKET_TIMEOUT
      }
      collect()
    }
    engine.close()
    curl_multi_cleanup(multi)
    close(state.pointee.epoll)
    state.deallocate()
  }

  private func takeOrders() {
    guard let inbox = engine.take() else { return }
    if inbox.isStopped { isStopped = true }
    for job in inbox.jobs { start(job) }
    for id in inbox.cancelled {
      guard let entry = running.removeValue(forKey: id) else {
        // The cancel overtook its job, or came after its end.
        if cancelledEarly.count > 4096 { cancelledEarly.removeAll() }
        cancelledEarly.insert(id)
        continue
      }
      finish(entry, TransferOutcome(isCancelled: true))
    }
  }

  private func start(_ job: CurlEngine.Job) {
    guard cancelledEarly.remove(job.id) == nil else { return job.reply.resume(returning: TransferOutcome(isCancelled: true)) }
    guard let easy = curl_easy_init() else { return job.reply.resume(returning: TransferOutcome(code: Int32(CURLE_FAILED_INIT.rawValue))) }
    let slot = UnsafeMutablePointer<TransferSlot>.allocate(capacity: 1)
    slot.initialize(to: TransferSlot(easy: easy, id: job.id, order: job.order))
    TransferSetup.apply(job.order, to: slot)
    running[job.id] = (job.reply, slot)
    if curl_multi_add_handle(multi, easy) != CURLM_OK, let entry = running.removeValue(forKey: job.id) {
      finish(entry, TransferOutcome(code: Int32(CURLE_FAILED_INIT.rawValue)))
    }
  }

  private func collect() {
    var code = CURLE_OK
    while let easy = selaras_multi_finished(multi, &code) {
      var user: UnsafeMutableRawPointer?
      selaras_get_pointer(easy, CURLINFO_PRIVATE, &user)
      guard let slot = user?.assumingMemoryBound(to: TransferSlot.self), let entry = running.removeValue(forKey: slot.pointee.id) else { continue }
      finish(entry, TransferSetup.outcome(Int32(code.rawValue), slot))
    }
  }

  private func finish(
    _ entry: (reply: CheckedContinuation<TransferOutcome, Never>, slot: UnsafeMutablePointer<TransferSlot>), _ outcome: TransferOutcome
  ) {
    curl_multi_remove_handle(multi, entry.slot.pointee.easy)
    curl_easy_cleanup(entry.slot.pointee.easy)
    entry.slot.pointee.leaveWatch()
    curl_slist_free_all(entry.slot.pointee.headerList)
    curl_slist_free_all(entry.slot.pointee.connectList)
    entry.slot.deinitialize(count: 1)
    entry.slot.deallocate()
    entry.reply.resume(returning: outcome)
  }
}

import CCurl
import Glibc
import Model

/// libcurl's multi interface over epoll, on one thread: nothing here is shared, so nothing here is locked.
final class CurlLoop {
  private struct LoopState {
    var epoll: Int32
    /// When libcurl wants to be called; -1 for never.
    var deadline: Int64 = -1
  }

  struct Transfer {
    let reply: UnsafeContinuation<TransferOutcome, Never>
    let slot: UnsafeMutablePointer<TransferSlot>
    let key: AddressKey
  }

  private let engine: CurlEngine
  private let multi: UnsafeMutableRawPointer
  private let state: UnsafeMutablePointer<LoopState>
  private var queue: TransferQueue<CurlEngine.Job>
  private var running: [UInt64: Transfer] = [:]
  /// Raw exchanges behind their connection's start, by descriptor.
  private var raw: [Int32: RawExchange] = [:]
  /// Where jobs wait, for cancels by id.
  private var places: [UInt64: AddressKey] = [:]
  private var cancelledEarly: Set<UInt64> = []
  private var isStopped = false
  private var nextLook: Int64 = 0
  /// How often the watchdog looks, in microseconds.
  private static let lookEvery: Int64 = 250_000

  init(_ engine: CurlEngine) {
    self.engine = engine
    queue = TransferQueue(pace: engine.pace)
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
        state.pointee.deadline = milliseconds < 0 ? -1 : LoopClock.now() + Int64(milliseconds) * 1000
        return 0
      }, state)
    _ = selaras_epoll_watch(state.pointee.epoll, engine.wakeDescriptor, CURL_POLL_IN)
  }

  func run() {
    let ready = UnsafeMutablePointer<selaras_ready>.allocate(capacity: 64)
    defer { ready.deallocate() }
    var active: Int32 = 0
    while !isStopped || !running.isEmpty || queue.waiting > 0 {
      let count = Int(selaras_epoll_wait(state.pointee.epoll, ready, 64, wait()))
      for index in 0..<max(0, count) {
        let descriptor = ready[index].descriptor
        if descriptor == engine.wakeDescriptor {
          takeOrders()
        } else if !raw.isEmpty, let exchange = raw[descriptor] {
          advance(exchange)
        } else {
          curl_multi_socket_action(multi, descriptor, ready[index].select, &active)
        }
      }
      if state.pointee.deadline >= 0, LoopClock.now() >= state.pointee.deadline {
        state.pointee.deadline = -1
        curl_multi_socket_action(multi, -1, 0, &active)  // CURL_SOCKET_TIMEOUT
      }
      collect()
      look()
      startWaiting()
    }
    engine.close()
    curl_multi_cleanup(multi)
    close(state.pointee.epoll)
    state.deallocate()
  }

  /// Milliseconds until something is due by time; -1 for never.
  private func wait() -> Int32 {
    var due = state.pointee.deadline
    if !running.isEmpty { due = due < 0 ? nextLook : min(due, nextLook) }
    if let start = queue.nextStart { due = due < 0 ? max(0, start) : min(due, max(0, start)) }
    return due < 0 ? -1 : Int32(clamping: max(0, (due - LoopClock.now() + 999) / 1000))
  }

  // MARK: Orders

  private func takeOrders() {
    guard let inbox = engine.take() else { return }
    if inbox.isStopped { isStopped = true }
    let now = LoopClock.now()
    for job in inbox.jobs {
      guard cancelledEarly.isEmpty || cancelledEarly.remove(job.id) == nil else {
        job.reply.resume(returning: .cancelled)
        continue
      }
      places[job.id] = job.key
      queue.add(job, id: job.id, to: job.key, at: now)
    }
    for id in inbox.cancelled { cancel(id) }
    // A stop answers what has not begun.
    if isStopped { for (id, key) in places { queue.cancel(id, at: key)?.reply.resume(returning: .cancelled) } }
  }

  private func cancel(_ id: UInt64) {
    if let key = places.removeValue(forKey: id), let job = queue.cancel(id, at: key) {
      job.reply.resume(returning: .cancelled)
    } else if let transfer = running.removeValue(forKey: id) {
      finish(transfer, .cancelled)
    } else {
      // The cancel overtook its job, or came after its end.
      if cancelledEarly.count > 4096 { cancelledEarly.removeAll() }
      cancelledEarly.insert(id)
    }
  }

  private func startWaiting() {
    guard queue.waiting > 0 else { return }
    let now = LoopClock.now()
    while let job = queue.next(at: now) {
      places[job.id] = nil
      start(job)
    }
  }

  private func start(_ job: CurlEngine.Job) {
    guard let easy = curl_easy_init() else {
      queue.finished(job.key)
      return job.reply.resume(returning: TransferOutcome(code: Int32(CURLE_FAILED_INIT.rawValue)))
    }
    let slot = UnsafeMutablePointer<TransferSlot>.allocate(capacity: 1)
    slot.initialize(to: TransferSlot(easy: easy, id: job.id, order: job.order))
    TransferSetup.apply(job.order, to: slot)
    if running.isEmpty { nextLook = LoopClock.now() + Self.lookEvery }
    let transfer = Transfer(reply: job.reply, slot: slot, key: job.key)
    running[job.id] = transfer
    if curl_multi_add_handle(multi, easy) != CURLM_OK {
      running[job.id] = nil
      finish(transfer, TransferOutcome(code: Int32(CURLE_FAILED_INIT.rawValue)))
    }
  }

  // MARK: Ends

  private func collect() {
    var code = CURLE_OK
    while let easy = selaras_multi_finished(multi, &code) {
      var user: UnsafeMutableRawPointer?
      selaras_get_pointer(easy, CURLINFO_PRIVATE, &user)
      guard let slot = user?.assumingMemoryBound(to: TransferSlot.self), let transfer = running[slot.pointee.id] else { continue }
      if code == CURLE_OK, let request = slot.pointee.rawRequest, let exchange = RawExchange(request, slot) {
        // Connected: from here on the bytes are ours.
        raw[exchange.descriptor] = exchange
        _ = selaras_epoll_watch(state.pointee.epoll, exchange.descriptor, CURL_POLL_INOUT)
        continue
      }
      running[slot.pointee.id] = nil
      finish(transfer, TransferSetup.outcome(Int32(code.rawValue), slot))
    }
  }

  /// The watchdog's round.
  private func look() {
    guard !running.isEmpty else { return }
    let now = LoopClock.now()
    guard now >= nextLook else { return }
    nextLook = now + Self.lookEvery
    for exchange in raw.values where exchange.isOver(at: now) { end(exchange) }
    for (id, transfer) in running {
      guard let ending = Watchdog.ending(of: &transfer.slot.pointee, at: now) else { continue }
      running[id] = nil
      var outcome = TransferSetup.outcome(0, transfer.slot)
      outcome.ending = ending
      finish(transfer, outcome)
    }
  }

  private func finish(_ transfer: Transfer, _ outcome: TransferOutcome) {
    let slot = transfer.slot
    if let exchange = raw.first(where: { $0.value.slot == slot }) { drop(exchange.value) }
    curl_multi_remove_handle(multi, slot.pointee.easy)
    curl_easy_cleanup(slot.pointee.easy)
    curl_slist_free_all(slot.pointee.headerList)
    curl_slist_free_all(slot.pointee.connectList)
    slot.deinitialize(count: 1)
    slot.deallocate()
    queue.finished(transfer.key)
    transfer.reply.resume(returning: outcome)
  }

  // MARK: Raw exchanges

  private func advance(_ exchange: RawExchange) {
    switch exchange.advance(at: LoopClock.now()) {
    case .wantsToSend: _ = selaras_epoll_watch(state.pointee.epoll, exchange.descriptor, CURL_POLL_INOUT)
    case .wantsToReceive: _ = selaras_epoll_watch(state.pointee.epoll, exchange.descriptor, CURL_POLL_IN)
    case .ended: end(exchange)
    }
  }

  private func end(_ exchange: RawExchange) {
    drop(exchange)
    guard let transfer = running.removeValue(forKey: exchange.slot.pointee.id) else { return }
    finish(transfer, exchange.outcome(at: LoopClock.now()))
  }

  private func drop(_ exchange: RawExchange) {
    guard raw.removeValue(forKey: exchange.descriptor) != nil else { return }
    _ = selaras_epoll_watch(state.pointee.epoll, exchange.descriptor, CURL_POLL_REMOVE)
  }
}

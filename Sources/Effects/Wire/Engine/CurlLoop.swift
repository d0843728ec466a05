import CCurl
import Glibc
import Model

/// Connections by libcurl's multi interface, bytes by ourselves, over one epoll, on one thread: nothing here is shared, so nothing here
/// is locked.
final class CurlLoop {
  private let engine: CurlEngine
  private let multi: UnsafeMutableRawPointer
  private let watch: UnsafeMutablePointer<SocketWatch>
  private var queue: TransferQueue<CurlEngine.Job>
  private var running: [UInt64: Transfer] = [:]
  /// Those whose connection does not stand yet, and those that speak, by descriptor.
  private var connecting: [UnsafeMutablePointer<ConnectionSlot>: Transfer] = [:]
  private var speaking: [Int32: Transfer] = [:]
  private var shelf: ConnectionShelf
  /// Where jobs wait, for cancels by id.
  private var places: [UInt64: AddressKey] = [:]
  private var cancelledEarly: Set<UInt64> = []
  private var answers: [(reply: UnsafeContinuation<TransferOutcome, Never>, outcome: TransferOutcome)] = []
  private var isStopped = false
  private var nextLook: Int64 = 0
  /// How often the watchdog looks, in microseconds.
  private static let lookEvery: Int64 = 250_000

  /// Nil when this machine has no epoll descriptor or no memory for it.
  init?(_ engine: CurlEngine) {
    queue = TransferQueue(pace: engine.pace)
    shelf = ConnectionShelf(most: engine.maxConnections)
    var sockets = SocketWatch()
    guard sockets.epoll >= 0 else { return nil }
    guard sockets.watch(engine.signal.descriptor, CURL_POLL_IN), let multi = curl_multi_init() else {
      close(sockets.epoll)
      return nil
    }
    self.engine = engine
    self.multi = multi
    watch = .allocate(capacity: 1)
    watch.initialize(to: sockets)
    selaras_multi_long(multi, CURLMOPT_PIPELINING, 0)
    selaras_multi_sockets(
      multi,
      { _, socket, what, user, _ in
        user?.assumingMemoryBound(to: SocketWatch.self).pointee.watch(socket, what)
        return 0
      }, watch)
    selaras_multi_timer(
      multi,
      { _, milliseconds, user in
        user?.assumingMemoryBound(to: SocketWatch.self).pointee.deadline = milliseconds < 0 ? -1 : LoopClock.now() + Int64(milliseconds) * 1000
        return 0
      }, watch)
  }

  func run() {
    let ready = UnsafeMutablePointer<selaras_ready>.allocate(capacity: 64)
    defer { ready.deallocate() }
    var active: Int32 = 0
    while !isStopped || !running.isEmpty || queue.waiting > 0 {
      let count = Int(selaras_epoll_wait(watch.pointee.epoll, ready, 64, wait()))
      for index in 0..<max(0, count) { serve(ready[index], &active) }
      if watch.pointee.deadline >= 0, LoopClock.now() >= watch.pointee.deadline {
        watch.pointee.deadline = -1
        curl_multi_socket_action(multi, -1, 0, &active)  // CURL_SOCKET_TIMEOUT
      }
      collect()
      look()
      startWaiting()
      answer()
    }
    engine.close()
    for connection in shelf.takeAll() { connection.close(multi) }
    curl_multi_cleanup(multi)
    close(watch.pointee.epoll)
    watch.deinitialize(count: 1)
    watch.deallocate()
  }

  private func serve(_ event: selaras_ready, _ active: inout Int32) {
    if event.descriptor == engine.signal.descriptor {
      takeOrders()
    } else if let transfer = speaking[event.descriptor] {
      follow(transfer, transfer.advance(at: LoopClock.now()))
    } else if let idle = shelf.take(descriptor: event.descriptor) {
      // Its peer has closed it, or speaks unasked.
      idle.close(multi)
    } else if watch.pointee.isWanted(event.descriptor) {
      curl_multi_socket_action(multi, event.descriptor, event.select, &active)
    }
  }

  /// Milliseconds until something is due by time; -1 for never.
  private func wait() -> Int32 {
    var due = watch.pointee.deadline
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
    } else if let transfer = running[id] {
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
      if running.isEmpty { nextLook = now + Self.lookEvery }
      let transfer = Transfer(job, at: now)
      running[job.id] = transfer
      connect(transfer, at: now)
    }
  }

  /// Over a kept connection where one waits and the order allows it, else over a new one.
  private func connect(_ transfer: Transfer, at now: Int64) {
    let order = transfer.job.order
    if order.mayShareConnection, !transfer.hasTriedAgain, let kept = shelf.take(order.key) {
      transfer.takes(kept)
      speaking[kept.descriptor] = transfer
      follow(transfer, transfer.begin(at: now))
      return
    }
    guard let connection = Connection(order, watch) else {
      return finish(transfer, TransferOutcome(code: Int32(CURLE_FAILED_INIT.rawValue)))
    }
    transfer.waits(for: connection)
    connecting[connection.slot] = transfer
    if curl_multi_add_handle(multi, connection.easy) != CURLM_OK {
      finish(transfer, TransferOutcome(code: Int32(CURLE_FAILED_INIT.rawValue)))
    }
  }

  // MARK: Progress

  /// Connections that libcurl has finished with, for good or ill.
  private func collect() {
    var code = CURLE_OK
    while let easy = selaras_multi_finished(multi, &code) {
      var user: UnsafeMutableRawPointer?
      selaras_get_pointer(easy, CURLINFO_PRIVATE, &user)
      guard let slot = user?.assumingMemoryBound(to: ConnectionSlot.self), let transfer = connecting.removeValue(forKey: slot),
        let connection = transfer.connection
      else { continue }
      guard code == CURLE_OK, connection.stand() else {
        finish(transfer, connection.failure(code))
        continue
      }
      speaking[connection.descriptor] = transfer
      follow(transfer, transfer.begin(at: LoopClock.now()))
    }
  }

  private func follow(_ transfer: Transfer, _ step: Transfer.Step) {
    guard let connection = transfer.connection else { return }
    switch step {
    case .wantsToSend: watch.pointee.watch(connection.descriptor, CURL_POLL_INOUT)
    case .wantsToReceive: watch.pointee.watch(connection.descriptor, CURL_POLL_IN)
    case .ended:
      guard transfer.wantsAnother, connection.slot.pointee.refusal == nil else {
        return finish(transfer, transfer.outcome(at: LoopClock.now()))
      }
      speaking[connection.descriptor] = nil
      transfer.startOver()?.close(multi)
      connect(transfer, at: LoopClock.now())
    }
  }

  /// The watchdog's round.
  private func look() {
    guard !running.isEmpty else { return }
    let now = LoopClock.now()
    guard now >= nextLook else { return }
    nextLook = now + Self.lookEvery
    watch.pointee.catchUp()
    for transfer in running.values {
      if let connection = transfer.connection, watch.pointee.isDeaf(to: connection.descriptor) {
        finish(transfer, .unable("the socket cannot be watched"))
        continue
      }
      switch Watchdog.word(on: transfer, at: now) {
      case .goOn: continue
      case .enough: finish(transfer, transfer.outcome(at: now))
      case .end(let ending): finish(transfer, transfer.outcome(at: now, ending: ending))
      }
    }
  }

  // MARK: Ends

  private func finish(_ transfer: Transfer, _ outcome: TransferOutcome) {
    running[transfer.job.id] = nil
    if let connection = transfer.connection {
      connecting[connection.slot] = nil
      if speaking[connection.descriptor] === transfer { speaking[connection.descriptor] = nil }
      leave(connection, isKept: outcome.ending == nil && transfer.leavesConnection)
    }
    queue.finished(transfer.job.key)
    answers.append((transfer.job.reply, outcome))
  }

  private func leave(_ connection: Connection, isKept: Bool) {
    guard isKept, !isStopped else { return connection.close(multi) }
    watch.pointee.watch(connection.descriptor, CURL_POLL_IN)
    shelf.put(connection)?.close(multi)
  }

  /// All at once and last: each answer may wake a thread that takes the processor from us.
  private func answer() {
    for (reply, outcome) in answers { reply.resume(returning: outcome) }
    answers.removeAll(keepingCapacity: true)
  }
}

import CCurl
import Glibc
import Synchronization

/// The door to libcurl: posts transfers to a thread of its own that owns all of libcurl's state.
final class CurlEngine: Sendable {
  struct Job: Sendable {
    let id: UInt64
    let order: TransferOrder
    let key: AddressKey
    let reply: UnsafeContinuation<TransferOutcome, Never>
  }

  struct Inbox: Sendable {
    var jobs: [Job] = []
    var cancelled: [UInt64] = []
    var isSignalled = false
    var isStopped = false
    /// The loop has ended, or never began: nobody reads this box any more.
    var isClosed = false
    /// Why it never began; what is asked then is answered with it.
    var fault: String?
  }

  let inbox = Mutex(Inbox())
  let signal = WakeSignal()
  let maxConnections: Int
  let pace: WirePace
  private let ids = Atomic<UInt64>(1)
  private static let globalStart: Void = { curl_global_init(Int(CURL_GLOBAL_ALL)) }()

  init(maxConnections: Int, pace: WirePace) {
    _ = Self.globalStart
    self.maxConnections = maxConnections
    self.pace = pace
    guard signal.descriptor >= 0 else {
      close(for: "no event descriptor")
      return
    }
    var thread = pthread_t()
    let retained = Unmanaged.passRetained(self)
    let started = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        selaras_name_thread("selaras-wire")
        let engine = Unmanaged<CurlEngine>.fromOpaque(argument).takeRetainedValue()
        // Made, used and freed on this thread only.
        if let loop = CurlLoop(engine) { loop.run() } else { engine.close(for: "the network loop cannot begin") }
        return nil
      }, retained.toOpaque())
    if started == 0 {
      pthread_detach(thread)
    } else {
      retained.release()
      close(for: "no thread for the network loop")
    }
  }

  /// Always answers: with libcurl's word, or `isCancelled` when the task was.
  func run(_ order: TransferOrder) async -> TransferOutcome {
    let id = ids.wrappingAdd(1, ordering: .relaxed).oldValue
    let key = AddressKey(order.pin.address, port: order.pin.port)
    return await withTaskCancellationHandler {
      // Unsafe only in that nobody counts the answers: the loop gives exactly one for each job, which the tests count.
      await withUnsafeContinuation { reply in
        if !post({ $0.jobs.append(Job(id: id, order: order, key: key, reply: reply)) }) { reply.resume(returning: lateAnswer) }
      }
    } onCancel: {
      post { $0.cancelled.append(id) }
    }
  }

  func stop() { post { $0.isStopped = true } }

  /// False when the loop has ended; nothing was posted then.
  @discardableResult private func post(_ change: (inout Inbox) -> Void) -> Bool {
    let (isOpen, mustWake) = inbox.withLock { box in
      guard !box.isClosed else { return (false, false) }
      change(&box)
      defer { box.isSignalled = true }
      return (true, !box.isSignalled)
    }
    guard mustWake else { return isOpen }
    // Outside the lock, so that the loop does not wake up only to wait for it.
    signal.send()
    return true
  }

  private var lateAnswer: TransferOutcome { inbox.withLock { $0.fault }.map(TransferOutcome.unable) ?? .cancelled }

  /// The loop's last call: closes the door and answers those who were still waiting behind it; `for` a fault of ours when it never began.
  func close(for fault: String? = nil) {
    let late = inbox.withLock { box in
      box.isClosed = true
      box.fault = fault
      defer { box.jobs = [] }
      return box.jobs
    }
    for job in late { job.reply.resume(returning: lateAnswer) }
  }

  /// Only now can nobody be about to write to it.
  deinit { signal.close() }

  /// What was posted since the last time; nil when nothing was.
  func take() -> Inbox? {
    // The counter is emptied before the box: the other order swallows a wake-up posted in between.
    signal.take()
    return inbox.withLock { box in
      guard box.isSignalled else { return nil }
      let taken = box
      box = Inbox(isStopped: box.isStopped)
      return taken
    }
  }
}

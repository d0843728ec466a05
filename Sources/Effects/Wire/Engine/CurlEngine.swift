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
    /// The loop has ended: nobody reads this box any more.
    var isClosed = false
  }

  let inbox = Mutex(Inbox())
  let wakeDescriptor: Int32
  let maxConnections: Int
  let pace: WirePace
  private let ids = Atomic<UInt64>(1)
  private static let globalStart: Void = { curl_global_init(Int(CURL_GLOBAL_ALL)) }()

  init(maxConnections: Int, pace: WirePace) {
    _ = Self.globalStart
    self.maxConnections = maxConnections
    self.pace = pace
    wakeDescriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
    precondition(wakeDescriptor >= 0, "No event descriptor: the limit of open files is reached before anything was sent.")
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        selaras_name_thread("selaras-wire")
        // Made, used and freed on this thread only.
        CurlLoop(Unmanaged<CurlEngine>.fromOpaque(argument).takeRetainedValue()).run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(started == 0, "The system refused a thread for the network loop.")
    pthread_detach(thread)
  }

  /// Always answers: with libcurl's word, or `isCancelled` when the task was.
  func run(_ order: TransferOrder) async -> TransferOutcome {
    let id = ids.wrappingAdd(1, ordering: .relaxed).oldValue
    let key = AddressKey(order.pin.address, port: order.pin.port)
    return await withTaskCancellationHandler {
      // Unsafe only in that nobody counts the answers: the loop gives exactly one for each job, which the tests count.
      await withUnsafeContinuation { reply in
        if !post({ $0.jobs.append(Job(id: id, order: order, key: key, reply: reply)) }) { reply.resume(returning: .cancelled) }
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
    var one: UInt64 = 1
    _ = write(wakeDescriptor, &one, 8)
    return true
  }

  /// The loop's last call: closes the door and answers those who were still waiting behind it.
  func close() {
    let late = inbox.withLock { box in
      box.isClosed = true
      defer { box.jobs = [] }
      return box.jobs
    }
    for job in late { job.reply.resume(returning: .cancelled) }
  }

  /// Only now can nobody be about to write to it.
  deinit { _ = Glibc.close(wakeDescriptor) }

  /// What was posted since the last time; nil when nothing was.
  func take() -> Inbox? {
    // The counter is emptied before the box: the other order swallows a wake-up posted in between.
    var sink: UInt64 = 0
    _ = read(wakeDescriptor, &sink, 8)
    return inbox.withLock { box in
      guard box.isSignalled else { return nil }
      let taken = box
      box = Inbox(isStopped: box.isStopped)
      return taken
    }
  }
}

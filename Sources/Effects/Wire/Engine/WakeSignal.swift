import CCurl
import Glibc

/// An event descriptor by which others wake a thread that waits in `poll` or `epoll`.
struct WakeSignal: Sendable {
  /// Negative when the system had none to give.
  let descriptor: Int32

  init() { descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)) }

  /// Whoever waits would wait for ever if nobody woke it, so a write that fails is tried again. `EAGAIN` means that it is awake already.
  func send() {
    var one: UInt64 = 1
    for _ in 0..<3 { if write(descriptor, &one, 8) == 8 || errno == EAGAIN { return } }
  }

  /// Takes the signal back. Where that fails it wakes once more, for nothing.
  func take() {
    var sink: UInt64 = 0
    _ = read(descriptor, &sink, 8)
  }

  func close() { if descriptor >= 0 { _ = Glibc.close(descriptor) } }
}

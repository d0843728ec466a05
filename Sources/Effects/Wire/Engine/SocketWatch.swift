import CCurl
import Glibc

/// Which sockets epoll watches for libcurl, and for what.
///
/// libcurl lets go of a socket behind each answer and asks for it again with the next request. Both are only noted here, so that a kept
/// connection costs no system call; a socket that speaks although nobody asks is taken out then.
struct SocketWatch {
  let epoll: Int32
  /// When libcurl wants to be called, in microseconds of the loop's clock; -1 for never.
  var deadline: Int64 = -1
  /// By descriptor: what epoll was told, and what libcurl wants; 0 for nothing.
  private var known: [Int8] = []
  private var wanted: [Int8] = []

  /// epoll refused to watch a socket: it is asked again.
  private var isBehind = false

  init() { epoll = epoll_create1(Int32(EPOLL_CLOEXEC)) }

  /// `what` is one of libcurl's `CURL_POLL_` words. False when epoll refuses, for want of memory or watches; `catchUp` asks again.
  @discardableResult mutating func watch(_ descriptor: Int32, _ what: Int32) -> Bool {
    let index = Int(descriptor)
    if index >= known.count {
      known += [Int8](repeating: 0, count: index + 64 - known.count)
      wanted += [Int8](repeating: 0, count: index + 64 - wanted.count)
    }
    wanted[index] = what == CURL_POLL_REMOVE ? 0 : Int8(what)
    guard wanted[index] != 0, wanted[index] != known[index] else { return true }
    guard selaras_epoll_watch(epoll, descriptor, what, known[index] == 0 ? 1 : 0) == 0 else {
      isBehind = true
      return false
    }
    known[index] = wanted[index]
    return true
  }

  /// Asks once more for the sockets that epoll refused.
  mutating func catchUp() {
    guard isBehind else { return }
    isBehind = false
    for index in wanted.indices where wanted[index] != 0 && wanted[index] != known[index] { watch(Int32(index), Int32(wanted[index])) }
  }

  /// Whether a socket is wanted that epoll still refuses.
  func isDeaf(to descriptor: Int32) -> Bool {
    guard isBehind, descriptor >= 0, Int(descriptor) < wanted.count else { return false }
    return wanted[Int(descriptor)] != 0 && wanted[Int(descriptor)] != known[Int(descriptor)]
  }

  /// False for an event that nobody wants any more: the socket is taken out.
  mutating func isWanted(_ descriptor: Int32) -> Bool {
    let index = Int(descriptor)
    guard index < wanted.count, wanted[index] == 0 else { return true }
    _ = selaras_epoll_watch(epoll, descriptor, CURL_POLL_REMOVE, 0)
    known[index] = 0
    return false
  }

  /// The descriptor is about to be closed, and its number may come again.
  mutating func forget(_ descriptor: Int32) {
    let index = Int(descriptor)
    guard index < known.count else { return }
    if known[index] != 0 { _ = selaras_epoll_watch(epoll, descriptor, CURL_POLL_REMOVE, 0) }
    (known[index], wanted[index]) = (0, 0)
  }
}

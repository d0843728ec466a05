import Glibc

/// The two streams that the program writes to. Unlike Foundation's file handles, one that breaks (a full disk, a closed terminal) ends nothing.
enum StandardStream: Int32 {
  case output = 1
  case errors = 2

  /// False when the text could not be written whole.
  @discardableResult func write(_ text: String) -> Bool {
    var left = Array(text.utf8)[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
      if count > 0 {
        left = left.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        // A terminal or a pipe that somebody else made non-blocking.
        var watch = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        _ = poll(&watch, 1, 1000)
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }
}

import CCurl
import Glibc

/// One question on its way to one name server, over a socket of its own that hears nobody else.
struct NameChannel {
  enum Progress {
    case more
    case reply(NameMessage.Reply)
    /// Refused, closed or broken: nothing will come.
    case ended
  }

  let message: NameMessage
  let server: NameServer
  let isStream: Bool
  let descriptor: Int32
  private(set) var isConnecting: Bool
  private var received: [UInt8] = []

  /// Nil when the question cannot be sent.
  init?(_ message: NameMessage, _ server: NameServer, isStream: Bool) {
    self.message = message
    self.server = server
    self.isStream = isStream
    let place = SocketPlace(address: server.address, port: server.port)
    descriptor = place.open(isStream ? SOCK_STREAM : SOCK_DGRAM)
    guard descriptor >= 0 else { return nil }
    let code = place.connect(descriptor)
    isConnecting = isStream && code == EINPROGRESS
    guard code == nil || isConnecting, isConnecting || Self.send(descriptor, message.question, isStream) else {
      Glibc.close(descriptor)
      return nil
    }
  }

  func close() { Glibc.close(descriptor) }

  /// Sends the question once more, for a datagram that was lost. What cannot be sent now is heard of when the socket is read.
  func remind() {
    if !isStream { _ = Self.send(descriptor, message.question, false) }
  }

  /// Over TCP a message stands behind its length (RFC 1035 §4.2.2).
  private static func send(_ descriptor: Int32, _ question: [UInt8], _ isStream: Bool) -> Bool {
    let bytes = isStream ? [UInt8(question.count >> 8), UInt8(question.count & 0xFF)] + question : question
    return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// What the socket has now; never blocks.
  mutating func receive() -> Progress {
    if isConnecting {
      var code: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
      isConnecting = false
      return code == 0 && Self.send(descriptor, message.question, isStream) ? .more : .ended
    }
    var buffer = [UInt8](repeating: 0, count: 65_537)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? .more : .ended }
    // An empty datagram is junk like any other; an empty read of a stream is its end.
    guard isStream else { return message.reply(Array(buffer[..<count])).map(Progress.reply) ?? .more }
    guard count > 0 else { return .ended }
    received += buffer[..<count]
    guard received.count >= 2 else { return .more }
    let length = Int(received[0]) << 8 | Int(received[1])
    guard received.count >= 2 + length else { return .more }
    return message.reply(Array(received[2..<(2 + length)])).map(Progress.reply) ?? .ended
  }
}

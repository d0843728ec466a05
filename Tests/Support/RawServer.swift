import Foundation
import Glibc
import Synchronization

/// A loopback server of plain sockets that sends exactly the bytes its script says; every wait is bounded, and it ends by itself.
package final class RawServer: Sendable {
  /// One accepted connection, in the script's hands; closed when the script returns.
  package struct Peer {
    let descriptor: Int32
    fileprivate let server: RawServer
    /// From 1, in order of acceptance.
    package let number: Int

    /// The next request's head; empty when the client closed or stayed silent for two minutes.
    @discardableResult package func request() -> String {
      var bytes: [UInt8] = []
      var byte: UInt8 = 0
      while bytes.count < 65_536, !bytes.suffix(4).elementsEqual([13, 10, 13, 10]), recv(descriptor, &byte, 1, 0) == 1 { bytes.append(byte) }
      let text = String(decoding: bytes, as: UTF8.self)
      if !bytes.isEmpty { server.state.withLock { $0.requests.append(text) } }
      return text
    }

    /// Whatever comes first, for what is no HTTP.
    package func bytes() -> [UInt8] {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      return Array(buffer.prefix(max(0, count)))
    }

    /// False when the client is gone.
    @discardableResult package func send(_ bytes: [UInt8]) -> Bool {
      guard RawServer.send(bytes, to: descriptor) else { return false }
      server.state.withLock { $0.sent += bytes.count }
      return true
    }

    @discardableResult package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Blocks until the client closes, or two minutes.
    package func waitForEnd() { while !bytes().isEmpty {} }

    package func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

    /// The next close sends RST instead of FIN.
    package func reset() {
      var hard = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    }
  }

  private struct State {
    var requests: [String] = []
    var connections = 0
    var sent = 0
    var isStopped = false
  }

  package let port: Int
  private let state = Mutex(State())

  package var requests: [String] { state.withLock { $0.requests } }
  package var connections: Int { state.withLock { $0.connections } }
  /// Body and head bytes that the kernel took.
  package var sent: Int { state.withLock { $0.sent } }

  package init(_ script: @escaping @Sendable (Peer) -> Void) {
    let (listener, port) = Self.bound()
    precondition(listen(listener, 512) == 0, "No loopback port for a test server.")
    self.port = port
    Thread.detachNewThread { [weak self] in
      let deadline = Date().addingTimeInterval(300)
      while Date() < deadline {
        guard let server = self, !server.state.withLock({ $0.isStopped }) else { break }
        var watch = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&watch, 1, 20) > 0 else { continue }
        let accepted = accept(listener, nil, nil)
        if accepted >= 0 { server.serve(accepted, script) }
      }
      close(listener)
    }
  }

  package func stop() { state.withLock { $0.isStopped = true } }
  deinit { stop() }

  private func serve(_ descriptor: Int32, _ script: @escaping @Sendable (Peer) -> Void) {
    var limit = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let number = state.withLock { state in
      state.connections += 1
      return state.connections
    }
    Thread.detachNewThread {
      script(Peer(descriptor: descriptor, server: self, number: number))
      close(descriptor)
    }
  }

  static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// A socket with a loopback port of its own, not listening yet.
  private static func bound() -> (descriptor: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isReady = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0 }
    }
    precondition(listener >= 0 && isReady, "No loopback port for a test server.")
    return (listener, Int(UInt16(bigEndian: place.sin_port)))
  }

  /// A port that is taken and does not listen: whoever connects is refused, and nobody else gets it meanwhile.
  package final class Closed: Sendable {
    package let port: Int
    private let descriptor: Int32
    package init() { (descriptor, port) = RawServer.bound() }
    deinit { close(descriptor) }
  }

  /// A port whose queue is full: the system drops what asks to connect, as a firewall would.
  package final class Deaf: Sendable {
    package let port: Int
    private let descriptors: [Int32]

    package init() {
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      var open = [listener]
      withUnsafeMutablePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          _ = bind(listener, address, size)
          _ = listen(listener, 0)
          _ = getsockname(listener, address, &size)
          for _ in 0..<4 {
            let filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            _ = connect(filler, address, size)
            open.append(filler)
          }
        }
      }
      port = Int(UInt16(bigEndian: place.sin_port))
      descriptors = open
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
  }

  /// Reads one request, sends these bytes, closes.
  package static func answering(_ text: String) -> RawServer {
    RawServer { peer in
      peer.request()
      peer.send(text)
    }
  }

  /// Answers every request of a connection with the same bytes.
  package static func keepingAlive(_ text: String) -> RawServer {
    RawServer { peer in
      while !peer.request().isEmpty { peer.send(text) }
    }
  }
}

import Glibc

@testable import Wire

/// Listens where nobody may ever connect, and counts who did.
final class TrapListener: Sendable {
  private let descriptor: Int32

  /// Nil where the machine has no such address.
  init?(_ address: IPAddress, _ port: Int, backlog: Int32 = 64) {
    descriptor = SocketPlace(address: address, port: port).open(SOCK_STREAM)
    guard descriptor >= 0 else { return nil }
    let isBound: Bool
    if address.isIPv6 {
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = in_port_t(UInt16(port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin6_addr) { $0.copyBytes(from: address.bytes) }
      isBound = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0 }
      }
    } else {
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = in_port_t(UInt16(port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin_addr) { $0.copyBytes(from: address.bytes) }
      isBound = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
      }
    }
    guard isBound, listen(descriptor, backlog) == 0 else {
      close(descriptor)
      return nil
    }
  }

  /// Connections that wait to be accepted; they are taken off the queue.
  var connections: Int {
    var count = 0
    while true {
      let peer = accept(descriptor, nil, nil)
      guard peer >= 0 else { return count }
      close(peer)
      count += 1
    }
  }

  deinit { close(descriptor) }
}

/// A listener whose queue is full: the system drops what asks to connect, as a firewall would.
final class DeafListener: Sendable {
  private let trap: TrapListener
  private let fillers: [Int32]

  init?(_ address: IPAddress, _ port: Int) {
    guard let trap = TrapListener(address, port, backlog: 0) else { return nil }
    self.trap = trap
    let place = SocketPlace(address: address, port: port)
    fillers = (0..<4).map { _ in
      let filler = place.open(SOCK_STREAM)
      _ = place.connect(filler)
      return filler
    }
  }

  deinit { for filler in fillers { close(filler) } }
}

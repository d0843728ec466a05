import Foundation
import Glibc

/// What a bad network does to the bytes that come back from a server: the eight kinds of fault of Toxiproxy, between client and server.
package enum NetworkFault: Sendable, Hashable {
  /// Every piece comes later.
  case latency(milliseconds: Int)
  /// Nobody listens.
  case down
  case bandwidth(bytesPerSecond: Int)
  /// The end of the connection comes later than its last byte.
  case slowClose(milliseconds: Int)
  /// Nothing comes through, then the connection is closed.
  case timeout(milliseconds: Int)
  /// The connection is reset, whatever had come until then.
  case resetPeer(milliseconds: Int)
  /// Small pieces with a pause between them.
  case slicer(bytes: Int, pauseMilliseconds: Int)
  /// The connection is closed behind so many bytes.
  case limitData(bytes: Int)
}

/// A loopback port before a server's that hands requests on untouched and answers through a `NetworkFault`.
package final class FaultProxy: Sendable {
  package let port: Int
  private let server: RawServer?
  private let closed: RawServer.Closed?

  package init(_ fault: NetworkFault, to upstream: Int) {
    if fault == .down {
      let closed = RawServer.Closed()
      (self.closed, server, port) = (closed, nil, closed.port)
    } else {
      let server = RawServer { peer in Self.carry(peer, to: upstream, through: fault) }
      (self.server, closed, port) = (server, nil, server.port)
    }
  }

  /// Connections that clients made.
  package var connections: Int { server?.connections ?? 0 }

  private static func carry(_ peer: RawServer.Peer, to upstream: Int, through fault: NetworkFault) {
    let far = connected(to: upstream)
    guard far >= 0 else { return }
    defer { close(far) }
    var passed = 0
    let deadline = Date().addingTimeInterval(60)
    var resetAt: Date?
    while Date() < deadline {
      var watch = [pollfd(fd: peer.descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: far, events: Int16(POLLIN), revents: 0)]
      if let at = resetAt, Date() >= at { return peer.reset() }
      guard poll(&watch, 2, 20) > 0 else { continue }
      if watch[0].revents != 0 {
        let bytes = peer.bytes()
        guard !bytes.isEmpty, RawServer.send(bytes, to: far) else { return }
        if case .resetPeer(let wait) = fault, resetAt == nil { resetAt = Date().addingTimeInterval(Double(wait) / 1000) }
      }
      if watch[1].revents != 0 {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(far, &buffer, buffer.count, 0)
        let bytes = Array(buffer.prefix(max(0, count)))
        if bytes.isEmpty {
          if case .slowClose(let wait) = fault { peer.pause(milliseconds: wait) }
          return
        }
        guard pass(bytes, to: peer, through: fault, &passed) else { return }
      }
    }
  }

  /// False when the connection is to be closed.
  private static func pass(_ bytes: [UInt8], to peer: RawServer.Peer, through fault: NetworkFault, _ passed: inout Int) -> Bool {
    switch fault {
    case .down: return false
    case .latency(let wait):
      peer.pause(milliseconds: wait)
      return peer.send(bytes)
    case .bandwidth(let rate): return slices(bytes, max(1, rate / 20), 50, peer)
    case .slicer(let size, let pause): return slices(bytes, size, pause, peer)
    case .timeout(let wait):
      peer.pause(milliseconds: wait)
      return false
    case .slowClose, .resetPeer: return peer.send(bytes)
    case .limitData(let limit):
      let rest = bytes.prefix(limit - passed)
      passed += rest.count
      return peer.send(Array(rest)) && passed < limit
    }
  }

  private static func slices(_ bytes: [UInt8], _ size: Int, _ pause: Int, _ peer: RawServer.Peer) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard peer.send(Array(rest.prefix(size))) else { return false }
      rest = rest.dropFirst(size)
      if !rest.isEmpty { peer.pause(milliseconds: pause) }
    }
    return true
  }

  private static func connected(to port: Int) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(port).bigEndian
    place.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
    }
    if isConnected { return descriptor }
    close(descriptor)
    return -1
  }
}

import CCurl
import Glibc

/// An address and a port in the form that system calls take.
struct SocketPlace {
  let address: IPAddress
  let port: Int

  var family: Int32 { address.isIPv6 ? AF_INET6 : AF_INET }

  /// A socket of ours: not inherited by children, never blocking; negative when the system has none to give.
  func open(_ type: __socket_type) -> Int32 { socket(family, Int32(type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0) }

  /// Nil when connected at once, else the system's error: `EINPROGRESS` while it is still being tried.
  func connect(_ descriptor: Int32) -> Int32? {
    let result: Int32
    if address.isIPv6 {
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = in_port_t(UInt16(port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin6_addr) { $0.copyBytes(from: address.bytes) }
      result = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) }
      }
    } else {
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = in_port_t(UInt16(port)).bigEndian
      withUnsafeMutableBytes(of: &place.sin_addr) { $0.copyBytes(from: address.bytes) }
      result = withUnsafePointer(to: &place) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
      }
    }
    return result == 0 ? nil : errno
  }
}

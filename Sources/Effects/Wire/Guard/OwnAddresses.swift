import CCurl
import Glibc

/// The addresses of this machine's own interfaces: whatever listens there was never meant for a service's clients.
enum OwnAddresses {
  static func read() -> Set<IPAddress> {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var found: Set<IPAddress> = []
    var entry = list
    while let current = entry {
      if let address = current.pointee.ifa_addr.flatMap({ IPAddress(UnsafePointer($0)) }) { found.insert(address) }
      entry = current.pointee.ifa_next
    }
    return found
  }
}

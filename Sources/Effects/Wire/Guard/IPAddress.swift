import CCurl
import Glibc

/// An IPv4 or IPv6 address as bytes; an IPv4 address inside an IPv6 one is unwrapped for judging.
struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// 4 or 16 bytes.
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a plain literal; a scope zone (`%eth0`) is refused.
  init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    } else {
      return nil
    }
  }

  /// The address of a socket; nil for another family.
  init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) } }
    case AF_INET6:
      bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }

  var isIPv6: Bool { bytes.count == 16 }

  var description: String { withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { String(cString: write(to: $0)) } }

  /// The same text, ended by zero.
  var cText: ContiguousArray<CChar> {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      ContiguousArray(buffer[..<(strlen(write(to: buffer)) + 1)])
    }
  }

  private func write(to buffer: UnsafeMutableBufferPointer<CChar>) -> UnsafePointer<CChar> {
    buffer.initialize(repeating: 0)
    bytes.withUnsafeBytes { _ = inet_ntop(isIPv6 ? AF_INET6 : AF_INET, $0.baseAddress!, buffer.baseAddress!, 64) }
    return UnsafePointer(buffer.baseAddress!)
  }

  /// As libcurl writes hosts: IPv6 in brackets.
  var authority: String { isIPv6 ? "[\(description)]" : description }

  /// Whether the first `length` bits are those of `prefix`.
  func isWithin(_ prefix: [UInt8], _ length: Int) -> Bool {
    guard prefix.count == bytes.count else { return false }
    let whole = length / 8
    for index in 0..<whole where bytes[index] != prefix[index] { return false }
    return length % 8 == 0 || (bytes[whole] ^ prefix[whole]) >> UInt8(8 - length % 8) == 0
  }

  /// The IPv4 address of an IPv4-mapped one (`::ffff:0:0/96`), to which the system sends by IPv4.
  var mapped: IPAddress? {
    isIPv6 && isWithin([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0], 96) ? IPAddress(bytes: Array(bytes[12..<16])) : nil
  }

  /// IPv4 addresses that this IPv6 address carries inside: mapped, compatible, NAT64, 6to4, Teredo, ISATAP.
  var embedded: [IPAddress] {
    guard isIPv6 else { return [] }
    func four(_ at: Int) -> IPAddress { IPAddress(bytes: Array(bytes[at..<(at + 4)])) }
    if let mapped { return [mapped] }
    if bytes[0..<12].allSatisfy({ $0 == 0 }) { return [four(12)] }
    if bytes[0...3].elementsEqual([0, 0x64, 0xFF, 0x9B]) {
      // Behind a prefix of 48 bits the address goes around the ninth byte (RFC 6052 §2.2); longer prefixes put it last.
      let isWellKnown = bytes[4..<12].allSatisfy { $0 == 0 }
      return isWellKnown ? [four(12)] : [IPAddress(bytes: [bytes[6], bytes[7], bytes[9], bytes[10]]), four(12)]
    }
    if bytes[0] == 0x20, bytes[1] == 0x02 { return [four(2)] }
    if bytes[0...3].elementsEqual([0x20, 0x01, 0, 0]) { return [four(4), IPAddress(bytes: bytes[12..<16].map { ~$0 })] }
    if bytes[8...11].elementsEqual([0, 0, 0x5E, 0xFE]) || bytes[8...11].elementsEqual([2, 0, 0x5E, 0xFE]) { return [four(12)] }
    return []
  }
}

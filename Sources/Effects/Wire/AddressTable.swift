/// Which addresses are not the public Internet. Deny wins; what cannot be classified is denied.
///
/// From the IANA special-purpose address registries (IPv4 and IPv6, as of 2025-10), with multicast and the metadata addresses that
/// clouds put outside them.
enum AddressTable {
  enum Class: Hashable {
    case isPublic
    case loopback
    case intranet(String)
    case refused(String)
  }

  static func classify(_ address: IPAddress) -> Class {
    if let metadata = metadata[address.description] { return .refused(metadata) }
    if address.isIPv6 {
      if address.bytes == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] { return .loopback }
      if address.bytes.allSatisfy({ $0 == 0 }) { return .refused("unspecified") }
      // Judged by what it carries, and by itself: the stricter word wins.
      for inner in address.embedded {
        switch classify(inner) {
        case .isPublic: continue
        case .loopback: return address.bytes[10] == 0xFF ? .loopback : .refused("embedded loopback")
        case .intranet(let name), .refused(let name): return .refused("embedded \(name)")
        }
      }
      if address.bytes[10] == 0xFF, address.bytes[11] == 0xFF, address.bytes[0..<10].allSatisfy({ $0 == 0 }) { return .isPublic }
    }
    for entry in address.isIPv6 ? ipv6 : ipv4 where address.isWithin(entry.prefix, entry.length) {
      return entry.isIntranet ? .intranet(entry.name) : entry.name == "loopback" ? .loopback : .refused(entry.name)
    }
    // All of global unicast is 2000::/3; the rest of IPv6 is not assigned to anyone.
    return address.isIPv6 && address.bytes[0] & 0xE0 != 0x20 ? .refused("unassigned") : .isPublic
  }

  private struct Entry {
    let prefix: [UInt8]
    let length: Int
    let name: String
    var isIntranet = false
  }

  private static let ipv4: [Entry] = [
    Entry(prefix: [0, 0, 0, 0], length: 8, name: "this network"),
    Entry(prefix: [10, 0, 0, 0], length: 8, name: "private", isIntranet: true),
    Entry(prefix: [100, 64, 0, 0], length: 10, name: "shared address space", isIntranet: true),
    Entry(prefix: [127, 0, 0, 0], length: 8, name: "loopback"),
    Entry(prefix: [169, 254, 0, 0], length: 16, name: "link-local"),
    Entry(prefix: [172, 16, 0, 0], length: 12, name: "private", isIntranet: true),
    Entry(prefix: [192, 0, 0, 0], length: 24, name: "protocol assignments"),
    Entry(prefix: [192, 0, 2, 0], length: 24, name: "documentation"),
    Entry(prefix: [192, 31, 196, 0], length: 24, name: "AS112"),
    Entry(prefix: [192, 52, 193, 0], length: 24, name: "AMT"),
    Entry(prefix: [192, 88, 99, 0], length: 24, name: "6to4 relay"),
    Entry(prefix: [192, 168, 0, 0], length: 16, name: "private", isIntranet: true),
    Entry(prefix: [192, 175, 48, 0], length: 24, name: "AS112"),
    Entry(prefix: [198, 18, 0, 0], length: 15, name: "benchmarking"),
    Entry(prefix: [198, 51, 100, 0], length: 24, name: "documentation"),
    Entry(prefix: [203, 0, 113, 0], length: 24, name: "documentation"),
    Entry(prefix: [224, 0, 0, 0], length: 4, name: "multicast"),
    Entry(prefix: [240, 0, 0, 0], length: 4, name: "reserved"),
  ]

  private static func six(_ head: [UInt8], _ length: Int, _ name: String, isIntranet: Bool = false) -> Entry {
    Entry(prefix: head + [UInt8](repeating: 0, count: 16 - head.count), length: length, name: name, isIntranet: isIntranet)
  }

  private static let ipv6: [Entry] = [
    six([0, 0x64, 0xFF, 0x9B, 0, 1], 48, "local NAT64"),
    six([0x01, 0], 64, "discard-only"),
    six([0x20, 0x01, 0x0D, 0xB8], 32, "documentation"),
    six([0x20, 0x01, 0], 23, "protocol assignments"),
    six([0x26, 0x20, 0, 0x4F, 0x80, 0], 48, "AS112"),
    six([0x3F, 0xFF, 0], 20, "documentation"),
    six([0x5F, 0], 16, "segment routing"),
    six([0xFC], 7, "unique local", isIntranet: true),
    six([0xFE, 0x80], 10, "link-local"),
    six([0xFE, 0xC0], 10, "site-local"),
    six([0xFF], 8, "multicast"),
  ]

  private static let metadata: [String: String] = [
    "169.254.169.254": "metadata service, link-local", "168.63.129.16": "metadata service", "100.100.100.200": "metadata service",
    "192.0.0.192": "metadata service", "fd00:ec2::254": "metadata service", "fd20:ce::254": "metadata service",
  ]
}

/// Which addresses are not the public Internet. Deny wins; what cannot be classified is denied.
enum AddressTable {
  enum Class: Hashable {
    case isPublic
    case loopback
    case intranet(String)
    case refused(String)
  }

  static func classify(_ address: IPAddress) -> Class {
    guard address.bytes.count == 4 || address.bytes.count == 16 else { return .refused("no address") }
    if let service = row(of: address, metadata) { return .refused(service.name) }
    if let mapped = address.mapped { return of(mapped: classify(mapped)) }
    let own = classifyAsItIs(address)
    if own == .loopback || own == .refused("unspecified") { return own }
    // Judged by what it carries, and by itself: the stricter word wins.
    for inner in address.embedded {
      switch classify(inner) {
      case .isPublic: continue
      case .loopback: return .refused("embedded loopback")
      case .intranet(let name), .refused(let name): return .refused("embedded \(name)")
      }
    }
    return own
  }

  /// The system sends the packets of a mapped address over IPv4; a private one has no business in that dress.
  private static func of(mapped inner: Class) -> Class {
    switch inner {
    case .isPublic, .loopback: inner
    case .intranet(let name), .refused(let name): .refused("embedded \(name)")
    }
  }

  private static func classifyAsItIs(_ address: IPAddress) -> Class {
    if let row = row(of: address, special) {
      switch row.use {
      case .loopback: return .loopback
      case .intranet: return .intranet(row.name)
      case .other: return .refused(row.name)
      }
    }
    // All of global unicast is 2000::/3; the rest of IPv6 is not assigned to anyone (RFC 4291 §2.4).
    return address.isIPv6 && address.bytes[0] & 0xE0 != 0x20 ? .refused("unassigned") : .isPublic
  }

  private typealias Entry = (network: AddressNetwork, row: SpecialAddresses.Row)

  /// The row with the longest prefix.
  private static func row(of address: IPAddress, _ entries: [Entry]) -> SpecialAddresses.Row? {
    entries.first { $0.network.contains(address) }?.row
  }

  private static let special = entries(SpecialAddresses.ipv4 + SpecialAddresses.ipv6 + SpecialAddresses.others)
  private static let metadata = entries(SpecialAddresses.metadata)

  private static func entries(_ rows: [SpecialAddresses.Row]) -> [Entry] {
    rows.map { row -> Entry in
      guard let network = AddressNetwork(row.prefix) else { preconditionFailure("\(row.prefix) is no network: correct SpecialAddresses.") }
      return (network, row)
    }.sorted { $0.network.length > $1.network.length }
  }
}

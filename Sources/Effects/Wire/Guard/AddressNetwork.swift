/// A prefix and its length, as in `10.1.0.0/16`; an operator names such networks to keep the wire out of them.
package struct AddressNetwork: Sendable, Hashable, CustomStringConvertible {
  let address: IPAddress
  let length: Int

  /// Nil for a name, a scope zone, a length out of range, or bits behind the prefix; without a length it is one address.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
    let bits = address.bytes.count * 8
    guard let length = parts.count == 2 ? Int(parts[1]) : bits, (0...bits).contains(length) else { return nil }
    let isClean = address.bytes.enumerated().allSatisfy { index, byte in
      let used = min(8, max(0, length - index * 8))
      return used == 8 || byte << UInt8(used) == 0
    }
    guard isClean else { return nil }
    (self.address, self.length) = (address, length)
  }

  package var description: String { "\(address)/\(length)" }

  func contains(_ other: IPAddress) -> Bool { other.isWithin(address.bytes, length) }
}

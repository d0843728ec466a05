/// Names and addresses of hosts.
enum HostFormats {
  /// RFC 1123 §2.1: labels of letters, digits and inner hyphens. Whether an `xn--` label stands for a good Unicode one is not judged.
  static func isHostname(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 253 else { return false }
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy { SchemaFormat.isDigit($0) || SchemaFormat.isLetter($0) || $0 == UInt8(ascii: "-") }
    }
  }

  static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy(SchemaFormat.isDigit) && (part.count == 1 || part.first != 0x30)
          && part.reduce(0) { $0 * 10 + Int($1 - 0x30) } < 256
      }
  }

  /// RFC 4291 §2.2: eight groups, one run of them shortened to `::`, the last two perhaps an IPv4 address.
  static func isIPv6(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 45 else { return false }
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return false }
    var groups = 0
    var gaps = 0
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        // `::` at an end is two empty parts, of which the outer one is not a gap of its own.
        if index == 0 { guard parts[1].isEmpty else { return false } } else if index == parts.count - 1 {
          guard parts[index - 1].isEmpty else { return false }
        } else {
          gaps += 1
        }
      } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard isIPv4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy(SchemaFormat.isHexadecimal) else { return false }
        groups += 1
      }
    }
    return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
  }
}

/// Mailboxes of RFC 5321 §4.1.2.
enum MailFormats {
  static func isAddress(_ bytes: [UInt8]) -> Bool {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at < bytes.count - 1 else { return false }
    return isLocalPart(bytes[..<at]) && isDomain(bytes[(at + 1)...])
  }

  private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "\"") else {
      return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
    }
    guard bytes.count >= 2, bytes.last == UInt8(ascii: "\"") else { return false }
    var rest = bytes.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard (0x20...0x7E).contains(byte), byte != UInt8(ascii: "\"") else { return false }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst(), (0x20...0x7E).contains(escaped) else { return false }
      }
    }
    return true
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return HostFormats.isHostname(bytes) }
    let address = bytes.dropFirst().dropLast()
    return address.starts(with: "IPv6:".utf8) ? HostFormats.isIPv6(address.dropFirst(5)) : HostFormats.isIPv4(address)
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    SchemaFormat.isDigit(byte) || SchemaFormat.isLetter(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }
}

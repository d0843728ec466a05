/// URIs by the grammar of RFC 3986 appendix A.
enum URIFormats {
  static func isURI(_ bytes: [UInt8], mayBeRelative: Bool) -> Bool {
    var rest = bytes[...]
    if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard isText(rest[(mark + 1)...], besides: ":@/?") else { return false }
      rest = rest[..<mark]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      guard isText(rest[(mark + 1)...], besides: ":@/?") else { return false }
      rest = rest[..<mark]
    }
    let segment = rest.prefix { $0 != UInt8(ascii: "/") }
    if let colon = segment.firstIndex(of: UInt8(ascii: ":")) {
      // A first segment with a colon is a scheme or nothing (§4.2).
      guard isScheme(rest[..<colon]) else { return false }
      rest = rest[(colon + 1)...]
    } else if !mayBeRelative {
      return false
    }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let authority = rest.prefix { $0 != UInt8(ascii: "/") }
      guard isAuthority(authority) else { return false }
      rest = rest[authority.endIndex...]
    }
    return isText(rest, besides: ":@/")
  }

  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, SchemaFormat.isLetter(first) else { return false }
    return bytes.allSatisfy { SchemaFormat.isLetter($0) || SchemaFormat.isDigit($0) || "+-.".utf8.contains($0) }
  }

  /// §3.2: `user@host:port`.
  private static func isAuthority(_ bytes: ArraySlice<UInt8>) -> Bool {
    var host = bytes
    if let at = host.lastIndex(of: UInt8(ascii: "@")) {
      guard isText(host[..<at], besides: ":") else { return false }
      host = host[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")), isLiteral(host[(host.startIndex + 1)..<end]) else { return false }
      let port = host[(end + 1)...]
      return port.isEmpty || (port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(SchemaFormat.isDigit))
    }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
      guard host[(colon + 1)...].allSatisfy(SchemaFormat.isDigit) else { return false }
      host = host[..<colon]
    }
    return isText(host, besides: "")
  }

  /// Inside brackets: an IPv6 address or `v1.…` (§3.2.2).
  private static func isLiteral(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "v") else { return HostFormats.isIPv6(bytes) }
    let version = bytes.dropFirst().prefix(while: SchemaFormat.isHexadecimal)
    let rest = bytes[version.endIndex...]
    return !version.isEmpty && rest.first == UInt8(ascii: ".") && rest.count > 1 && isText(rest.dropFirst(), besides: ":")
  }

  /// Unreserved characters, sub-delimiters, percent-encoded bytes, and some more.
  private static func isText(_ bytes: ArraySlice<UInt8>, besides more: String) -> Bool {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst(), let low = rest.popFirst(), SchemaFormat.isHexadecimal(high), SchemaFormat.isHexadecimal(low) else {
          return false
        }
      } else {
        guard SchemaFormat.isLetter(byte) || SchemaFormat.isDigit(byte) || "-._~!$&'()*+,;=".utf8.contains(byte) || more.utf8.contains(byte) else {
          return false
        }
      }
    }
    return true
  }
}

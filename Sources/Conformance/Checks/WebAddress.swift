/// An absolute http or https URL taken apart as far as checks need it; nothing is decoded, nothing is looked up.
struct WebAddress: Sendable, Hashable {
  /// `http` or `https`.
  let scheme: String
  let host: HostName
  /// The scheme's own port when none is written.
  let port: Int
  /// Without a trailing slash, without query and fragment.
  let path: String
  /// True when a query or a fragment follows the path.
  let hasMore: Bool

  /// Nil for a relative reference, another scheme, user info, a malformed host or port, blanks or control characters.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x5C && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }) else { return nil }
    let lower = text.lowercased()
    guard let name = ["https", "http"].first(where: { lower.hasPrefix($0 + "://") }) else { return nil }
    scheme = name
    let rest = bytes[(name.utf8.count + 3)...]
    let end = rest.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex
    guard let place = Self.place(Array(rest[..<end])) else { return nil }
    host = place.host
    port = place.port ?? (name == "https" ? 443 : 80)
    let tail = rest[end...]
    let pathEnd = tail.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? tail.endIndex
    var bare = tail[..<pathEnd]
    while bare.last == 0x2F { bare.removeLast() }
    path = String(decoding: bare, as: UTF8.self)
    hasMore = pathEnd != tail.endIndex
  }

  /// Host and port of an authority without user info (RFC 3986 §3.2).
  private static func place(_ authority: [UInt8]) -> (host: HostName, port: Int?)? {
    guard !authority.contains(0x40) else { return nil }
    let isLiteral = authority.first == UInt8(ascii: "[")
    let hostEnd: Int
    if isLiteral {
      guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      hostEnd = close + 1
    } else {
      hostEnd = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.count
    }
    guard let host = HostName(String(decoding: authority[..<hostEnd], as: UTF8.self)) else { return nil }
    guard hostEnd < authority.count else { return (host, nil) }
    guard authority[hostEnd] == UInt8(ascii: ":"), let port = Int(String(decoding: authority[(hostEnd + 1)...], as: UTF8.self)),
      (1...65535).contains(port)
    else { return nil }
    return (host, port)
  }

  /// Whether both lead to the same place: scheme, host, port and path, bytes of the path as they are.
  func leadsWhere(_ other: WebAddress) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port && path.utf8.elementsEqual(other.path.utf8)
  }
}

/// A host as written in a URL: lower case, without a trailing dot.
struct HostName: Sendable, Hashable {
  let text: String
  let isAddress: Bool

  /// Nil for an empty or malformed name; brackets hold an IPv6 address.
  init?(_ written: String) {
    var name = written.lowercased()
    if name.utf8.first == UInt8(ascii: "[") {
      let inner = name.utf8.dropFirst().dropLast()
      guard inner.contains(UInt8(ascii: ":")), inner.allSatisfy({ Self.isHex($0) || $0 == 0x3A || $0 == 0x2E }) else { return nil }
      (text, isAddress) = (name, true)
      return
    }
    if name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isFit = labels.allSatisfy { label in (1...63).contains(label.count) && label.allSatisfy(Self.isLabelByte) }
    guard isFit, name.utf8.count <= 253, let last = labels.last else { return nil }
    text = name
    // A last label of digits makes the whole an IPv4 address, whatever its spelling (WHATWG URL, "ends in a number").
    isAddress = last.allSatisfy { (0x30...0x39).contains($0) }
  }

  var labels: [String] { text.split(separator: ".").map(String.init) }

  /// Ends in the labels of `suffix` and has at least one more: `data.go.id` is under `go.id`, `datago.id` and `go.id` are not.
  func isUnder(_ suffix: String) -> Bool {
    let wanted = suffix.lowercased().split(separator: ".").map(String.init)
    return !isAddress && labels.count > wanted.count && labels.suffix(wanted.count).elementsEqual(wanted)
  }

  /// `localhost` and the names below it (RFC 6761 §6.3).
  var isLocal: Bool { labels.last == "localhost" }

  /// Names that documents use as examples and nobody serves (RFC 2606, RFC 6761); `.test` is left to the simulation.
  var isExample: Bool {
    ["example", "invalid"].contains(labels.last ?? "") || ["com", "net", "org"].contains { text == "example.\($0)" || isUnder("example.\($0)") }
  }

  /// An address of this machine or of a private network (RFC 1918, RFC 4193, RFC 3927, RFC 4291 §2.5).
  var isPrivateAddress: Bool {
    guard isAddress else { return false }
    if text.utf8.first == UInt8(ascii: "[") {
      let inner = String(text.dropFirst().dropLast())
      let prefixes = ["fc", "fd", "fe8", "fe9", "fea", "feb"]
      if inner == "::1" || inner == "::" || prefixes.contains(where: { inner.hasPrefix($0) }) { return true }
      return inner.hasPrefix("::ffff:") && Self.isPrivate(String(inner.dropFirst(7)))
    }
    return Self.isPrivate(text)
  }

  private static func isPrivate(_ dotted: String) -> Bool {
    let parts = dotted.split(separator: ".").compactMap { UInt8($0) }
    // Other spellings than four numbers are no address that a contract may name.
    guard parts.count == 4 else { return true }
    switch (parts[0], parts[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168): return true
    default: return false
    }
  }

  private static func isHex(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
  }
}

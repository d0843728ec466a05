/// A URI reference in its five parts, resolved against a base as RFC 3986 §5.2 says; on bytes, for identifiers are hostile text.
struct URIReference: Hashable {
  private var scheme: [UInt8]?
  private var authority: [UInt8]?
  private var path: [UInt8]
  private var query: [UInt8]?
  /// Without `#`; nil when there is none.
  private(set) var fragment: [UInt8]?

  /// Splits as RFC 3986 appendix B does; every text is some reference.
  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Array(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[..<colon]) {
      scheme = rest[..<colon].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      rest = rest[(colon + 1)...]
    }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = Array(rest[..<end])
      rest = rest[end...]
    }
    path = Array(rest)
  }

  /// True for a reference that is only a fragment, or nothing.
  var isSameDocument: Bool { scheme == nil && authority == nil && path.isEmpty && query == nil }

  var withoutFragment: URIReference {
    var copy = self
    copy.fragment = nil
    return copy
  }

  func withFragment(_ text: [UInt8]) -> URIReference {
    var copy = self
    copy.fragment = text
    return copy
  }

  /// RFC 3986 §5.2.2. A relative base stays relative: contracts have no address of their own.
  func resolved(against base: URIReference) -> URIReference {
    var target = self
    guard scheme == nil else {
      target.path = Self.withoutDots(path)
      return target
    }
    target.scheme = base.scheme
    guard authority == nil else {
      target.path = Self.withoutDots(path)
      return target
    }
    target.authority = base.authority
    if path.isEmpty {
      target.path = base.path
      target.query = query ?? base.query
    } else if path.first == UInt8(ascii: "/") {
      target.path = Self.withoutDots(path)
    } else {
      target.path = Self.withoutDots(merged(with: base))
    }
    return target
  }

  /// RFC 3986 §5.2.3.
  private func merged(with base: URIReference) -> [UInt8] {
    if base.authority != nil, base.path.isEmpty { return [UInt8(ascii: "/")] + path }
    let folder = base.path.lastIndex(of: UInt8(ascii: "/")).map { base.path[...$0] } ?? []
    return folder + path
  }

  /// RFC 3986 §5.2.4, by segments.
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(UInt8(ascii: ".")) else { return path }
    var kept: [ArraySlice<UInt8>] = []
    let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (position, segment) in segments.enumerated() {
      let isLast = position == segments.count - 1
      if segment.elementsEqual(".".utf8) {
        if isLast { kept.append([]) }
      } else if segment.elementsEqual("..".utf8) {
        if let last = kept.last, kept.count > 1 || !last.isEmpty { kept.removeLast() }
        if isLast { kept.append([]) }
      } else {
        kept.append(segment)
      }
    }
    return Array(kept.joined(separator: [UInt8(ascii: "/")]))
  }

  /// RFC 3986 §3.1.
  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, (0x61...0x7A).contains(first | 0x20) else { return false }
    return bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }
  }
}

import HTTPMessages

/// A request as a site sees it: path segments and query decoded once.
struct SiteRequest: Sendable {
  let method: String
  /// Decoded segments below the host; a slash at the end is an empty last one.
  let segments: [String]
  let query: [(name: String, value: String)]
  let fields: [HeaderField]
  let body: [UInt8]

  /// Nil for a target that is not in origin form, or holds a broken escape or text that is no UTF-8 (RFC 9112 §3.2.1).
  init?(method: String, target: String, fields: [HeaderField], body: [UInt8]) {
    guard target.utf8.first == UInt8(ascii: "/") else { return nil }
    let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    var segments: [String] = []
    for part in parts[0].dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let segment = Self.decoded(part, plusIsBlank: false) else { return nil }
      segments.append(segment)
    }
    var query: [(name: String, value: String)] = []
    if parts.count == 2 {
      for pair in parts[1].split(separator: UInt8(ascii: "&")) {
        let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = Self.decoded(sides[0], plusIsBlank: true), let value = sides.count == 2 ? Self.decoded(sides[1], plusIsBlank: true) : ""
        else { return nil }
        query.append((name, value))
      }
    }
    self.method = method
    self.segments = segments
    self.query = query
    self.fields = fields
    self.body = body
  }

  private init(_ other: SiteRequest, segments: [String]) {
    method = other.method
    self.segments = segments
    query = other.query
    fields = other.fields
    body = other.body
  }

  /// The same request as seen from below a base address.
  func below(_ segments: [String]) -> SiteRequest { SiteRequest(self, segments: segments) }

  var cookies: [(name: String, value: String)] {
    fields.filter { ASCII.equalIgnoringCase($0.name, "Cookie") }.flatMap { field in
      field.value.split(separator: ";").compactMap { pair in
        guard let equals = pair.firstIndex(of: "=") else { return nil }
        return (FieldLists.trimmed(String(pair[..<equals])), FieldLists.trimmed(String(pair[pair.index(after: equals)...])))
      }
    }
  }

  private static func decoded(_ bytes: Substring.UTF8View.SubSequence, plusIsBlank: Bool) -> String? {
    var out: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hex), let low = rest.popFirst().flatMap(hex) else { return nil }
        out.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: out.append(0x20)
      default: out.append(byte)
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

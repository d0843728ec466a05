/// A JSON Pointer (RFC 6901): the way from the root of a document to one value.
package struct JSONPointer: Sendable, Hashable, CustomStringConvertible {
  package let tokens: [String]

  package static let root = JSONPointer(tokens: [])

  package init(tokens: [String]) { self.tokens = tokens }

  /// Reads `/a/0/b~1c`. Nil when it neither is empty nor starts with `/`, or holds a `~` without 0 or 1 (RFC 6901 §3).
  package init?(_ text: String) {
    if text.utf8.isEmpty {
      tokens = []
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = Self.unescape(part) else { return nil }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// Reads the fragment form `#/a/b%20c` (RFC 6901 §6); nil when it is not one.
  package init?(fragment: String) {
    guard fragment.utf8.first == UInt8(ascii: "#") else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(fragment.utf8.dropFirst())[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, let high = Self.hexValue(rest.removeFirst()), let low = Self.hexValue(rest.removeFirst()) else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.init(text)
  }

  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }
  package func appending(_ index: Int) -> JSONPointer { JSONPointer(tokens: tokens + [String(index)]) }

  package var description: String {
    tokens.map { "/" + String(decoding: Self.escape($0), as: UTF8.self) }.joined()
  }

  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.count == right.tokens.count && zip(left.tokens, right.tokens).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  package func hash(into hasher: inout Hasher) {
    for token in tokens {
      for byte in token.utf8 { hasher.combine(byte) }
      hasher.combine(0xFF as UInt8)
    }
  }

  private static func escape(_ token: String) -> [UInt8] {
    token.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "~"): [UInt8(ascii: "~"), UInt8(ascii: "0")]
      case UInt8(ascii: "/"): [UInt8(ascii: "~"), UInt8(ascii: "1")]
      default: [byte]
      }
    }
  }

  private static func unescape(_ part: Substring.UTF8View.SubSequence) -> String? {
    var bytes: [UInt8] = []
    var rest = part
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

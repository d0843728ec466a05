import Crypto

/// A SHA-256 digest: 32 bytes, printed as `sha256:` and 64 lower-case hexadecimal digits.
package struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  package let bytes: [UInt8]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  package static func of(_ content: [UInt8]) -> SHA256Digest { SHA256Digest(bytes: Array(SHA256.hash(data: content))) }

  /// Reads `sha256:<64 hexadecimal digits>`, or the digits alone; nil for anything else.
  package init?(_ text: String) {
    let digits = text.hasPrefix("sha256:") ? Array(text.utf8.dropFirst(7)) : Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = Hex.value(digits[index]), let low = Hex.value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  package var hex: String { Hex.text(bytes) }
  package var description: String { "sha256:\(hex)" }
}

/// Keyed digests, for equality without the value.
package enum HMACDigest {
  /// The first 16 hexadecimal digits of HMAC-SHA-256 (RFC 2104): enough to tell values of one run apart.
  package static func short(_ content: [UInt8], key: [UInt8]) -> String {
    Hex.text(Array(HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key)).prefix(8)))
  }
}

/// Lower-case hexadecimal.
package enum Hex {
  package static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x57
    case 0x41...0x46: byte - 0x37
    default: nil
    }
  }
}

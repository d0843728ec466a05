/// Decodes the escapes of a JSON string that the reader has already found well formed (RFC 8259 §7).
enum JSONEscapes {
  static func decode(_ raw: ArraySlice<UInt8>) -> String {
    // Half a surrogate pair has no place in a String: it becomes U+FFFD.
    String(decoding: bytes(raw, keepsHalves: false), as: UTF8.self)
  }

  /// The decoded text in bytes; half a surrogate pair keeps its own three bytes, as in WTF-8, so that different names stay different.
  static func bytes(_ raw: ArraySlice<UInt8>, keepsHalves: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(raw.count)
    var at = raw.startIndex
    while at < raw.endIndex {
      guard raw[at] == UInt8(ascii: "\\") else {
        out.append(raw[at])
        at += 1
        continue
      }
      switch raw[at + 1] {
      case UInt8(ascii: "u"):
        let (value, used) = codePoint(raw, at)
        out += encoded(value, keepsHalves)
        at += used
      case let letter:
        out.append(plain(letter))
        at += 2
      }
    }
    return out
  }

  private static func plain(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// One code point from `\u` and four hexadecimal digits, or from a pair of surrogates; half a pair stands for itself.
  private static func codePoint(_ raw: ArraySlice<UInt8>, _ at: Int) -> (UInt32, used: Int) {
    let high = unit(raw, at + 2)
    if (0xD800...0xDBFF).contains(high), at + 11 < raw.endIndex, raw[at + 6] == UInt8(ascii: "\\"), raw[at + 7] == UInt8(ascii: "u") {
      let low = unit(raw, at + 8)
      if (0xDC00...0xDFFF).contains(low) { return (0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), 12) }
    }
    return (high, 6)
  }

  private static func encoded(_ value: UInt32, _ keepsHalves: Bool) -> [UInt8] {
    guard keepsHalves, Unicode.Scalar(value) == nil else { return Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8) }
    return [0xE0 | UInt8(value >> 12), 0x80 | UInt8(value >> 6 & 63), 0x80 | UInt8(value & 63)]
  }

  static func unit(_ raw: ArraySlice<UInt8>, _ at: Int) -> UInt32 {
    raw[at..<(at + 4)].reduce(0) { value, byte in
      value << 4 | UInt32(byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
    }
  }
}

/// Decodes the escapes of a JSON string that the reader has already found well formed (RFC 8259 §7).
enum JSONEscapes {
  static func decode(_ raw: ArraySlice<UInt8>) -> String {
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
        let (scalar, used) = scalar(raw, at)
        out += String(scalar).utf8
        at += used
      case let letter:
        out.append(plain(letter))
        at += 2
      }
    }
    return String(decoding: out, as: UTF8.self)
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

  /// One scalar from `\uXXXX`, or from a pair of surrogates; U+FFFD for half a pair.
  private static func scalar(_ raw: ArraySlice<UInt8>, _ at: Int) -> (Unicode.Scalar, used: Int) {
    let high = unit(raw, at + 2)
    if (0xD800...0xDBFF).contains(high), at + 11 < raw.endIndex, raw[at + 6] == UInt8(ascii: "\\"), raw[at + 7] == UInt8(ascii: "u") {
      let low = unit(raw, at + 8)
      if (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) { return (scalar, 12) }
    }
    return (Unicode.Scalar(high) ?? "\u{FFFD}", 6)
  }

  static func unit(_ raw: ArraySlice<UInt8>, _ at: Int) -> UInt32 {
    raw[at..<(at + 4)].reduce(0) { value, byte in
      value << 4 | UInt32(byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
    }
  }
}

import DataTypes

/// Finds NIKs inside base64 and base64url words, a token's payload for example, and blots the whole word out.
enum EncodedIdentifiers {
  /// Sixteen digits are 22 letters of base64.
  private static let shortest = 22

  static func masked(in bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    var start = 0
    for index in 0...bytes.count {
      if index < bytes.count, value(bytes[index]) != nil { continue }
      if index - start >= shortest, (0..<4).contains(where: { holdsIdentifier(bytes[(start + $0)..<index]) }) {
        for place in start..<index { out[place] = UInt8(ascii: "A") }
      }
      start = index + 1
    }
    return out
  }

  /// Decodes as it goes and looks at the digits only.
  private static func holdsIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
    var bits: UInt32 = 0
    var count = 0
    var digits: [UInt8] = []
    for letter in word {
      bits = (bits << 6 | UInt32(value(letter) ?? 0)) & 0xFFFF
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      let byte = UInt8(truncatingIfNeeded: bits >> UInt32(count))
      if (0x30...0x39).contains(byte) {
        digits.append(byte)
      } else {
        if digits.count == 16, NationalTypes.looksLikeNIK(digits[...]) { return true }
        digits.removeAll(keepingCapacity: true)
      }
    }
    return digits.count == 16 && NationalTypes.looksLikeNIK(digits[...])
  }

  private static func value(_ letter: UInt8) -> UInt8? {
    switch letter {
    case 0x41...0x5A: letter - 0x41
    case 0x61...0x7A: letter - 0x61 + 26
    case 0x30...0x39: letter - 0x30 + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}

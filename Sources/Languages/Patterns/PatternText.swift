/// Pieces of PCRE2 syntax that say exactly what ECMA-262's classes say, whatever PCRE2's own tables hold.
enum PatternText {
  /// Nothing matches this.
  static let never = "(?:(?!))"

  /// One character; half a surrogate pair never occurs in well-formed text.
  static func literal(_ value: UInt32) -> String.UTF8View {
    isSurrogate(value) ? never.utf8 : "\\x{\(String(value, radix: 16))}".utf8
  }

  static func isSurrogate(_ value: UInt32) -> Bool { (0xD800...0xDFFF).contains(value) }

  static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  static let wordCharacters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
  /// WhiteSpace and LineTerminator (ECMA-262 §12.2, §12.3): every blank of Unicode, and U+FEFF.
  static let blanks: [ClosedRange<UInt32>] = [
    0x9...0xD, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
    0xFEFF...0xFEFF,
  ]

  /// Everything that sorted, separate ranges leave out.
  static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { rest.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { rest.append(next...0x10FFFF) }
    return rest
  }

  /// The inside of a class, without surrogates.
  static func inside(_ ranges: [ClosedRange<UInt32>]) -> String {
    var text = ""
    for range in ranges {
      if range.lowerBound < 0xD800 { text += piece(range.lowerBound, min(range.upperBound, 0xD7FF)) }
      if range.upperBound > 0xDFFF { text += piece(max(range.lowerBound, 0xE000), range.upperBound) }
    }
    return text
  }

  private static func piece(_ low: UInt32, _ high: UInt32) -> String {
    let first = "\\x{\(String(low, radix: 16))}"
    return low == high ? first : "\(first)-\\x{\(String(high, radix: 16))}"
  }
}

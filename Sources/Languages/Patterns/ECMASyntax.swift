/// Where PCRE2's language and ECMA-262's differ: what is refused, and what is rewritten.
enum ECMASyntax {
  /// The first construct that means something to PCRE2 and nothing (or something else) in ECMA-262; nil when there is none.
  static func foreignConstruct(_ source: [UInt8]) -> String? {
    var at = 0
    var isInClass = false
    while at < source.count {
      let byte = source[at]
      if byte == UInt8(ascii: "\\") {
        guard at + 1 < source.count else { return nil }
        if foreignEscapes.contains(source[at + 1]) { return "\\" + String(UnicodeScalar(source[at + 1])) }
        at += 2
        continue
      }
      if isInClass {
        if byte == UInt8(ascii: "]") { isInClass = false }
        if byte == UInt8(ascii: "["), at + 1 < source.count, source[at + 1] == UInt8(ascii: ":") { return "[:" }
      } else if byte == UInt8(ascii: "[") {
        isInClass = true
      } else if byte == UInt8(ascii: "("), let foreign = foreignGroup(source, at) {
        return foreign
      } else if isQuantifierEnd(byte), at + 1 < source.count, source[at + 1] == UInt8(ascii: "+") {
        return String(UnicodeScalar(byte)) + "+"
      }
      at += 1
    }
    return nil
  }

  private static let foreignEscapes = Set("AZzGKQEXRhHNCgeaolLuU".utf8).subtracting("u".utf8)

  private static func isQuantifierEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "}")
  }

  /// ECMA-262 knows `(?:`, `(?=`, `(?!`, `(?<=`, `(?<!` and `(?<name>`.
  private static func foreignGroup(_ source: [UInt8], _ at: Int) -> String? {
    guard at + 1 < source.count else { return nil }
    if source[at + 1] == UInt8(ascii: "*") { return "(*" }
    guard source[at + 1] == UInt8(ascii: "?"), at + 2 < source.count else { return nil }
    return ":=!<".utf8.contains(source[at + 2]) ? nil : "(?" + String(UnicodeScalar(source[at + 2]))
  }

  /// `\s` of ECMA-262 takes every Unicode blank and U+FEFF; PCRE2's takes ASCII's without UCP.
  static func translated(_ source: [UInt8]) -> [UInt8] {
    let blanks = "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
    var out: [UInt8] = []
    var at = 0
    var isInClass = false
    while at < source.count {
      if source[at] == UInt8(ascii: "\\"), at + 1 < source.count {
        switch (source[at + 1], isInClass) {
        case (UInt8(ascii: "s"), true): out += blanks.replacing("\\x{", with: "\\u{").utf8
        case (UInt8(ascii: "s"), false): out += "[\(blanks.replacing("\\x{", with: "\\u{"))]".utf8
        case (UInt8(ascii: "S"), false): out += "[^\(blanks.replacing("\\x{", with: "\\u{"))]".utf8
        // ECMA-262 has no escape before these; in a class or not they stand for themselves.
        case (UInt8(ascii: "d"), _): out += (isInClass ? "0-9" : "[0-9]").utf8
        default: out += source[at...(at + 1)]
        }
        at += 2
        continue
      }
      if source[at] == UInt8(ascii: "["), !isInClass { isInClass = true } else if source[at] == UInt8(ascii: "]") { isInClass = false }
      out.append(source[at])
      at += 1
    }
    return out
  }
}

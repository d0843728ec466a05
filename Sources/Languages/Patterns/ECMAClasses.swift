import Documents

/// What one escape or one member of a class stands for.
enum PatternAtom {
  case scalar(UInt32)
  /// The inside of a PCRE2 class.
  case set(String)
}

extension ECMATranslator {
  /// `[…]` (ECMA-262 §22.2.1 CharacterClass), from the bracket to behind its end.
  mutating func characterClass() throws(Diagnostic) -> String.UTF8View {
    let start = at
    at += 1
    let isNegated = peek() == "^"
    if isNegated { at += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    var sets = ""
    func add(_ atom: PatternAtom) {
      switch atom {
      case .scalar(let value): ranges.append(value...value)
      case .set(let text): sets += text
      }
    }
    while let next = peek(), next != "]" {
      let place = at
      let first = try member()
      guard peek() == "-", let beyond = peek(1), beyond != "]" else {
        add(first)
        continue
      }
      at += 1
      let second = try member()
      if case .scalar(let low) = first, case .scalar(let high) = second {
        guard low <= high else { throw fault(PatternWordings.badRange, text(place..<at), place) }
        ranges.append(low...high)
      } else {
        // Annex B: beside a set, the hyphen stands for itself.
        add(first)
        add(.scalar(0x2D))
        add(second)
      }
    }
    guard peek() == "]" else { throw fault(PatternWordings.unclosed, "[", start) }
    at += 1
    let inside = PatternText.inside(ranges) + sets
    if inside.utf8.isEmpty { return isNegated ? "(?s:.)".utf8 : PatternText.never.utf8 }
    return "[\(isNegated ? "^" : "")\(inside)]".utf8
  }

  private mutating func member() throws(Diagnostic) -> PatternAtom {
    guard let scalar = peek() else { throw fault(PatternWordings.unclosed, "[", at) }
    if scalar == "\\" { return try atomEscape(inClass: true) }
    at += 1
    return .scalar(scalar.value)
  }

  /// An escape that stands for characters (CharacterClassEscape, CharacterEscape, ClassEscape).
  mutating func atomEscape(inClass: Bool) throws(Diagnostic) -> PatternAtom {
    let start = at
    guard let letter = peek(1) else { throw fault(PatternWordings.badEscape, "\\", start) }
    at += 2
    switch letter {
    case "d": return .set(PatternText.inside(PatternText.digits))
    case "D": return .set(PatternText.inside(PatternText.complement(PatternText.digits)))
    case "w": return .set(PatternText.inside(PatternText.wordCharacters))
    case "W": return .set(PatternText.inside(PatternText.complement(PatternText.wordCharacters)))
    case "s": return .set(PatternText.inside(PatternText.blanks))
    case "S": return .set(PatternText.inside(PatternText.complement(PatternText.blanks)))
    case "t": return .scalar(0x09)
    case "n": return .scalar(0x0A)
    case "v": return .scalar(0x0B)
    case "f": return .scalar(0x0C)
    case "r": return .scalar(0x0D)
    case "b" where inClass: return .scalar(0x08)
    case "0" where peek().flatMap(Self.digit) == nil: return .scalar(0)
    case "c":
      guard let control = peek(), control.isASCII, control.properties.isAlphabetic else { throw fault(PatternWordings.badEscape, "\\c", start) }
      at += 1
      return .scalar(control.value & 0x1F)
    case "x":
      guard let value = hexadecimal(2) else { throw fault(PatternWordings.badEscape, "\\x", start) }
      return .scalar(value)
    case "u": return .scalar(try unicodeEscape(start))
    case "p", "P": return .set(try property(isNegated: letter == "P", start))
    default:
      if Self.digit(letter) != nil { throw fault(PatternWordings.badEscape, "\\\(letter)", start) }
      // A letter without meaning here has one elsewhere (`\A`, `\Z`, `\h` …): never guess.
      if letter.isASCII, letter.properties.isAlphabetic { throw fault(PatternWordings.notECMA, "\\\(letter)", start) }
      return .scalar(letter.value)
    }
  }

  /// Behind `\u`: four hexadecimal digits, a surrogate pair of such escapes, or any number of digits in braces (ECMA-262 §22.2.1).
  private mutating func unicodeEscape(_ start: Int) throws(Diagnostic) -> UInt32 {
    if peek() == "{" {
      var value: UInt32 = 0
      var end = at + 1
      while end < source.count, let digit = Self.hexadecimal(source[end]) {
        value = min(0x110000, value * 16 + digit)
        end += 1
      }
      guard end > at + 1, end < source.count, source[end] == "}", value <= 0x10FFFF else { throw fault(PatternWordings.badEscape, "\\u{", start) }
      at = end + 1
      return value
    }
    guard let high = hexadecimal(4) else { throw fault(PatternWordings.badEscape, "\\u", start) }
    guard (0xD800...0xDBFF).contains(high), peek() == "\\", peek(1) == "u" else { return high }
    let behindHigh = at
    at += 2
    guard let low = hexadecimal(4), (0xDC00...0xDFFF).contains(low) else {
      at = behindHigh
      return high
    }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard at + count <= source.count else { return nil }
    var value: UInt32 = 0
    for scalar in source[at..<(at + count)] {
      guard let digit = Self.hexadecimal(scalar) else { return nil }
      value = value * 16 + digit
    }
    at += count
    return value
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 0x30
    case "a"..."f", "A"..."F": scalar.value & 0x1F + 9
    default: nil
    }
  }

  /// `{Name}` or `{Name=Value}` behind `\p`.
  private mutating func property(isNegated: Bool, _ start: Int) throws(Diagnostic) -> String {
    let body = source[at...].prefix { $0.isASCII && ($0.properties.isAlphabetic || Self.digit($0) != nil || "_={".unicodeScalars.contains($0)) }
    let end = at + body.count
    guard body.first == "{", end < source.count, source[end] == "}" else { throw fault(PatternWordings.badEscape, "\\p", start) }
    at = end + 1
    let name = text((start + 3)..<end)
    guard let known = UnicodeProperties.inPCRE2(name) else { throw fault(PatternWordings.unknownProperty, name, start) }
    return "\\\(isNegated != known.isNegated ? "P" : "p"){\(known.name)}"
  }
}

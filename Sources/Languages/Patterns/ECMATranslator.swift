import Documents

/// Reads a pattern by ECMA-262's grammar (§22.2.1, unicode mode) and writes one that means the same to PCRE2.
///
/// Two liberties of annex B are taken, because contracts do and their meaning is plain: escaped punctuation stands for itself, and so
/// do `{`, `}`, `]` and `-` where they cannot be anything else. Known difference: PCRE2 keeps the captures of an earlier repetition.
struct ECMATranslator {
  /// Nested groups.
  static let deepest = 200

  let source: [Unicode.Scalar]
  var at = 0
  private var out: [UInt8] = []
  private var groups = GroupNames()
  /// The groups that are open, and whether each may be repeated once closed.
  private var open: [(start: Int, mayRepeat: Bool)] = []
  /// Whether a quantifier may follow what was just written.
  private var mayRepeat = false
  private var endsWithQuantifier = false

  static func translate(_ text: String) throws(Diagnostic) -> [UInt8] {
    var translator = ECMATranslator(source: Array(text.unicodeScalars))
    translator.groups = try GroupNames(of: translator.source)
    while let scalar = translator.peek() { try translator.term(scalar) }
    if let unclosed = translator.open.last { throw translator.fault(PatternWordings.unclosed, "(", unclosed.start) }
    return translator.out
  }

  private init(source: [Unicode.Scalar]) { self.source = source }

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < source.count ? source[at + ahead] : nil }

  func fault(_ wording: Wording, _ construct: String, _ start: Int) -> Diagnostic {
    Diagnostic(wording, ["construct": construct, "offset": String(start + 1)], at: nil)
  }

  /// The source between two places, for messages.
  func text(_ range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: source[range.clamped(to: 0..<source.count)])
    return text
  }

  private mutating func write(_ text: some Sequence<UInt8>, mayRepeat: Bool) {
    out += text
    self.mayRepeat = mayRepeat
    endsWithQuantifier = false
  }

  private mutating func term(_ scalar: Unicode.Scalar) throws(Diagnostic) {
    switch scalar {
    case "^", "$", "|":
      at += 1
      write(String(scalar).utf8, mayRepeat: false)
    case ".":
      at += 1
      write("[^\\n\\r\\x{2028}\\x{2029}]".utf8, mayRepeat: true)
    case "(": try openGroup()
    case ")": try closeGroup()
    case "[":
      let set = try characterClass()
      write(set, mayRepeat: true)
    case "\\": try escape()
    case "*", "+", "?", "{": try quantifier(scalar)
    case "]", "}":
      at += 1
      write("\\\(scalar)".utf8, mayRepeat: true)
    default:
      at += 1
      write(String(scalar).utf8, mayRepeat: true)
    }
  }

  // MARK: groups

  private mutating func openGroup() throws(Diagnostic) {
    let start = at
    guard open.count < Self.deepest else { throw Diagnostic(PatternWordings.tooDeep, ["limit": String(Self.deepest)], at: nil) }
    at += 1
    if peek() == "*" { throw fault(PatternWordings.notECMA, "(*", start) }
    var opening = "("
    var isAssertion = false
    if peek() == "?" {
      switch (peek(1), peek(2)) {
      case (":", _): opening = "(?:"
      case ("=", _), ("!", _), ("<", "="), ("<", "!"):
        opening = text(start..<(start + (peek(1) == "<" ? 4 : 3)))
        isAssertion = true
      case ("<", _): at = groups.endOfName(at: start)
      default: throw fault(PatternWordings.notECMA, text(start..<(start + 3)), start)
      }
      if opening.utf8.count > 1 { at = start + opening.utf8.count }
    }
    open.append((start, !isAssertion))
    write(opening.utf8, mayRepeat: false)
  }

  private mutating func closeGroup() throws(Diagnostic) {
    guard let group = open.popLast() else { throw fault(PatternWordings.unopened, ")", at) }
    at += 1
    write(")".utf8, mayRepeat: group.mayRepeat)
  }

  // MARK: quantifiers

  private mutating func quantifier(_ scalar: Unicode.Scalar) throws(Diagnostic) {
    let start = at
    guard let end = scalar == "{" ? try endOfBraces() : at + 1 else {
      at += 1
      write("\\{".utf8, mayRepeat: true)
      return
    }
    let construct = text(start..<end)
    guard mayRepeat else {
      // `a++` and its kin are possessive in other languages; here they repeat a quantifier.
      let isPossessive = endsWithQuantifier && scalar == "+"
      throw fault(isPossessive ? PatternWordings.notECMA : PatternWordings.nothingToRepeat, construct, start)
    }
    at = end
    write(construct.utf8, mayRepeat: false)
    if peek() == "?" {
      at += 1
      out.append(UInt8(ascii: "?"))
    }
    endsWithQuantifier = true
  }

  /// Where `{n}`, `{n,}` or `{n,m}` ends; nil when the brace stands for itself.
  private func endOfBraces() throws(Diagnostic) -> Int? {
    var end = at + 1
    var bounds: [Int?] = [nil]
    while end < source.count, source[end] != "}" {
      if source[end] == ",", bounds.count == 1, bounds[0] != nil {
        bounds.append(nil)
      } else if let digit = Self.digit(source[end]) {
        bounds[bounds.count - 1] = min(1_000_000, (bounds[bounds.count - 1] ?? 0) * 10 + digit)
      } else {
        return nil
      }
      end += 1
    }
    guard end < source.count, let least = bounds[0] else { return nil }
    if let most = bounds.last ?? nil, most < least { throw fault(PatternWordings.badRange, text(at..<(end + 1)), at) }
    return end + 1
  }

  // MARK: escapes

  private mutating func escape() throws(Diagnostic) {
    let start = at
    switch peek(1) {
    case "b", "B":
      at += 2
      write(text(start..<at).utf8, mayRepeat: false)
    case "k":
      guard let group = groups.reference(at: start) else { throw fault(PatternWordings.unknownGroup, "\\k", start) }
      at = group.end
      write("\\g{\(group.number)}".utf8, mayRepeat: true)
    case let digit? where Self.digit(digit) ?? 0 > 0:
      var number = 0
      at += 1
      while let digit = peek().flatMap(Self.digit), number < 100_000 {
        number = number * 10 + digit
        at += 1
      }
      guard number <= groups.count else { throw fault(PatternWordings.unknownGroup, text(start..<at), start) }
      write("\\g{\(number)}".utf8, mayRepeat: true)
    default:
      switch try atomEscape(inClass: false) {
      case .scalar(let value): write(PatternText.literal(value), mayRepeat: true)
      case .set(let text): write("[\(text)]".utf8, mayRepeat: true)
      }
    }
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? { ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : nil }
}

import Documents

/// The capturing groups of a pattern, found before it is translated: references may point forward.
struct GroupNames {
  private(set) var count = 0
  private var numbers: [[Unicode.Scalar]: Int] = [:]
  /// By the place of the `(`: behind the `>`.
  private var ends: [Int: Int] = [:]
  /// By the place of the backslash of `\k<name>`.
  private var references: [Int: (number: Int, end: Int)] = [:]

  init() {}

  init(of source: [Unicode.Scalar]) throws(Diagnostic) {
    var asked: [(start: Int, name: [Unicode.Scalar], end: Int)] = []
    var at = 0
    var isInClass = false
    while at < source.count {
      switch source[at] {
      case "\\":
        if !isInClass, Self.starts(source, at + 1, "k<"), let name = Self.name(source, at + 3) { asked.append((at, name.text, name.end)) }
        at += 1
      case "[": isInClass = true
      case "]": isInClass = false
      case "(" where !isInClass: try note(source, at)
      default: break
      }
      at += 1
    }
    for reference in asked {
      if let number = numbers[reference.name] { references[reference.start] = (number, reference.end) }
    }
  }

  func endOfName(at start: Int) -> Int { ends[start] ?? start + 1 }

  func reference(at start: Int) -> (number: Int, end: Int)? { references[start] }

  private mutating func note(_ source: [Unicode.Scalar], _ at: Int) throws(Diagnostic) {
    guard Self.starts(source, at + 1, "?") else {
      count += 1
      return
    }
    guard Self.starts(source, at + 1, "?<"), !Self.starts(source, at + 1, "?<="), !Self.starts(source, at + 1, "?<!") else { return }
    count += 1
    guard let name = Self.name(source, at + 3), numbers.updateValue(count, forKey: name.text) == nil else {
      throw Diagnostic(PatternWordings.badGroupName, ["construct": "(?<", "offset": String(at + 1)], at: nil)
    }
    ends[at] = name.end
  }

  private static func starts(_ source: [Unicode.Scalar], _ at: Int, _ text: String) -> Bool {
    at <= source.count && source[at...].starts(with: text.unicodeScalars)
  }

  /// An identifier name (ECMA-262 §12.7) and the place behind its `>`.
  private static func name(_ source: [Unicode.Scalar], _ start: Int) -> (text: [Unicode.Scalar], end: Int)? {
    var end = start
    while end < source.count, source[end] != ">" {
      let properties = source[end].properties
      let isFirst = source[end] == "$" || source[end] == "_" || properties.isIDStart
      guard isFirst || (end > start && properties.isIDContinue) else { return nil }
      end += 1
    }
    return end < source.count && end > start ? (Array(source[start..<end]), end + 1) : nil
  }
}

import Documents
import Patterns

/// Keywords over values, numbers and texts.
extension SchemaRun {
  mutating func choice(_ rule: ChoiceRule, _ block: Int, _ instance: SchemaInstance) -> Bool {
    if rule.mayHold(instance.kind) {
      let bytes = instance.name.map { CanonicalValue.bytes(of: $0) } ?? CanonicalValue.bytes(of: instance.node)
      guard spend(bytes.count / 64) else { return true }
      if rule.holds(bytes) { return true }
    }
    return broken(rule.isConstant ? "const" : "enum", ["count": String(rule.count)], block, instance)
  }

  mutating func number(_ rule: NumberRule, _ block: Int, _ instance: SchemaInstance) -> Bool {
    guard instance.kind == .number, let text = instance.node.numberText else { return true }
    guard spend(text.utf8.count / 64) else { return true }
    let value = NumberValue(text)
    var isValid = true
    if let bound = rule.minimum, value.order(bound) < 0 { isValid = broken("minimum", ["limit": bound.text], block, instance) }
    if let bound = rule.exclusiveMinimum, value.order(bound) <= 0 { isValid = broken("exclusiveMinimum", ["limit": bound.text], block, instance) }
    if let bound = rule.maximum, value.order(bound) > 0 { isValid = broken("maximum", ["limit": bound.text], block, instance) }
    if let bound = rule.exclusiveMaximum, value.order(bound) >= 0 { isValid = broken("exclusiveMaximum", ["limit": bound.text], block, instance) }
    if let divisor = rule.multipleOf {
      switch value.isMultiple(of: divisor) {
      case true?: break
      case false?: isValid = broken("multipleOf", ["limit": divisor.text], block, instance)
      // Too many digits to divide within bounds.
      case nil: stop(.budget)
      }
    }
    if let format = rule.format, !format.holds(value) { isValid = broken("format", ["format": format.rawValue], block, instance) }
    return isValid
  }

  mutating func text(_ rule: TextRule, _ block: Int, _ instance: SchemaInstance) -> Bool {
    guard instance.kind == .string, let text = instance.string else { return true }
    guard spend(text.utf8.count / 64) else { return true }
    var isValid = true
    if rule.minimum != nil || rule.maximum != nil {
      // Code points (2020-12 validation §6.3.1): every byte that does not continue one.
      let length = text.utf8.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
      if let limit = rule.minimum, length < limit { isValid = broken("minLength", Self.count(length, limit), block, instance) }
      if let limit = rule.maximum, length > limit { isValid = broken("maxLength", Self.count(length, limit), block, instance) }
    }
    if let pattern = rule.pattern, !matches(pattern, text, block) {
      isValid = broken("pattern", ["pattern": pattern.source], block, instance)
    }
    if let format = rule.format, !format.holds(text) { isValid = broken("format", ["format": format.rawValue], block, instance) }
    return isValid
  }

  static func count(_ actual: Int, _ limit: Int) -> [String: String] { ["actual": String(actual), "limit": String(limit)] }

  /// Tries with few steps first and ever more, each paid for: a cheap pattern stays cheap, and dear ones cannot be many.
  mutating func matches(_ pattern: Pattern, _ text: String, _ block: Int) -> Bool {
    let bytes = text.utf8.count
    guard spend(1 + (pattern.isAnchored ? bytes / 32 : bytes)) else { return true }
    var steps = 256 + 4 * bytes
    while true {
      switch pattern.matches(text, limits: .contract(matchSteps: UInt32(clamping: min(steps, Self.mostPatternSteps)))) {
      case .matches: return true
      case .doesNot: return false
      case .limitExceeded:
        guard steps < Self.mostPatternSteps else {
          let schema = program.blocks[block].node
          stop(.patternLimit((schema["pattern"] ?? schema).position))
          return true
        }
        steps *= 40
        guard spend(min(steps, Self.mostPatternSteps) / 20) else { return true }
      }
    }
  }

  private static let mostPatternSteps = 500_000
}

/// A number of an instance: compared as whole numbers where both are, else digit by digit.
struct NumberValue {
  private let integer: Int?
  private let text: String

  init(_ text: String) {
    self.text = text
    integer = text.utf8.count <= 18 ? Int(text) : nil
  }

  private var decimal: ExactDecimal? { ExactDecimal(text) }

  /// Below zero when this is less than the bound, above when more.
  func order(_ bound: Bound) -> Int {
    if let integer, let limit = bound.integer { return integer < limit ? -1 : integer > limit ? 1 : 0 }
    guard let decimal else { return 0 }
    return decimal < bound.decimal ? -1 : bound.decimal < decimal ? 1 : 0
  }

  /// Nil when it cannot be told within bounds.
  func isMultiple(of divisor: Bound) -> Bool? {
    if let integer, let divisor = divisor.integer { return integer % divisor == 0 }
    guard let decimal else { return nil }
    if let told = decimal.isMultiple(of: divisor.decimal) { return told }
    // Closer to zero than the divisor, and not zero.
    return decimal.exponent < divisor.decimal.exponent ? false : nil
  }

  /// Whether it is a whole number between two powers of two, as `int32` and `int64` say (OAS 3.1.1 §4.4.3).
  func fits(bits: Int) -> Bool {
    guard let whole = integer ?? decimal?.integer else { return false }
    return bits >= 64 || (whole >= -(1 << (bits - 1)) && whole < 1 << (bits - 1))
  }
}

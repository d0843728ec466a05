/// A decimal number as written, compared by its exact value: no binary rounding anywhere.
package struct ExactDecimal: Sendable, Hashable, Comparable {
  package let isNegative: Bool
  /// Significant digits 0 to 9, no leading and no trailing zeros; empty for zero.
  package let digits: [UInt8]
  /// The value is 0.d1d2d3… times ten to this power.
  package let exponent: Int

  /// Reads a JSON number; nil for anything else. Exponents beyond ±1,000,000 are clamped: they only ever compare.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    let mantissa = rest.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    let written = rest.dropFirst(mantissa.count + 1)
    var power = 0
    if mantissa.count < rest.count {
      let sign = written.first == UInt8(ascii: "-") ? -1 : 1
      let figures = sign < 0 || written.first == UInt8(ascii: "+") ? written.dropFirst() : written
      guard !figures.isEmpty else { return nil }
      for byte in figures {
        guard (0x30...0x39).contains(byte) else { return nil }
        power = min(1_000_000, power * 10 + Int(byte - 0x30))
      }
      power *= sign
    }
    let point = mantissa.firstIndex(of: UInt8(ascii: "."))
    let whole = point.map { mantissa[..<$0] } ?? mantissa
    // No leading zero, no bare point (RFC 8259 §6).
    guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30, mantissa.last != UInt8(ascii: ".") else { return nil }
    guard mantissa.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else { return nil }
    var figures = mantissa.filter { $0 != UInt8(ascii: ".") }.map { $0 - 0x30 }
    guard figures.count >= mantissa.count - 1 else { return nil }
    var leading = 0
    while leading < figures.count, figures[leading] == 0 { leading += 1 }
    figures.removeFirst(leading)
    while figures.last == 0 { figures.removeLast() }
    digits = figures
    exponent = figures.isEmpty ? 0 : whole.count - leading + power
  }

  package var isZero: Bool { digits.isEmpty }

  /// True for a mathematical integer: nothing behind the point.
  package var isInteger: Bool { digits.count <= max(exponent, 0) || isZero }

  package var integer: Int? {
    guard isInteger else { return nil }
    guard exponent <= 19 else { return nil }
    var value = 0
    for position in 0..<max(exponent, 0) {
      let digit = position < digits.count ? Int(digits[position]) : 0
      let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = tenfold.subtractingReportingOverflow(digit)
      if over || more { return nil }
      value = sum
    }
    // Built below zero, so that the smallest Int is read too.
    return isNegative ? value : value == Int.min ? nil : -value
  }

  package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.digits == right.digits && left.exponent == right.exponent && (left.isNegative == right.isNegative || left.isZero)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(digits)
    hasher.combine(exponent)
    hasher.combine(isNegative && !isZero)
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.isZero || right.isZero { return left.isZero ? !right.isZero && !right.isNegative : left.isNegative }
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isCloserToZero(than: left) : left.isCloserToZero(than: right)
  }

  private func isCloserToZero(than other: ExactDecimal) -> Bool {
    exponent != other.exponent ? exponent < other.exponent : digits.lexicographicallyPrecedes(other.digits)
  }

  /// Whether this is a whole number of `divisor`s, exactly; nil when the numbers are too far apart to tell within bounds.
  package func isMultiple(of divisor: ExactDecimal) -> Bool? {
    if isZero { return true }
    guard !divisor.isZero else { return nil }
    // Both as integers over the same power of ten, then long division by remainder.
    let scale = min(exponent - digits.count, divisor.exponent - divisor.digits.count)
    let ownZeros = exponent - digits.count - scale
    let divisorZeros = divisor.exponent - divisor.digits.count - scale
    guard digits.count + ownZeros <= 5000, divisor.digits.count + divisorZeros <= 18 else { return nil }
    var modulus: UInt64 = 0
    for digit in divisor.digits { modulus = modulus * 10 + UInt64(digit) }
    for _ in 0..<divisorZeros { modulus *= 10 }
    var remainder: UInt64 = 0
    for position in 0..<(digits.count + ownZeros) {
      let digit = position < digits.count ? UInt64(digits[position]) : 0
      let product = remainder.multipliedFullWidth(by: 10)
      let (low, carry) = product.low.addingReportingOverflow(digit)
      remainder = modulus.dividingFullWidth((product.high + (carry ? 1 : 0), low)).remainder
    }
    return remainder == 0
  }
}

import Documents
import Testing

/// Numbers by their exact value: no digit is lost, nothing is rounded.
@Suite struct ExactDecimalsTests {
  @Test(arguments: [
    ("0", "-0.000e9"), ("1", "1.000"), ("100", "1e2"), ("0.001", "1E-3"), ("-12.50", "-1.25e+1"), ("9901010101900001", "99010101019000.01e2"),
    ("1e1000", "10e999"), ("0.1e1", "1"),
  ]) func equalValuesAreEqual(_ left: String, _ right: String) throws {
    let (a, b) = (try #require(ExactDecimal(left)), try #require(ExactDecimal(right)))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(!(a < b) && !(b < a))
  }

  /// A double cannot tell these apart.
  @Test(arguments: [
    ("9203014107900000", "9203014107900001"), ("9007199254740992", "9007199254740993"), ("0.1", "0.10000000000000000001"), ("1e-400", "2e-400"),
    ("-2", "-1"), ("-1", "0"), ("0", "1e-999"), ("-1e-999", "0"), ("99", "100"), ("9.99", "10"), ("-100", "-99"), ("1e308", "1e309"), ("-1e309", "1"),
  ]) func smallerIsSmaller(_ left: String, _ right: String) throws {
    let (a, b) = (try #require(ExactDecimal(left)), try #require(ExactDecimal(right)))
    #expect(a < b)
    #expect(!(b < a))
    #expect(a != b)
  }

  @Test(arguments: [
    "", "-", "+1", "01", "-01", "1.", ".5", "1.e5", "1e", "1e+", "1e+-5", "1e--5", "1e1.5", "1..2", "1.2.3", "0x1", " 1", "1 ", "NaN", "١",
  ])
  func otherTextsAreNoNumbers(_ text: String) { #expect(ExactDecimal(text) == nil) }

  @Test(arguments: [
    ("0", 0), ("-0.0", 0), ("1.0", 1), ("1e2", 100), ("-1.5e1", -15), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ("9901010101900001", 9_901_010_101_900_001),
  ]) func wholeNumbersThatFit(_ text: String, _ value: Int) { #expect(ExactDecimal(text)?.integer == value) }

  @Test(arguments: ["1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e999999999999"])
  func othersHaveNoInteger(_ text: String) {
    #expect(ExactDecimal(text) != nil)
    #expect(ExactDecimal(text)?.integer == nil)
  }

  @Test(arguments: [("1e999999", true), ("10", true), ("1.50", false), ("1e-1", false), ("0.0", true), ("12.5e1", true)])
  func wholeNumbersAreToldApart(_ text: String, _ isInteger: Bool) { #expect(ExactDecimal(text)?.isInteger == isInteger) }

  @Test(arguments: [
    ("0.3", "0.1", true), ("19.99", "0.01", true), ("19.999", "0.01", false), ("1e308", "0.5", true), ("0", "7", true), ("7", "2", false),
    ("-9", "3", true), ("1e-8", "1e-9", true), ("1e-9", "1e-8", false), ("123456789012345678901234567890", "3", true),
  ]) func multiples(_ text: String, _ divisor: String, _ isMultiple: Bool) throws {
    #expect(try #require(ExactDecimal(text)).isMultiple(of: try #require(ExactDecimal(divisor))) == isMultiple)
  }

  @Test func whatIsTooFarApartIsNotJudged() throws {
    #expect(try #require(ExactDecimal("1e100000")).isMultiple(of: try #require(ExactDecimal("3"))) == nil)
    #expect(try #require(ExactDecimal("1")).isMultiple(of: try #require(ExactDecimal("0"))) == nil)
    #expect(try #require(ExactDecimal("1")).isMultiple(of: try #require(ExactDecimal("1e30"))) == nil)
  }
}

package import Documents

/// A regular expression of ECMA-262 in unicode mode, as JSON Schema uses it, run by PCRE2 under counted limits.
package struct Pattern: Sendable {
  package let source: String
  private let code: PatternCode

  /// Throws a diagnostic without position when the text is no pattern, uses what only other languages know, or is beyond us.
  package static func compile(_ source: String) throws(Diagnostic) -> Pattern {
    guard source.utf8.count <= longest else { throw Diagnostic(PatternWordings.tooLong, ["limit": String(longest)], at: nil) }
    return Pattern(source: source, code: try PatternCode(ECMATranslator.translate(source)))
  }

  /// What ECMA-262 says against a text as a pattern, whether we could run it or not; nil when nothing.
  package static func syntaxFault(in source: String) -> Diagnostic? {
    do {
      _ = try ECMATranslator.translate(source)
      return nil
    } catch { return error }
  }

  /// Whether the pattern is found anywhere in the text, as JSON Schema asks (2020-12 validation §6.3.3).
  package func matches(_ text: String, limits: PatternLimits) -> PatternOutcome { code.search(text, limits) }

  /// True when the pattern starts with `^`: only one place of the text is tried.
  package var isAnchored: Bool { code.isAnchored }

  private static let longest = 8192

  package static let wordings: [Wording] = PatternWordings.all
}

package enum PatternOutcome: Sendable, Hashable {
  case matches
  case doesNot
  /// The pattern cost more than the limits allow on this text: a cause to say "cannot tell", never a hang.
  case limitExceeded
}

/// How much work one match may cost before it is given up; counted by PCRE2, not timed, so the outcome repeats.
package struct PatternLimits: Sendable, Hashable {
  /// Backtracking points, shared among the places where a match may start.
  package let matchSteps: UInt32
  package let depth: UInt32
  package let heapKibibytes: UInt32
  /// Longest text for a pattern that starts with `^`, in bytes.
  package let anchoredBytes: Int
  /// Longest text for a pattern that may start anywhere: the work grows with its square.
  package let searchedBytes: Int

  package init(matchSteps: UInt32, depth: UInt32, heapKibibytes: UInt32, anchoredBytes: Int, searchedBytes: Int) {
    self.matchSteps = matchSteps
    self.depth = depth
    self.heapKibibytes = heapKibibytes
    self.anchoredBytes = anchoredBytes
    self.searchedBytes = searchedBytes
  }

  /// For patterns of our own over whole bodies.
  package static let standard = PatternLimits(
    matchSteps: 500_000, depth: 10_000, heapKibibytes: 4096, anchoredBytes: 8 << 20, searchedBytes: 8 << 20)

  /// For patterns that contracts bring, over one value.
  package static func contract(matchSteps: UInt32) -> PatternLimits {
    PatternLimits(matchSteps: matchSteps, depth: 10_000, heapKibibytes: 4096, anchoredBytes: 128 << 10, searchedBytes: 16 << 10)
  }

  /// PCRE2 counts anew at every start, so each start gets a share, and never too little to be of use.
  func steps(perStartIn starts: Int) -> UInt32 {
    max(matchSteps / UInt32(clamping: starts), min(500, matchSteps / 32), 1)
  }
}

import Model

/// Model `score/1`: equal weights, exact integers, rounded down (design: scoring.md).
enum ScoreModel {
  struct Result: Hashable {
    let number: Int?
    let state: Score.State
    /// The line that a reader can recompute by hand.
    let arithmetic: String
  }

  /// p is the passed share of the applicable MUSTs, v the decided share, s the passed share of the SHOULDs (1 when there is none).
  static func score(_ counts: Counts) -> Result {
    let must = counts.mustApplicable
    guard must > 0 else { return Result(number: nil, state: .none, arithmetic: "M = 0") }
    let decided = counts.mustDecided
    let passed = counts.mustPassed
    guard decided * 5 >= must * 4 else { return Result(number: nil, state: .none, arithmetic: "v = \(decided)/\(must) < 0.80") }
    if counts.criticalFailed > 0 {
      return Result(number: 29 * passed / must, state: .r, arithmetic: "floor(29 x \(passed)/\(must))")
    }
    if counts.mustFailed > 0 {
      return Result(number: 30 + 29 * passed / must, state: .f, arithmetic: "30 + floor(29 x \(passed)/\(must))")
    }
    if decided < must {
      // 19 x (v - 0.80) / 0.20 = 19 x (5 x decided - 4 x must) / must
      return Result(
        number: 60 + 19 * (5 * decided - 4 * must) / must, state: .u,
        arithmetic: "60 + floor(19 x (\(decided)/\(must) - 0.80) / 0.20)")
    }
    guard counts.shouldApplicable > 0 else { return Result(number: 100, state: .c, arithmetic: "80 + floor(20 x 1)") }
    return Result(
      number: 80 + 20 * counts.shouldPassed / counts.shouldApplicable, state: .c,
      arithmetic: "80 + floor(20 x \(counts.shouldPassed)/\(counts.shouldApplicable))")
  }
}

/// The word, the level and the number for one subject (design: scoring.md).
package struct Decision: Sendable, Hashable {
  package enum Word: String, Sendable, Hashable, CaseIterable {
    case conformant, conformantWithWaivers, nonconformant, undetermined
  }
  package let claim: Level
  package let word: Word
  /// 0 when level 1 is not reached.
  package let levelReached: Int
  package let score: Score

  package init(claim: Level, word: Word, levelReached: Int, score: Score) {
    self.claim = claim
    self.word = word
    self.levelReached = levelReached
    self.score = score
  }
}

/// The number of model `score/1` with everything needed to recompute it by hand.
package struct Score: Sendable, Hashable {
  package enum State: String, Sendable, Hashable, CaseIterable { case none = "-", r = "R", f = "F", w = "W", u = "U", c = "C" }
  package let number: Int?
  package let state: State
  package let arithmetic: String
  package let mustPassed: Int
  /// Passed or failed.
  package let mustDecided: Int
  package let mustApplicable: Int
  package let shouldPassed: Int
  package let shouldApplicable: Int
  /// Requirements applied (not inapplicable) of those in the profile up to the claimed level.
  package let scopeApplied: Int
  package let scopeTotal: Int
  /// The number if every MUST and SHOULD not yet decided passed.
  package let couldReach: Int?

  package init(
    number: Int?, state: State, arithmetic: String, mustPassed: Int, mustDecided: Int, mustApplicable: Int, shouldPassed: Int,
    shouldApplicable: Int, scopeApplied: Int, scopeTotal: Int, couldReach: Int?
  ) {
    self.number = number
    self.state = state
    self.arithmetic = arithmetic
    self.mustPassed = mustPassed
    self.mustDecided = mustDecided
    self.mustApplicable = mustApplicable
    self.shouldPassed = shouldPassed
    self.shouldApplicable = shouldApplicable
    self.scopeApplied = scopeApplied
    self.scopeTotal = scopeTotal
    self.couldReach = couldReach
  }
}

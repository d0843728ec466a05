package import Model

/// Verdicts to the word, the level and the number (design: scoring.md, model `score/1`).
///
/// A percentage never buys a level, and nothing executed is never a pass.
package enum Decider {
  /// - `claim`: the level that the subject claims; requirements of higher levels do not count for word and number.
  package static func decide(_ verdicts: [Verdict], claim: Level) -> Decision {
    let counts = Counts(verdicts, claim: claim)
    let hopeful = Counts(verdicts.map { $0.isDecided ? $0 : $0.passing }, claim: claim)
    let result = ScoreModel.score(counts)
    let score = Score(
      number: result.number, state: result.state, arithmetic: result.arithmetic, mustPassed: counts.mustPassed, mustDecided: counts.mustDecided,
      mustApplicable: counts.mustApplicable, shouldPassed: counts.shouldPassed, shouldApplicable: counts.shouldApplicable,
      scopeApplied: counts.scopeApplied, scopeTotal: counts.scopeTotal, couldReach: ScoreModel.score(hopeful).number)
    return Decision(claim: claim, word: word(counts), levelReached: levelReached(verdicts), score: score)
  }

  /// A proven failure decides; without one, everything that applies must have passed.
  private static func word(_ counts: Counts) -> Decision.Word {
    if counts.mustFailed > 0 { return .nonconformant }
    return counts.mustApplicable > 0 && counts.mustPassed == counts.mustApplicable ? .conformant : .undetermined
  }

  /// The highest level whose applicable MUSTs, and those of the levels below, all passed; 0 for none.
  ///
  /// A level at which nothing at all was passed proves nothing and is not reached, even where no MUST stands in the way.
  private static func levelReached(_ verdicts: [Verdict]) -> Int {
    var reached = 0
    for level in Level.allCases {
      let binding = verdicts.filter { $0.isApplicable && $0.level <= level && $0.binds(at: level) }
      let isProved = verdicts.contains { $0.level == level && $0.isScored && $0.outcome == .passed }
      guard isProved, binding.contains(where: { $0.modality == .must }), binding.allSatisfy({ $0.outcome == .passed }) else { break }
      reached = level.rawValue
    }
    return reached
  }
}

/// What the score is computed from.
struct Counts: Hashable {
  private(set) var mustPassed = 0
  private(set) var mustFailed = 0
  private(set) var mustApplicable = 0
  private(set) var criticalFailed = 0
  private(set) var shouldPassed = 0
  private(set) var shouldApplicable = 0
  private(set) var scopeApplied = 0
  private(set) var scopeTotal = 0
  var mustDecided: Int { mustPassed + mustFailed }

  init(_ verdicts: [Verdict], claim: Level) {
    for verdict in verdicts where verdict.level <= claim {
      scopeTotal += 1
      guard verdict.isApplicable else { continue }
      scopeApplied += 1
      switch verdict.modality {
      case .must:
        mustApplicable += 1
        if verdict.outcome == .passed { mustPassed += 1 }
        if verdict.outcome == .failed { mustFailed += 1 }
        if verdict.outcome == .failed, verdict.critical { criticalFailed += 1 }
      case .should:
        shouldApplicable += 1
        if verdict.outcome == .passed { shouldPassed += 1 }
      case .may: break
      }
    }
  }
}

extension Verdict {
  var isApplicable: Bool { outcome.word != .inapplicable }

  /// Nothing that another run could still turn into a pass without a repair.
  fileprivate var isDecided: Bool {
    switch outcome {
    case .passed, .failed, .inapplicable: true
    case .cantTell, .untested: false
    }
  }

  /// MAY is never scored.
  fileprivate var isScored: Bool { modality != .may }

  /// MUSTs bind at every level from their own on; at level 3 the SHOULDs of levels 1 and 2 count as MUST.
  fileprivate func binds(at wanted: Level) -> Bool {
    switch modality {
    case .must: true
    case .should: wanted == .exemplary && level < .exemplary
    case .may: false
    }
  }

  /// The same requirement, passed.
  var passing: Verdict {
    Verdict(
      requirement: requirement, modality: modality, level: level, dimension: dimension, critical: critical, outcome: .passed, instances: instances,
      dependsOn: [])
  }
}

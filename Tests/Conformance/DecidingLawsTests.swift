import Deciding
import Model
import Testing

/// The laws of architecture.md §5 over thousands of random verdict sets; the seed is fixed, so a failure repeats.
@Suite struct DecidingLawsTests {
  /// SplitMix64.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let outcomes: [Outcome] = [
    .passed, .failed, .cantTell(.unstable), .inapplicable(.apiType), .untested(.noConsent), .untested(.unreachable(.dns)),
  ]

  private static func verdict(_ number: Int, _ outcome: Outcome, _ dice: inout Dice) -> Verdict {
    let modality = [Modality.must, .must, .must, .should, .may][Int.random(in: 0..<5, using: &dice)]
    let level = [Level.onboarding, .onboarding, .certified, .exemplary][Int.random(in: 0..<4, using: &dice)]
    let roots = outcome == .failed && number > 1 && Bool.random(using: &dice) ? ["R-\(Int.random(in: 0..<number, using: &dice))"] : []
    return ReportingSamples.verdict(
      "R-\(number)", outcome, modality, level, critical: Int.random(in: 0..<20, using: &dice) == 0, dependsOn: roots)
  }

  /// Mostly passed, so that every state occurs.
  private static func verdicts(_ dice: inout Dice) -> [Verdict] {
    let spoiled = Int.random(in: 0...3, using: &dice)
    return (0..<Int.random(in: 0...24, using: &dice)).map { number in
      let isPassed = Int.random(in: 0..<4, using: &dice) >= spoiled
      return verdict(number, isPassed ? .passed : outcomes[Int.random(in: 0..<outcomes.count, using: &dice)], &dice)
    }
  }

  private static func with(_ verdict: Verdict, _ outcome: Outcome) -> Verdict {
    ReportingSamples.verdict(
      verdict.requirement, outcome, verdict.modality, verdict.level, critical: verdict.critical, dependsOn: verdict.dependsOn)
  }

  /// Word, level and number, none lower; no number is the lowest.
  private static func isNotLower(_ left: Decision, than right: Decision) -> Bool {
    left.word.rank >= right.word.rank && left.levelReached >= right.levelReached && (left.score.number ?? -1) >= (right.score.number ?? -1)
  }

  private static func each(_ count: Int, seed: UInt64, _ body: ([Verdict], Level, inout Dice) -> Void) {
    var dice = Dice(state: seed)
    for _ in 0..<count {
      let verdicts = verdicts(&dice)
      for claim in Level.allCases { body(verdicts, claim, &dice) }
    }
  }

  @Test func passingNeverLowers() {
    Self.each(1000, seed: 1) { verdicts, claim, _ in
      let now = Decider.decide(verdicts, claim: claim)
      for index in verdicts.indices where verdicts[index].outcome != .passed {
        var better = verdicts
        better[index] = Self.with(verdicts[index], .passed)
        let after = Decider.decide(better, claim: claim)
        if !Self.isNotLower(after, than: now) { Issue.record("\(verdicts[index].outcome) to passed: \(now) became \(after)") }
      }
    }
  }

  @Test func addingWhatWasNotTestedNeverHelps() {
    Self.each(3000, seed: 2) { verdicts, claim, dice in
      let now = Decider.decide(verdicts, claim: claim)
      for outcome in [Outcome.untested(.harness), .cantTell(.needsReview)] {
        let more = verdicts + [Self.verdict(99, outcome, &dice)]
        let after = Decider.decide(more, claim: claim)
        if !Self.isNotLower(now, than: after) { Issue.record("\(outcome) added: \(now) became \(after)") }
      }
    }
  }

  @Test func nothingExecutedIsNeverAPass() {
    Self.each(2000, seed: 3) { verdicts, claim, _ in
      let idle = verdicts.map { $0.outcome == .passed || $0.outcome == .failed ? Self.with($0, .untested(.noEvidence)) : $0 }
      let decision = Decider.decide(idle, claim: claim)
      #expect(decision.word == .undetermined && decision.levelReached == 0 && decision.score.number == nil)
    }
  }

  @Test func aProvenFailureIsNeverHidden() {
    Self.each(3000, seed: 4) { verdicts, claim, _ in
      let isBroken = verdicts.contains { $0.modality == .must && $0.level <= claim && $0.outcome == .failed }
      let decision = Decider.decide(verdicts, claim: claim)
      #expect((decision.word == .nonconformant) == isBroken)
      if isBroken { #expect((decision.score.number ?? 0) < 60 && decision.levelReached < claim.rawValue) }
    }
  }

  @Test func orderAndRepetitionDoNotMatter() {
    Self.each(1000, seed: 5) { verdicts, claim, dice in
      let decision = Decider.decide(verdicts, claim: claim)
      let shuffled = verdicts.shuffled(using: &dice)
      #expect(Decider.decide(shuffled, claim: claim) == decision)
      let repairs = RepairRanking.repairs(verdicts, decision: decision)
      #expect(RepairRanking.repairs(shuffled, decision: decision) == repairs)
    }
  }

  @Test func repairsNameEveryRootOnceAndNeverMakeItWorse() {
    Self.each(1000, seed: 6) { verdicts, claim, _ in
      let decision = Decider.decide(verdicts, claim: claim)
      let failed = Set(verdicts.filter { $0.outcome == .failed }.map(\.requirement))
      let roots = verdicts.filter { failed.contains($0.requirement) && failed.isDisjoint(with: $0.dependsOn) }.map(\.requirement)
      let repairs = RepairRanking.repairs(verdicts, decision: decision)
      #expect(repairs.map(\.requirement).sorted() == roots.sorted())
      for repair in repairs {
        #expect(repair.wordAfter.rank >= decision.word.rank && repair.levelAfter >= decision.levelReached)
        #expect((repair.numberAfter ?? -1) >= (decision.score.number ?? -1))
      }
      #expect((decision.score.couldReach ?? -1) >= (decision.score.number ?? -1))
    }
  }
}

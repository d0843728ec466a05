import Deciding
import Model
import Testing

/// The worked values of scoring.md, and what stands beside them.
@Suite struct DecidingScoreTests {
  /// So many of each, MUSTs first: passed, failed, untested; then SHOULDs passed, failed.
  static func set(_ passed: Int, _ failed: Int = 0, _ untested: Int = 0, critical: Int = 0, should: (Int, Int) = (0, 0)) -> [Verdict] {
    var verdicts: [Verdict] = []
    func add(_ count: Int, _ outcome: Outcome, _ modality: Modality = .must, critical: Bool = false) {
      for _ in 0..<count {
        verdicts.append(ReportingSamples.verdict("UJI-\(verdicts.count + 1)", outcome, modality, .onboarding, critical: critical))
      }
    }
    add(passed, .passed)
    add(failed, .failed)
    add(critical, .failed, critical: true)
    add(untested, .untested(.noTestData))
    add(should.0, .passed, .should)
    add(should.1, .failed, .should)
    return verdicts
  }

  struct Line: Sendable, CustomTestStringConvertible {
    let name: String
    let verdicts: [Verdict]
    let number: Int?
    let state: Score.State
    let word: Decision.Word
    let arithmetic: String
    let couldReach: Int?
    var testDescription: String { name }
  }

  static let lines: [Line] = [
    Line(
      name: "50 MUST passed and 18 of 20 SHOULD", verdicts: set(50, should: (18, 2)), number: 98, state: .c, word: .conformant,
      arithmetic: "80 + floor(20 x 18/20)", couldReach: 98),
    Line(
      name: "all MUST, no SHOULD passed", verdicts: set(50, should: (0, 20)), number: 80, state: .c, word: .conformant,
      arithmetic: "80 + floor(20 x 0/20)", couldReach: 80),
    Line(
      name: "all MUST, no SHOULD there", verdicts: set(50), number: 100, state: .c, word: .conformant, arithmetic: "80 + floor(20 x 1)",
      couldReach: 100),
    Line(
      name: "1 of 50 failed", verdicts: set(49, 1), number: 58, state: .f, word: .nonconformant, arithmetic: "30 + floor(29 x 49/50)",
      couldReach: 58),
    Line(
      name: "one critical failed", verdicts: set(49, critical: 1), number: 28, state: .r, word: .nonconformant, arithmetic: "floor(29 x 49/50)",
      couldReach: 28),
    Line(
      name: "5 of 50 untested", verdicts: set(45, 0, 5), number: 69, state: .u, word: .undetermined,
      arithmetic: "60 + floor(19 x (45/50 - 0.80) / 0.20)", couldReach: 100),
    Line(
      name: "1 of 50 untested", verdicts: set(49, 0, 1), number: 77, state: .u, word: .undetermined,
      arithmetic: "60 + floor(19 x (49/50 - 0.80) / 0.20)", couldReach: 100),
    Line(
      name: "20 of 50 untested", verdicts: set(30, 0, 20), number: nil, state: .none, word: .undetermined, arithmetic: "v = 30/50 < 0.80",
      couldReach: 100),
    Line(
      name: "exactly 0.80", verdicts: set(40, 0, 10), number: 60, state: .u, word: .undetermined,
      arithmetic: "60 + floor(19 x (40/50 - 0.80) / 0.20)", couldReach: 100),
    Line(
      name: "25 of 50 failed", verdicts: set(25, 25), number: 44, state: .f, word: .nonconformant, arithmetic: "30 + floor(29 x 25/50)",
      couldReach: 44),
    Line(
      name: "1 failed and 40 untested", verdicts: set(9, 1, 40), number: nil, state: .none, word: .nonconformant, arithmetic: "v = 10/50 < 0.80",
      couldReach: 58),
    Line(
      name: "nothing applies", verdicts: set(0, should: (3, 0)), number: nil, state: .none, word: .undetermined, arithmetic: "M = 0",
      couldReach: nil),
  ]

  @Test(arguments: lines) func workedValues(_ line: Line) {
    let decision = Decider.decide(line.verdicts, claim: .onboarding)
    #expect(decision.score.number == line.number)
    #expect(decision.score.state == line.state)
    #expect(decision.word == line.word)
    #expect(decision.score.arithmetic == line.arithmetic)
    #expect(decision.score.couldReach == line.couldReach)
  }

  @Test func scopeCountsUpToTheClaim() {
    let verdicts = [
      ReportingSamples.verdict("A-1", .passed), ReportingSamples.verdict("A-2", .inapplicable(.apiType)),
      ReportingSamples.verdict("A-3", .untested(.noConsent), .should), ReportingSamples.verdict("A-4", .passed, .may),
      ReportingSamples.verdict("A-5", .failed, .must, .certified),
    ]
    let first = Decider.decide(verdicts, claim: .onboarding)
    #expect([first.score.scopeApplied, first.score.scopeTotal, first.score.mustApplicable, first.score.shouldApplicable] == [3, 4, 1, 1])
    #expect(first.word == .conformant)
    let second = Decider.decide(verdicts, claim: .certified)
    #expect([second.score.scopeApplied, second.score.scopeTotal, second.score.mustApplicable, second.score.mustDecided] == [4, 5, 2, 2])
    #expect(second.word == .nonconformant)
  }

  struct Ladder: Sendable, CustomTestStringConvertible {
    let name: String
    let verdicts: [(Outcome, Modality, Level)]
    let level: Int
    var testDescription: String { name }
  }

  static let ladders: [Ladder] = [
    Ladder(name: "nothing", verdicts: [], level: 0),
    Ladder(name: "level 1 alone proves nothing of level 2", verdicts: [(.passed, .must, .onboarding)], level: 1),
    Ladder(name: "level 2", verdicts: [(.passed, .must, .onboarding), (.passed, .must, .certified)], level: 2),
    Ladder(name: "a failed SHOULD does not stop level 2", verdicts: [
      (.passed, .must, .onboarding), (.failed, .should, .onboarding), (.passed, .must, .certified),
    ], level: 2),
    Ladder(name: "a failed SHOULD below stops level 3", verdicts: [
      (.passed, .must, .onboarding), (.failed, .should, .onboarding), (.passed, .must, .certified), (.passed, .must, .exemplary),
    ], level: 2),
    Ladder(name: "an untested SHOULD below stops level 3", verdicts: [
      (.passed, .must, .onboarding), (.passed, .must, .certified), (.untested(.budget), .should, .certified), (.passed, .must, .exemplary),
    ], level: 2),
    Ladder(name: "a failed SHOULD of level 3 itself does not", verdicts: [
      (.passed, .must, .onboarding), (.passed, .must, .certified), (.passed, .must, .exemplary), (.failed, .should, .exemplary),
    ], level: 3),
    Ladder(name: "what fails below fails above", verdicts: [(.failed, .must, .onboarding), (.passed, .must, .certified)], level: 0),
    Ladder(name: "a level at which nothing was passed is not reached", verdicts: [
      (.passed, .must, .onboarding), (.failed, .should, .certified), (.passed, .must, .exemplary),
    ], level: 1),
    Ladder(name: "a MAY proves nothing", verdicts: [(.passed, .must, .onboarding), (.passed, .may, .certified)], level: 1),
  ]

  @Test(arguments: ladders) func levelReached(_ ladder: Ladder) {
    let verdicts = ladder.verdicts.enumerated().map { ReportingSamples.verdict("A-\($0.offset)", $0.element.0, $0.element.1, $0.element.2) }
    for claim in Level.allCases { #expect(Decider.decide(verdicts, claim: claim).levelReached == ladder.level) }
  }
}

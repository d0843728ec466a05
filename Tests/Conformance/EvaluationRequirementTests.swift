import Documents
import Evaluation
import Model
import Testing

/// What is decided before a check is asked, and how several ways of verification come to one outcome.
@Suite struct EvaluationRequirementTests {
  private typealias E = EvaluationEvidence
  private static let reads = [E.read("/penduduk", "/penduduk", .answer(200, "application/json", "[]"))]
  private static let all: [(id: String, check: String)] = [
    ("GOV-01", "registry-entry-is-complete"), ("DOC-01", "contract-is-valid-open-api"), ("DOC-04", "every-operation-has-a-unique-id"),
    ("SEM-02", "json-bodies-are-strict"),
  ]

  private static func outcomes(_ evidence: Evidence, types: Set<APIType>? = nil) -> [String] {
    let standard = types.map { EvaluationSamples.standard(all, types: $0) } ?? EvaluationSamples.standard(all)
    return Evaluator.evaluate(evidence, standard).map { $0.outcome.word.rawValue + ($0.outcome.cause.map { " \($0)" } ?? "") }
  }

  struct Line: Sendable, CustomTestStringConvertible {
    let name: String
    let evidence: Evidence
    var types: Set<APIType>?
    let outcomes: [String]
    var testDescription: String { name }
  }

  static let lines: [Line] = [
    Line(name: "an ordinary service", evidence: E.evidence(reads), outcomes: ["failed", "passed", "passed", "passed"]),
    Line(
      name: "a draft is judged like any other", evidence: E.evidence(reads, service: E.service(lifecycle: .draft)),
      outcomes: ["failed", "passed", "passed", "passed"]),
    Line(
      name: "nothing applies to a retired service", evidence: E.evidence(reads, service: E.service(lifecycle: .retired)),
      outcomes: [String](repeating: "inapplicable lifecycle", count: 4)),
    Line(
      name: "another kind of API", evidence: E.evidence(reads, service: E.service(apiType: .payment)), types: [.rest, .open],
      outcomes: [String](repeating: "inapplicable apiType", count: 4)),
    Line(
      name: "nobody said which kind: what is for all kinds and asks nothing is judged", evidence: E.evidence([], service: E.service(apiType: nil)),
      outcomes: ["failed", "passed", "passed", "untested prerequisite(GOV-01)"]),
    Line(
      name: "nobody said which kind, and it matters", evidence: E.evidence([], service: E.service(apiType: nil)), types: [.rest],
      outcomes: [String](repeating: "untested prerequisite(GOV-01)", count: 4)),
    Line(
      name: "without a registry entry", evidence: E.evidence(reads, isSelfDeclared: true),
      outcomes: ["untested noRegistryEntry", "passed", "passed", "passed"]),
    Line(
      name: "without a contract", evidence: E.evidence(reads, contract: nil),
      outcomes: ["failed", "untested noEvidence", "untested noEvidence", "untested noEvidence"]),
    Line(
      name: "with a contract that nobody can read", evidence: E.evidence(reads, contract: "openapi: ["),
      outcomes: ["failed", "failed", "untested contractInvalid", "untested contractInvalid"]),
    Line(
      name: "with Swagger 2.0", evidence: E.evidence(reads, contract: "swagger: '2.0'"),
      outcomes: ["failed", "failed", "untested contractInvalid", "untested contractInvalid"]),
    Line(
      name: "left out on request", evidence: E.evidence(reads, skipped: ["DOC-04", "SEM-02"]),
      outcomes: ["failed", "passed", "untested skipped", "untested skipped"]),
    Line(
      name: "recorded for a standard that did not ask", evidence: E.evidence([]), outcomes: ["failed", "passed", "passed", "untested noEvidence"]),
    Line(
      name: "no address", evidence: E.evidence([], service: E.service(baseURL: nil)),
      outcomes: ["failed", "passed", "passed", "untested prerequisite(GOV-01)"]),
    Line(
      name: "not sent", evidence: E.evidence([E.Row(recipe: .callReadOperations, operation: nil, path: "", tries: [], notSent: .budget)]),
      outcomes: ["failed", "passed", "passed", "untested budget"]),
    Line(
      name: "interrupted before it was sent",
      evidence: E.evidence([E.Row(recipe: .callReadOperations, operation: nil, path: "", tries: [], isMissing: true)]),
      outcomes: ["failed", "passed", "passed", "untested interrupted"]),
    Line(
      name: "a gap of the plan",
      evidence: E.evidence(
        [], gaps: [Gap(purpose: Purpose(recipe: .callReadOperations, operation: nil, variant: ""), reason: .untested(.noTestData))]),
      outcomes: ["failed", "passed", "passed", "untested noTestData"]),
  ]

  @Test(arguments: lines) func decidesBeforehand(_ line: Line) {
    #expect(Self.outcomes(line.evidence, types: line.types) == line.outcomes)
  }

  @Test func everyRequirementHasOneVerdictWithAnInstance() {
    for line in Self.lines {
      let verdicts = Evaluator.evaluate(line.evidence, EvaluationSamples.standard(Self.all))
      #expect(verdicts.map(\.requirement) == Self.all.map(\.id))
      #expect(verdicts.allSatisfy { !$0.instances.isEmpty })
    }
  }

  // MARK: Several ways

  private static let good = Verification.check(CheckCall(check: "every-operation-has-a-unique-id", arguments: .null))
  private static let bad = Verification.check(CheckCall(check: "registry-entry-is-complete", arguments: .null))
  private static let open = Verification.attested(Bilingual(id: "Surat", en: "A letter"))
  private static let unknown = Verification.check(CheckCall(check: "ramalan-cuaca", arguments: .null))
  private static let unfit = Verification.check(CheckCall(check: "every-operation-has-a-unique-id", arguments: .string("?")))

  static let ways: [(Verification, Outcome)] = [
    (good, .passed), (bad, .failed), (open, .untested(.attestationMissing)), (unknown, .untested(.harness)), (unfit, .untested(.harness)),
    (.all([good, bad]), .failed), (.all([good, open]), .untested(.attestationMissing)), (.all([open, bad]), .failed), (.all([good, good]), .passed),
    (.any([good, bad]), .passed), (.any([bad, good]), .passed), (.any([bad, open]), .untested(.attestationMissing)), (.any([bad, bad]), .failed),
    (.all([]), .untested(.harness)), (.any([]), .untested(.harness)), (.any([.all([good, bad]), good]), .passed),
  ]

  @Test(arguments: ways) func waysAreCombined(_ verification: Verification, _ outcome: Outcome) {
    let standard = Standard(profile: EvaluationSamples.profile, requirements: [EvaluationSamples.requirement("UJI-01", verification)])
    let verdict = Evaluator.evaluate(EvaluationEvidence.evidence([]), standard)[0]
    #expect(verdict.outcome == outcome)
    #expect(verdict.instances.contains { $0.outcome == outcome })
  }

  // MARK: Laws

  @Test func evaluatingTwiceGivesEqualValuesInAnyOrderOfTheStandard() {
    let reversed = EvaluationSamples.standard(Self.all.reversed())
    for line in Self.lines {
      let first = Evaluator.evaluate(line.evidence, EvaluationSamples.standard(Self.all)).map(Same.init)
      let second = Evaluator.evaluate(line.evidence, EvaluationSamples.standard(Self.all)).map(Same.init)
      #expect(first == second)
      #expect(first == Evaluator.evaluate(line.evidence, reversed).map(Same.init).reversed())
    }
  }

  private struct Same: Equatable {
    let requirement: String
    let outcome: Outcome
    let instances: [Instance]
    let dependsOn: [String]
    init(_ verdict: Verdict) {
      (requirement, outcome, instances, dependsOn) = (verdict.requirement, verdict.outcome, verdict.instances, verdict.dependsOn)
    }
  }
}

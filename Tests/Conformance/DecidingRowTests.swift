import Deciding
import Digests
import Documents
import Model
import Testing

/// Repairs in the order of what they lift, and how far an application has come.
@Suite struct DecidingRowTests {
  private static func verdict(
    _ id: String, _ outcome: Outcome, _ modality: Modality = .must, critical: Bool = false, dependsOn: [String] = []
  ) -> Verdict {
    ReportingSamples.verdict(id, outcome, modality, .onboarding, critical: critical, dependsOn: dependsOn)
  }

  @Test func theRepairThatChangesTheWordComesFirst() {
    let verdicts = [
      Self.verdict("DOC-06", .failed, dependsOn: ["SEM-03"]), Self.verdict("ERR-02", .failed, .should), Self.verdict("GOV-01", .passed),
      Self.verdict("SEM-03", .failed), Self.verdict("SEM-07", .failed, dependsOn: ["SEM-03"]),
    ]
    let decision = Decider.decide(verdicts, claim: .onboarding)
    #expect(decision.score.arithmetic == "30 + floor(29 x 1/4)")
    #expect(
      RepairRanking.repairs(verdicts, decision: decision) == [
        Repair(requirement: "SEM-03", numberAfter: 80, wordAfter: .conformant, levelAfter: 1),
        Repair(requirement: "ERR-02", numberAfter: 37, wordAfter: .nonconformant, levelAfter: 0),
      ])
  }

  @Test func aConsequenceOfTwoRootsWaitsForBoth() {
    let verdicts = [
      Self.verdict("DOC-06", .failed, dependsOn: ["SEM-03", "SEM-05"]), Self.verdict("SEM-03", .failed), Self.verdict("SEM-05", .failed),
      Self.verdict("TLS-03", .failed, critical: true),
    ]
    let repairs = RepairRanking.repairs(verdicts, decision: Decider.decide(verdicts, claim: .onboarding))
    #expect(repairs.map(\.requirement) == ["TLS-03", "SEM-03", "SEM-05"])
    #expect(repairs.map(\.numberAfter) == [37, 7, 7])
  }

  struct Line: Sendable, CustomTestStringConvertible {
    let name: String
    var agency: Agency? = ReportingSamples.agency
    var service = EvaluationEvidence.service()
    var contract: String? = EvaluationEvidence.contract
    var tries: [EvaluationEvidence.Try] = []
    var verdicts: [Verdict] = []
    let stage: FunnelStage
    var testDescription: String { name }
  }

  static let lines: [Line] = [
    Line(name: "nobody owns it", agency: nil, verdicts: good(1), stage: .recorded),
    Line(name: "no API", service: EvaluationEvidence.service(apiType: APIType.none), stage: .ownerKnown),
    Line(name: "no kind of API named", service: EvaluationEvidence.service(apiType: nil), stage: .ownerKnown),
    Line(name: "no contract", contract: nil, verdicts: good(1), stage: .apiExists),
    Line(name: "a contract that is not valid", verdicts: [verdict("DOC-01", .failed)], stage: .contractExists),
    Line(name: "valid, silent", tries: [.failure(.timeout)], verdicts: [verdict("DOC-01", .passed)], stage: .contractValid),
    Line(
      name: "answers, does not work", tries: [.answer(500, "", "")], verdicts: [verdict("DOC-01", .passed), verdict("OPS-01", .failed)],
      stage: .reachable),
    Line(
      name: "a login page answers", tries: [.answer(200, "text/html", "<html>")],
      verdicts: [verdict("DOC-01", .passed), verdict("OPS-01", .untested(.notTheService))], stage: .contractValid),
    Line(name: "level 1", verdicts: good(1), stage: .level1),
    Line(name: "level 2", verdicts: good(2), stage: .level2),
    Line(name: "level 3", verdicts: good(3), stage: .level3),
  ]

  private static func good(_ level: Int) -> [Verdict] {
    [verdict("DOC-01", .passed), verdict("OPS-01", .passed)]
      + (1...level).map { ReportingSamples.verdict("UJI-0\($0)", .passed, .must, Level(rawValue: $0) ?? .onboarding) }
  }

  @Test(arguments: lines) func funnelStage(_ line: Line) {
    let rows = line.tries.isEmpty ? [] : [EvaluationEvidence.Row(recipe: .callReadOperations, operation: nil, path: "", tries: line.tries)]
    let evidence = EvaluationEvidence.evidence(rows, service: line.service, contract: line.contract)
    let result = SubjectResult(
      stamp: evidence.stamp, finishedAt: evidence.finishedAt, isComplete: true, profile: EvaluationSamples.profile,
      subject: Subject(agency: line.agency, service: line.service, isSelfDeclared: false), contractDigest: nil, verdicts: line.verdicts,
      decision: Decider.decide(line.verdicts, claim: .onboarding), repairs: [], requirements: [])
    #expect(RowMaker.row(of: result, evidence: evidence, folder: nil).stage == line.stage)
  }

  @Test func aRecordedApplicationHasNoDecision() {
    let subject = Subject(agency: ReportingSamples.agency, service: EvaluationEvidence.service(apiType: APIType.none), isSelfDeclared: false)
    let row = RowMaker.row(recorded: subject)
    #expect(row.stage == .ownerKnown && row.decision == nil && row.isComplete && row.failed.isEmpty && row.folder == nil)
  }
}

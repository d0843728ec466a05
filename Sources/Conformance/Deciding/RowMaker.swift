import Documents
package import Model

/// Makes the one line by which a subject stands on an agency's, a region's or the nation's page.
package enum RowMaker {
  /// - `folder`: the subject's report folder, relative to the run's root; nil when it has none.
  package static func row(of result: SubjectResult, evidence: Evidence, folder: String?) -> SubjectRow {
    row(result.subject, Judged(evidence: evidence, verdicts: result.verdicts, decision: result.decision), folder, isComplete: result.isComplete)
  }

  /// An application without an API: nothing was claimed, nothing asked, nothing judged.
  package static func row(recorded subject: Subject) -> SubjectRow { row(subject, nil, nil, isComplete: true) }

  private struct Judged {
    let evidence: Evidence
    let verdicts: [Verdict]
    let decision: Decision
  }

  private static func row(_ subject: Subject, _ judged: Judged?, _ folder: String?, isComplete: Bool) -> SubjectRow {
    let service = subject.service
    return SubjectRow(
      agency: service.agency, agencyName: subject.agency?.name ?? service.agency, regionCode: subject.agency?.regionCode ?? "",
      service: service.id, title: service.title ?? service.id, apiType: service.apiType ?? .none, stage: stage(subject, judged),
      decision: judged?.decision, failed: (judged?.verdicts ?? []).filter { $0.outcome == .failed }.map(\.requirement).sorted(), folder: folder,
      isComplete: isComplete)
  }

  /// Climbs while each step holds: a later stage never makes up for an earlier one.
  private static func stage(_ subject: Subject, _ judged: Judged?) -> FunnelStage {
    let verdicts = judged?.verdicts ?? []
    let level = judged?.decision.levelReached ?? 0
    let steps: [(stage: FunnelStage, holds: Bool)] = [
      (.ownerKnown, isOwnerKnown(subject)),
      (.apiExists, subject.service.apiType.map { $0 != .none } ?? false),
      (.contractExists, judged?.evidence.contract != nil),
      (.contractValid, passed("DOC-01", verdicts)),
      (.reachable, judged.map(isReachable) ?? false),
      (.level1, level >= 1),
      (.level2, level >= 2),
      (.level3, level >= 3),
    ]
    return steps.prefix { $0.holds }.last?.stage ?? .recorded
  }

  /// An agency answers for it, and a unit within it.
  private static func isOwnerKnown(_ subject: Subject) -> Bool {
    guard let agency = subject.agency else { return false }
    var unit = agency.unit
    if case .object(let members) = subject.service.entry, case .string(let text)? = members["unit"] { unit = text }
    return unit.map { !$0.utf8.isEmpty } ?? false
  }

  private static func passed(_ requirement: String, _ verdicts: [Verdict]) -> Bool {
    verdicts.contains { $0.requirement == requirement && $0.outcome == .passed }
  }

  /// It works, or at least it answers; a login page in front of it does not count.
  private static func isReachable(_ judged: Judged) -> Bool {
    if passed("OPS-01", judged.verdicts) { return true }
    let isSomethingElse = judged.verdicts.contains { $0.requirement == "OPS-01" && $0.outcome == .untested(.notTheService) }
    return !isSomethingElse && hasAnswered(judged.evidence)
  }

  /// An HTTP answer to anything that was asked at the base address; the contract may be somewhere else, and plain HTTP is no way in.
  private static func hasAnswered(_ evidence: Evidence) -> Bool {
    evidence.plan.steps.contains { step in
      step.purposes.contains { $0.recipe != .fetchContract && $0.recipe != .askOverPlainHTTP }
        && (evidence.observations[step.id]?.attempts ?? []).contains { $0.exchanges.contains { !$0.rawHead.isEmpty } }
    }
  }
}

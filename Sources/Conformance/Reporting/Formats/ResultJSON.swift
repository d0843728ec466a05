import Digests
import Documents
package import Model

/// The result as JSON, source of truth for every other report: codes with parameters, never sentences (design: formats.md §3).
package enum ResultJSON {
  /// `result.json`: members sorted, requirements by id, findings as judged; a line feed at the end.
  package static func file(_ result: SubjectResult, evidence: Evidence) -> ReportFile {
    let view = ResultView(result, evidence)
    return ReportFile(path: "result.json", bytes: Array((value(view).text(pretty: true) + "\n").utf8))
  }

  private static func value(_ view: ResultView) -> JSONValue {
    let totals = view.totals
    precondition(totals.values.reduce(0, +) == view.result.verdicts.count, "the totals of outcomes do not add up to the verdicts")
    return .object([
      "formatVersion": .integer(1),
      "run": run(view.result),
      "profile": .object([
        "id": .string(view.result.profile.id), "version": .string(view.result.profile.version),
        "digest": .string(view.result.profile.digest.description),
      ]),
      "subject": subject(view.result),
      "decision": decision(view.result.decision),
      "requirements": .array(view.byID.map { requirement($0, view) }),
      "totals": counts(totals),
      "repairs": .array(view.result.repairs.map { repair($0, view.result.decision) }),
    ])
  }

  private static func run(_ result: SubjectResult) -> JSONValue {
    .object([
      "id": .string(result.stamp.runID), "tool": .string(result.stamp.tool),
      // Neither is known to a run of this version: said as null, not left out.
      "buildDigest": .null, "canaries": .null,
      "vantage": .string(result.stamp.vantage),
      "startedAt": .string(result.stamp.startedAt.description), "finishedAt": .string(result.finishedAt.description),
      "complete": .bool(result.isComplete), "stamps": .array(stamps(result).map(JSONValue.string)),
    ])
  }

  /// Permits, and `simulation` and `selfDeclared` where they hold; sorted, each once.
  static func stamps(_ result: SubjectResult) -> [String] {
    var words = Set(result.stamp.permits)
    if result.profile.isSimulation { words.insert("simulation") }
    if result.subject.isSelfDeclared { words.insert("selfDeclared") }
    return words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func subject(_ result: SubjectResult) -> JSONValue {
    let service = result.subject.service
    let environments = [service.production, service.sandbox].compactMap { $0 }
    return .object([
      "kind": .string("service"), "agency": .string(service.agency), "service": .string(service.id),
      "apiType": service.apiType.map { .string($0.rawValue) } ?? .null,
      "environments": .array(environments.map { .object(["name": .string($0.name.rawValue), "baseURL": .string($0.baseURL)]) }),
      "contractDigest": result.contractDigest.map { .string($0.description) } ?? .null,
    ])
  }

  private static func decision(_ decision: Decision) -> JSONValue {
    let score = decision.score
    return .object([
      "claim": .object(["level": .integer(decision.claim.rawValue)]), "verdict": .string(decision.word.rawValue),
      "levelReached": .integer(decision.levelReached),
      "score": .object([
        "model": .string("score/1"), "number": integer(score.number), "state": .string(score.state.rawValue),
        "arithmetic": .string(score.arithmetic), "mustPassed": .integer(score.mustPassed), "mustDecided": .integer(score.mustDecided),
        "mustApplicable": .integer(score.mustApplicable), "shouldPassed": .integer(score.shouldPassed),
        "shouldApplicable": .integer(score.shouldApplicable),
        "scope": .object(["applied": .integer(score.scopeApplied), "of": .integer(score.scopeTotal)]), "couldReach": integer(score.couldReach),
      ]),
      // Waivers and carried failures do not exist in decisions of this version.
      "waived": .array([]), "carried": .array([]),
    ])
  }

  private static func requirement(_ verdict: Verdict, _ view: ResultView) -> JSONValue {
    .object([
      "id": .string(verdict.requirement), "modality": .string(verdict.modality.rawValue), "level": .integer(verdict.level.rawValue),
      "critical": .bool(verdict.critical), "source": .string(source(verdict, view)), "outcome": .string(verdict.outcome.word.rawValue),
      "because": text(verdict.outcome.cause), "instances": counts(ResultView.counts(verdict.instances.map(\.outcome.word))),
      "findings": .array(verdict.findings.map { finding($0, verdict.requirement, view) }),
      "dependsOn": .array(verdict.dependsOn.map(JSONValue.string)),
    ])
  }

  /// What the judgement rests on: `contract`, `live`, both with `+`, `attested`, or `registry` when it is neither.
  private static func source(_ verdict: Verdict, _ view: ResultView) -> String {
    if let requirement = view.requirement(verdict.requirement), requirement.verification.calls.isEmpty { return "attested" }
    let locations = verdict.instances.map(\.location)
    let isContract = locations.contains { $0.contractPosition != nil || $0.contractPointer != nil }
    let isLive = locations.contains { $0.observation != nil }
    return [isContract ? "contract" : nil, isLive ? "live" : nil].compactMap { $0 }.joined(separator: "+").nonEmpty ?? "registry"
  }

  private static func finding(_ finding: Finding, _ requirement: String, _ view: ResultView) -> JSONValue {
    .object([
      "code": .string(finding.wording.code), "parameters": .object(finding.parameters.mapValues { .string(Masking.identifiers(in: $0)) }),
      "fingerprint": .string(Fingerprint.of(finding, requirement: requirement)), "location": location(finding.location),
      "observation": text(finding.location.observation), "excerpt": text(view.excerpt(finding, bodyBytes: 600)), "curl": text(view.curl(finding)),
      "attribution": .string(finding.attribution.rawValue), "advice": .bool(finding.isAdvice),
    ])
  }

  private static func location(_ location: Location) -> JSONValue {
    let position = location.contractPosition
    let hasContract = position != nil || location.contractPointer != nil
    return .object([
      "operation": text(location.operation), "environment": text(location.environment?.rawValue),
      "responsePointer": text(location.responsePointer?.description),
      "contract": hasContract
        ? .object([
          "file": text(position?.file), "line": integer(position?.line), "column": integer(position?.column),
          "pointer": text(location.contractPointer?.description),
        ]) : .null,
    ])
  }

  private static func repair(_ repair: Repair, _ now: Decision) -> JSONValue {
    var lifts: [String] = []
    if repair.wordAfter != now.word { lifts.append("\(now.word.rawValue) -> \(repair.wordAfter.rawValue)") }
    if repair.levelAfter != now.levelReached { lifts.append("level \(now.levelReached) -> \(repair.levelAfter)") }
    if repair.numberAfter != now.score.number { lifts.append("\(number(now.score.number)) -> \(number(repair.numberAfter))") }
    return .object(["requirement": .string(repair.requirement), "lifts": .array(lifts.map(JSONValue.string))])
  }

  private static func number(_ value: Int?) -> String { value.map(String.init) ?? "-" }

  static func counts(_ counts: [OutcomeWord: Int]) -> JSONValue {
    .object(Dictionary(uniqueKeysWithValues: OutcomeWord.allCases.map { ($0.rawValue, .integer(counts[$0] ?? 0)) }))
  }

  private static func integer(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
  private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}

extension String {
  fileprivate var nonEmpty: String? { utf8.isEmpty ? nil : self }
}

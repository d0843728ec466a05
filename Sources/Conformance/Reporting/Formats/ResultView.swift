import Documents
import Model

/// A subject's result together with its evidence, looked up by id, and ordered as every report orders it.
struct ResultView {
  let result: SubjectResult
  let evidence: Evidence
  private let requirements: [String: Requirement]
  private let observationsByID: [String: Observation]
  /// By id, which is the order of the plan.
  let observations: [Observation]
  private let steps: [String: Step]

  init(_ result: SubjectResult, _ evidence: Evidence) {
    self.result = result
    self.evidence = evidence
    requirements = Dictionary(result.requirements.map { ($0.id, $0) }) { first, _ in first }
    let known = evidence.observations.values.flatMap { [($0.id, $0), ($0.step, $0)] }
    observationsByID = Dictionary(known) { first, _ in first }
    observations = evidence.observations.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    steps = Dictionary(evidence.plan.steps.map { ($0.id, $0) }) { first, _ in first }
  }

  func requirement(_ id: String) -> Requirement? { requirements[id] }
  func observation(_ id: String) -> Observation? { observationsByID[id] }
  func step(of observation: Observation) -> Step? { steps[observation.step] }

  func title(_ id: String, _ voice: Voice) -> String { requirement(id).map { voice($0.title) } ?? id }

  /// What a finding quotes: the exchange it was seen in, or else the contract's lines.
  func excerpt(_ finding: Finding, bodyBytes: Int) -> String? {
    if let observation = finding.location.observation.flatMap(observation) {
      return Excerpt.text(of: observation, step: step(of: observation), bodyBytes: bodyBytes)
    }
    return finding.location.contractPosition.flatMap { ContractExcerpt.text(evidence.contract, line: $0.line) }
  }

  func curl(_ finding: Finding) -> String? {
    finding.location.observation.flatMap(observation).flatMap { Curl.text(of: $0, step: step(of: $0), stamp: result.stamp) }
  }

  /// Verdicts by id, by bytes.
  var byID: [Verdict] { result.verdicts.sorted { $0.requirement.utf8.lexicographicallyPrecedes($1.requirement.utf8) } }

  func verdicts(_ word: OutcomeWord) -> [Verdict] { byUrgency.filter { $0.outcome.word == word } }

  /// Failed before unsure, critical first, then MUST, then the lower level, then the id.
  var byUrgency: [Verdict] {
    byID.map { (key: Self.urgency($0), verdict: $0) }.enumerated().sorted {
      ($0.element.key, $0.offset) < ($1.element.key, $1.offset)
    }.map(\.element.verdict)
  }

  private static func urgency(_ verdict: Verdict) -> Int {
    let outcome = OutcomeWords.order.firstIndex(of: verdict.outcome.word) ?? 0
    let modality = Modality.allCases.firstIndex(of: verdict.modality) ?? 0
    return ((outcome * 2 + (verdict.critical ? 0 : 1)) * 4 + modality) * 4 + verdict.level.rawValue
  }

  /// Failed and unsure verdicts as trees of one storey: a consequence stands under its root cause.
  var problems: [(root: Verdict, consequences: [Verdict])] {
    let shown = byUrgency.filter { $0.outcome.word == .failed || $0.outcome.word == .cantTell }
    let byID = Dictionary(shown.map { ($0.requirement, $0) }) { first, _ in first }
    func root(of verdict: Verdict) -> String {
      var seen: Set<String> = [verdict.requirement]
      var at = verdict
      // A chain that comes back to itself has no root: then everybody stands alone.
      while let next = at.dependsOn.lazy.compactMap({ byID[$0] }).first {
        guard seen.insert(next.requirement).inserted else { return verdict.requirement }
        at = next
      }
      return at.requirement
    }
    let roots = shown.map { (verdict: $0, root: root(of: $0)) }
    return roots.filter { $0.root == $0.verdict.requirement }.map { pair in
      (pair.verdict, roots.filter { $0.root == pair.root && $0.verdict.requirement != pair.root }.map(\.verdict))
    }
  }

  var totals: [OutcomeWord: Int] { Self.counts(result.verdicts.map(\.outcome.word)) }

  static func counts(_ words: [OutcomeWord]) -> [OutcomeWord: Int] { Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +) }
}

import Checks
package import Model

/// `evaluate(evidence, standard) → [Verdict]`: pure, the same today and in five years.
package enum Evaluator {
  /// One verdict for each requirement of the standard, in its order.
  ///
  /// - `skipped`: requirements that the operator left out (`--only`, `--skip`): the plan does not know them.
  package static func evaluate(_ evidence: Evidence, _ standard: Standard, skipped: Set<String> = []) -> [Verdict] {
    let reading = EvidenceReading(evidence, recipes: .asPlanned)
    let verdicts = standard.requirements.map { requirement in
      skipped.contains(requirement.id)
        ? RequirementJudge.unjudged(requirement, .untested(.skipped))
        : RequirementJudge(requirement: requirement, profile: standard.profile, reading: reading).verdict()
    }
    return RootCauses(reading).filled(into: verdicts)
  }
}

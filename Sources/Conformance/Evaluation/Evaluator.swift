package import Checks
package import Model

/// `evaluate(evidence, standard) → [Verdict]`: pure, the same today and in five years.
package enum Evaluator {
  /// One verdict for each requirement of the standard, in its order. What the operator left out of the plan is untested.
  package static func evaluate(_ evidence: Evidence, _ standard: Standard) -> [Verdict] {
    let reading = EvidenceReading(evidence, recipes: .asPlanned)
    let verdicts = standard.requirements.map { requirement in
      evidence.plan.skipped.contains(requirement.id)
        ? RequirementJudge.unjudged(requirement, .untested(.skipped))
        : RequirementJudge(requirement: requirement, profile: standard.profile, reading: reading).verdict()
    }
    return RootCauses(reading).filled(into: verdicts)
  }

  /// Whether what answered is the service at all.
  package static func recognition(in evidence: Evidence) -> ServiceRecognition { EvidenceReading(evidence, recipes: .asPlanned).recognition }

  /// The verdict on one requirement, every recipe taken as asked: for examples, which show only what they are about.
  package static func verdict(on requirement: Requirement, profile: Profile, ofExample evidence: Evidence) -> Verdict {
    RequirementJudge(requirement: requirement, profile: profile, reading: EvidenceReading(evidence, recipes: .all)).verdict()
  }
}

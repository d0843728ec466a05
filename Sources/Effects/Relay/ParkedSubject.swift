import Deciding
import Documents
package import Model

/// A subject that brought down two of our workers: our fault, not the agency's, and said so for every requirement.
package enum ParkedSubject {
  /// Made without touching the subject's contract or evidence, which is where the crash came from.
  package static func result(
    _ subject: Subject, _ standard: Standard, stamp: RunStamp, at moment: Timestamp
  ) -> (result: SubjectResult, evidence: Evidence) {
    let plan = Plan(
      subject: subject, profileID: standard.profile.id, profileVersion: standard.profile.version, profileDigest: standard.profile.digest,
      contractDigest: nil, seed: 0, steps: [], gaps: [], skipped: [])
    let evidence = Evidence(
      stamp: stamp, plan: plan, contract: nil, observations: [:], end: RecordingEnd(at: moment, isComplete: false))
    let verdicts = standard.requirements.map { requirement in
      Verdict(
        requirement: requirement.id, modality: requirement.modality, level: requirement.level, dimension: requirement.dimension,
        critical: requirement.critical, outcome: .untested(.harness),
        instances: [Instance(outcome: .untested(.harness), findings: [], location: Location())], dependsOn: [])
    }
    let result = SubjectResult(
      stamp: stamp, finishedAt: moment, isComplete: false, profile: standard.profile, subject: subject, contractDigest: nil, verdicts: verdicts,
      decision: Decider.decide(verdicts, claim: subject.service.claimedLevel ?? .onboarding), repairs: [], requirements: standard.requirements)
    return (result, evidence)
  }
}

import Deciding
import Evaluation
package import Model

/// Evidence to result: the pure half of the relay, the same for a live run and for evidence on disk.
package enum SubjectJudge {
  package static func result(of evidence: Evidence, _ standard: Standard) -> SubjectResult {
    let verdicts = Evaluator.evaluate(evidence, standard)
    let claim = evidence.plan.subject.service.claimedLevel ?? .onboarding
    let decision = Decider.decide(verdicts, claim: claim)
    return SubjectResult(
      stamp: evidence.stamp, finishedAt: evidence.finishedAt, isComplete: evidence.isComplete, profile: standard.profile,
      subject: evidence.plan.subject, contractDigest: evidence.plan.contractDigest, verdicts: verdicts, decision: decision,
      repairs: RepairRanking.repairs(verdicts, decision: decision), requirements: standard.requirements)
  }
}

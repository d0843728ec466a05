package import Digests

/// All that is known of one subject after a run: the value behind the result JSON and every report.
package struct SubjectResult: Sendable {
  package let stamp: RunStamp
  package let finishedAt: Timestamp
  /// False when the run was interrupted: steps are missing.
  package let isComplete: Bool
  package let profile: Profile
  package let subject: Subject
  package let contractDigest: SHA256Digest?
  package let verdicts: [Verdict]
  package let decision: Decision
  /// Repairs in the order of what they lift, best first.
  package let repairs: [Repair]
  package let requirements: [Requirement]

  package init(
    stamp: RunStamp, finishedAt: Timestamp, isComplete: Bool, profile: Profile, subject: Subject, contractDigest: SHA256Digest?,
    verdicts: [Verdict], decision: Decision, repairs: [Repair], requirements: [Requirement]
  ) {
    self.stamp = stamp
    self.finishedAt = finishedAt
    self.isComplete = isComplete
    self.profile = profile
    self.subject = subject
    self.contractDigest = contractDigest
    self.verdicts = verdicts
    self.decision = decision
    self.repairs = repairs
    self.requirements = requirements
  }
}

/// One requirement to repair, and the number the subject would have after that repair alone.
package struct Repair: Sendable, Hashable {
  package let requirement: String
  package let numberAfter: Int?
  package let wordAfter: Decision.Word
  package let levelAfter: Int
  package init(requirement: String, numberAfter: Int?, wordAfter: Decision.Word, levelAfter: Int) {
    self.requirement = requirement
    self.numberAfter = numberAfter
    self.wordAfter = wordAfter
    self.levelAfter = levelAfter
  }
}

package import Digests
import Documents

/// Everything one subject's run has seen, with its own inputs: `evaluate` needs nothing else.
package struct Evidence: Sendable {
  package let stamp: RunStamp
  package let plan: Plan
  /// The contract's bytes as judged; nil when there is none or it could not be read.
  package let contract: ContractInput?
  /// By step id.
  package let observations: [String: Observation]
  /// How recording ended; nil while it goes on, or when it was cut off.
  package let end: RecordingEnd?

  package init(stamp: RunStamp, plan: Plan, contract: ContractInput?, observations: [String: Observation], end: RecordingEnd?) {
    self.stamp = stamp
    self.plan = plan
    self.contract = contract
    self.observations = observations
    self.end = end
  }

  /// The last moment the evidence knows of: its end, or else its start.
  package var finishedAt: Timestamp { end?.at ?? stamp.startedAt }
  /// False when the run was interrupted: steps are missing.
  package var isComplete: Bool { end?.isComplete ?? false }
}

/// When the last step was recorded, and whether all of them were.
package struct RecordingEnd: Sendable, Hashable {
  package let at: Timestamp
  package let isComplete: Bool
  package init(at: Timestamp, isComplete: Bool) {
    self.at = at
    self.isComplete = isComplete
  }
}

/// The registered contract as bytes, with the name that messages use.
package struct ContractInput: Sendable {
  package let file: String
  package let bytes: [UInt8]
  package let digest: SHA256Digest
  package init(file: String, bytes: [UInt8], digest: SHA256Digest) {
    self.file = file
    self.bytes = bytes
    self.digest = digest
  }
}

/// When, where from and with which permits a run was made; "now" for every judgement.
package struct RunStamp: Sendable, Hashable {
  package let runID: String
  package let tool: String
  package let vantage: String
  package let startedAt: Timestamp
  /// For example `loopbackPermit`, `connectOverride`, `trustStore`, `selfDeclared`; sorted, shown on every report.
  package let permits: [String]
  package init(runID: String, tool: String, vantage: String, startedAt: Timestamp, permits: [String]) {
    self.runID = runID
    self.tool = tool
    self.vantage = vantage
    self.startedAt = startedAt
    self.permits = permits
  }
}

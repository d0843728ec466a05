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

  package init(stamp: RunStamp, plan: Plan, contract: ContractInput?, observations: [String: Observation]) {
    self.stamp = stamp
    self.plan = plan
    self.contract = contract
    self.observations = observations
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

package import Documents

/// The outcome of one requirement for one subject, over all its instances.
package struct Verdict: Sendable {
  package let requirement: String
  package let modality: Modality
  package let level: Level
  package let dimension: String
  package let critical: Bool
  package let outcome: Outcome
  package let instances: [Instance]
  /// Requirements that are the root cause of this one's failure, sorted.
  package let dependsOn: [String]

  package init(
    requirement: String, modality: Modality, level: Level, dimension: String, critical: Bool, outcome: Outcome, instances: [Instance],
    dependsOn: [String]
  ) {
    self.requirement = requirement
    self.modality = modality
    self.level = level
    self.dimension = dimension
    self.critical = critical
    self.outcome = outcome
    self.instances = instances
    self.dependsOn = dependsOn
  }

  package var findings: [Finding] { instances.flatMap(\.findings) }
}

/// One thing judged: an operation, a host, a registry entry, a place in the contract.
package struct Instance: Sendable, Hashable {
  package let outcome: Outcome
  package let findings: [Finding]
  package let location: Location

  package init(outcome: Outcome, findings: [Finding], location: Location) {
    self.outcome = outcome
    self.findings = findings
    self.location = location
  }
}

/// Where a finding stands: in the contract, in the registry, in an answer.
package struct Location: Sendable, Hashable {
  package var operation: String?
  package var environment: EnvironmentName?
  package var responsePointer: JSONPointer?
  package var contractPosition: SourcePosition?
  package var contractPointer: JSONPointer?
  package var observation: String?

  package init(
    operation: String? = nil, environment: EnvironmentName? = nil, responsePointer: JSONPointer? = nil, contractPosition: SourcePosition? = nil,
    contractPointer: JSONPointer? = nil, observation: String? = nil
  ) {
    self.operation = operation
    self.environment = environment
    self.responsePointer = responsePointer
    self.contractPosition = contractPosition
    self.contractPointer = contractPointer
    self.observation = observation
  }
}

/// Who has to act on what is not passed.
package enum Attribution: String, Sendable, Hashable, CaseIterable { case service, configuration, network, thirdParty, harness, standard }

/// One thing to repair (or, as advice, to consider): a code with parameters, never a sentence.
package struct Finding: Sendable, Hashable {
  package let wording: Wording
  package let parameters: [String: String]
  package let location: Location
  package let attribution: Attribution
  /// Advice never fails a requirement.
  package let isAdvice: Bool

  package init(_ wording: Wording, _ parameters: [String: String], at location: Location, attribution: Attribution, isAdvice: Bool) {
    self.wording = wording
    self.parameters = parameters
    self.location = location
    self.attribution = attribution
    self.isAdvice = isAdvice
  }
}

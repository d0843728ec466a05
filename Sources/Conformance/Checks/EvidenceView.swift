package import Documents
package import Model
package import OpenAPI

/// What one check is shown: only the parts it asked for. `Evaluation` makes it.
package struct EvidenceView: Sendable {
  package let subject: Subject
  package let profile: Profile
  /// The moment the evidence was recorded.
  package let now: Timestamp
  /// Set for checks that need the contract.
  package let contract: ContractView?
  private let results: [RecipeID: [ProbeResult]]
  package let recognition: ServiceRecognition
  /// The requirement is marked `critical`: one bad answer fails it.
  package let isCritical: Bool

  package init(
    subject: Subject, profile: Profile, now: Timestamp, contract: ContractView?, results: [RecipeID: [ProbeResult]],
    recognition: ServiceRecognition, isCritical: Bool = false
  ) {
    self.subject = subject
    self.profile = profile
    self.now = now
    self.contract = contract
    self.results = results
    self.recognition = recognition
    self.isCritical = isCritical
  }

  /// Results of a recipe in plan order. A recipe that was not asked for traps: the check forgot a need.
  package func results(of recipe: RecipeID) -> [ProbeResult] {
    guard let found = results[recipe] else { preconditionFailure("A check reads \(recipe) without naming it in `needs`.") }
    return found
  }
}

/// The contract as read, with what is wrong with it.
package struct ContractView: Sendable {
  /// Nil when it could not be read as OpenAPI 3.x at all; checks other than DOC-01's never see that.
  package let contract: Contract?
  package let diagnostics: [Diagnostic]
  /// Nil when nothing is registered or it could not be fetched.
  package let isPresent: Bool

  package init(contract: Contract?, diagnostics: [Diagnostic], isPresent: Bool) {
    self.contract = contract
    self.diagnostics = diagnostics
    self.isPresent = isPresent
  }
}

/// What came of one purpose of a recipe.
package struct ProbeResult: Sendable {
  package enum State: Sendable {
    case gap(GapReason)
    case notSent(UntestedCause)
    case observed([AttemptView])
  }
  package let purpose: Purpose
  package let environment: EnvironmentName
  package let operation: Operation?
  package let observation: String?
  package let state: State

  package init(purpose: Purpose, environment: EnvironmentName, operation: Operation?, observation: String?, state: State) {
    self.purpose = purpose
    self.environment = environment
    self.operation = operation
    self.observation = observation
    self.state = state
  }

  package var location: Location {
    Location(
      operation: purpose.operation, environment: environment, contractPosition: operation?.position, contractPointer: operation?.pointer,
      observation: observation)
  }
}

/// One attempt with its last answer read once for all checks.
package struct AttemptView: Sendable {
  package let attempt: Attempt
  package let answer: Answer?

  package init(attempt: Attempt, answer: Answer?) {
    self.attempt = attempt
    self.answer = answer
  }

  /// Why an answer that came cannot be judged: it ends before its end, or goes beyond what we read; nil for a whole one, and for none.
  package var gap: CantTellCause? {
    switch attempt.exchanges.last?.body.completeness {
    case .truncated?: .truncated
    case .overLimit?: .bodyLimit
    case .complete?, nil: nil
    }
  }
}

/// Whether what answered is the service at all (a wrong base path, a login or maintenance page answers for everything).
package enum ServiceRecognition: Sendable, Hashable {
  case recognised
  /// `answers` operations were asked and none answered as the contract says.
  case notTheService(answers: Int, sample: String)
}

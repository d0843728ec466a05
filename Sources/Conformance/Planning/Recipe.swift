package import Model
package import OpenAPI

/// A way of asking: from the subject and its contract to steps, and to gaps where it cannot ask.
///
/// A recipe is one file under `Recipes/`, named by its `RecipeID`, and a line in `RecipeCatalog`.
package protocol Recipe: Sendable {
  static var id: RecipeID { get }
  static var safety: SafetyClass { get }
  static func draft(_ ground: Ground) -> RecipeDraft
}

/// What every recipe may look at; nothing here is a secret.
package struct Ground: Sendable {
  package let subject: Subject
  /// Where the probes go; nil when the registry names no usable base URL.
  package let base: BaseURL?
  package let contract: Contract?
  /// True when the operator or registry supplied a credential for this subject.
  package let hasCredential: Bool
  /// Draws made-up identifiers; the same seed gives the same plan.
  package let seed: UInt64

  package init(subject: Subject, base: BaseURL?, contract: Contract?, hasCredential: Bool, seed: UInt64) {
    self.subject = subject
    self.base = base
    self.contract = contract
    self.hasCredential = hasCredential
    self.seed = seed
  }
}

/// What a recipe wants to send, before equal probes are joined.
package struct RecipeDraft: Sendable {
  package var steps: [(purpose: Purpose, probe: Probe)] = []
  package var gaps: [Gap] = []
  package init() {}

  mutating func send(_ probe: Probe, _ purpose: Purpose) { steps.append((purpose, probe)) }
  mutating func skip(_ purpose: Purpose, _ reason: GapReason) { gaps.append(Gap(purpose: purpose, reason: reason)) }
}

/// Every recipe, in the order in which they are sent.
package enum RecipeCatalog {
  package static let all: [any Recipe.Type] = [
    FetchContract.self,
    InspectCertificate.self,
    OfferOldTLS.self,
    AskOverPlainHTTP.self,
    CallReadOperations.self,
    ReadRawMessages.self,
    CallAnonymously.self,
    CallWithInvalidToken.self,
    AskForUnknownResource.self,
    SendInvalidParameters.self,
    SendUndefinedMethod.self,
  ]

  package static func recipe(_ id: RecipeID) -> any Recipe.Type {
    guard let found = all.first(where: { $0.id == id }) else { preconditionFailure("RecipeCatalog lacks \(id): add its line.") }
    return found
  }
}

/// What the wire may send for one subject: made by the plan's review, checked again by the transport before every byte.
///
/// Only `PlanReview` makes one; the language cannot hold that across modules, so a test of the architecture does.
///
/// Read-only is a property of the transport: a method that is not listed here cannot leave, whatever a recipe asks.
package struct Permit: Sendable, Hashable {
  /// Exact methods, upper case, for example GET, HEAD, OPTIONS.
  package let methods: Set<String>
  /// Hosts and ports of the subject; a redirect to any other one is refused.
  package let endpoints: Set<Endpoint>
  /// Steps that passed the review, by id.
  package let steps: Set<String>
  /// Steps that did not, with the cause that becomes their outcome.
  package let refused: [String: UntestedCause]
  package let requestBudget: Int
  package let spacingMilliseconds: Int

  package init(
    methods: Set<String>, endpoints: Set<Endpoint>, steps: Set<String>, refused: [String: UntestedCause], requestBudget: Int,
    spacingMilliseconds: Int
  ) {
    self.methods = methods
    self.endpoints = endpoints
    self.steps = steps
    self.refused = refused
    self.requestBudget = requestBudget
    self.spacingMilliseconds = spacingMilliseconds
  }
}

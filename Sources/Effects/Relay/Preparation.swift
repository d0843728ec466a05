package import Checks
package import Documents
package import Model
package import OpenAPI
import Planning

/// What is known of one subject before anything is sent: its contract read, its plan drafted and reviewed.
package struct Preparation: Sendable {
  package let plan: Plan
  package let permit: Permit
  /// Nil when there is none or it cannot be read as OpenAPI 3.x.
  package let contract: Contract?
  package let contractInput: ContractInput?
  /// Of the contract and of the review.
  package let diagnostics: [Diagnostic]

  /// Drafts the plan of a subject.
  ///
  /// - `seed`: draws made-up identifiers; stored in the plan.
  /// - `now`: decides whether a consent has run out.
  package static func prepare(
    _ inputs: SubjectInputs, _ standard: Standard, terms: OperatorTerms, seed: UInt64, now: Timestamp
  ) throws(CheckCatalog.CatalogFault) -> Preparation {
    let reading = inputs.contract.map { ContractReader.read($0.bytes, file: $0.file) }
    let ground = Ground(
      subject: inputs.subject, base: inputs.subject.service.production.flatMap { BaseURL($0.baseURL) }, contract: reading?.contract,
      hasCredential: inputs.credential != nil, seed: seed)
    let plan = try Planner.plan(standard, ground, contractDigest: inputs.contract?.digest, skipping: terms.skipped(standard))
    let review = review(plan, inputs, terms: terms, now: now)
    return Preparation(
      plan: plan, permit: review.permit, contract: reading?.contract, contractInput: inputs.contract,
      diagnostics: inputs.diagnostics + (reading?.diagnostics ?? []) + review.diagnostics)
  }

  /// The permit for a plan that was made before, by today's consent.
  package static func review(
    _ plan: Plan, _ inputs: SubjectInputs, terms: OperatorTerms, now: Timestamp
  ) -> (permit: Permit, diagnostics: [Diagnostic]) {
    PlanReview.review(
      plan,
      terms: PlanReview.Terms(
        consented: terms.consented, requestBudget: terms.requestBudget, spacingMilliseconds: terms.spacingMilliseconds,
        agencyEndpoints: inputs.agencyEndpoints), now: now)
  }
}

/// What the operator decides for every subject of a run.
package struct OperatorTerms: Sendable {
  /// Classes that the operator vouches for beside the registry's own consent.
  package let consented: Set<SafetyClass>
  package let requestBudget: Int
  package let spacingMilliseconds: Int
  /// Nil for all requirements.
  package let only: Set<String>?
  package let skip: Set<String>

  package init(consented: Set<SafetyClass>, requestBudget: Int, spacingMilliseconds: Int, only: Set<String>?, skip: Set<String>) {
    self.consented = consented
    self.requestBudget = requestBudget
    self.spacingMilliseconds = spacingMilliseconds
    self.only = only
    self.skip = skip
  }

  /// The requirements that this run leaves out: untested, never passed.
  package func skipped(_ standard: Standard) -> Set<String> {
    Set(standard.requirements.map(\.id).filter { skip.contains($0) || !(only?.contains($0) ?? true) })
  }
}

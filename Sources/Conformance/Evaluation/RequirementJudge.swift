import Checks
import Model

/// Judges one requirement: whether it can be judged at all, what its checks say, and what that comes to.
struct RequirementJudge {
  let requirement: Requirement
  let profile: Profile
  let reading: EvidenceReading

  func verdict() -> Verdict {
    if let outcome = beforehand() { return Self.unjudged(requirement, outcome) }
    return Self.verdict(requirement, judge(requirement.verification))
  }

  /// A verdict without a check's word.
  static func unjudged(_ requirement: Requirement, _ outcome: Outcome) -> Verdict { verdict(requirement, [.bare(outcome)]) }

  private static func verdict(_ requirement: Requirement, _ instances: [Instance]) -> Verdict {
    Verdict(
      requirement: requirement.id, modality: requirement.modality, level: requirement.level, dimension: requirement.dimension,
      critical: requirement.critical, outcome: instances.map(\.outcome).joined(), instances: instances, dependsOn: [])
  }

  // MARK: Whether

  private var service: Service { reading.evidence.plan.subject.service }

  /// What decides before any check is asked.
  ///
  /// A retired service promises nothing: nothing applies to it, so it cannot be conformant either. A draft is judged like any other; what
  /// it does not offer yet was not reached and is untested.
  private func beforehand() -> Outcome? {
    if service.lifecycle == .retired { return .inapplicable(.lifecycle) }
    if let type = service.apiType { return requirement.types.contains(type) ? nil : .inapplicable(.apiType) }
    // Without a type nobody knows what applies, save what applies to every type; and nothing was asked of the service.
    let isForAll = Set(APIType.allCases).subtracting([.none]).isSubset(of: requirement.types)
    return isForAll && !asksTheService ? nil : .untested(.prerequisite(Self.registryEntryID))
  }

  /// The requirement that a registry entry is complete.
  private static let registryEntryID = "GOV-01"

  private var asksTheService: Bool {
    requirement.verification.calls.contains { call in
      (try? CheckCatalog.make(call))?.needs.contains { if case .recipe = $0 { true } else { false } } ?? false
    }
  }

  // MARK: What

  private func judge(_ verification: Verification) -> [Instance] {
    switch verification {
    case .check(let call): judge(call)
    case .attested: [.bare(.untested(.attestationMissing))]
    case .all(let parts): parts.isEmpty ? [.bare(.untested(.harness))] : parts.flatMap(judge)
    case .any(let parts): Self.best(of: parts.map(judge))
    }
  }

  /// One way that passes is enough; a requirement fails only when no way is left that might still pass.
  private static func best(of ways: [[Instance]]) -> [Instance] {
    for word in [OutcomeWord.passed, .cantTell, .untested, .failed, .inapplicable] {
      let fitting = ways.filter { $0.map(\.outcome).joined().word == word }
      if !fitting.isEmpty { return fitting.flatMap(\.self) }
    }
    return [.bare(.untested(.harness))]
  }

  private func judge(_ call: CheckCall) -> [Instance] {
    guard let check = try? CheckCatalog.make(call) else { return [.bare(.untested(.harness))] }
    if let cause = lack(of: check.needs) { return [.bare(.untested(cause))] }
    let recipes = check.needs.recipes
    let unasked = recipes.filter { !reading.asked.contains($0) }
    // What was never asked is no answer: at best the rest fails.
    guard recipes.isEmpty || unasked.count < recipes.count else { return [.bare(.untested(whyNothingWasAsked))] }
    let instances = check.judge(view(check.needs)).map(\.explained)
    let gaps = unasked.isEmpty ? [] : [Instance.bare(.untested(whyNothingWasAsked))]
    return instances.isEmpty ? [.bare(.untested(.harness))] : instances + gaps
  }

  private func lack(of needs: Set<Need>) -> UntestedCause? {
    if needs.contains(.registryEntry), reading.evidence.plan.subject.isSelfDeclared { return .noRegistryEntry }
    guard needs.contains(.contract), reading.contract.contract == nil else { return nil }
    return reading.contract.isPresent ? .contractInvalid : .noEvidence
  }

  /// A recipe leaves neither step nor gap without an address, without a contract to read operations from, or when this evidence was
  /// recorded for a standard that did not need it.
  private var whyNothingWasAsked: UntestedCause {
    if service.production.flatMap({ BaseURL($0.baseURL) }) == nil { return .prerequisite(Self.registryEntryID) }
    if reading.contract.isPresent, reading.contract.contract == nil { return .contractInvalid }
    return .noEvidence
  }

  private func view(_ needs: Set<Need>) -> EvidenceView {
    let showsContract = needs.contains(.contract) || needs.contains(.contractReading)
    var results: [RecipeID: [ProbeResult]] = [:]
    for recipe in needs.recipes { results[recipe] = reading.results[recipe] ?? [] }
    return EvidenceView(
      subject: reading.evidence.plan.subject, profile: profile, now: reading.evidence.stamp.startedAt,
      contract: showsContract ? reading.contract : nil, results: results, recognition: reading.recognition, isCritical: requirement.critical)
  }
}

extension Instance {
  /// An instance that stands for the whole requirement.
  static func bare(_ outcome: Outcome) -> Instance { Instance(outcome: outcome, findings: [], location: Location()) }

  /// A failure that nobody explains, or a pass with something to repair, is a fault of the check and no accusation.
  fileprivate var explained: Instance {
    let isFaulty = findings.contains { !$0.isAdvice }
    switch outcome {
    case .failed where !isFaulty, .passed where isFaulty: return Instance(outcome: .untested(.harness), findings: [], location: location)
    default: return self
    }
  }
}

package import Checks
package import Digests
import Documents
package import Model
import OpenAPI

/// `plan(standard, subject, contract) → Plan`: asks every check what it needs, drafts each recipe once, joins equal probes.
package enum Planner {
  /// - `skipping`: requirements to leave out; what only they need is not sent.
  package static func plan(
    _ standard: Standard, _ ground: Ground, contractDigest: SHA256Digest?, skipping skipped: Set<String>
  ) throws(CheckCatalog.CatalogFault) -> Plan {
    let askers = try askers(standard, ground, skipped)
    var joined = StepJoiner()
    var gaps: [Gap] = []
    for recipe in RecipeCatalog.all {
      guard let requirements = askers[recipe.id] else { continue }
      let draft = recipe.draft(ground)
      for (purpose, probe) in draft.steps { joined.add(probe, purpose, recipe.safety, requirements) }
      gaps += draft.gaps
    }
    return Plan(
      subject: ground.subject, profileID: standard.profile.id, profileVersion: standard.profile.version,
      profileDigest: standard.profile.digest, contractDigest: contractDigest, seed: ground.seed, steps: joined.steps(), gaps: gaps, skipped: skipped)
  }

  /// Which requirements ask for which recipe. What does not apply to the API type asks for nothing.
  private static func askers(
    _ standard: Standard, _ ground: Ground, _ skipped: Set<String>
  ) throws(CheckCatalog.CatalogFault) -> [RecipeID: [String]] {
    var askers: [RecipeID: [String]] = [:]
    for requirement in standard.requirements where !skipped.contains(requirement.id) {
      // A retired service promises nothing, and is left in peace.
      let service = ground.subject.service
      guard service.lifecycle != .retired, let type = service.apiType, requirement.types.contains(type) else { continue }
      for call in requirement.verification.calls {
        for need in try CheckCatalog.make(call).needs {
          guard case .recipe(let recipe) = need, !(askers[recipe] ?? []).contains(requirement.id) else { continue }
          askers[recipe, default: []].append(requirement.id)
        }
      }
    }
    return askers.mapValues { $0.sorted() }
  }
}

/// Joins equal probes of several recipes into one step with all their purposes.
private struct StepJoiner {
  private var order: [Probe] = []
  private var entries: [Probe: (purposes: [Purpose], safety: SafetyClass, askedBy: Set<String>)] = [:]

  mutating func add(_ probe: Probe, _ purpose: Purpose, _ safety: SafetyClass, _ requirements: [String]) {
    if var entry = entries[probe] {
      entry.purposes.append(purpose)
      entry.safety = min(entry.safety, safety)
      entry.askedBy.formUnion(requirements)
      entries[probe] = entry
    } else {
      order.append(probe)
      entries[probe] = ([purpose], safety, Set(requirements))
    }
  }

  func steps() -> [Step] {
    order.enumerated().map { index, probe in
      let entry = entries[probe]!
      let number = String(index + 1)
      return Step(
        id: "s-" + String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number, probe: probe, environment: .production,
        safety: entry.safety, purposes: entry.purposes, askedBy: entry.askedBy.sorted())
    }
  }
}

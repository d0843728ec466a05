package import Digests
import Documents

/// Everything that will be sent to one subject, in order, with who asked for it.
package struct Plan: Sendable {
  package let subject: Subject
  package let profileID: String
  package let profileVersion: String
  package let profileDigest: SHA256Digest
  package let contractDigest: SHA256Digest?
  /// Draws random names and values of probes; part of the plan, so that the plan repeats.
  package let seed: UInt64
  package let steps: [Step]
  /// What a recipe could not ask, and why: instances that are judged without an exchange.
  package let gaps: [Gap]
  /// Requirements that the operator left out of this run: untested, never passed.
  package let skipped: Set<String>

  package init(
    subject: Subject, profileID: String, profileVersion: String, profileDigest: SHA256Digest, contractDigest: SHA256Digest?, seed: UInt64,
    steps: [Step], gaps: [Gap], skipped: Set<String>
  ) {
    self.subject = subject
    self.profileID = profileID
    self.profileVersion = profileVersion
    self.profileDigest = profileDigest
    self.contractDigest = contractDigest
    self.seed = seed
    self.steps = steps
    self.gaps = gaps
    self.skipped = skipped
  }
}

/// Who is tested: a service of an agency, from the registry or described on the command line.
package struct Subject: Sendable {
  package let agency: Agency?
  package let service: Service
  /// True when no registry entry exists: stamped, and registry requirements are `untested(noRegistryEntry)`.
  package let isSelfDeclared: Bool

  package init(agency: Agency?, service: Service, isSelfDeclared: Bool) {
    self.agency = agency
    self.service = service
    self.isSelfDeclared = isSelfDeclared
  }
}

/// One thing to send once, and every purpose it serves.
package struct Step: Sendable, Hashable {
  /// `s-0001`, in plan order.
  package let id: String
  package let probe: Probe
  package let environment: EnvironmentName
  package let safety: SafetyClass
  package let purposes: [Purpose]
  /// Requirements that asked for it, sorted.
  package let askedBy: [String]

  package init(id: String, probe: Probe, environment: EnvironmentName, safety: SafetyClass, purposes: [Purpose], askedBy: [String]) {
    self.id = id
    self.probe = probe
    self.environment = environment
    self.safety = safety
    self.purposes = purposes
    self.askedBy = askedBy
  }
}

/// Why a step is sent: the recipe, the operation it is about, and the case within the recipe.
package struct Purpose: Sendable, Hashable {
  package let recipe: RecipeID
  /// `GET /penduduk/{nik}`; nil when it is about the host.
  package let operation: String?
  /// What exactly is tried, for example `unknownIdentifier:nik`; empty when the recipe has one case only.
  package let variant: String

  package init(recipe: RecipeID, operation: String?, variant: String) {
    self.recipe = recipe
    self.operation = operation
    self.variant = variant
  }
}

/// Something a recipe would ask and cannot.
package struct Gap: Sendable, Hashable {
  package let purpose: Purpose
  package let reason: GapReason
  package init(purpose: Purpose, reason: GapReason) {
    self.purpose = purpose
    self.reason = reason
  }
}

package enum GapReason: Sendable, Hashable {
  case inapplicable(InapplicableCause)
  case untested(UntestedCause)
}

/// The closed list of recipes; `Planning/Recipes` has a file of the same name for each.
package enum RecipeID: String, Sendable, Hashable, CaseIterable, Comparable {
  case fetchContract
  case inspectCertificate
  case offerOldTLS
  case askOverPlainHTTP
  case callReadOperations
  case readRawMessages
  case callAnonymously
  case callWithInvalidToken
  case askForUnknownResource
  case sendInvalidParameters
  case sendUndefinedMethod

  package static func < (left: RecipeID, right: RecipeID) -> Bool { left.order < right.order }
  /// Passive recipes first, so that a run cut short has seen the harmless part.
  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

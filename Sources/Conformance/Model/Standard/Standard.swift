package import Digests
import Documents

/// The national standard as read: a profile and the requirements it lists, in the profile's order.
package struct Standard: Sendable {
  package let profile: Profile
  package let requirements: [Requirement]

  package init(profile: Profile, requirements: [Requirement]) {
    self.profile = profile
    self.requirements = requirements
  }

  package func requirement(_ id: String) -> Requirement? { requirements.first { $0.id == id } }
}

/// A profile: which requirements apply, with which data and thresholds (design: formats.md §2).
package struct Profile: Sendable {
  package let id: String
  package let version: String
  package let name: Bilingual
  /// Over the canonical text of the profile, those it extends, and every dossier it lists.
  package let digest: SHA256Digest
  package let dimensions: [Dimension]
  package let levels: [LevelName]
  package let data: ProfileData
  /// True for the sample world: reports say "simulation" in large letters.
  package let isSimulation: Bool

  package init(
    id: String, version: String, name: Bilingual, digest: SHA256Digest, dimensions: [Dimension], levels: [LevelName], data: ProfileData,
    isSimulation: Bool
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.digest = digest
    self.dimensions = dimensions
    self.levels = levels
    self.data = data
    self.isSimulation = isSimulation
  }
}

package struct Dimension: Sendable, Hashable {
  package let code: String
  package let name: Bilingual
  package init(code: String, name: Bilingual) {
    self.code = code
    self.name = name
  }
}

package struct LevelName: Sendable, Hashable {
  package let level: Level
  package let name: Bilingual
  package init(level: Level, name: Bilingual) {
    self.level = level
    self.name = name
  }
}

/// What a ministry may edit without touching code: lists and thresholds that checks read.
package struct ProfileData: Sendable, Hashable {
  /// Suffixes of official hosts without the leading dot, for example `go.id`.
  package var officialSuffixes: [String]
  /// Hosts accepted although no official suffix fits (GOV-03).
  package var exceptionHosts: [String]
  package var webmailDomains: [String]
  /// Root members of a 2xx body that say "error": name and the values (as JSON text) that say so (HTP-02).
  package var errorSigns: [ErrorSign]
  /// Member names that carry an error's code or type, and its message (ERR-01).
  package var errorCodeMembers: [String]
  package var errorMessageMembers: [String]
  /// Names and literal needles or patterns of leaked internals (ERR-03).
  package var leakPatterns: [LeakPattern]
  /// Words that mark a change of state in a GET path (HTP-01), and prefixes of reads offered by POST.
  package var changingVerbs: [String]
  package var readingVerbs: [String]
  /// Parameter names that carry a credential (AUT-05).
  package var credentialNames: [String]

  package init(
    officialSuffixes: [String], exceptionHosts: [String], webmailDomains: [String], errorSigns: [ErrorSign], errorCodeMembers: [String],
    errorMessageMembers: [String], leakPatterns: [LeakPattern], changingVerbs: [String], readingVerbs: [String], credentialNames: [String]
  ) {
    self.officialSuffixes = officialSuffixes
    self.exceptionHosts = exceptionHosts
    self.webmailDomains = webmailDomains
    self.errorSigns = errorSigns
    self.errorCodeMembers = errorCodeMembers
    self.errorMessageMembers = errorMessageMembers
    self.leakPatterns = leakPatterns
    self.changingVerbs = changingVerbs
    self.readingVerbs = readingVerbs
    self.credentialNames = credentialNames
  }

  package struct ErrorSign: Sendable, Hashable {
    package let member: String
    /// JSON texts, for example `false`, `"error"`; a number range is written `400..599`.
    package let values: [String]
    package init(member: String, values: [String]) {
      self.member = member
      self.values = values
    }
  }

  package struct LeakPattern: Sendable, Hashable {
    package let name: String
    package let pattern: String
    package init(name: String, pattern: String) {
      self.name = name
      self.pattern = pattern
    }
  }
}

package import Documents

/// One requirement of the standard, read from its dossier (design: formats.md §1).
package struct Requirement: Sendable {
  /// For example `DOC-06`.
  package let id: String
  package let title: Bilingual
  package let modality: Modality
  package let level: Level
  package let dimension: String
  package let critical: Bool
  package let since: String
  package let sources: [Source]
  package let types: Set<APIType>
  package let safety: SafetyClass
  package let verification: Verification
  package let statement: Bilingual
  package let rationale: Bilingual
  package let remedy: Bilingual
  package let examples: [Example]
  /// The sentence why it is never inapplicable, where no Inapplicable example exists.
  package let alwaysApplies: Bilingual?
  package let position: SourcePosition

  package init(
    id: String, title: Bilingual, modality: Modality, level: Level, dimension: String, critical: Bool, since: String, sources: [Source],
    types: Set<APIType>, safety: SafetyClass, verification: Verification, statement: Bilingual, rationale: Bilingual, remedy: Bilingual,
    examples: [Example], alwaysApplies: Bilingual?, position: SourcePosition
  ) {
    self.id = id
    self.title = title
    self.modality = modality
    self.level = level
    self.dimension = dimension
    self.critical = critical
    self.since = since
    self.sources = sources
    self.types = types
    self.safety = safety
    self.verification = verification
    self.statement = statement
    self.rationale = rationale
    self.remedy = remedy
    self.examples = examples
    self.alwaysApplies = alwaysApplies
    self.position = position
  }

  /// The same requirement under a profile that tightens it.
  package func tightened(modality: Modality, level: Level) -> Requirement {
    Requirement(
      id: id, title: title, modality: modality, level: level, dimension: dimension, critical: critical, since: since, sources: sources,
      types: types, safety: safety, verification: verification, statement: statement, rationale: rationale, remedy: remedy,
      examples: examples, alwaysApplies: alwaysApplies, position: position)
  }
}

/// Who says so: a document, its section as far as it was read, and whether the clause was read in full.
package struct Source: Sendable, Hashable {
  package let name: String
  package let section: String?
  package let url: String?
  package let verified: Bool
  package init(name: String, section: String?, url: String?, verified: Bool) {
    self.name = name
    self.section = section
    self.url = url
    self.verified = verified
  }
}

/// How a requirement is judged: by checks, alone or combined, or by a person on a document.
package indirect enum Verification: Sendable, Hashable {
  case check(CheckCall)
  case all([Verification])
  case any([Verification])
  case attested(Bilingual)

  /// Every check called, in order of writing.
  package var calls: [CheckCall] {
    switch self {
    case .check(let call): [call]
    case .all(let parts), .any(let parts): parts.flatMap(\.calls)
    case .attested: []
    }
  }
}

/// A check with its arguments as the dossier writes them.
package struct CheckCall: Sendable, Hashable {
  package let check: String
  package let arguments: JSONValue
  package init(check: String, arguments: JSONValue) {
    self.check = check
    self.arguments = arguments
  }
}

package import Documents

/// What a validation found.
package struct SchemaResult: Sendable {
  /// Sorted by instance pointer and keyword; at most a hundred.
  package let violations: [SchemaViolation]
  /// How many further ones were found and left out.
  package let more: Int
  /// Set when the work was given up: nothing may be concluded from a lack of violations.
  package let stopped: SchemaStop?
  package var isValid: Bool { violations.isEmpty && stopped == nil }
}

/// Why a validation was given up.
package enum SchemaStop: Sendable, Hashable {
  case budget
  case depth
  /// A pattern cost too much on this text; where the pattern stands.
  case patternLimit(SourcePosition)
}

/// One keyword that an instance breaks. Parameters name types, members, lengths and limits, never the instance's values.
package struct SchemaViolation: Sendable, Hashable {
  package let wording: Wording
  package let parameters: [String: String]
  package let keyword: String
  package let instancePointer: JSONPointer
  package let instancePosition: SourcePosition
  package let schemaPosition: SourcePosition
  package let schemaPointer: JSONPointer

  package func text(in language: Language) -> String { wording.text(in: language, parameters) }

  /// Of violations, and of what can be wrong with a schema.
  package static var wordings: [Wording] { SchemaWordings.all + SchemaDiagnostics.all }
}

import Documents
import JSONSchema
import Model

/// Whether replacing personal values before the evidence was kept may have made a violation that the true answer did not have.
///
/// A replacement keeps JSON type and length, so "wrong type", "missing member" and "too long" stay certain; what compares values does not.
enum RedactionDoubt {
  static func covers(_ violation: SchemaViolation, _ answer: Answer, _ document: Document) -> Bool {
    let redactions = answer.exchange.redactions
    let unnamed = answer.facts.identifierLikeCount > 0
    let node = document.root.at(violation.instancePointer)
    let isMasked = !redactions.isEmpty || unnamed
    // The branch was chosen by a condition on values, which may stand anywhere in the answer.
    if isMasked, violation.schemaPointer.tokens.contains(where: { ["then", "else", "dependentSchemas"].contains($0) }) { return true }
    if let name = violation.parameters["name"], isMasked, looksMasked(name) { return true }
    guard comparing.contains(violation.keyword) || isWholeNumberQuestion(violation) else { return false }
    if answer.isRedacted(at: violation.instancePointer) { return true }
    // Equal texts elsewhere, secrets, and numbers of NIK structure are replaced without a pointer.
    guard let node else { return isMasked }
    switch node.kind {
    case .object, .array: return isMasked
    case .string, .number: return (isMasked && looksMasked(node.string ?? node.numberText ?? "")) || (node.string ?? "").contains("****")
    case .null, .boolean: return false
    }
  }

  /// Keywords whose answer hangs on the value itself.
  private static let comparing: Set<String> = [
    "enum", "const", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "contains",
    "maxContains", "anyOf", "oneOf", "not", "propertyNames", "false",
  ]

  /// `1.0` is an integer and `9.9`, its replacement, is none.
  private static func isWholeNumberQuestion(_ violation: SchemaViolation) -> Bool {
    violation.keyword == "type" && violation.parameters["actual"] == "number"
  }

  private static func looksMasked(_ text: String) -> Bool { text.contains("9901010101900001") || text.contains("9999") }
}

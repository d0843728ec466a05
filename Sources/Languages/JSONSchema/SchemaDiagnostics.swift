import Documents

/// What can be wrong with a schema itself.
enum SchemaDiagnostics {
  static let wrongKeyword = Wording(
    "schema.wrongKeyword", id: "Nilai kata kunci skema “{keyword}” harus berupa {expected}.",
    en: "The value of the schema keyword “{keyword}” must be: {expected}.")
  static let unknownType = Wording(
    "schema.unknownType", id: "Skema menyebut tipe “{type}” yang tidak dikenal.",
    en: "The schema names the type “{type}”, which is not known.")
  static let unresolvedReference = Wording(
    "schema.unresolvedReference", id: "Rujukan “{reference}” tidak menunjuk apa pun.", en: "The reference “{reference}” leads to nothing.")
  static let referenceOutside = Wording(
    "schema.referenceOutside", id: "Rujukan “{reference}” menunjuk ke luar dokumen dan tidak dibaca.",
    en: "The reference “{reference}” leads outside the document and is not read.")
  static let referenceLoop = Wording(
    "schema.referenceLoop", id: "Skema merujuk dirinya sendiri tanpa pernah maju ke bagian dalam data.",
    en: "The schema refers to itself without ever moving on into the data.")
  static let tooLarge = Wording(
    "schema.tooLarge", id: "Skema berisi lebih dari {limit} subskema.", en: "The schema holds more than {limit} subschemas.")

  static let all = [wrongKeyword, unknownType, unresolvedReference, referenceOutside, referenceLoop, tooLarge]

  static func wrong(_ node: Node, _ keyword: String, _ expected: String) -> Diagnostic {
    Diagnostic(wrongKeyword, ["keyword": keyword, "expected": expected], at: node.position, pointer: node.pointer)
  }
}

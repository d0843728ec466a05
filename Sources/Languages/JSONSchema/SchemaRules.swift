import Documents

/// What counts inside one schema resource: its dialect, and which vocabularies its meta-schema asks for (2020-12 core §8.1).
struct SchemaRules: Sendable, Hashable {
  var dialect: SchemaDialect
  var assertsFormats: Bool
  var applies = true
  var validates = true
  var looksBack = true

  init(dialect: SchemaDialect, assertsFormats: Bool) {
    self.dialect = dialect
    self.assertsFormats = assertsFormats
  }

  /// The rules of a resource that says `$schema`; these ones when it does not, or names what nobody gave us.
  func applied(to root: Node, others: [String: Document]) -> SchemaRules {
    guard dialect != .openAPI30, let name = root["$schema"]?.string else { return self }
    var rules = self
    if let named = SchemaDialect(schemaURI: name) {
      if !(named == .draft2020 && dialect == .openAPI31) { rules.dialect = named }
      return rules
    }
    guard let vocabulary = others[name]?.root["$vocabulary"], vocabulary.kind == .object else { return rules }
    let base = "https://json-schema.org/draft/2020-12/vocab/"
    rules.applies = vocabulary[base + "applicator"] != nil
    rules.validates = vocabulary[base + "validation"] != nil
    rules.looksBack = vocabulary[base + "unevaluated"] != nil
    rules.assertsFormats = assertsFormats || vocabulary[base + "format-assertion"] != nil
    return rules
  }
}

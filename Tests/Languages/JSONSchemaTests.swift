import Documents
import JSONSchema
import Testing

/// What validations say: places, codes, sentences; one line a violation, `instance schema [code] sentence`.
@Suite struct JSONSchemaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let schema: String
    let instance: String
    let said: [String]
    var testDescription: String { "\(schema) \(instance)" }

    init(_ schema: String, _ instance: String, _ said: String...) {
      self.schema = schema
      self.instance = instance
      self.said = said
    }
  }

  static let cases = [
    Case(#"{"type":"string"}"#, "12", " /type [schema.type] The value is of type integer, but the contract declares string."),
    Case(#"{"type":["string","null"]}"#, "1.5", " /type [schema.type] The value is of type number, but the contract declares null / string."),
    Case(#"{"type":"integer"}"#, "1.0"),
    Case(#"{"type":"integer"}"#, "1e400"),
    Case(#"{"type":"integer"}"#, "10e-1"),
    Case(#"{"type":"integer"}"#, "0.5", " /type [schema.type] The value is of type number, but the contract declares integer."),
    Case(#"{"enum":["a","b",1,{"x":[1,2.0]}]}"#, #"{"x":[1.0,2]}"#),
    Case(#"{"enum":["a","b"]}"#, #""c""#, " /enum [schema.enum] The value is not in the contract's list of choices (number of choices: 2)."),
    Case(#"{"enum":["\u00e9"]}"#, "\"e\u{301}\"", " /enum [schema.enum] The value is not in the contract's list of choices (number of choices: 1)."),
    Case(#"{"const":{"a":1,"b":2}}"#, #"{"b":2,"a":1e0}"#),
    Case(#"{"const":1}"#, "2", " /const [schema.const] The value differs from the constant that the contract declares."),
    Case(
      #"{"required":["nik","nama"],"properties":{"nama":{}}}"#, #"{"nil":1}"#,
      " /required [schema.required] The required member “nama” is missing.", " /required [schema.required] The required member “nik” is missing."),
    Case(
      #"{"properties":{"a":{"minLength":3},"b":{"maxLength":1}}}"#, #"{"a":"é\ud83d\ude00","b":"xy"}"#,
      "/a /properties/a/minLength [schema.minLength] The text has 2 characters; the minimum is 3.",
      "/b /properties/b/maxLength [schema.maxLength] The text has 2 characters; the maximum is 1."),
    Case(#"{"pattern":"^[0-9]+$"}"#, "\"1\\n\"", " /pattern [schema.pattern] The text does not match the pattern ^[0-9]+$."),
    Case(#"{"minimum":0.1}"#, "0.09999999999999999999", " /minimum [schema.minimum] The number is below the minimum 0.1."),
    Case(#"{"maximum":9007199254740993}"#, "9007199254740993.0"),
    Case(
      #"{"maximum":9007199254740992}"#, "9007199254740993", " /maximum [schema.maximum] The number is above the maximum 9007199254740992."),
    Case(#"{"exclusiveMinimum":1}"#, "1.000", " /exclusiveMinimum [schema.exclusiveMinimum] The number must be above 1."),
    Case(#"{"exclusiveMaximum":1}"#, "1", " /exclusiveMaximum [schema.exclusiveMaximum] The number must be below 1."),
    Case(#"{"multipleOf":0.01}"#, "19.99"),
    Case(#"{"multipleOf":0.01}"#, "19.995", " /multipleOf [schema.multipleOf] The number is not a multiple of 0.01."),
    Case(#"{"multipleOf":1e20}"#, "0.1", " /multipleOf [schema.multipleOf] The number is not a multiple of 1e20."),
    Case(
      #"{"items":{"type":"string"},"maxItems":2}"#, #"["a",1,null]"#,
      " /maxItems [schema.maxItems] The list has 3 elements; the maximum is 2.",
      "/1 /items/type [schema.type] The value is of type integer, but the contract declares string.",
      "/2 /items/type [schema.type] The value is of type null, but the contract declares string."),
    Case(#"{"minItems":1}"#, "[]", " /minItems [schema.minItems] The list has 0 elements; the minimum is 1."),
    Case(#"{"uniqueItems":true}"#, #"[{"a":1,"b":[]},{"b":[],"a":1.0}]"#, " /uniqueItems [schema.uniqueItems] The list holds two equal elements."),
    Case(#"{"uniqueItems":true}"#, #"[1,true,"1",[1],{"1":1},null,"\u00e9","e\u0301"]"#),
    Case(
      #"{"contains":{"const":1},"minContains":2}"#, "[1,2]",
      " /contains [schema.contains] The list has 1 of the elements that the contract demands; the minimum is 2."),
    Case(
      #"{"contains":{"const":1},"maxContains":1}"#, "[1,1]",
      " /maxContains [schema.maxContains] The list has 2 of the elements that the contract limits; the maximum is 1."),
    Case(
      #"{"properties":{"a":true},"additionalProperties":false}"#, #"{"a":1,"b":2,"c":3}"#,
      " /additionalProperties [schema.additionalProperties] The member “b” is not declared, and the contract forbids others.",
      " /additionalProperties [schema.additionalProperties] The member “c” is not declared, and the contract forbids others."),
    Case(
      #"{"patternProperties":{"^x-":{"type":"string"}}}"#, #"{"x-a":1}"#,
      "/x-a /patternProperties/^x-/type [schema.type] The value is of type integer, but the contract declares string."),
    Case(
      #"{"propertyNames":{"maxLength":2}}"#, #"{"ab":1,"abc":1}"#,
      " /propertyNames [schema.propertyNames] The member name “abc” does not follow the contract's rule for names."),
    Case(#"{"minProperties":1}"#, "{}", " /minProperties [schema.minProperties] The object has 0 members; the minimum is 1."),
    Case(#"{"maxProperties":0}"#, #"{"a":1}"#, " /maxProperties [schema.maxProperties] The object has 1 members; the maximum is 0."),
    Case(
      #"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#,
      " /dependentRequired [schema.dependentRequired] The member “b” is required because “a” is there."),
    Case(#"{"not":{"type":"null"}}"#, "null", " /not [schema.not] The value fits a shape that the contract forbids."),
    Case(#"{"properties":{"a":false}}"#, #"{"a":1}"#, "/a /properties/a [schema.false] The contract allows no value here."),
    Case(
      #"{"anyOf":[{"type":"string","minLength":5},{"type":"object"}]}"#, #""abc""#,
      " /anyOf [schema.anyOf] The value fits none of the 2 shapes that the contract declares.",
      " /anyOf/0/minLength [schema.minLength] The text has 3 characters; the minimum is 5."),
    Case(
      #"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3",
      " /oneOf [schema.oneOf.several] The value fits 2 of the 2 shapes that the contract declares; it must fit exactly one."),
    Case(
      #"{"oneOf":[{"type":"integer"},{"type":"string"}]}"#, "null",
      " /oneOf [schema.oneOf] The value fits none of the 2 shapes that the contract declares; it must fit exactly one."),
    Case(
      #"{"allOf":[{"properties":{"a":{"type":"string"}}}],"unevaluatedProperties":false}"#, #"{"a":1,"b":2}"#,
      " /unevaluatedProperties [schema.unevaluatedProperties] The member “b” is declared nowhere, and the contract forbids others.",
      "/a /allOf/0/properties/a/type [schema.type] The value is of type integer, but the contract declares string."),
    Case(
      #"{"prefixItems":[true],"unevaluatedItems":false}"#, "[1,2]",
      " /unevaluatedItems [schema.unevaluatedItems] Element 2 is declared nowhere, and the contract forbids others."),
    Case(
      ##"{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"string"}}}"##, "1",
      " /$defs/a/type [schema.type] The value is of type integer, but the contract declares string."),
    Case(#"{"format":"uuid"}"#, #""x""#, " /format [schema.format] The value is not of the format uuid."),
    Case(#"{"format":"never-heard-of"}"#, #""x""#),
    Case(#"{"format":"int32"}"#, "3000000000"),
  ]

  @Test(arguments: cases) func saysWhatIsBroken(_ item: Case) throws {
    let result = try Schemas.compile(item.schema).validate(Schemas.read(item.instance, "data.json").root, budget: 100_000)
    #expect(Schemas.lines(result) == item.said)
    #expect(result.stopped == nil && result.more == 0)
    #expect(result.isValid == item.said.isEmpty)
  }

  @Test func saysWhereInBothFiles() throws {
    let schema = try Schemas.compile("{\n  \"properties\": {\n    \"umur\": { \"type\": \"integer\" }\n  }\n}")
    let result = schema.validate(try Schemas.read("{\n  \"umur\": \"tiga\"\n}", "data.json").root, budget: 1000)
    let violation = try #require(result.violations.first)
    #expect("\(violation.instancePosition)" == "data.json:2:11")
    #expect("\(violation.schemaPosition)" == "schema.json:3:23")
    #expect(violation.keyword == "type")
    #expect(violation.parameters == ["expected": "integer", "actual": "string"])
    #expect(violation.text(in: .indonesian) == "Tipe nilai adalah string, padahal kontrak menyatakan integer.")
  }

  @Test func neverRepeatsValues() throws {
    let schema = #"{"type":"integer","enum":[1],"const":1,"maxLength":1,"pattern":"^x$","format":"date","not":{},"anyOf":[false]}"#
    let result = try Schemas.compile(schema).validate(try Schemas.read(#""9901010101900001""#, "data.json").root, budget: 1000)
    #expect(result.violations.count == 8)
    for violation in result.violations {
      #expect(!violation.text(in: .english).contains("9901010101900001"))
      #expect(violation.parameters.values.allSatisfy { !$0.contains("9901") })
    }
  }

  /// An instance inside a bigger document keeps its place.
  @Test func pointsFromTheRootOfTheInstance() throws {
    let body = try Schemas.read(#"{"data":[{"a":1}]}"#, "data.json")
    let data = try #require(body.root["data"])
    let result = try Schemas.compile(#"{"items":{"properties":{"a":{"type":"string"}}}}"#).validate(data, budget: 1000)
    #expect(result.violations.map { "\($0.instancePointer)" } == ["/data/0/a"])
  }

  @Test func readsYAMLSchemas() throws {
    let text = "type: object\nproperties:\n  tanggal: {type: string, format: date}\n"
    let document = try YAMLReader.read(Array(text.utf8), file: "k.yaml", limits: .contract)
    let schema = try CompiledSchema.compile(document.root, dialect: .draft2020, direction: .none, others: [:], assertFormats: true)
    let result = schema.validate(try Schemas.read(#"{"tanggal":"2024-02-30"}"#, "data.json").root, budget: 1000)
    #expect(result.violations.map { "\($0.schemaPosition)" } == ["k.yaml:3:35"])
  }

  @Test func saysEverythingInBothLanguages() {
    #expect(Set(SchemaViolation.wordings.map(\.code)).count == SchemaViolation.wordings.count)
    for wording in SchemaViolation.wordings {
      #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)")
      #expect(wording.code.hasPrefix("schema."))
    }
  }
}

/// Short ways to schemas and results for these tests.
enum Schemas {
  static func read(_ text: String, _ file: String) throws -> Document { try JSONReader.read(Array(text.utf8), file: file, limits: .contract) }

  static func compile(_ text: String, _ dialect: SchemaDialect = .draft2020, _ direction: SchemaDirection = .none) throws -> CompiledSchema {
    try CompiledSchema.compile(read(text, "schema.json").root, dialect: dialect, direction: direction, others: [:], assertFormats: true)
  }

  static func lines(_ result: SchemaResult) -> [String] {
    result.violations.map { "\($0.instancePointer) \($0.schemaPointer) [\($0.wording.code)] \($0.text(in: .english))" }
  }
}

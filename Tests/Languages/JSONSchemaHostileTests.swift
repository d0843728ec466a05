import Documents
import JSONSchema
import Testing

/// Broken schemas are refused at their place; costly ones are given up by count, never by time.
@Suite struct JSONSchemaHostileTests {
  static let broken: [(SchemaDialect, String, String)] = [
    (.draft2020, #"{"type":"text"}"#, "/type schema.unknownType"),
    (.openAPI30, #"{"type":"null"}"#, "/type schema.unknownType"),
    (.openAPI30, #"{"type":["string"]}"#, "/type schema.wrongKeyword"),
    (.draft2020, #"{"type":[1]}"#, "/type/0 schema.wrongKeyword"),
    (.draft2020, #"{"exclusiveMinimum":true}"#, "/exclusiveMinimum schema.wrongKeyword"),
    (.openAPI30, #"{"exclusiveMinimum":1}"#, "/exclusiveMinimum schema.wrongKeyword"),
    (.draft2020, #"{"minLength":-1}"#, "/minLength schema.wrongKeyword"),
    (.draft2020, #"{"minLength":1.5}"#, "/minLength schema.wrongKeyword"),
    (.draft2020, #"{"multipleOf":0}"#, "/multipleOf schema.wrongKeyword"),
    (.openAPI30, #"{"required":true}"#, "/required schema.wrongKeyword"),
    (.draft2020, #"{"required":[1]}"#, "/required/0 schema.wrongKeyword"),
    (.draft2020, #"{"enum":"a"}"#, "/enum schema.wrongKeyword"),
    (.draft2020, #"{"properties":[]}"#, "/properties schema.wrongKeyword"),
    (.draft2020, #"{"properties":{"a":null}}"#, "/properties/a schema.wrongKeyword"),
    (.openAPI30, #"{"items":[{}]}"#, "/items schema.wrongKeyword"),
    (.draft2020, #"{"anyOf":{}}"#, "/anyOf schema.wrongKeyword"),
    (.draft2020, #"{"uniqueItems":"yes"}"#, "/uniqueItems schema.wrongKeyword"),
    (.openAPI30, #"{"type":"string","nullable":"ya"}"#, "/nullable schema.wrongKeyword"),
    (.draft2020, #"{"pattern":"(?i)a"}"#, "/pattern pattern.notECMA"),
    (.draft2020, #"{"patternProperties":{"[":{}}}"#, "/patternProperties/[ pattern.unclosed"),
    (.draft2020, ##"{"items":{"$ref":"#/nowhere"}}"##, "/items/$ref schema.unresolvedReference"),
    (.draft2020, ##"{"$ref":"#x"}"##, "/$ref schema.unresolvedReference"),
    (.draft2020, #"{"$ref":1}"#, "/$ref schema.wrongKeyword"),
    (.openAPI31, #"{"$ref":"https://a.go.id.test/b.yaml#/c"}"#, "/$ref schema.referenceOutside"),
    (.openAPI30, #"{"$ref":"../b.yaml"}"#, "/$ref schema.referenceOutside"),
    (.draft2020, #"{"$ref":"file:///etc/passwd"}"#, "/$ref schema.referenceOutside"),
    (.openAPI30, ##"{"$ref":"#"}"##, "/$ref schema.referenceLoop"),
    (.draft2020, ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##, "/$defs/a/$ref schema.referenceLoop"),
    (.draft2020, ##"{"allOf":[{"$ref":"#"}]}"##, " schema.referenceLoop"),
    (.draft2020, ##"{"not":{"$ref":"#"}}"##, " schema.referenceLoop"),
    (.draft2020, ##"{"if":{"anyOf":[{"$ref":"#"}]}}"##, " schema.referenceLoop"),
  ]

  @Test(arguments: broken) func refusesBrokenSchemas(_ dialect: SchemaDialect, _ schema: String, _ expected: String) {
    let fault = #expect(throws: Diagnostic.self) { try Schemas.compile(schema, dialect) }
    #expect(fault.map { "\($0.pointer ?? .root) \($0.wording.code)" } == expected)
    #expect(fault?.position != nil)
  }

  /// Loops that move on into the data, or that a choice can leave, are kept.
  @Test(arguments: [
    (##"{"properties":{"anak":{"$ref":"#"}},"required":["nama"]}"##, #"{"nama":"a","anak":{"nama":"b"}}"#, #"{"nama":"a","anak":{}}"#),
    (##"{"anyOf":[{"type":"string"},{"items":{"$ref":"#"},"type":"array"}]}"##, #"["a",["b"]]"#, #"["a",[1]]"#),
    (##"{"anyOf":[{"type":"string"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"integer","anyOf":[{"$ref":"#"}]}}}"##, "1", "null"),
  ]) func followsRecursion(_ schema: String, _ valid: String, _ invalid: String) throws {
    let compiled = try Schemas.compile(schema)
    #expect(compiled.validate(try Schemas.read(valid, "d").root, budget: 1000).isValid)
    let result = compiled.validate(try Schemas.read(invalid, "d").root, budget: 1000)
    #expect(!result.isValid && result.stopped == nil)
  }

  @Test func givesUpOnExponentialSchemas() throws {
    var schema = #"{"$defs":{"n0":{"type":"integer"}"#
    for level in 1...40 {
      schema += ##","n\##(level)":{"allOf":[{"$ref":"#/$defs/n\##(level - 1)"},{"$ref":"#/$defs/n\##(level - 1)"}]}"##
    }
    schema += ##"},"$ref":"#/$defs/n40"}"##
    let result = try Schemas.compile(schema).validate(try Schemas.read("1", "d").root, budget: 100_000)
    #expect(result.stopped == .budget && !result.isValid)
  }

  @Test func givesUpOnDeepNesting() throws {
    let schema = ##"{"allOf":[{"allOf":[{"allOf":[{"items":{"$ref":"#"}}]}]}]}"##
    let body = String(repeating: "[", count: 199) + String(repeating: "]", count: 199)
    let result = try Schemas.compile(schema).validate(try Schemas.read(body, "d").root, budget: 1_000_000)
    #expect(result.stopped == .depth && !result.isValid)
  }

  @Test func givesUpOnRunawayPatterns() throws {
    let text = try Schemas.read("\"\(String(repeating: "a", count: 40))!\"", "d").root
    let result = try Schemas.compile(#"{"pattern":"^(a+)+$"}"#).validate(text, budget: 1_000_000)
    guard case .patternLimit(let position) = result.stopped else {
      Issue.record("stopped: \(String(describing: result.stopped))")
      return
    }
    #expect("\(position)" == "schema.json:1:12")
  }

  /// Ten thousand texts, each just below a limit, are too many together.
  @Test func countsWhatPatternsCost() throws {
    let text = "\"\(String(repeating: "a", count: 15))!\""
    let body = "[" + Array(repeating: text, count: 10_000).joined(separator: ",") + "]"
    let result = try Schemas.compile(#"{"items":{"pattern":"^(a+)+$"}}"#).validate(try Schemas.read(body, "d").root, budget: 1_000_000)
    #expect(result.stopped == .budget)
  }

  @Test func comparesManyElementsAtOnce() throws {
    let elements = (0..<20_000).map { #"{"a":\#($0),"b":[\#($0)]}"# }
    let schema = try Schemas.compile(#"{"uniqueItems":true}"#)
    #expect(schema.validate(try Schemas.read("[\(elements.joined(separator: ","))]", "d").root, budget: 1_000_000).isValid)
    #expect(!schema.validate(try Schemas.read("[\(elements.joined(separator: ",")),{\"b\":[7.0],\"a\":7}]", "d").root, budget: 1_000_000).isValid)
  }

  @Test func tellsAHundredViolationsAndCountsTheRest() throws {
    let body = "[" + Array(repeating: "1", count: 1500).joined(separator: ",") + "]"
    let schema = try Schemas.compile(#"{"items":{"type":"string"}}"#)
    let result = schema.validate(try Schemas.read(body, "d").root, budget: 1_000_000)
    #expect(result.violations.count == 100)
    #expect(result.more == 1400)
    #expect(result.violations.first.map { "\($0.instancePointer)" } == "/0")
    #expect(schema.validate(try Schemas.read(body, "d").root, budget: 1_000_000).violations == result.violations)
  }

  @Test func survivesHugeNumbers() throws {
    let schema = try Schemas.compile(#"{"type":"integer","minimum":0,"maximum":1e300,"multipleOf":7}"#)
    #expect(schema.validate(try Schemas.read(String(repeating: "7", count: 300), "d").root, budget: 1000).isValid)
    let result = schema.validate(try Schemas.read("1e999999999", "d").root, budget: 1000)
    #expect(result.violations.map(\.keyword) == ["maximum"] && result.stopped == .budget)
  }

  @Test func handlesManyRequiredNames() throws {
    let names = (0..<130).map { "\"n\($0)\"" }
    let schema = try Schemas.compile(#"{"required":[\#(names.joined(separator: ","))]}"#)
    let all = try Schemas.read("{\(names.map { "\($0):1" }.joined(separator: ","))}", "d").root
    #expect(schema.validate(all, budget: 10_000).isValid)
    let some = try Schemas.read("{\(names.filter { $0 != "\"n3\"" && $0 != "\"n128\"" }.map { "\($0):1" }.joined(separator: ","))}", "d").root
    #expect(schema.validate(some, budget: 10_000).violations.compactMap { $0.parameters["name"] } == ["n128", "n3"])
  }
}

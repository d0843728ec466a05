import Documents
import JSONSchema
import Testing

/// The dialects of OpenAPI: what they add, leave out, and how the direction of a message changes what is required.
@Suite struct JSONSchemaOpenAPITests {
  struct Case: Sendable, CustomTestStringConvertible {
    let dialect: SchemaDialect
    let schema: String
    let valid: [String]
    let invalid: [String]
    var testDescription: String { "\(dialect) \(schema)" }

    init(_ dialect: SchemaDialect, _ schema: String, valid: [String], invalid: [String]) {
      self.dialect = dialect
      self.schema = schema
      self.valid = valid
      self.invalid = invalid
    }
  }

  static let cases = [
    Case(.openAPI30, #"{"type":"string","nullable":true}"#, valid: ["null", #""a""#], invalid: ["1"]),
    Case(.openAPI30, #"{"nullable":true,"minLength":1}"#, valid: ["null", "1"], invalid: [#""""#]),
    Case(.openAPI30, #"{"type":"string","nullable":true,"enum":["a"]}"#, valid: [#""a""#], invalid: ["null"]),
    Case(.openAPI30, #"{"type":"string","nullable":true,"enum":["a",null]}"#, valid: [#""a""#, "null"], invalid: [#""b""#]),
    Case(.openAPI30, #"{"minimum":1,"exclusiveMinimum":true}"#, valid: ["1.1"], invalid: ["1"]),
    Case(.openAPI30, #"{"maximum":1,"exclusiveMaximum":false}"#, valid: ["1"], invalid: ["1.1"]),
    Case(
      .openAPI30, #"{"const":1,"if":{},"then":false,"patternProperties":{"a":false},"contains":false}"#,
      valid: ["2", #"{"a":1}"#, "[]"], invalid: []),
    Case(.openAPI30, ##"{"x":{"type":"string"},"allOf":[{"$ref":"#/x","type":"integer"}]}"##, valid: [#""a""#], invalid: ["1"]),
    Case(.openAPI30, #"{"type":"integer","format":"int32"}"#, valid: ["2147483647", "-2147483648"], invalid: ["2147483648", "1e10"]),
    Case(.openAPI30, #"{"type":"integer","format":"int64"}"#, valid: ["9223372036854775807"], invalid: ["9223372036854775808", "1e19"]),
    Case(.openAPI30, ##"{"type":"string","example":{"$ref":"#/nowhere"},"xml":{"name":"a"},"x-id-tipe":"nik"}"##, valid: [#""a""#], invalid: []),
    Case(.openAPI30, #"{"properties":{"id":{"type":"string"},"$ref":{"type":"string"}}}"#, valid: [#"{"$ref":"a"}"#], invalid: [#"{"$ref":1}"#]),
    Case(.openAPI31, #"{"type":["string","null"],"nullable":false}"#, valid: ["null"], invalid: ["1"]),
    Case(.openAPI31, ##"{"x":{"type":"string"},"allOf":[{"$ref":"#/x","maxLength":1}]}"##, valid: [#""a""#], invalid: [#""ab""#]),
    Case(.openAPI31, #"{"exclusiveMinimum":1}"#, valid: ["2"], invalid: ["1"]),
    Case(.openAPI31, ##"{"allOf":[{"$ref":"#teks"}],"x":{"$anchor":"teks","type":"string"}}"##, valid: [#""a""#], invalid: ["1"]),
    Case(
      .openAPI31, #"{"$ref":"https://a.go.id.test/b","$defs":{"b":{"$id":"https://a.go.id.test/b","type":"string"}}}"#,
      valid: [#""a""#], invalid: ["1"]),
  ]

  @Test(arguments: cases) func judgesByDialect(_ item: Case) throws {
    let schema = try Schemas.compile(item.schema, item.dialect)
    for text in item.valid { #expect(Schemas.lines(schema.validate(try Schemas.read(text, "d").root, budget: 1000)) == [], "\(text)") }
    for text in item.invalid { #expect(!schema.validate(try Schemas.read(text, "d").root, budget: 1000).isValid, "\(text)") }
  }

  static let account = #"""
    {"components":{"schemas":{
      "Akun":{"type":"object","required":["id","sandi","nama"],"properties":{
        "id":{"$ref":"#/components/schemas/Id"},"sandi":{"type":"string","writeOnly":true},"nama":{"type":"string"}}},
      "Id":{"type":"string","readOnly":true}}}}
    """#

  @Test(arguments: [
    (SchemaDirection.request, ["nama", "sandi"]), (.response, ["id", "nama"]), (.none, ["id", "nama", "sandi"]),
  ]) func requiresByDirection(_ direction: SchemaDirection, _ missing: [String]) throws {
    for dialect in [SchemaDialect.openAPI30, .openAPI31] {
      let schema = try #require(Schemas.read(Self.account, "k").root.at(JSONPointer(tokens: ["components", "schemas", "Akun"])))
      let compiled = try CompiledSchema.compile(schema, dialect: dialect, direction: direction, others: [:], assertFormats: false)
      let result = compiled.validate(try Schemas.read("{}", "d").root, budget: 100)
      #expect(result.violations.compactMap { $0.parameters["name"] } == missing)
    }
  }

  /// A parent that lists its children, which extend the parent: found in many contracts.
  static let pets = #"""
    {"components":{"schemas":{
      "Hewan":{"type":"object","required":["jenis"],"properties":{"jenis":{"type":"string"}},
        "discriminator":{"propertyName":"jenis","mapping":{"meong":"#/components/schemas/Kucing"}},
        "oneOf":[{"$ref":"#/components/schemas/Kucing"},{"$ref":"#/components/schemas/Anjing"}]},
      "Kucing":{"allOf":[{"$ref":"#/components/schemas/Hewan"},{"required":["cakar"],"properties":{"cakar":{"type":"integer"}}}]},
      "Anjing":{"allOf":[{"$ref":"#/components/schemas/Hewan"},{"required":["gigi"],"properties":{"gigi":{"type":"integer"}}}]}}}}
    """#

  @Test func explainsTheBranchThatTheDiscriminatorNames() throws {
    let schema = try #require(Schemas.read(Self.pets, "k").root.at(JSONPointer(tokens: ["components", "schemas", "Hewan"])))
    let compiled = try CompiledSchema.compile(schema, dialect: .openAPI30, direction: .response, others: [:], assertFormats: false)
    func lines(_ text: String) throws -> [String] { Schemas.lines(compiled.validate(try Schemas.read(text, "d").root, budget: 1000)) }
    #expect(try lines(#"{"jenis":"meong","cakar":4}"#) == [])
    let none =
      " /components/schemas/Hewan/oneOf [schema.oneOf] The value fits none of the 2 shapes that the contract declares; it must fit exactly one."
    #expect(try lines(#"{"jenis":"meong"}"#) == [
      none, " /components/schemas/Kucing/allOf/1/required [schema.required] The required member “cakar” is missing.",
    ])
    #expect(try lines(#"{"jenis":"Anjing"}"#) == [
      none, " /components/schemas/Anjing/allOf/1/required [schema.required] The required member “gigi” is missing.",
    ])
    #expect(try lines(#"{"jenis":"ikan"}"#) == [none])
  }
}

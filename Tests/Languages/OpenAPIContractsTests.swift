import DataTypes
import Documents
import OpenAPI
import TestSupport
import Testing

/// Contracts as one inner model, what is said against their structure, and the real and official documents of the public suites.
@Suite struct OpenAPIContractsTests {
  static func read(_ text: String) throws -> ContractReading {
    ContractReader.read(try DocumentReader.read(Array(text.utf8), file: "a.yaml", limits: .contract))
  }

  static func contract(_ paths: String, version: String = "3.1.0") throws -> ContractReading {
    try read("openapi: \(version)\ninfo: {title: A, version: 1.0.0}\n\(paths)\n")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var version = "3.1.0"
    let faults: [String]
    var testDescription: String { name }
  }

  static let get = "get: {responses: {'200': {description: a}}}"

  static let cases = [
    Case(name: "well formed", text: "paths: {/a: {\(get)}}", faults: []),
    Case(name: "no paths in 3.0", text: "components: {}", version: "3.0.3", faults: ["2 openapi.missing"]),
    Case(name: "only components in 3.1", text: "components: {}", faults: []),
    Case(name: "no part at all in 3.1", text: "x-a: 1", faults: ["1 openapi.missing"]),
    Case(name: "path without slash", text: "paths: {a: {\(get)}}", faults: ["3 openapi.pathWithoutSlash"]),
    Case(name: "paths that differ in names only", text: "paths:\n  /a/{x}: {}\n  /a/{y}: {}", faults: ["5 openapi.ambiguousPath"]),
    Case(name: "paths that differ behind the name", text: "paths:\n  '/a/{x}.json': {}\n  '/a/{y}.csv': {}\n  '/a/{z}:batal': {}", faults: []),
    Case(name: "paths that differ in the last slash", text: "paths:\n  /a: {}\n  /a/: {}", faults: []),
    Case(name: "undeclared path parameter", text: "paths: {'/a/{x}': {\(get)}}", faults: ["3 openapi.pathParameterUndeclared"]),
    Case(
      name: "path parameter that is not in the path",
      text: "paths: {/a: {parameters: [{name: x, in: path, required: true, schema: {}}], \(get)}}", faults: ["3 openapi.pathParameterNotInPath"]),
    Case(
      name: "optional path parameter", text: "paths: {'/a/{x}': {parameters: [{name: x, in: path, schema: {}}], \(get)}}",
      faults: ["3 openapi.pathParameterOptional"]),
    Case(
      name: "parameter twice", text: "paths: {/a: {parameters: [{name: x, in: query, schema: {}}, {name: x, in: query, schema: {}}], \(get)}}",
      faults: ["3 openapi.duplicateParameter"]),
    Case(
      name: "parameter overridden",
      text: "paths: {/a: {parameters: [{name: x, in: query, schema: {}}], get: {parameters: [{name: x, in: query, schema: {}}]}}}",
      faults: []),
    Case(name: "parameter without schema", text: "paths: {/a: {parameters: [{name: x, in: query}], \(get)}}", faults: ["3 openapi.noSchema"]),
    Case(name: "no responses in 3.0", text: "paths: {/a: {get: {}}}", version: "3.0.0", faults: ["3 openapi.responsesMissing"]),
    Case(name: "no responses in 3.1", text: "paths: {/a: {get: {}}}", faults: []),
    Case(
      name: "wrong status", text: "paths: {/a: {get: {responses: {'20': {description: a}, 4xx: {description: b}}}}}",
      faults: ["3 openapi.badStatus", "3 openapi.badStatus"]),
    Case(name: "ranges and default", text: "paths: {/a: {get: {responses: {4XX: {description: a}, default: {description: b}}}}}", faults: []),
    Case(name: "response without description", text: "paths: {/a: {get: {responses: {200: {}}}}}", faults: ["3 openapi.missing"]),
    Case(name: "response without description in 3.2", text: "paths: {/a: {get: {responses: {200: {}}}}}", version: "3.2.0", faults: []),
    Case(name: "reference to nothing", text: "paths: {/a: {$ref: '#/components/pathItems/a'}}", faults: ["3 openapi.unresolvedReference"]),
    Case(name: "reference to a file", text: "components: {schemas: {A: {$ref: 'lain.yaml#/A'}}}", faults: ["3 openapi.referenceOutside"]),
    Case(name: "reference to a host", text: "components: {schemas: {A: {$ref: 'https://a.go.id.test/A'}}}", faults: ["3 openapi.referenceOutside"]),
    Case(
      name: "reference in a circle", text: "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}",
      faults: ["3 openapi.referenceLoop", "3 openapi.referenceLoop"]),
    Case(name: "schema that contains itself", text: "components: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}}}}", faults: []),
    Case(name: "reference with escapes", text: "components: {schemas: {a/b~c: {}, D: {$ref: '#/components/schemas/a~1b~0c'}}}", faults: []),
    Case(name: "anchor in 3.1", text: "components: {schemas: {A: {$anchor: a}, B: {$ref: '#a'}}}", faults: []),
    Case(
      name: "anchor in 3.0", text: "paths: {}\ncomponents: {schemas: {A: {}, B: {$ref: '#a'}}}", version: "3.0.3",
      faults: ["4 openapi.unresolvedReference"]),
    Case(
      name: "reference as data", text: "components: {schemas: {A: {example: {$ref: '#/tidak-ada'}, properties: {$ref: {type: string}}}}}",
      faults: []),
    Case(name: "servers as object", text: "paths: {}\nservers: {url: /v1}", faults: ["4 openapi.wrongType"]),
    Case(name: "server without url", text: "paths: {}\nservers: [{description: a}]", faults: ["4 openapi.missing"]),
    Case(name: "unknown kind of security", text: "components: {securitySchemes: {a: {type: token}}}", faults: ["3 openapi.badScheme"]),
  ]

  @Test(arguments: cases) func structure(_ it: Case) throws {
    let reading = try Self.contract(it.text, version: it.version)
    #expect(reading.diagnostics.map { "\($0.position?.line ?? 0) \($0.wording.code)" } == it.faults)
    #expect(reading.contract != nil)
  }

  @Test(arguments: [
    ("[1]", "openapi.notObject"), ("swagger: '2.0'", "openapi.swagger2"), ("openapi: 4.0.0", "openapi.versionUnknown"),
    ("openapi: 3.1", "openapi.versionUnknown"),
    ("openapi: 3.10.0", "openapi.versionUnknown"), ("info: {}", "openapi.versionUnknown"),
  ]) func othersAreNoContract(_ text: String, _ code: String) throws {
    let reading = try Self.read(text)
    #expect(reading.contract == nil)
    #expect(reading.diagnostics.map(\.wording.code) == [code])
  }

  @Test func duplicateNamesOfAJSONContractAreListed() throws {
    let reading = try Self.read(#"{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{},"paths":{}}"#)
    #expect(reading.diagnostics.map { $0.text(in: .english) } == ["The name “paths” stands twice in the same object."])
  }

  @Test func theModelFollowsTheContract() throws {
    let contract = try #require(
      try Self.contract(
        """
        servers: [{url: 'https://{host}/v{n}', variables: {host: {default: a.go.id.test}}}]
        security: [{kunci: []}]
        paths:
          /a/{x}:
            parameters: [{$ref: '#/components/parameters/X'}, {name: q, in: query, schema: {type: integer, default: 3}}]
            get:
              operationId: getA
              parameters: [{name: q, in: query, required: true, schema: {type: string}, examples: {e: {value: satu}}}]
              security: [{}]
              responses:
                200: {$ref: '#/components/responses/R'}
                4XX: {description: b}
                default: {description: c}
            delete: {deprecated: true, responses: {204: {description: d}}}
        components:
          parameters: {X: {name: x, in: path, required: true, schema: {type: string, example: '7'}}}
          responses: {R: {description: a, headers: {X-A: {}}, content: {Application/JSON; charset=utf-8: {schema: {type: object}}, 'text/*': {}}}}
          securitySchemes: {kunci: {type: apiKey, in: header, name: X-Kunci}, aneh: {type: aneh}}
        """
      ).contract)
    #expect(contract.servers.map(\.url) == ["https://a.go.id.test/v{n}"])
    #expect(contract.servers.map(\.unfilled) == [["n"]])
    #expect(contract.operations.map(\.key) == ["GET /a/{x}", "DELETE /a/{x}"])
    let get = contract.operations[0]
    #expect(get.parameters.map(\.name) == ["x", "q"])
    #expect(get.parameters.map(\.example?.string) == ["7", "satu"])
    #expect(get.security?.map(\.requirements.count) == [0])
    #expect(contract.operations[1].security?.first?.requirements.map(\.scheme) == ["kunci"])
    #expect(contract.operations[1].isDeprecated)
    #expect(get.response(for: 200)?.media(for: "application/json")?.schema?["type"]?.string == "object")
    #expect(get.response(for: 200)?.media(for: "text/csv")?.range == "text/*")
    #expect(get.response(for: 200)?.media(for: "image/png") == nil)
    #expect(get.response(for: 200)?.headers == ["X-A"])
    #expect(get.response(for: 404)?.status == .range(4))
    #expect(get.response(for: 503)?.status == .default)
    #expect(contract.securitySchemes.map(\.kind) == [.apiKey(.header, name: "X-Kunci")])
  }

  @Test func valuesAreWrittenIntoTargets() throws {
    let parameters =
      "name: a, in: query, schema: {}}, {name: b, in: query, style: pipeDelimited, explode: false, schema: {}}, {name: c, in: query, "
        + "style: deepObject, schema: {}"
    let operation = try #require(
      try Self.contract("paths: {'/x y/{p}/z': {get: {parameters: [{name: p, in: path, required: true, schema: {}}, {\(parameters)}]}}}").contract?
        .operations.first)
    #expect(RequestTarget.path(of: operation, values: ["p": .string("a/b ü?")]) == "/x%20y/a%2Fb%20%C3%BC%3F/z")
    #expect(RequestTarget.path(of: operation, values: ["p": .integer(7)]) == "/x%20y/7/z")
    for bad: JSONValue in [.string(""), .string("."), .string(".."), .null, .object([:])] {
      #expect(RequestTarget.path(of: operation, values: ["p": bad]) == nil)
    }
    #expect(RequestTarget.path(of: operation, values: [:]) == nil)
    let values: [String: JSONValue] = [
      "a": .array([.string("x&y"), .integer(2)]), "b": .array([.bool(true), .string("é")]), "c": .object(["k": .string("v=")]),
    ]
    #expect(RequestTarget.query(of: operation, values: values) == "a=x%26y&a=2&b=true%7C%C3%A9&c%5Bk%5D=v%3D")
    #expect(RequestTarget.query(of: operation, values: [:]) == "")
    #expect(RequestTarget.query(of: operation, values: ["a": .null]) == nil)
  }

  @Test func typedFieldsAreFoundInSchemasAndValues() throws {
    let contract = try #require(
      try Self.contract(
        """
        paths:
          /a:
            get:
              parameters: [{name: npwp, in: query, schema: {type: string}}]
              responses:
                200:
                  description: a
                  content:
                    application/json:
                      schema: {allOf: [{$ref: '#/components/schemas/A'}], properties: {data: {type: array, items: {$ref: '#/components/schemas/A'}}}}
        components:
          schemas:
            A: {properties: {nik: {$ref: '#/components/schemas/N'}, waktu: {type: string, format: date-time},
              diri: {$ref: '#/components/schemas/A'}, nama: {}}}
            N: {type: string, x-id-tipe: nik}
        """
      ).contract)
    let fields = SchemaFields.typed(in: contract)
    #expect(
      fields.map { "\($0.name) \($0.field.type.rawValue) \($0.field.basis)" } == [
        "npwp npwp nameHint", "nik nik annotation", "waktu date-time format",
      ])
    let operation = contract.operations[0]
    #expect(SchemaFields.inResponses(of: operation, contract).map(\.name) == ["nik", "waktu"])
    let body = try JSONReader.read(
      Array(#"{"nik":"x","data":[{"nik":1,"diri":{"nik":null,"waktu":"y"}}],"lain":{"kode_pos":"z","nik":true}}"#.utf8), file: "b", limits: .body)
    let schema = operation.response(for: 200)?.media(for: "application/json")?.schema
    let values = InstanceTyping.typedValues(instance: body.root, schema: schema, contract: contract)
    #expect(
      values.map { "\($0.node.pointer) \($0.field.type.rawValue) \($0.field.basis)" } == [
        "/nik nik annotation", "/data/0/nik nik annotation", "/data/0/diri/waktu date-time format", "/lain/kode_pos kodepos nameHint",
      ])
  }

  @Test func hostileSchemasEndInTime() throws {
    // Every schema names all others: the paths through them are without number.
    let names = (0..<40).map { "S\($0)" }
    let all = names.map { "{$ref: '#/components/schemas/\($0)'}" }.joined(separator: ", ")
    let schemas = names.map { "\($0): {allOf: [\(all)], properties: {a: {anyOf: [\(all)]}}}" }.joined(separator: ", ")
    let contract = try #require(
      try Self.contract(
        "paths: {/a: {get: {responses: {200: {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/S0'}}}}}}}}\n"
          + "components: {schemas: {\(schemas)}}"
      ).contract)
    let body = String(repeating: #"{"a":"#, count: 150) + "1" + String(repeating: "}", count: 150)
    let root = try JSONReader.read(Array(body.utf8), file: "b", limits: .body).root
    let clock = ContinuousClock()
    let took = clock.measure {
      _ = InstanceTyping.typedValues(instance: root, schema: contract.operations[0].response(for: 200)?.media.first?.schema, contract: contract)
      _ = SchemaFields.typed(in: contract)
    }
    #expect(took < .seconds(20))
  }
}

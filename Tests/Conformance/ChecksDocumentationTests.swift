import Documents
import Evaluation
import Examples
import HTTPMessages
import Model
import OpenAPI
import Reading
import TestSupport
import Testing

@testable import Checks

enum ContractSamples {
  static func contract(_ document: Document) -> Contract? { ContractReader.read(document).contract }

  static func contract(_ yaml: String) throws -> Contract {
    let text = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\n" + yaml
    return try #require(contract(try YAMLReader.read(Array(text.utf8), file: "kontrak.yaml", limits: .contract)))
  }
}

/// What the dossiers of DOC-06 and DOC-07 cannot say: several findings, their parameters, missing consent.
@Suite struct ChecksDocumentationTests {
  private static func verdict(_ id: String, _ schema: String, _ body: String, more: [(attributes: [String: String], text: String)] = []) -> Verdict {
    let path = "Specs/Standard/Requirements/DOC/\(id).md"
    let requirement = EvaluationSamples.requirement(
      String(decoding: Suites.bytes("\(Suites.repository)/\(path)"), as: UTF8.self), path: path)
    let place = SourcePosition(file: path, line: 1, column: 1)
    let contract = """
      paths:
        /a:
          get:
            responses:
              '200': { description: A., content: { application/json: { schema: \(schema) } } }
      """
    let answer = "GET /v1/a HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\(body)"
    let exchanges = [(["recipe": "callReadOperations", "operation": "GET /a"], answer)] + more.map { ($0.attributes, $0.text) }
    let fences = [Fence(kind: .openapi, attributes: [:], text: contract, position: place)]
      + exchanges.map { Fence(kind: .http, attributes: $0.0, text: $0.1, position: place) }
    let example = Example(expectation: .passed, title: "uji", fences: fences, finding: nil, position: place)
    let result = ExampleJudge.verdict(of: example, for: requirement, profile: EvaluationSamples.profile)
    #expect(result.diagnostics.map { $0.line(in: .english) } == [])
    return result.verdict
  }

  @Test func findingsNameThePlaceAndTheTypesAndNeverTheValue() throws {
    let schema = "{ properties: { jumlah: { type: integer }, kode: { enum: [a] } } }"
    let verdict = Self.verdict("DOC-06", schema, #"{"jumlah":"RAHASIA-7","kode":"RAHASIA-8"}"#)
    #expect(verdict.findings.map(\.wording.code) == ["schema.type", "schema.enum"])
    let first = try #require(verdict.findings.first)
    #expect(first.parameters == ["operation": "GET /a", "pointer": "/jumlah", "keyword": "type", "expected": "integer", "actual": "string"])
    #expect(first.location.responsePointer?.description == "/jumlah" && first.location.observation == "o-0001")
    #expect(first.location.contractPointer?.description == "/paths/~1a/get/responses/200/content/application~1json/schema/properties/jumlah/type")
    #expect(!verdict.findings.contains { $0.parameters.values.contains { $0.contains("RAHASIA") } })
  }

  @Test func oneWrongSchemaPlaceIsToldOnceForAWholeList() {
    let list = "[" + (0..<50).map { "{\"n\":\"\($0)\"}" }.joined(separator: ",") + "]"
    let verdict = Self.verdict("DOC-06", "{ items: { properties: { n: { type: integer } } } }", list)
    #expect(verdict.findings.map(\.wording.code) == ["schema.type", "schemaViolations.others"])
    #expect(verdict.findings.map(\.isAdvice) == [false, true] && verdict.findings.last?.parameters["count"] == "49")
  }

  @Test func findingsAreCapped() {
    let names = (0..<15).map { "m\($0)" }.joined(separator: ", ")
    let verdict = Self.verdict("DOC-06", "{ required: [\(names)] }", "{}")
    #expect(verdict.findings.count == 11 && verdict.findings.last?.parameters["count"] == "5")
  }

  @Test(arguments: [
    // Two different numbers become equal when they are replaced.
    ("{ properties: { t: { type: array, uniqueItems: true, items: { x-id-tipe: telepon } } } }", #"{"t":["+6281200000001","+6281200000002"]}"#,
      "redacted"),
    ("{ properties: { t: { const: '+6281200000001', x-id-tipe: telepon } } }", #"{"t":"+6281200000001"}"#, "redacted"),
    ("{ anyOf: [{ properties: { t: { pattern: '^.62', x-id-tipe: telepon } } }, { required: [x] }] }", #"{"t":"+6281200000001"}"#, "redacted"),
    // The condition was judged on the replaced value.
    ("{ properties: { t: { x-id-tipe: telepon } }, if: { properties: { t: { pattern: '^.99' } } }, then: { required: [x] } }",
      #"{"t":"+6281200000001"}"#, "redacted"),
    // Length and presence do not change.
    ("{ properties: { t: { maxLength: 5, x-id-tipe: telepon } } }", #"{"t":"+6281200000001"}"#, nil),
    // Other members are as they were.
    ("{ properties: { t: { x-id-tipe: telepon }, k: { pattern: '^a' } } }", #"{"t":"+6281200000001","k":"b"}"#, nil),
    // Synthetic numbers are not replaced.
    ("{ properties: { t: { pattern: '^1', x-id-tipe: nik } } }", #"{"t":"9901010101900001"}"#, nil),
  ] as [(String, String, String?)])
  func aReplacementAccusesNobody(_ schema: String, _ body: String, _ cause: String?) {
    let verdict = Self.verdict("DOC-06", schema, body)
    #expect(verdict.outcome.word == (cause == nil ? .failed : .cantTell) && verdict.outcome.cause == cause)
  }

  @Test(arguments: ["DOC-06", "DOC-07"])
  func withoutConsentTheReadsAloneAreJudged(_ id: String) {
    let refused = EvidenceView.provoked.map { recipe in
      (attributes: ["recipe": recipe.rawValue, "operation": "GET /a", "notSent": "noConsent"], text: "GET /v1/a HTTP/1.1")
    }
    #expect(Self.verdict(id, "{}", "{}", more: refused).outcome == .passed)
  }

  // MARK: Look-ups

  private static let operation = """
    paths:
      /a:
        get:
          responses:
            '200':
              description: A.
              content:
                application/json: {}
                Application/JSON;v=2: {}
                application/*+json: {}
                text/*: {}
            '404': { $ref: '#/components/responses/Tidak' }
            4XX: { description: Galat. }
            '5xx': { $ref: '#/components/responses/Tidak' }
    """

  @Test(arguments: [
    ("application/json", "application/json"), ("APPLICATION/JSON; Charset=utf-8", "application/json"),
    ("application/json;v=2", "application/json, Application/JSON;v=2"), ("application/hal+json", "application/*+json"), ("text/csv", "text/*"),
    ("application/xml", ""), ("image/png", ""),
  ])
  func mediaTypesAreLookedUp(_ type: String, _ expected: String) throws {
    let response = try #require(ContractSamples.contract(Self.operation).operations.first?.responses.first)
    #expect(response.declarations(for: try #require(MediaType(type))).map(\.range).joined(separator: ", ") == expected)
  }

  @Test(arguments: [(200, "declared"), (201, "undeclared"), (404, "unreadable"), (410, "declared"), (500, "unreadable")])
  func statusesAreLookedUp(_ status: Int, _ expected: String) throws {
    let operation = try #require(ContractSamples.contract(Self.operation).operations.first)
    let word = switch operation.declaration(of: status) {
    case .declared: "declared"
    case .undeclared: "undeclared"
    case .unreadable: "unreadable"
    }
    #expect(word == expected)
  }
}

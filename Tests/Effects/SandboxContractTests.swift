import Documents
import Foundation
import HTTPMessages
import Model
import Sandbox
import Testing
import Wire

/// Contracts that the sample does not have: what an answer is made of, other credentials, other parameters, whole raw answers.
@Suite struct SandboxContractTests {
  /// Writes a folder `Specs` with one service, and reads its scenario.
  static func reading(_ contract: String, faults: [(id: String, change: String)] = []) throws -> (scenario: Scenario?, lines: [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("specs-\(UInt64.random(in: 0...UInt64.max))").path
    for name in ["Registry", "Contracts", "Faults"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    try write(
      """
      formatVersion: 1
      region: { id: A, en: B }
      agencies: [{ id: a, name: A, regionCode: '32.15' }]
      services:
        - id: s
          agency: a
          environments: { production: { baseURL: 'https://s.go.id.test/v1' } }
          contract: { path: ../Contracts/s.yaml, url: 'https://s.go.id.test/v1/openapi.yaml' }
      """, "Registry/karawang.yaml")
    try write("openapi: 3.1.0\ninfo: { title: S, version: '1' }\n" + contract, "Contracts/s.yaml")
    for fault in faults {
      let head = "formatVersion: 1\nid: \(fault.id)\nrequirement: X-01\ntarget: server\nservice: s\ntitle: { id: A, en: B }\nmayAlsoTrip: []\n"
      try write(head + "change:\n  server:\n\(fault.change)", "Faults/\(fault.id).yaml")
    }
    let reading = Scenario.single(service: "s", faults: faults.map(\.id), specs: folder)
    return (reading.scenario, reading.diagnostics.map { $0.line(in: .english).replacingOccurrences(of: folder + "/", with: "") })
  }

  static func visit(_ contract: String, faults: [(id: String, change: String)] = [], _ body: (SandboxVisit) async throws -> Void) async throws {
    let reading = try reading(contract, faults: faults)
    try #require(reading.lines == [])
    try await SandboxVisit.during(try #require(reading.scenario), body)
  }

  static func path(_ media: String) -> String {
    "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: a\n          content:\n            \(media)\n"
  }

  // MARK: what an answer is made of

  static let bodies: [(String, String)] = [
    ("application/json: { example: { a: 1 } }", #"{"a":1}"#),
    ("application/json: { examples: { one: { value: [1, 2] }, two: { value: 3 } } }", "[1,2]"),
    ("application/json: { schema: { type: object, example: { b: x } } }", #"{"b":"x"}"#),
    ("application/json: { schema: { type: array, items: { type: boolean }, minItems: 2 } }", "[true,true]"),
    (
      "application/json: { schema: { type: object, required: [d, t, n, s, o], properties: { d: { type: string, format: date }, t: { type: string, "
        + "format: date-time }, n: { type: integer, minimum: 7 }, s: { type: string, minLength: 9 }, o: { enum: [x, y] }, z: { type: string } } } }",
      #"{"d":"2026-01-01","t":"2026-01-01T00:00:00+07:00","n":7,"s":"contohxxx","o":"x"}"#
    ),
    (
      "application/json: { schema: { allOf: [{ type: object, required: [a], properties: { a: { const: 1 } } }, "
        + "{ required: [b], properties: { b: { type: 'null' } } }] } }",
      #"{"a":1,"b":null}"#
    ),
    ("text/csv: { example: \"a;b\" }", "a;b"),
    ("'*/*': { example: { a: 1 } }", #"{"a":1}"#),
  ]

  @Test(arguments: bodies) func theExampleOrTheSmallestInstanceIsServed(_ media: String, _ body: String) async throws {
    try await Self.visit(Self.path(media)) { visit in
      let got = try await visit.ask("https://s.go.id.test/v1/a", .none)
      #expect(got.status == 200)
      #expect(got.text == body)
      #expect(got.value("Content-Type") == (media.hasPrefix("text/csv") ? "text/csv" : "application/json"))
    }
  }

  static let refused: [(String, String)] = [
    (
      "application/json: { schema: { type: string, pattern: '^A$' } }",
      "Contracts/s.yaml:10:31: error: The response of GET /a has no example, and none can be made from its schema; write an “example”. "
        + "[sandbox.noExample]"
    ),
    (
      "application/json: { schema: { type: object, required: [a], properties: { a: { type: integer } } }, example: { a: x } }",
      "Contracts/s.yaml:10:121: error: The response example of GET /a breaks its own schema at /a (type). [sandbox.badExample]"
    ),
    (
      "application/json: { schema: { type: string, minLength: 5, maxLength: 3 } }",
      "Contracts/s.yaml:10:31: error: The response example of GET /a breaks its own schema at / (maxLength). [sandbox.badExample]"
    ),
  ]

  @Test(arguments: refused) func whatCannotBeServedIsRefusedAtStart(_ media: String, _ line: String) throws {
    let reading = try Self.reading(Self.path(media))
    #expect(reading.scenario == nil)
    #expect(reading.lines == [line])
  }

  @Test func errorsWithoutADeclarationAreProblemDocuments() async throws {
    try await Self.visit(Self.path("application/json: { example: 1 }")) { visit in
      let got = try await visit.ask("https://s.go.id.test/v1/b", .none)
      #expect(got.status == 404)
      #expect(got.value("Content-Type") == "application/problem+json")
      #expect(got.text == #"{"type":"about:blank","title":"Not Found","status":404}"#)
      let method = try await visit.ask("https://s.go.id.test/v1/a", method: "UJI", .none)
      #expect(method.status == 405)
      #expect(method.value("Allow") == "GET, HEAD, OPTIONS")
    }
  }

  @Test func theContractIsServedAsYAMLByItsName() async throws {
    try await Self.visit(Self.path("application/json: { example: 1 }")) { visit in
      let got = try await visit.ask("https://s.go.id.test/v1/openapi.yaml", .none)
      #expect(got.value("Content-Type") == "application/yaml")
      #expect(try YAMLReader.read(got.body, file: "served", limits: .contract).root["info"]?["title"]?.string == "S")
      #expect(try await visit.ask("https://s.go.id.test/v1/openapi.yaml", method: "UJI", .none).status == 405)
    }
  }

  @Test func aSuccessWithoutContentIs204() async throws {
    try await Self.visit("paths: { /a: { get: { responses: { '204': { description: a } } } } }") { visit in
      let got = try await visit.ask("https://s.go.id.test/v1/a", .none)
      #expect(got.status == 204)
      #expect(got.value("Content-Length") == nil)
    }
  }

  // MARK: parameters

  static let parameters = """
    paths:
      /laporan/{tahun}.json:
        get:
          parameters:
            - { name: tahun, in: path, required: true, schema: { type: integer, minimum: 2000 } }
            - { name: wajib, in: query, required: true, schema: { type: boolean } }
            - { name: daftar, in: query, schema: { type: array, items: { type: integer }, maxItems: 2 } }
            - { name: koma, in: query, explode: false, schema: { type: array, items: { enum: [a, b] } } }
            - { name: X-Bahasa, in: header, schema: { enum: [id, en] } }
          responses: { '200': { description: a, content: { application/json: { example: 1 } } } }
      /laporan/terbaru.json:
        get: { responses: { '200': { description: a, content: { application/json: { example: 2 } } } } }
    """

  @Test(arguments: [
    ("/laporan/2026.json?wajib=true", "200 1"), ("/laporan/terbaru.json", "200 2"), ("/laporan/2026.json", "400 "),
    ("/laporan/1999.json?wajib=true", "400 "),
    ("/laporan/2026.json?wajib=ya", "400 "), ("/laporan/.json?wajib=true", "404 "), ("/laporan/2026.xml?wajib=true", "404 "),
    ("/laporan/2026.json?wajib=true&daftar=1&daftar=2", "200 1"), ("/laporan/2026.json?wajib=true&daftar=1&daftar=2&daftar=3", "400 "),
    ("/laporan/2026.json?wajib=true&daftar=x", "400 "), ("/laporan/2026.json?wajib=true&koma=a,b", "200 1"),
    ("/laporan/2026.json?wajib=true&koma=a,c", "400 "), ("/laporan/2026.json?wajib=true&koma=a%2Cb", "200 1"),
  ]) func parametersBecomeValuesByTheirType(_ target: String, _ expected: String) async throws {
    try await Self.visit(Self.parameters) { visit in
      let got = try await visit.ask("https://s.go.id.test/v1\(target)", .none)
      #expect("\(got.status) \(got.status == 200 ? got.text : "")" == expected)
    }
  }

  @Test func headerParametersAreJudged() async throws {
    try await Self.visit(Self.parameters) { visit in
      for (language, status) in [("id", 200), ("de", 400)] {
        let template = SandboxVisit.template(
          "GET", "https://s.go.id.test/v1/laporan/2026.json?wajib=false", .none, [HeaderField(name: "x-bahasa", value: language)])
        let exchange = try #require(await visit.attempt(.http(template)).exchanges.first)
        #expect(try SandboxVisit.read(exchange).status == status)
      }
    }
  }

  // MARK: credentials

  static let places: [(String, CredentialUse)] = [
    ("{ type: http, scheme: bearer }", .registered(.bearer)), ("{ type: http, scheme: Basic }", .registered(.basic)),
    ("{ type: apiKey, in: header, name: X-Kunci }", .registered(.header("x-kunci"))),
    ("{ type: apiKey, in: query, name: kunci }", .registered(.query("kunci"))),
    ("{ type: apiKey, in: cookie, name: sesi }", .registered(.cookie("sesi"))),
    ("{ type: mutualTLS }", .registered(.bearer)), ("{ type: openIdConnect, openIdConnectUrl: 'https://s.go.id.test/x' }", .registered(.bearer)),
  ]

  @Test(arguments: places) func everyPlaceOfACredentialIsKnown(_ scheme: String, _ use: CredentialUse) async throws {
    let contract = Self.path("application/json: { example: 1 }") + "security: [{ k: [] }]\ncomponents: { securitySchemes: { k: \(scheme) } }\n"
    guard case .registered(let place) = use else { return }
    try await Self.visit(contract) { visit in
      let url = "https://s.go.id.test/v1/a"
      let right = try await visit.ask(url, use)
      let wrong = try await visit.ask(url, .invalid(place))
      let none = try await visit.ask(url, .none)
      let statuses = [right.status, wrong.status, none.status]
      #expect(statuses == [200, 401, 401])
      #expect(wrong.value("WWW-Authenticate")?.hasSuffix(#" realm="sandbox""#) ?? false)
      #expect(visit.sandbox.requests.map(\.requestCase) == [.ok, .invalidToken, .anonymous])
      #expect(visit.sandbox.requests.map(\.bringsCredential) == [true, true, false])
    }
  }

  // MARK: raw answers, and faults that do not fit

  @Test func aRawAnswerGoesOutByteForByte() async throws {
    let raw = "HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: 99\\r\\n\\r\\nshort"
    try await Self.visit(Self.path("application/json: { example: 1 }"), faults: [("f", "    - { answer: [ok], raw: \"\(raw)\" }\n")]) { visit in
      let attempt = await visit.attempt(.http(SandboxVisit.template("GET", "https://s.go.id.test/v1/a", .none)))
      let exchange = try #require(attempt.exchanges.first)
      #expect(String(decoding: exchange.rawHead, as: UTF8.self) == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\n")
      #expect(String(decoding: exchange.rawBody, as: UTF8.self) == "short")
      #expect(attempt.failure?.kind == .truncated)
      // The next one is served on a new connection.
      #expect(try await visit.ask("https://s.go.id.test/v1/b", .none).status == 404)
    }
  }

  @Test(arguments: [
    (
      "    - { answer: [ok], patch: [{ op: remove, path: /x }] }\n",
      "Faults/f.yaml:10:31: error: The operation remove cannot be applied: “/x” does not exist. [patch.noTarget]"
    ),
    ("    - { answer: [ok], duplicate: x }\n", "Faults/f.yaml:10:7: error: This answer has no root member “x” to be written twice. [fault.noMember]"),
    (
      "    - { answer: [ok], text: a, patch: [{ op: remove, path: /x }] }\n",
      "Faults/f.yaml:10:7: error: A “patch” can only change a JSON answer, and this answer is none. [fault.patchOfText]"
    ),
    (
      "    - { accept: [anonymous], operations: [getLain] }\n",
      "Faults/f.yaml:10:7: error: There is no operation “getLain” in this service's contract. [fault.unknownOperation]"
    ),
  ]) func aFaultThatDoesNotFitIsRefusedAtStart(_ change: String, _ line: String) throws {
    let reading = try Self.reading(Self.path("application/json: { example: { a: 1 } }"), faults: [("f", change)])
    #expect(reading.lines == [line])
  }
}

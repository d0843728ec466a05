import Documents
import Evaluation
import Examples
import Model
import TestSupport
import Testing

@testable import Checks

/// What the dossiers of HTP cannot say: tables of error signs, verbs and labels, and who accuses whom of one answer.
@Suite struct ChecksHTTPTests {
  private static let profile = DossierExamples.standard.profile

  // MARK: Error signs

  @Test(arguments: [
    (#"{"success":false}"#, "error"), (#"{"success":"false"}"#, "error"), (#"{"Success":false,"Data":{"a":1}}"#, "error"),
    (#"{"success":true}"#, "none"), (#"{"status":"success"}"#, "none"), (#"{"status":"Error","pesan":"x"}"#, "error"),
    (#"{"status":404}"#, "error"), (#"{"status":"404","data":null}"#, "error"), (#"{"status":200,"data":{"a":1}}"#, "none"),
    (#"{"code":404,"nama":"Meja"}"#, "none"), (#"{"code":404,"nama":"Meja","pesan":"Habis"}"#, "unclear"), (#"{"code":399}"#, "none"),
    (#"{"code":400}"#, "error"), (#"{"code":599}"#, "error"), (#"{"code":600}"#, "none"), (#"{"code":4040}"#, "none"), (#"{"code":"A404"}"#, "none"),
    (#"{"statusCode":500,"data":{"a":1}}"#, "error"), (#"{"data":{"success":false}}"#, "none"), (#"[{"success":false}]"#, "none"),
    (#"{"error":true}"#, "error"), (#"{"error":false}"#, "none"), (#"{"error":null,"a":1}"#, "none"), (#""error""#, "none"),
  ])
  func signsOfErrorsAreRead(_ json: String, _ word: String) throws {
    let root = try JSONReader.read(Array(json.utf8), file: "isi.json", limits: .body).root
    let actual =
      switch ContentReading(Self.profile.data).sign(in: root) {
      case .none: "none"
      case .error: "error"
      case .unclear: "unclear"
      }
    #expect(actual == word)
  }

  // MARK: Verbs

  @Test(arguments: [
    ("/hapus", true), ("/pegawai/hapus", true), ("/hapusPegawai", true), ("/hapus_pegawai", true), ("/HapusPegawai", true), ("/hapus-{id}", true),
    ("/{hapus}", false), ("/terhapus", false), ("/hapusan", false), ("/penghapusan", false), ("/pembaruan", false), ("/updates", false),
    ("/updated", false), ("/last-update", false), ("/update-terakhir", false), ("/simpan-pinjam", false), ("/simpanan", false), ("/editor", false),
    ("/edit", true), ("/creates", false), ("/v1/save", true), ("/savepoint", false),
  ])
  func onlyWholeVerbsAtTheBeginningOfASegmentOrderAChange(_ path: String, _ fails: Bool) {
    let parameter = path.contains("{") ? "parameters: [{ name: \(path.contains("{id}") ? "id" : "hapus"), in: path, required: true }]" : "x-a: 1"
    let contract = "paths:\n  \(path):\n    get:\n      \(parameter)\n      responses: { '200': { description: A } }"
    #expect(Self.verdict("HTP-01", [(.openapi, [:], contract)]).outcome.word == (fails ? .failed : .passed))
  }

  // MARK: Labels

  @Test(arguments: [
    ("application/json", "passed"), ("application/vnd.api+json", "passed"), ("application/problem+json; charset=utf-8", "passed"),
    ("application/fhir+json", "passed"), ("text/json", "passed"), ("application/x-json", "passed"), ("text/html", "failed"), ("text/plain", "failed"),
    ("application/xml", "failed"), ("application/octet-stream", "failed"), ("application/x-www-form-urlencoded", "failed"), ("", "failed"),
    ("application/jsonp", "failed"), ("application/yaml", "untested"), ("application/x-ndjson", "untested"),
  ])
  func labelsOfAnObject(_ label: String, _ word: String) {
    let verdict = Self.verdict("HTP-04", [(.openapi, [:], Self.open), Self.read("Content-Type: \(label)", #"{"a":1}"#)])
    #expect(verdict.outcome.word.rawValue == word)
  }

  @Test(arguments: ["12", "\"ya\"", "null", "true", "-0.5e3"])
  func aScalarIsNoProof(_ body: String) {
    #expect(Self.verdict("HTP-04", [(.openapi, [:], Self.open), Self.read("Content-Type: text/plain", body)]).outcome == .untested(.noEvidence))
  }

  // MARK: One answer, one accusation

  /// A success without a credential is accused once: with data by AUT-02, without by HTP-02, in words by HTP-02.
  @Test(arguments: [
    ("Content-Type: application/json", #"{"nama":"Contoh"}"#, "failed", "passed"),
    ("Content-Type: application/json", #"{"success":false,"message":"x"}"#, "passed", "failed"),
    ("Content-Type: text/html", "<html><title>Masuk</title></html>", "cantTell", "failed"),
    ("Content-Type: application/json", "", "cantTell", "failed"),
    ("Content-Type: application/json", "[]", "cantTell", "passed"),
  ])
  func aSuccessWithoutACredentialIsAccusedOnce(_ field: String, _ body: String, _ access: String, _ status: String) {
    let text = "GET /v1/a HTTP/1.1\n\nHTTP/1.1 200 OK\n\(field)\n\n\(body)"
    let parts: [Part] = [
      (.registry, [:], "classification: terbatas"), (.openapi, [:], Self.restricted),
      (.http, ["recipe": "callAnonymously", "operation": "GET /a"], text),
    ]
    #expect(Self.verdict("AUT-02", parts).outcome.word.rawValue == access)
    #expect(Self.verdict("HTP-02", parts).outcome.word.rawValue == status)
  }

  /// An unknown thing that is answered with somebody's data, or with a page, is HTP-03's alone.
  @Test(arguments: [("Content-Type: application/json", #"{"nama":"Contoh"}"#), ("Content-Type: text/html", "<html></html>")])
  func anUnknownThingAnsweredWithSuccessIsAccusedOnce(_ field: String, _ body: String) {
    let contract = Self.one("/a/{id}", "id")
    let text = "GET /v1/a/x HTTP/1.1\n\nHTTP/1.1 200 OK\n\(field)\n\n\(body)"
    let parts: [Part] = [
      (.openapi, [:], contract), (.http, ["recipe": "askForUnknownResource", "operation": "GET /a/{id}", "variant": "unknownIdentifier:id"], text),
    ]
    #expect(Self.verdict("HTP-03", parts).outcome.word == .failed)
    #expect(Self.verdict("HTP-02", parts).outcome.word == .passed)
  }

  /// Where `/{anything}` is declared, a made-up path is an identifier and asked for as such.
  @Test func aMadeUpPathThatTheContractTakesSaysNothing() {
    let contract = Self.one("/{kode}", "kode")
    let text = "GET /v1/selaras-1 HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\":1}"
    let verdict = Self.verdict(
      "HTP-03", [(.openapi, [:], contract), (.http, ["recipe": "askForUnknownResource", "variant": "randomSegment"], text)])
    #expect(verdict.outcome == .untested(.noEvidence))
  }

  /// The digits of a made-up path differ from run to run; what findings say, and what they are known by, must not.
  @Test func findingsAboutAMadeUpPathHoldNoDrawnDigits() {
    let text = "GET /v1/selaras-4815162342 HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n<html></html>"
    let parts: [Part] = [(.openapi, [:], Self.open), (.http, ["recipe": "askForUnknownResource", "variant": "randomSegment"], text)]
    let findings = Self.verdict("HTP-03", parts).findings
    #expect(findings.count == 1 && findings.allSatisfy { finding in finding.parameters.values.allSatisfy { !$0.contains("4815162342") } })
  }

  // MARK: Help

  private typealias Part = (kind: Fence.Kind, attributes: [String: String], text: String)

  private static let open = "paths:\n  /a: { get: { responses: { '200': { description: A, content: { application/json: {} } } } } }"
  private static let restricted = "components: { securitySchemes: { t: { type: http, scheme: bearer } } }\nsecurity: [{ t: [] }]\n" + open

  private static func one(_ path: String, _ name: String) -> String {
    "paths:\n  \(path):\n    get:\n      parameters: [{ name: \(name), in: path, required: true }]\n      responses: { '200': { description: A } }"
  }

  private static func read(_ field: String, _ body: String) -> Part {
    (.http, ["recipe": "callReadOperations", "operation": "GET /a"], "GET /v1/a HTTP/1.1\n\nHTTP/1.1 200 OK\n\(field)\n\n\(body)")
  }

  private static func verdict(_ id: String, _ parts: [Part]) -> Verdict {
    let path = "Specs/Standard/Requirements/\(id.prefix(3))/\(id).md"
    let requirement = EvaluationSamples.requirement(String(decoding: Suites.bytes("\(Suites.repository)/\(path)"), as: UTF8.self), path: path)
    let place = SourcePosition(file: path, line: 1, column: 1)
    let fences = parts.map { Fence(kind: $0.kind, attributes: $0.attributes, text: $0.text, position: place) }
    let example = Example(expectation: .passed, title: "uji", fences: fences, finding: nil, position: place)
    let result = ExampleJudge.verdict(of: example, for: requirement, profile: profile)
    #expect(result.diagnostics.map { $0.line(in: .english) } == [])
    return result.verdict
  }
}

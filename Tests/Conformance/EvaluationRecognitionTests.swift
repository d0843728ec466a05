import Checks
import Evaluation
import Model
import Testing

/// Who answered: the rule of `ServiceRecogniser` in both directions, as a table.
@Suite struct EvaluationRecognitionTests {
  private typealias E = EvaluationEvidence
  struct Line: Sendable, CustomTestStringConvertible {
    let name: String
    let rows: [EvaluationEvidence.Row]
    /// Nil for the service itself, else the count and the sample.
    let stranger: (Int, String)?
    var testDescription: String { name }
  }

  private static let notFound = #"{"detail":"Not Found"}"#
  private static let json = "application/json"
  private static let html = "text/html"
  private static let page = "<!doctype html><title>Masuk</title>"

  static let lines: [Line] = [
    // A wrong base path.
    Line(
      name: "404 with one body everywhere, the made-up path included",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(404, json, notFound)),
        E.read("/penduduk/{nik}", "/penduduk/9901010101900001", .answer(404, json, notFound)),
        E.unknown(.answer(404, json, notFound)),
      ], stranger: (2, "404 application/json")),
    Line(
      name: "404 that names path and moment",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(404, json, #"{"timestamp":"2026-11-24T02:00:00.120+00:00","path":"/v1/penduduk"}"#)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(404, json, #"{"timestamp":"2026-11-24T02:00:01.001+00:00","path":"/v1/kartu/12"}"#)),
        E.unknown(.answer(404, json, #"{"timestamp":"2026-11-24T02:00:02.777+00:00","path":"/v1/selaras-4711304927"}"#)),
      ], stranger: (2, "404 application/json")),
    Line(
      name: "404 everywhere, no consent to ask for a made-up path, one address without parameters",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(404, "text/plain", "404 page not found")),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(404, "text/plain", "404 page not found")),
      ], stranger: (2, "404 text/plain")),
    Line(
      name: "410 without a body everywhere",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(410, "", "")), E.anonymous("/kartu/{nomor}", "/kartu/12", .answer(410, "", "")),
        E.unknown(.answer(410, "", "")),
      ], stranger: (2, "410 –")),
    Line(
      name: "a gateway that says 200 to anything",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(200, json, #"{"status":"ok"}"#)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(200, json, #"{"status":"ok"}"#)),
        E.unknown(.answer(200, json, #"{"status":"ok"}"#)),
      ], stranger: (2, "200 application/json")),
    // Pages in the way.
    Line(
      name: "a login page, another token in each",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(200, html, page + "a1")), E.read("/kartu/{nomor}", "/kartu/12", .answer(200, html, page + "b2")),
      ], stranger: (2, "200 text/html")),
    Line(
      name: "one operation and the made-up path lead to a login",
      rows: [
        E.anonymous("/penduduk", "/penduduk", .redirect(302, to: "/login?next=/v1/penduduk")),
        E.unknown(.redirect(302, to: "https://sso.contoh.go.id.test/")),
      ], stranger: (1, "302 –")),
    Line(
      name: "a firewall's 403 page",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(403, html, page)), E.read("/kartu/{nomor}", "/kartu/12", .answer(403, html, page)),
        E.unknown(.answer(403, html, page)),
      ], stranger: (2, "403 text/html")),
    Line(
      name: "a maintenance page with 503",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(503, html, page)), E.read("/kartu/{nomor}", "/kartu/12", .answer(503, html, page)),
      ], stranger: (2, "503 text/html")),
    // The service, whatever is wrong with it.
    Line(
      name: "one success is enough",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(404, json, notFound)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(200, json, "{}")), E.unknown(.answer(404, json, notFound)),
      ], stranger: nil),
    Line(
      name: "a declared redirect is a success",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(404, html, page)), E.read("/kartu/{nomor}", "/kartu/12", .redirect(302, to: "/v1/berkas/12")),
        E.unknown(.answer(404, html, page)),
      ], stranger: nil),
    Line(
      name: "a declared page is a success",
      rows: [
        E.read("/halaman", "/halaman", .answer(200, html, page)), E.read("/penduduk", "/penduduk", .answer(404, html, page)),
        E.unknown(.answer(404, html, page)),
      ], stranger: nil),
    Line(
      name: "JSON with a wrong label is a success",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(200, html, "[]")), E.read("/kartu/{nomor}", "/kartu/12", .answer(200, html, "{}")),
        E.unknown(.answer(404, html, page)),
      ], stranger: nil),
    Line(
      name: "wrong test data on the only operation",
      rows: [E.read("/penduduk/{nik}", "/penduduk/12", .answer(404, json, notFound)), E.unknown(.answer(404, json, notFound))],
      stranger: nil),
    Line(
      name: "wrong test data on two operations, made-up path not asked",
      rows: [
        E.read("/penduduk/{nik}", "/penduduk/12", .answer(404, json, notFound)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(404, json, notFound)),
      ], stranger: nil),
    Line(
      name: "its own 404 differs from the server's",
      rows: [
        E.read("/penduduk/{nik}", "/penduduk/12", .answer(404, json, #"{"kode":"tidak-ada","pesan":"Penduduk tidak ada"}"#)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(404, json, #"{"kode":"tidak-ada","pesan":"Kartu tidak ada"}"#)),
        E.unknown(.answer(404, json, notFound)),
      ], stranger: nil),
    Line(
      name: "a bad token: 401 everywhere",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(401, json, #"{"pesan":"Token tidak sah"}"#)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(401, json, #"{"pesan":"Token tidak sah"}"#)),
        E.unknown(.answer(401, json, #"{"pesan":"Token tidak sah"}"#)),
      ], stranger: nil),
    Line(
      name: "a bad token: 403 in JSON everywhere",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(403, json, "{}")), E.read("/kartu/{nomor}", "/kartu/12", .answer(403, json, "{}")),
        E.unknown(.answer(403, json, "{}")),
      ], stranger: nil),
    Line(
      name: "a bad token: 401 as a page of the gateway",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(401, html, page)), E.read("/kartu/{nomor}", "/kartu/12", .answer(401, html, page)),
        E.unknown(.answer(401, html, page)),
      ], stranger: nil),
    Line(
      name: "500 everywhere, as a debug page",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(500, html, page)), E.read("/kartu/{nomor}", "/kartu/12", .answer(500, html, page)),
        E.unknown(.answer(500, html, page)),
      ], stranger: nil),
    Line(
      name: "503 in JSON everywhere is its own word",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(503, json, #"{"pesan":"terganggu"}"#)),
        E.read("/kartu/{nomor}", "/kartu/12", .answer(503, json, #"{"pesan":"terganggu"}"#)),
        E.unknown(.answer(404, json, notFound)),
      ], stranger: nil),
    Line(
      name: "pages for reads, but a made-up path is answered in JSON",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(200, html, page)), E.read("/kartu/{nomor}", "/kartu/12", .answer(200, html, page)),
        E.unknown(.answer(404, json, notFound)),
      ], stranger: nil),
    Line(
      name: "404 for reads, but an invalid parameter is noticed",
      rows: [
        E.read("/penduduk", "/penduduk", .answer(404, json, notFound)), E.read("/kartu/{nomor}", "/kartu/12", .answer(404, json, notFound)),
        E.invalid("/penduduk/{nik}", "/penduduk/x", .answer(400, json, #"{"pesan":"nik"}"#)), E.unknown(.answer(404, json, notFound)),
      ], stranger: nil),
    Line(
      name: "nothing answered at all",
      rows: [
        E.read("/penduduk", "/penduduk", .failure(.timeout)), E.read("/kartu/{nomor}", "/kartu/12", .failure(.timeout)),
        E.unknown(.failure(.timeout)),
      ], stranger: nil),
    Line(name: "nothing was asked", rows: [], stranger: nil),
  ]

  @Test(arguments: lines) func recognises(_ line: Line) {
    let expected = line.stranger.map { ServiceRecognition.notTheService(answers: $0.0, sample: $0.1) } ?? .recognised
    #expect(Evaluator.recognition(in: EvaluationEvidence.evidence(line.rows)) == expected)
  }

  @Test func aStrangerLeavesOneCauseInsteadOfFailures() {
    let rows = Self.lines[0].rows
    let standard = EvaluationSamples.standard([
      ("SEM-02", "json-bodies-are-strict"), ("HTP-03", "unknown-resource-is-not-found"), ("DOC-07", "only-declared-responses-occur"),
      ("DOC-04", "every-operation-has-a-unique-id"),
    ])
    let outcomes = Evaluator.evaluate(EvaluationEvidence.evidence(rows), standard).map(\.outcome)
    #expect(outcomes == [.untested(.notTheService), .untested(.notTheService), .untested(.notTheService), .passed])
  }
}

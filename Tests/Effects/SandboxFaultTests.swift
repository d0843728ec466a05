import Documents
import HTTPMessages
import Model
import Sandbox
import TestSupport
import Testing

/// Each kind of seeded fault changes exactly the answers it names, as the tool's own recipes see them.
@Suite struct SandboxFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let fault: String
    let service: String
    /// By recipe, operation and variant; `*` where only the body differs.
    let changes: [String: String]
    var testDescription: String { fault }
    init(_ fault: String, _ service: String, _ changes: [String: String]) {
      self.fault = fault
      self.service = service
      self.changes = changes
    }
  }

  static let json = "200 application/json"
  static let html = "text/html; charset=utf-8"
  static let rows: [Row] = [
    // accept
    Row("aut-01-open-operation", "pajak-daerah", ["fetchContract": "*" + json, "callAnonymously GET /tarif": json]),
    Row("aut-02-anonymous-accepted", "kesehatan", ["callAnonymously GET /fasilitas": json, "callAnonymously GET /rujukan/{nomor}": json]),
    Row(
      "aut-04-any-token-accepted", "kepegawaian",
      ["callWithInvalidToken GET /pegawai/{nip}": json, "callWithInvalidToken GET /usul": json, "callWithInvalidToken GET /usul/{nomor}": json]),
    Row("htp-03-unknown-is-ok", "perizinan", ["askForUnknownResource GET /izin/{nomor} unknownIdentifier:nomor": json]),
    Row(
      "htp-05-method-accepted", "kependudukan",
      [
        "sendUndefinedMethod GET /penduduk/{nik} UJI": json, "sendUndefinedMethod GET /kartu-keluarga/{nomorKK} UJI": json,
        "sendUndefinedMethod GET /statistik/penduduk UJI": json,
      ]),
    // answer: status, fields, json, text
    Row("aut-02-login-redirect", "pensiun", ["callAnonymously GET /calon/{nip}": "302 –", "callAnonymously GET /jadwal": "302 –"]),
    Row(
      "aut-04-invalid-token-crashes", "layanan-terpadu",
      ["callWithInvalidToken GET /permohonan/{nomor}": "500 application/json", "callWithInvalidToken GET /layanan": "500 application/json"]),
    Row("doc-02-contract-behind-login", "pajak-daerah", ["fetchContract": "200 " + html]),
    Row("doc-02-contract-not-found", "kesehatan", ["fetchContract": "404 application/json"]),
    Row("doc-07-undeclared-media-type", "kesehatan", ["callReadOperations GET /fasilitas": "200 application/vnd.karawang.fasilitas+json"]),
    Row(
      "err-01-empty-400", "kesehatan",
      [
        "sendInvalidParameters GET /fasilitas invalid:jenis": "400 –", "sendInvalidParameters GET /fasilitas invalid:ukuran": "400 –",
        "sendInvalidParameters GET /rujukan/{nomor} invalid:nomor": "400 –",
      ]),
    Row("htp-03-unknown-path-is-home", "data-terbuka", ["askForUnknownResource randomSegment": "200 " + html]),
    Row("htp-04-no-content-type", "data-terbuka", ["callReadOperations GET /kumpulan-data": "200 –"]),
    Row("htp-04-json-as-html", "katalog-lokal", ["callReadOperations GET /produk": "200 " + html]),
    Row(
      "ops-01-out-of-service", "kepegawaian",
      [
        "callReadOperations GET /pegawai/{nip}": "503 application/json", "callReadOperations GET /usul": "503 application/json",
        "callReadOperations GET /usul/{nomor}": "503 application/json",
      ]),
    // answer: patch, duplicate
    Row("doc-06-required-member-missing", "katalog-lokal", ["callReadOperations GET /produk/{id}": "*" + json]),
    Row("sem-02-duplicate-member", "kesehatan", ["callReadOperations GET /rujukan/{nomor}": "*" + json]),
    Row("sem-02-not-a-number", "pensiun", ["callReadOperations GET /jadwal": "*" + json]),
    Row(
      "err-03-stack-trace", "layanan-terpadu",
      [
        "sendInvalidParameters GET /permohonan/{nomor} invalid:nomor": "*400 application/json",
        "sendInvalidParameters GET /layanan invalid:keadaan": "*400 application/json",
      ]),
    // contract, and both
    Row("doc-03-http-server", "katalog-lokal", ["fetchContract": "*" + json]),
    Row("doc-01-unresolved-reference", "perizinan", ["fetchContract": "*" + json]),
    Row("sem-03-postcode-declared-integer", "katalog-lokal", ["fetchContract": "*" + json, "callReadOperations GET /penyedia/{nib}": "*" + json]),
    // registry only
    Row("gov-01-title-missing", "perizinan", [:]),
    // tls
    Row("tls-01-plain-http-serves", "perizinan", ["askOverPlainHTTP": json, "askOverPlainHTTP contract": json]),
    Row("tls-02-old-version-accepted", "kesehatan", ["offerOldTLS TLS 1.0: chose TLS 1.0": "", "offerOldTLS TLS 1.1: chose TLS 1.1": ""]),
  ]

  @Test(arguments: rows) func aFaultChangesWhatItNames(_ row: Row) async throws {
    let contract = try SandboxHealthyTests.contract(row.service)
    var healthy: SandboxWalk?
    try await SandboxVisit.single(row.service) { healthy = try await SandboxWalk.walk($0, row.service, contract) }
    let before = try #require(healthy)
    try await SandboxVisit.single(row.service, [row.fault]) { visit in
      let walk = try await SandboxWalk.walk(visit, row.service, contract)
      #expect(walk.lines.map(\.key) == before.lines.map(\.key))
      #expect(walk.changes(since: before) == row.changes)
    }
  }

  // MARK: bodies

  static let bodies: [(String, String, String, String)] = [
    (
      "katalog-lokal", "doc-06-required-member-missing", "https://katalog-lokal.karawangkab.go.id.test/v1/produk/PRD-000001",
      #"{"id":"PRD-000001","nama":"Kertas A4 70 gram satu rim","harga":{"nilai":"55000.00","mataUang":"IDR"},"penyedia":"9900000000001"}"#
    ),
    (
      "kesehatan", "sem-02-duplicate-member", "https://kesehatan.karawangkab.go.id.test/v1/rujukan/RJK-2026-000001",
      #"{"nomor":"RJK-2026-000001","pasien":{"nik":"9901014101920002","nama":"Contoh Dua","tanggalLahir":"1992-01-01"},"dari":"FKT-0001","#
        + #""tujuan":"FKT-0100","dibuatPada":"2026-11-19T09:00:00+07:00","berlakuSampai":"2026-12-19","dari":"FKT-0001"}"#
    ),
    (
      "pensiun", "sem-02-not-a-number", "https://pensiun.karawangkab.go.id.test/v1/jadwal",
      #"{"tahun": 2027, "bulan": [{"bulan": 1, "jumlah": NaN}]}"#
    ),
    (
      "layanan-terpadu", "err-03-stack-trace", "https://terpadu.karawangkab.go.id.test/v1/layanan?keadaan=x",
      #"{"kode":"parameter-tidak-sah","pesan":"Traceback (most recent call last):\n  File \"/srv/terpadu/app.py\", line 41, "#
        + #"in layanan\nKeyError: 'keadaan'"}"#
    ),
  ]

  @Test(arguments: bodies) func theBodyIsTheExampleWithItsChange(_ service: String, _ fault: String, _ url: String, _ body: String) async throws {
    try await SandboxVisit.single(service, [fault]) { visit in
      let got = try await visit.ask(url)
      #expect(got.text == body)
    }
  }

  @Test func aRedirectLosesItsChallenge() async throws {
    try await SandboxVisit.single("pensiun", ["aut-02-login-redirect"]) { visit in
      let got = try await visit.ask("https://pensiun.karawangkab.go.id.test/v1/jadwal", .none)
      #expect(got.value("Location") == "/masuk")
      #expect(got.value("WWW-Authenticate") == nil)
      #expect(got.body.isEmpty)
    }
  }

  @Test func severalFaultsWorkTogetherEvenWhereAnOperationLostItsName() async throws {
    let faults = ["aut-01-open-operation", "doc-04-missing-operation-id", "err-03-sql-in-error", "err-05-crash-on-invalid", "htp-02-success-false"]
    let key = CredentialUse.registered(.header("X-Kunci-Aplikasi"))
    let base = "https://pajak.karawangkab.go.id.test/v1"
    try await SandboxVisit.single("pajak-daerah", faults) { visit in
      let tariff = try await visit.ask(base + "/tarif", .none)
      #expect(tariff.status == 200)
      #expect(tariff.text.hasSuffix(#","success":false}"#))
      let unknown = try await visit.ask(base + "/tagihan/321501000100100011", key)
      #expect(unknown.status == 404)
      #expect(unknown.text.contains("SQLSTATE[42P01]"))
      let invalid = try await visit.ask(base + "/tagihan/1", key)
      #expect(invalid.status == 500)
      #expect(invalid.text == #"{"kode":"gangguan","pesan":"Terjadi gangguan."}"#)
      let served = try await visit.ask(base + "/openapi.json", .none).json
      #expect(served["paths"]?["/tarif"]?["get"]?["operationId"] == nil)
      #expect(served["paths"]?["/tarif"]?["get"]?["security"]?.count == 0)
    }
  }

  @Test func aMovedServiceAnswersAtItsNewHost() async throws {
    try await SandboxVisit.single("pajak-daerah", ["gov-03-vendor-host"]) { visit in
      let got = try await visit.ask("https://pajak-karawang.awan-penyedia.test/v1/tarif", .registered(.header("X-Kunci-Aplikasi")))
      #expect(got.status == 200)
      let contract = try await visit.ask("https://pajak-karawang.awan-penyedia.test/v1/openapi.json", .none).json
      #expect(contract["servers"]?[0]?["url"]?.string == "https://pajak-karawang.awan-penyedia.test/v1")
    }
  }
}

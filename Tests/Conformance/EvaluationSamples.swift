import Digests
import Documents
import Model
import Reading
import TestSupport

/// A profile, a dossier and examples for the tests of evaluation; all names are synthetic.
enum EvaluationSamples {
  static let profile = Profile(
    id: "uji", version: "1", name: Bilingual(id: "Uji", en: "Test"), digest: SHA256Digest.of(Array("uji".utf8)), dimensions: [], levels: [],
    data: ProfileData(
      officialSuffixes: ["go.id", "go.id.test"], exceptionHosts: [], webmailDomains: ["gmail.com"],
      errorSigns: [ProfileData.ErrorSign(member: "success", values: ["false"])], errorCodeMembers: ["kode", "code"],
      errorMessageMembers: ["pesan", "message"], leakPatterns: [ProfileData.LeakPattern(name: "SQLSTATE", pattern: "SQLSTATE\\[")],
      changingVerbs: ["hapus"], readingVerbs: ["cari"], credentialNames: ["token"]),
    isSimulation: true)

  /// A dossier as its author writes it, with the examples of `DOC-04`.
  static let dossier = """
    ---
    id: DOC-04
    title: { id: operationId unik di setiap operasi, en: Unique operationId on every operation }
    modality: MUST
    level: 1
    dimension: DOC
    since: "2026.1"
    sources:
      - { name: OpenAPI 3.1.2, section: Operation Object, verified: true }
    applies: { types: [REST, OPEN, RPC, PAY, FHIR] }
    safety: P0
    verify: { check: every-operation-has-a-unique-id }
    ---
    ## Pernyataan
    Setiap operasi memiliki operationId sendiri.
    ## Statement
    Every operation has an operationId of its own.
    ## Alasan
    Laporan dan perbandingan merujuk operasi lewat namanya.
    ## Rationale
    Reports and comparisons refer to operations by name.
    ## Perbaikan
    Beri setiap operasi satu operationId yang tetap.
    ## Remedy
    Give each operation one stable operationId.
    Selalu berlaku: setiap operasi harus bernama.
    Always applies: every operation must have a name.

    ### Passed: every operation has its own
    ```openapi
    paths:
      /penduduk:
        get:
          operationId: listPenduduk
          responses: { '200': { description: Berhasil } }
    ```

    ### Failed: an operation without one
    ```openapi
    paths:
      /penduduk:
        get:
          responses: { '200': { description: Berhasil } }
    ```
    finding.id: Operasi GET /penduduk tidak memiliki operationId.
    finding.en: Operation GET /penduduk has no operationId.

    ### Untested: a contract that is none
    ```openapi
    swagger: "2.0"
    ```

    """

  static func requirement(_ text: String = dossier, path: String = "Specs/Standard/Requirements/DOC/DOC-04.md") -> Requirement {
    let reading = DossierReader.read(SourceFile(path: path, bytes: Array(text.utf8)))
    guard let requirement = reading.requirement else {
      preconditionFailure(reading.diagnostics.map { $0.line(in: .english) }.joined(separator: "\n"))
    }
    return requirement
  }
}

import Digests
import Documents
import HTTPMessages
import Model

/// A made-up service of a made-up run, with every outcome, for the tests of reports. All names and numbers are synthetic.
enum ReportingSamples {
  static let digest = SHA256Digest.of(Array("contoh".utf8))
  static let start = Timestamp("2026-11-24T02:00:00.000Z") ?? Timestamp(milliseconds: 0)
  static let stamp = RunStamp(
    runID: "2026-11-24T02-00-00Z-7f3a", tool: "selaras 0.1.0", vantage: "laboratorium-1", startedAt: start,
    permits: ["connectOverride", "loopbackPermit", "trustStore"])

  static let profile = Profile(
    id: "simulasi", version: "2026.1",
    name: Bilingual(id: "Standar Interoperabilitas API Nasional (simulasi)", en: "National API Interoperability Standard (simulation)"),
    digest: digest,
    dimensions: [
      Dimension(code: "AUT", name: Bilingual(id: "Autentikasi dan otorisasi", en: "Authentication and authorisation")),
      Dimension(code: "DOC", name: Bilingual(id: "Kontrak dan dokumentasi", en: "Contract and documentation")),
      Dimension(code: "ERR", name: Bilingual(id: "Galat", en: "Errors")),
      Dimension(code: "GOV", name: Bilingual(id: "Tata kelola", en: "Governance")),
      Dimension(code: "SEM", name: Bilingual(id: "Makna data", en: "Semantics")),
      Dimension(code: "TLS", name: Bilingual(id: "Pengamanan jalur", en: "Transport security")),
    ],
    levels: [
      LevelName(level: .onboarding, name: Bilingual(id: "siap onboarding", en: "ready for onboarding")),
      LevelName(level: .certified, name: Bilingual(id: "tersertifikasi", en: "certified")),
      LevelName(level: .exemplary, name: Bilingual(id: "unggul", en: "exemplary")),
    ],
    data: ProfileData(
      officialSuffixes: ["go.id"], exceptionHosts: [], webmailDomains: [], errorSigns: [], errorCodeMembers: [], errorMessageMembers: [],
      leakPatterns: [], changingVerbs: [], readingVerbs: [], credentialNames: []),
    isSimulation: true)

  static let agency = Agency(
    id: "disdukcapil-karawang", name: "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Karawang", regionCode: "32.15", parent: nil, unit: nil,
    contact: nil)

  static func subject(title: String?, baseURL: String) -> Subject {
    Subject(
      agency: agency,
      service: Service(
        id: "kependudukan", agency: agency.id, title: title, apiType: .rest, classification: .pribadiUmum, lifecycle: .production,
        production: Environment(name: .production, baseURL: baseURL), sandbox: nil, contract: ContractSource(path: "kependudukan.yaml", url: nil),
        claimedLevel: .onboarding, credential: nil, testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [],
        entry: .object([:]), position: SourcePosition(file: "registry.yaml", line: 4, column: 3)),
      isSelfDeclared: false)
  }

  static let base = "https://api.disdukcapil.karawang.go.id.test/v1"

  static func requirement(
    _ id: String, _ modality: Modality, _ level: Level, critical: Bool = false, title: Bilingual, statement: Bilingual, remedy: Bilingual,
    sources: [Source] = [Source(name: "RFC 9110", section: "15.5", url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5", verified: true)]
  ) -> Requirement {
    Requirement(
      id: id, title: title, modality: modality, level: level, dimension: String(id.prefix(3)), critical: critical, since: "2026.1", sources: sources,
      types: [.rest, .open, .rpc], safety: .passive, verification: .check(CheckCall(check: "contoh-\(id.lowercased())", arguments: .object([:]))),
      statement: statement,
      rationale: Bilingual(
        id: "Aplikasi lain bergantung pada jawaban yang dapat diperkirakan. Tanpa itu, setiap pengembang harus menebak.",
        en: "Other applications depend on answers that can be foreseen. Without them every developer has to guess."),
      remedy: remedy,
      examples: [
        Example(
          expectation: .failed, title: "jawaban HTML",
          fences: [
            Fence(
              kind: .http, attributes: [:], text: "GET /penduduk/0 HTTP/1.1\n\nHTTP/1.1 404 Not Found\nContent-Type: text/html\n\n<h1>404</h1>",
              position: position)
          ], finding: Bilingual(id: "Galat 404 dijawab dengan text/html.", en: "The 404 error is answered with text/html."), position: position)
      ], alwaysApplies: nil, position: position)
  }

  static let position = SourcePosition(file: "contoh.md", line: 1, column: 1)

  static let typeWording = Wording(
    "sample.type", id: "Nilai pada {pointer} bertipe {actual}, sedangkan kontrak menjanjikan {expected}.",
    en: "The value at {pointer} is a {actual}, while the contract promises a {expected}.")
  static let plainWording = Wording(
    "sample.plain", id: "Operasi {operation} menjawab galat {status} dengan {actual}, bukan {expected}.",
    en: "Operation {operation} answers error {status} with {actual} instead of {expected}.")
  static let leakWording = Wording(
    "sample.leak", id: "Operasi {operation} memberikan data tanpa kredensial.", en: "Operation {operation} gives data away without a credential.")
  static let adviceWording = Wording(
    "sample.advice", id: "Header {header} dinyatakan dalam kontrak tetapi tidak dikirim.",
    en: "The header {header} is declared by the contract and not sent.")

  static func http(_ id: String, _ path: String, _ head: String, _ body: String, fields: [HeaderField] = []) -> Observation {
    let exchange = Exchange(
      request: SentRequest(
        method: "GET", url: base + path,
        fields: [HeaderField(name: "Accept", value: "application/json"), HeaderField(name: "Authorization", value: "Bearer [rahasia]")] + fields),
      rawHead: Array(head.utf8), body: BodyRecord(content: Array(body.utf8), receivedBytes: body.utf8.count, completeness: .complete),
      timings: Timings(connect: 900, handshake: 2100, firstByte: 5200, total: 6100), peer: "127.0.0.1:18443",
      tls: SessionFacts(version: "TLSv1.3", suite: "TLS_AES_256_GCM_SHA384"), facts: .none, redactions: [])
    return Observation(
      id: "o-\(id)", step: "s-\(id)",
      attempts: [Attempt(startedAt: start.adding(milliseconds: 7000), exchanges: [exchange], handshake: nil, hello: nil, failure: nil)], notSent: nil)
  }

  static func evidence(_ observations: [Observation], subject: Subject) -> Evidence {
    let endpoint = Endpoint(host: "api.disdukcapil.karawang.go.id.test", port: 443)
    let steps = [
      Step(
        id: "s-0003", probe: .hello(HelloTemplate(endpoint: endpoint, version: .tls10)), environment: .production, safety: .passive, purposes: [],
        askedBy: ["TLS-02"])
    ]
    let plan = Plan(
      subject: subject, profileID: profile.id, profileVersion: profile.version, profileDigest: digest, contractDigest: digest, seed: 20_261_124,
      steps: steps, gaps: [], skipped: [])
    let lines = (1...120).map { $0 == 88 ? "          type: string # NIK" : "  # baris \($0)" }.joined(separator: "\n")
    return Evidence(
      stamp: stamp, plan: plan, contract: ContractInput(file: "kependudukan.yaml", bytes: Array(lines.utf8), digest: digest),
      observations: Dictionary(uniqueKeysWithValues: observations.map { ($0.step, $0) }),
      end: RecordingEnd(at: start.adding(milliseconds: 95_000), isComplete: true))
  }

  static let ok =
    "HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 02:00:07 GMT\r\nContent-Type: application/json\r\nSet-Cookie: sesi=rahasia-sekali\r\n\r\n"
  static let notFound = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nServer: Apache/2.4.1\r\n\r\n"

  static func verdict(
    _ id: String, _ outcome: Outcome, _ modality: Modality = .must, _ level: Level = .onboarding, critical: Bool = false,
    of instances: [Instance] = [], dependsOn: [String] = []
  ) -> Verdict {
    Verdict(
      requirement: id, modality: modality, level: level, dimension: String(id.prefix(3)), critical: critical, outcome: outcome,
      instances: instances.isEmpty ? [Instance(outcome: outcome, findings: [], location: Location())] : instances, dependsOn: dependsOn)
  }
}

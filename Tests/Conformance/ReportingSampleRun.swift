import Documents
import Model

extension ReportingSamples {
  /// Every outcome, a critical failure, a consequence under its root, many findings, advice, causes of each kind.
  static func run(
    title: String? = "API Kependudukan", hostile: String = "number", findings: Int = 8, baseURL: String = base
  ) -> (result: SubjectResult, evidence: Evidence) {
    let subject = subject(title: title, baseURL: baseURL)
    let observations = [
      http(
        "0001", "/penduduk/9971010101010001", ok, #"{"data":[{"nik":9999999999999999,"nama":"CONTOH SATU","alamat":"Jalan Contoh 1"}],"total":1}"#),
      http("0002", "/penduduk/0", notFound, "<html><body><h1>404</h1><p>Halaman tidak ditemukan</p></body></html>"),
      Observation(
        id: "o-0003", step: "s-0003",
        attempts: [
          Attempt(startedAt: start.adding(milliseconds: 9000), exchanges: [], handshake: nil, hello: .serverHello(version: .tls10), failure: nil)
        ],
        notSent: nil),
      Observation(id: "o-0004", step: "s-0004", attempts: [], notSent: .noConsent),
    ]
    return (
      SubjectResult(
        stamp: stamp, finishedAt: start.adding(milliseconds: 95_000), isComplete: true, profile: profile, subject: subject, contractDigest: digest,
        verdicts: verdicts(hostile: hostile, findings: findings), decision: decision,
        repairs: [
          Repair(requirement: "AUT-02", numberAfter: 52, wordAfter: .nonconformant, levelAfter: 0),
          Repair(requirement: "DOC-06", numberAfter: 20, wordAfter: .nonconformant, levelAfter: 0),
          Repair(requirement: "ERR-02", numberAfter: 20, wordAfter: .nonconformant, levelAfter: 0),
        ], requirements: requirements),
      evidence(observations, subject: subject)
    )
  }

  private static func verdicts(hostile: String, findings: Int) -> [Verdict] {
    let live = Location(
      operation: "getPenduduk", environment: .production, responsePointer: JSONPointer(tokens: ["data", "0", "nik"]),
      contractPosition: SourcePosition(file: "kependudukan.yaml", line: 88, column: 11),
      contractPointer: JSONPointer(tokens: ["components", "schemas", "Penduduk", "properties", "nik", "type"]), observation: "o-0001")
    let types = (0..<findings).map { index -> Instance in
      var place = live
      place.responsePointer = JSONPointer(tokens: ["data", String(index), "nik"])
      return Instance(
        outcome: .failed,
        findings: [
          Finding(
            typeWording, ["pointer": "/data/\(index)/nik", "actual": hostile, "expected": "string"], at: place, attribution: .service, isAdvice: false
          )
        ], location: place)
    }
    let errorPlace = Location(operation: "getPenduduk", environment: .production, observation: "o-0002")
    let error = Finding(
      plainWording, ["operation": "getPenduduk", "status": "404", "actual": "text/html", "expected": "application/problem+json"], at: errorPlace,
      attribution: .service, isAdvice: false)
    let leak = Finding(leakWording, ["operation": "getPenduduk"], at: live, attribution: .service, isAdvice: false)
    let hello = Location(environment: .production, observation: "o-0003")
    let advice = Finding(adviceWording, ["header": "RateLimit"], at: live, attribution: .configuration, isAdvice: true)
    return [
      verdict("TLS-01", .passed), verdict("GOV-01", .passed, of: [Instance(outcome: .passed, findings: [advice], location: live)]),
      verdict("AUT-02", .failed, critical: true, of: [Instance(outcome: .failed, findings: [leak], location: live)]),
      verdict("DOC-06", .failed, of: types + [Instance(outcome: .passed, findings: [], location: errorPlace)]),
      verdict("SEM-01", .failed, .should, .certified, of: [Instance(outcome: .failed, findings: [leak], location: live)], dependsOn: ["DOC-06"]),
      verdict("ERR-02", .failed, .should, .certified, of: [Instance(outcome: .failed, findings: [error], location: errorPlace)]),
      verdict("TLS-02", .cantTell(.unstable), of: [Instance(outcome: .cantTell(.unstable), findings: [], location: hello)]),
      verdict("AUT-04", .untested(.noConsent)), verdict("ERR-05", .untested(.noConsent), .should, .certified),
      verdict("AUT-08", .untested(.prerequisite("AUT-02"))), verdict("DOC-02", .untested(.unreachable(.dns))),
      verdict("ERR-07", .inapplicable(.notDeclared("collection"))), verdict("GOV-05", .inapplicable(.lifecycle)), verdict("DOC-01", .passed),
      verdict("DOC-03", .passed, .may, .exemplary),
    ]
  }

  static let decision = Decision(
    claim: .onboarding, word: .nonconformant, levelReached: 0,
    score: Score(
      number: 11, state: .r, arithmetic: "floor(29 x 3/8)", mustPassed: 3, mustDecided: 5, mustApplicable: 8, shouldPassed: 0, shouldApplicable: 3,
      scopeApplied: 12, scopeTotal: 30, couldReach: 28))

  private static let requirements: [Requirement] = [
    requirement(
      "AUT-02", .must, .onboarding, critical: true,
      title: Bilingual(id: "Data terbatas tidak diberikan tanpa kredensial", en: "Restricted data are not given away without a credential"),
      statement: Bilingual(
        id: "Setiap operasi atas data terbatas menolak permintaan tanpa kredensial dengan 401.",
        en: "Every operation on restricted data refuses a request without a credential with 401."),
      remedy: Bilingual(
        id: "Wajibkan kredensial pada gerbang API:\n\n- pasang pemeriksaan token sebelum `handler`;\n- jawab **401** dengan `WWW-Authenticate`.",
        en: "Demand a credential at the API gateway:\n\n- check the token before the `handler`;\n- answer **401** with `WWW-Authenticate`."),
      sources: [
        Source(name: "UU 27/2022", section: "Pasal 35", url: nil, verified: false),
        Source(name: "RFC 9110", section: "15.5.2", url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2", verified: true),
        Source(name: "Sumber palsu", section: nil, url: "javascript:alert(1)", verified: false),
      ]),
    simple("DOC-06", .must, .onboarding, "Jawaban sesuai dengan skema kontrak", "Answers match the contract's schema"),
    simple("SEM-01", .should, .certified, "NIK ditulis sebagai teks 16 angka", "A NIK is a text of 16 digits"),
    simple("ERR-02", .should, .certified, "Galat memakai Problem Details", "Errors are problem documents"),
    simple("TLS-01", .must, .onboarding, "Alamat http dialihkan atau ditutup", "Plain http is redirected or closed"),
    simple("TLS-02", .must, .onboarding, "TLS 1.0 dan 1.1 ditolak", "TLS 1.0 and 1.1 are refused"),
    simple("GOV-01", .must, .onboarding, "Data pendaftaran lengkap", "The registration is complete"),
    simple("GOV-05", .should, .certified, "Penghentian diumumkan", "Retirement is announced"),
    simple("AUT-04", .must, .onboarding, "Token palsu ditolak", "A forged token is refused"),
    simple("AUT-08", .must, .onboarding, "Penerbit token diperiksa", "The issuer of a token is checked"),
    simple("ERR-05", .should, .certified, "Parameter salah dijawab 400", "Wrong parameters are answered with 400"),
    simple("ERR-07", .must, .onboarding, "Halaman di luar batas dijawab jelas", "A page out of range has a clear answer"),
    simple("DOC-01", .must, .onboarding, "Kontrak OpenAPI ada", "There is an OpenAPI contract"),
    simple("DOC-02", .must, .onboarding, "Kontrak dapat diunduh", "The contract can be downloaded"),
    simple("DOC-03", .may, .exemplary, "Kontrak memuat contoh", "The contract has examples"),
  ]

  private static func simple(_ id: String, _ modality: Modality, _ level: Level, _ indonesian: String, _ english: String) -> Requirement {
    requirement(
      id, modality, level, title: Bilingual(id: indonesian, en: english),
      statement: Bilingual(id: "Layanan memenuhi: \(indonesian.lowercased()).", en: "The service keeps to this: \(english.lowercased())."),
      remedy: Bilingual(
        id: "Samakan layanan dengan kontraknya, lalu jalankan `selaras test` lagi.",
        en: "Bring service and contract together, then run `selaras test` again."))
  }

  /// Rows of several agencies; every verdict, an application that is only recorded, an interrupted run.
  static func rows(agencies: Int = 3, services: Int = 4) -> [SubjectRow] {
    (0..<agencies).flatMap { agency in
      (0..<services).map { service in
        let kind = (agency + service) % 5
        let decision: Decision? =
          switch kind {
          case 0: self.decision
          case 1: decided(.conformant, .c, 98, level: 1)
          case 2: decided(.undetermined, .u, 69, level: 0)
          case 3: decided(.nonconformant, .none, nil, level: 0)
          default: nil
          }
        let stages: [FunnelStage] = [.reachable, .level1, .reachable, .contractValid, .ownerKnown]
        return SubjectRow(
          agency: "instansi-\(agency)", agencyName: "Dinas Contoh \(agency)", regionCode: "32.15", service: "layanan-\(service)",
          title: "Layanan Contoh \(service)", apiType: kind == 4 ? .none : .rest, stage: stages[kind], decision: decision,
          failed: kind == 0 ? ["AUT-02", "DOC-06"] : kind == 3 ? ["DOC-06"] : [], folder: kind == 4 ? nil : "instansi-\(agency)/layanan-\(service)",
          isComplete: kind != 3)
      }
    }
  }

  private static func decided(_ word: Decision.Word, _ state: Score.State, _ number: Int?, level: Int) -> Decision {
    Decision(
      claim: .onboarding, word: word, levelReached: level,
      score: Score(
        number: number, state: state, arithmetic: "", mustPassed: 40, mustDecided: 45, mustApplicable: 50, shouldPassed: 10, shouldApplicable: 20,
        scopeApplied: 70, scopeTotal: 106, couldReach: 100))
  }

  static let region = Bilingual(id: "Kabupaten Karawang", en: "Karawang Regency")
  static var allRequirements: [Requirement] { requirements }
}

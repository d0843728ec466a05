import Documents
import HTTPMessages
import Model
import Testing

@testable import Reporting

@Suite struct ReportingFormatsTests {
  private func json(_ run: (result: SubjectResult, evidence: Evidence)) throws -> Node {
    try JSONReader.read(ResultJSON.file(run.result, evidence: run.evidence).bytes, file: "result.json", limits: .contract).root
  }

  @Test func resultHasEveryMemberOfTheFormat() throws {
    let root = try json(ReportingSamples.run())
    func names(_ node: Node?) -> [String] { node.map { $0.members.map(\.name) } ?? [] }
    #expect(names(root) == ["decision", "formatVersion", "profile", "repairs", "requirements", "run", "subject", "totals"])
    #expect(
      names(root["run"]) == ["buildDigest", "canaries", "complete", "finishedAt", "id", "stamps", "startedAt", "tool", "vantage"])
    #expect(names(root["subject"]) == ["agency", "apiType", "contractDigest", "environments", "kind", "service"])
    #expect(names(root["decision"]) == ["carried", "claim", "levelReached", "score", "verdict", "waived"])
    #expect(
      names(root["decision"]?["score"]) == [
        "arithmetic", "couldReach", "model", "mustApplicable", "mustDecided", "mustPassed", "number", "scope", "shouldApplicable", "shouldPassed",
        "state",
      ])
    let requirement = root["requirements"]?.elements.first { $0["id"]?.string == "DOC-06" }
    #expect(
      names(requirement) == ["because", "critical", "dependsOn", "findings", "id", "instances", "level", "modality", "outcome", "source"])
    #expect(requirement?["source"]?.string == "contract+live")
    #expect(
      names(requirement?["findings"]?[0]) == [
        "advice", "attribution", "code", "curl", "excerpt", "fingerprint", "location", "observation", "parameters",
      ])
    #expect(names(requirement?["findings"]?[0]?["location"]) == ["contract", "environment", "operation", "responsePointer"])
    #expect(root["run"]?["stamps"]?.elements.map { $0.string } == ["connectOverride", "loopbackPermit", "simulation", "trustStore"])
  }

  @Test func totalsAddUp() throws {
    let run = ReportingSamples.run()
    let totals = try #require(json(run)["totals"])
    #expect(totals.members.map { "\($0.name) \($0.value.integer ?? -1)" } == ["cantTell 1", "failed 4", "inapplicable 2", "passed 4", "untested 4"])
    #expect(totals.members.reduce(0) { $0 + ($1.value.integer ?? 0) } == run.result.verdicts.count)
  }

  @Test func repairsSayWhatTheyLift() throws {
    let repair = try #require(json(ReportingSamples.run())["repairs"]?[0])
    #expect(repair["requirement"]?.string == "AUT-02" && repair["lifts"]?.elements.map { $0.string } == ["11 -> 52"])
  }

  @Test func fingerprintsLookAtArgumentsNotAtWordsOrValues() {
    let place = Location(operation: "getA", responsePointer: JSONPointer(tokens: ["a"]))
    func finding(_ code: String, _ sentence: String, _ value: String, _ place: Location) -> Finding {
      Finding(Wording(code, id: sentence, en: sentence), ["v": value], at: place, attribution: .service, isAdvice: false)
    }
    let first = Fingerprint.of(finding("a.b", "satu", "1", place), requirement: "DOC-06")
    #expect(first.utf8.count == 32)
    var other = place
    other.observation = "o-0009"
    #expect(Fingerprint.of(finding("a.b", "dua", "2", other), requirement: "DOC-06") == first)
    other.responsePointer = JSONPointer(tokens: ["b"])
    for changed in [
      Fingerprint.of(finding("a.b", "satu", "1", other), requirement: "DOC-06"),
      Fingerprint.of(finding("a.c", "satu", "1", place), requirement: "DOC-06"),
      Fingerprint.of(finding("a.b", "satu", "1", place), requirement: "DOC-07"),
    ] { #expect(changed != first) }
  }

  @Test func secretsAndIdentifiersStayOut() {
    let run = ReportingSamples.run()
    let files = ServiceReport.files(run.result, evidence: run.evidence) + [ResultJSON.file(run.result, evidence: run.evidence)]
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("rahasia-sekali") && !text.contains("Bearer [rahasia]"))
    }
    #expect(
      Masking.identifiers(in: "a 3215010101900001 b 9971010101010001 12345678901234567") == "a 9999999999999999 b 9971010101010001 12345678901234567")
  }

  @Test func curlRepeatsTheRequestWithoutTheCredential() {
    let observation = ReportingSamples.http("0001", "/a'b?kunci=[rahasia]", ReportingSamples.ok, "{}")
    let stamp = RunStamp(runID: "r", tool: "t", vantage: "v", startedAt: ReportingSamples.start, permits: [])
    #expect(
      Curl.text(of: observation, step: nil, stamp: stamp)
        == "curl --include --header 'Accept: application/json' --header 'Authorization: Bearer '\"$TOKEN\" "
        + "'https://api.disdukcapil.karawang.go.id.test/v1/a'\\''b?kunci='\"$TOKEN\"''")
  }

  @Test func curlTakesTheSameDetour() {
    let observation = ReportingSamples.http("0001", "/a", ReportingSamples.ok, "{}")
    #expect(
      Curl.text(of: observation, step: nil, stamp: ReportingSamples.stamp)?.hasPrefix(
        "curl --include --connect-to 'api.disdukcapil.karawang.go.id.test:443:127.0.0.1:18443' --cacert \"$TRUST_STORE\" ") == true)
  }

  @Test func excerptShowsRequestHeadAndBody() {
    let observation = ReportingSamples.http("0002", "/penduduk/0", ReportingSamples.notFound, "<h1>404</h1>" + String(repeating: "é", count: 400))
    #expect(
      Excerpt.text(of: observation, step: nil, bodyBytes: 16)
        == "GET https://api.disdukcapil.karawang.go.id.test/v1/penduduk/0\n\n"
        + "HTTP/1.1 404 Not Found\nContent-Type: text/html\nServer: Apache/2.4.1\n\n"
        + "<h1>404</h1>éé …")
  }

  @Test func contractLinesAreNumbered() {
    let contract = ContractInput(file: "k.yaml", bytes: Array("a: 1\r\nb: 3215010101900001\nc: 3".utf8), digest: ReportingSamples.digest)
    #expect(ContractExcerpt.text(contract, line: 2) == "  1 | a: 1\n> 2 | b: 9999999999999999\n  3 | c: 3")
    #expect(ContractExcerpt.text(contract, line: 3) == "  2 | b: 9999999999999999\n> 3 | c: 3")
    #expect(
      ContractExcerpt.text(contract, line: 4) == nil && ContractExcerpt.text(contract, line: 0) == nil && ContractExcerpt.text(nil, line: 1) == nil)
  }

  @Test func consequencesStandUnderTheirRoot() {
    let run = ReportingSamples.run()
    let problems = ResultView(run.result, run.evidence).problems
    #expect(problems.map(\.root.requirement) == ["AUT-02", "DOC-06", "ERR-02", "TLS-02"])
    #expect(problems.map { $0.consequences.map(\.requirement) } == [[], ["SEM-01"], [], []])
  }

  @Test func rootsThatPointAtEachOtherBothStandAlone() {
    let run = ReportingSamples.run()
    let circle = SubjectResult(
      stamp: run.result.stamp, finishedAt: run.result.finishedAt, isComplete: true, profile: run.result.profile, subject: run.result.subject,
      contractDigest: nil,
      verdicts: [
        ReportingSamples.verdict("A-01", .failed, dependsOn: ["B-01"]), ReportingSamples.verdict("B-01", .failed, dependsOn: ["A-01"]),
        ReportingSamples.verdict("C-01", .failed, dependsOn: ["A-01"]),
      ], decision: run.result.decision, repairs: [], requirements: [])
    let shown = ResultView(circle, run.evidence).problems.flatMap { [$0.root.requirement] + $0.consequences.map(\.requirement) }
    #expect(shown == ["A-01", "B-01", "C-01"])
  }

  @Test func terminalSpeaksBothLanguagesInsideItsWidth() {
    let run = ReportingSamples.run(title: "Judul\u{1B}[2J\u{202E}jahat")
    for (language, word) in [(Language.indonesian, "✗ Belum sesuai"), (.english, "✗ Not conformant")] {
      let text = TerminalReport.text(run.result, evidence: run.evidence, language: language, color: false, width: 80)
      #expect(text.contains(word) && text.contains("Judul[U+001B][2J[U+202E]jahat") && !text.unicodeScalars.contains("\u{1B}"))
      #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 80 })
      #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
    }
    #expect(
      TerminalReport.text(run.result, evidence: run.evidence, language: .english, color: true, width: 80).contains(
        "\u{1B}[1;31mNot conformant\u{1B}[0m"))
  }

  @Test func tableHasALineForEachService() {
    let table = TerminalReport.table(rows: ReportingSamples.rows(agencies: 1, services: 5), language: .english, color: false)
    #expect(
      table == """
        Agency          Service           Verdict           Level  Number  Coverage
        ──────────────  ────────────────  ────────────────  ─────  ──────  ────────
        Dinas Contoh 0  Layanan Contoh 0  ✗ Not conformant  0          11  5 of 8
        Dinas Contoh 0  Layanan Contoh 1  ✓ Conformant      1          98  45 of 50
        Dinas Contoh 0  Layanan Contoh 2  ? Undetermined    0          69  45 of 50
        Dinas Contoh 0  Layanan Contoh 3  ✗ Not conformant  0           –  45 of 50
        Dinas Contoh 0  Layanan Contoh 4  ○ Not examined    –           –  –

        5 registered applications · Conformant 1 · Undetermined 1 · Not conformant 2 · Not examined 1

        """)
  }

  @Test func explainIsAManualPage() {
    let text = ExplainPage.text(ReportingSamples.allRequirements[0], language: .english, color: false)
    #expect(text.hasPrefix("AUT-02 – Restricted data are not given away without a credential\nMandatory (MUST) · Level 1 · critical"))
    for heading in ["WHAT IT DEMANDS", "WHY", "HOW TO REPAIR IT", "HOW IT IS TESTED", "WHO SAYS SO", "EXAMPLES"] {
      #expect(text.contains("\n\n\(heading)\n"))
    }
    #expect(text.contains("- UU 27/2022, Pasal 35 (clause not yet read)") && text.contains("- RFC 9110, section 15.5.2 (clause read in full)"))
    #expect(!text.contains("javascript:"))
    #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 78 })
  }
}

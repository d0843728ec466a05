import Documents
import Foundation
import Model
import Testing

@testable import Reporting

@Suite struct ReportingPagesTests {
  private typealias Samples = ReportingSamples

  /// Every page of every report from the samples, hostile ones among them.
  private static let pages: [(name: String, text: String)] = {
    let hostile = "\"\u{301}><script>alert(1)</script></style><b style=\"x\" onload='y'>\u{0}\u{202E}"
    let runs = [
      Samples.run(), Samples.run(title: hostile, hostile: hostile + "{expected}", findings: 30, baseURL: "javascript:\(hostile)"),
      Samples.run(title: nil, findings: 1),
    ]
    let service = runs.enumerated().flatMap { number, run in
      ServiceReport.files(run.result, evidence: run.evidence).map { ("run \(number) \($0.path)", $0.bytes) }
    }
    let rows = Samples.rows(agencies: 400, services: 2) + Samples.rows(agencies: 1, services: 340)
    let national = NationalReport.files(
      region: Bilingual(id: hostile, en: hostile), rows: rows, requirements: Samples.allRequirements, stamp: Samples.stamp, profile: Samples.profile,
      finishedAt: Samples.start
    ).filter { $0.path.hasSuffix(".html") }.map { ("nation \($0.path)", $0.bytes) }
    let agency = AgencyReport.files(agency: "instansi-0", agencyName: hostile, rows: rows, stamp: Samples.stamp, profile: Samples.profile)
    return (service + national + agency.map { ("agency \($0.path)", $0.bytes) }).map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
  }()

  private static func parts(_ text: String, from start: String, to end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
  }

  @Test func pagesAllowNothingButTheirOwnStyle() throws {
    for (name, text) in Self.pages {
      let policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '\(StyleSheet.source)'; "
        + "img-src data:; base-uri 'none'; form-action 'none'\">"
      #expect(text.contains("<head>\n\(policy)\n"), "\(name): the policy is the head's first element")
      let styles = Self.parts(text, from: "<style>", to: "</style>")
      #expect(styles == [StyleSheet.text], "\(name)")
      let body = try #require(text.components(separatedBy: "</style>").last)
      // Attributes can only stand inside a tag: text has no bare angle bracket.
      for tag in Self.parts(body, from: "<", to: ">") {
        let name = tag.prefix { $0 != " " && $0 != "/" }
        #expect(tag.hasPrefix("/") || Tag(rawValue: String(name)) != nil || name == "body" || name == "html", "\(tag)")
        let attributes = tag.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
        #expect(!attributes.contains(" style") && !attributes.contains(" on") && !attributes.contains("src="), "\(tag)")
      }
      for link in Self.parts(body, from: " href=\"", to: "\"") {
        #expect(link.hasPrefix("#") || link.hasPrefix("https://") || PageLink.file(link) != nil, "\(link)")
      }
      #expect(!text.unicodeScalars.contains("\u{0}") && !text.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test func placesAreThereOnceAndEveryInnerLinkHasOne() {
    for (name, text) in Self.pages {
      let ids = Self.parts(text, from: " id=\"", to: "\"")
      #expect(Set(ids).count == ids.count, "\(name): \(ids.filter { id in ids.filter { $0 == id }.count > 1 }.prefix(3))")
      let targets = Set(Self.parts(text, from: " href=\"#", to: "\"") + Self.parts(text, from: " aria-labelledby=\"", to: "\""))
      #expect(targets.subtracting(ids).isEmpty, "\(name): \(targets.subtracting(ids).prefix(3))")
    }
  }

  @Test func pagesAreWellFormedForReadersAndMachines() throws {
    for (name, text) in Self.pages {
      let isEnglish = name.hasSuffix(".en.html")
      #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(isEnglish ? "en" : "id")\">"))
      #expect(text.contains("<link rel=\"alternate\" hreflang=\"\(isEnglish ? "id" : "en")\" href="))
      for once in ["<h1", "<main", "<title>", "<footer", "class=\"skip\""] {
        let count =
          text.components(separatedBy: once).count - 1
          - (once == "<title>" ? Self.parts(text, from: "<svg", to: "</svg>").filter { $0.contains("<title>") }.count : 0)
        #expect(count == 1, "\(name) \(once)")
      }
      let levels = Self.parts(text, from: "<h", to: ">").compactMap { $0.first.flatMap { Int(String($0)) } }
      for (before, next) in zip(levels, levels.dropFirst()) { #expect(next <= before + 1, "\(name): h\(before) before h\(next)") }
      #expect(text.components(separatedBy: "<table").count == text.components(separatedBy: "<caption").count)
      #expect(text.utf8.count < ServiceReport.mostBytes, "\(name) has \(text.utf8.count) bytes")
      // The document closes what it opens.
      for tag in Tag.allCases {
        let body = try #require(text.components(separatedBy: "</style>").last)
        let opened = body.components(separatedBy: "<\(tag.rawValue)>").count + body.components(separatedBy: "<\(tag.rawValue) ").count - 2
        #expect(opened == body.components(separatedBy: "</\(tag.rawValue)>").count - 1, "\(name): \(tag.rawValue)")
      }
    }
  }

  @Test func noPlaceholderIsLeftOpen() throws {
    let pattern = try Regex("\\{[a-zA-Z]+\\}")
    for (name, text) in Self.pages where !name.hasPrefix("run 1") {
      let body = try #require(text.components(separatedBy: "</style>").last)
      if let match = body.firstMatch(of: pattern), !match.0.contains("{nik}") { Issue.record("\(name): \(match.0)") }
    }
  }

  @Test func orderOfVerdictsDoesNotMatter() {
    let run = Samples.run()
    let turned = SubjectResult(
      stamp: run.result.stamp, finishedAt: run.result.finishedAt, isComplete: run.result.isComplete, profile: run.result.profile,
      subject: run.result.subject, contractDigest: run.result.contractDigest, verdicts: run.result.verdicts.reversed(), decision: run.result.decision,
      repairs: run.result.repairs, requirements: run.result.requirements.reversed())
    let others = ServiceReport.files(turned, evidence: run.evidence) + [ResultJSON.file(turned, evidence: run.evidence)]
    #expect(ServiceReport.files(run.result, evidence: run.evidence) + [ResultJSON.file(run.result, evidence: run.evidence)] == others)
    let rows = Samples.rows()
    func national(_ rows: [SubjectRow]) -> [ReportFile] {
      NationalReport.files(
        region: Samples.region, rows: rows, requirements: Samples.allRequirements, stamp: Samples.stamp, profile: Samples.profile,
        finishedAt: Samples.start)
    }
    #expect(national(rows) == national(rows.reversed()))
  }

  @Test func aHugeResultStillFitsAPage() throws {
    let run = Samples.run(hostile: String(repeating: "<é\"", count: 5000), findings: 400)
    let failed = try #require(run.result.verdicts.first { $0.requirement == "DOC-06" })
    let many = (0..<120).map { number in
      Verdict(
        requirement: "X\(number)", modality: .must, level: .onboarding, dimension: "DOC", critical: false, outcome: .failed,
        instances: failed.instances,
        dependsOn: [])
    }
    let result = SubjectResult(
      stamp: run.result.stamp, finishedAt: run.result.finishedAt, isComplete: false, profile: run.result.profile, subject: run.result.subject,
      contractDigest: nil, verdicts: many, decision: run.result.decision, repairs: [], requirements: [])
    for file in ServiceReport.files(result, evidence: run.evidence) {
      #expect(file.bytes.count < ServiceReport.mostBytes)
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.contains(file.path == "index.html" ? "temuan lagi: lihat result.json." : "more findings: see result.json."))
    }
  }

  @Test func theServicePageSaysItAll() throws {
    let run = Samples.run()
    let files = ServiceReport.files(run.result, evidence: run.evidence)
    #expect(files.map(\.path) == ["index.html", "index.en.html"])
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(text.contains("<title>Belum sesuai – API Kependudukan – simulasi 2026.1</title>"))
    for part in [
      "SIMULASI", "hasil ini bukan bukti kesesuaian", "Belum mencapai tingkat 1", "5 dari 8 persyaratan wajib diputuskan, 3 di antaranya lulus",
      "lingkup sempit", "floor(29 x 3/8) = 11", "24 November 2026 pukul 09.00 WIB", "Bila ini saja diperbaiki: angka 11 → 52",
      "Nilai pada /data/0/nik bertipe number, sedangkan kontrak menjanjikan string.", "kependudukan.yaml:88:11", "Akibat ikutan dari DOC-06",
      "Dan 3 temuan lagi: lihat result.json.", "naskah belum diperiksa", "Belum ada izin uji", "Menunggu AUT-02",
      "Tidak ada operasi daftar (koleksi)",
      "TLS 1.0 diterima", "tidak dikirim: belum ada izin uji", "selaras test &#39;kependudukan&#39; --claim 1 --seed 20261124",
    ] { #expect(text.contains(part), "\(part)") }
    let headings = Self.parts(text, from: "<section id=\"", to: "\"")
    #expect(headings == ["verdict", "repairs", "dimensions", "findings", "advice", "untested", "inapplicable", "requirements", "evidence", "repeat"])
    let requirements = Self.parts(text, from: "<article id=\"", to: "\"")
    #expect(requirements == ["AUT-02", "DOC-06", "SEM-01", "ERR-02", "TLS-02", "GOV-01"])
  }

  @Test func theNationIsCountedOverWhatIsRegistered() throws {
    let rows = Samples.rows(agencies: 5, services: 5)
    let files = NationalReport.files(
      region: Samples.region, rows: rows, requirements: Samples.allRequirements, stamp: Samples.stamp, profile: Samples.profile,
      finishedAt: Samples.start)
    #expect(files.map(\.path) == ["index.html", "index.en.html", "national.json"])
    let root = try JSONReader.read(files[2].bytes, file: "national.json", limits: .contract).root
    func counts(_ name: String) -> [String] {
      root["summary"]?[name].map { $0.members.map { "\($0.name) \($0.value.integer ?? -1)" } } ?? []
    }
    #expect(
      root["summary"]?["registered"]?.integer == 25 && root["summary"]?["examined"]?.integer == 20 && root["summary"]?["incomplete"]?.integer == 5)
    #expect(counts("verdicts") == ["conformant 5", "conformantWithWaivers 0", "nonconformant 10", "notExamined 5", "undetermined 5"])
    #expect(counts("states") == ["- 5", "C 5", "F 0", "R 5", "U 5", "W 0"])
    #expect(
      counts("funnel") == [
        "apiExists 20", "contractExists 20", "contractValid 20", "level1 5", "level2 0", "level3 0", "ownerKnown 25", "reachable 15", "recorded 25",
      ])
    #expect(root["failed"]?.elements.map { "\($0["requirement"]?.string ?? "") \($0["applications"]?.integer ?? 0)" } == ["DOC-06 10", "AUT-02 5"])
    let page = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(page.contains("<a href=\"instansi-0/index.html\">Dinas Contoh 0</a>") && page.contains("Tidak ada angka rata-rata"))
  }

  @Test func longListsArePaged() {
    let rows = Samples.rows(agencies: 400, services: 1) + Samples.rows(agencies: 1, services: 151)
    let national = NationalReport.files(
      region: Samples.region, rows: rows, requirements: [], stamp: Samples.stamp, profile: Samples.profile, finishedAt: Samples.start)
    #expect(
      national.map(\.path) == [
        "index.html", "agencies-002.html", "agencies-003.html", "index.en.html", "agencies-002.en.html", "agencies-003.en.html", "national.json",
      ])
    let agency = AgencyReport.files(agency: "instansi-0", agencyName: "Dinas", rows: rows, stamp: Samples.stamp, profile: Samples.profile)
    #expect(agency.map(\.path) == ["index.html", "services-002.html", "index.en.html", "services-002.en.html"])
    let text = String(decoding: agency[0].bytes, as: UTF8.self)
    #expect(
      text.contains("<a href=\"../instansi-0/layanan-0/index.html\">Layanan Contoh 0</a>")
        && text.contains("<a href=\"services-002.html\">151–152</a>"))
  }

  /// Writes the sample pages for a look in a browser where `SELARAS_SAMPLE_PAGES` names a folder.
  @Test func samplePagesAreWritten() throws {
    guard let folder = ProcessInfo.processInfo.environment["SELARAS_SAMPLE_PAGES"] else { return }
    let run = ReportingSamples.run()
    let rows = ReportingSamples.rows(agencies: 7, services: 9)
    var files = ServiceReport.files(run.result, evidence: run.evidence).map { ($0.path, $0.bytes) }
    files.append(("result.json", ResultJSON.file(run.result, evidence: run.evidence).bytes))
    for file in NationalReport.files(
      region: ReportingSamples.region, rows: rows, requirements: ReportingSamples.allRequirements, stamp: ReportingSamples.stamp,
      profile: ReportingSamples.profile, finishedAt: run.result.finishedAt)
    {
      files.append(("nation/" + file.path, file.bytes))
    }
    for file in AgencyReport.files(
      agency: "instansi-0", agencyName: "Dinas Contoh 0", rows: rows, stamp: ReportingSamples.stamp, profile: ReportingSamples.profile)
    {
      files.append(("nation/instansi-0/" + file.path, file.bytes))
    }
    for language in Language.allCases {
      let text = TerminalReport.text(run.result, evidence: run.evidence, language: language, color: true, width: 90)
      files.append(("terminal.\(language.rawValue).txt", Array(text.utf8)))
      files.append(("table.\(language.rawValue).txt", Array(TerminalReport.table(rows: rows, language: language, color: false).utf8)))
      files.append(
        ("explain.\(language.rawValue).txt", Array(ExplainPage.text(ReportingSamples.allRequirements[0], language: language, color: false).utf8)))
    }
    for (path, bytes) in files {
      let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
  }
}

import Checks
import Documents
import Model
import Patterns
import Reading
import TestSupport
import Testing

/// The standard as the repository holds it.
@Suite struct StandardReadingTests {
  private static let folder = Suites.repository + "/Specs/Standard"

  private static func files(_ paths: [String]) -> [SourceFile] {
    paths.map { SourceFile(path: String($0.dropFirst(folder.count + 1)), bytes: Suites.bytes($0)) }
  }

  static func read(_ profile: String) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    let all = Suites.files(under: folder, endings: [".yaml", ".md"])
    return StandardReader.read(
      profiles: files(all.filter { $0.hasPrefix(folder + "/profile") }), dossiers: files(all.filter { $0.hasPrefix(folder + "/Requirements/") }),
      profileID: profile)
  }

  /// The standard, or a word on the output and nothing to test: `theStandardReadsWithoutADiagnostic` says what is wrong with it.
  private static let nasional = read("nasional").standard

  @Test(arguments: ["nasional", "simulasi"])
  func theStandardReadsWithoutADiagnostic(_ profile: String) {
    let reading = Self.read(profile)
    for diagnostic in reading.diagnostics { Issue.record("\(diagnostic.line(in: .english))") }
    guard let standard = reading.standard else { return }
    #expect(standard.requirements.count == 31)
    #expect(standard.profile.dimensions.count == 12 && standard.profile.levels.map(\.level) == [.onboarding, .certified, .exemplary])
    #expect(standard.profile.isSimulation == (profile == "simulasi"))
    #expect(standard.profile.data.officialSuffixes == ["go.id", "desa.id"] + (profile == "simulasi" ? ["go.id.test"] : []))
  }

  @Test func everyRequirementCallsAKnownCheck() {
    guard let standard = Self.nasional else { return }
    for requirement in standard.requirements {
      #expect(standard.profile.dimensions.contains { $0.code == requirement.dimension }, "\(requirement.id)")
      for call in requirement.verification.calls { #expect(throws: Never.self, "\(requirement.id): \(call.check)") { try CheckCatalog.make(call) } }
    }
    let called = Set(standard.requirements.flatMap(\.verification.calls).map(\.check))
    #expect(CheckCatalog.all.map { $0.id }.filter { !called.contains($0) } == [], "a check that no requirement calls")
  }

  @Test func everyRequirementIsWrittenInBothLanguages() {
    for requirement in Self.nasional?.requirements ?? [] {
      for text in [requirement.title, requirement.statement, requirement.rationale, requirement.remedy] {
        #expect(!text.indonesian.isEmpty && !text.english.isEmpty && text.indonesian != text.english, "\(requirement.id)")
      }
    }
  }

  @Test func checksSpeakBothLanguagesUnderTheirOwnCodes() {
    var known: [String: Wording] = [:]
    for wording in CheckCatalog.wordings {
      #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)")
      #expect(known.updateValue(wording, forKey: wording.code).map { $0 == wording } ?? true, "\(wording.code) stands for two sentences")
    }
  }

  // MARK: Leak patterns

  private static let leaks: [(name: String, pattern: Pattern)] = {
    let file = SourceFile(path: "profile.yaml", bytes: Suites.bytes(folder + "/profile.yaml"))
    guard case .patterns(let list)? = ProfileReader.read(file).draft?.data["leakPatterns"] else { return [] }
    return list.compactMap { leak in (try? Pattern.compile(leak.pattern)).map { (leak.name, $0) } }
  }()

  /// The names of the profile's leak patterns that a text hits.
  private func leaks(_ text: String) -> [String] { Self.leaks.filter { $0.pattern.matches(text, limits: .standard) == .matches }.map(\.name) }

  @Test func everyLeakPatternCompiles() { #expect(Self.leaks.count == 17) }

  @Test(arguments: [
    ("at java.base/java.lang.Thread.run(Thread.java:840)", ["javaStackFrame"]),
    ("\\tat id.go.contoh.Layanan.cari(Layanan.java:41)\\n", ["javaStackFrame"]),
    ("org.springframework.dao.DataAccessException: gagal", ["javaException"]),
    ("java.lang.NullPointerException", ["javaException"]),
    ("   at Contoh.Layanan.Cari(String nik) in C:\\\\src\\\\Layanan.cs:line 12", ["dotNetStackFrame"]),
    ("System.Data.SqlClient.SqlException: gagal", ["dotNetException"]),
    ("Traceback (most recent call last):\n  File \"/srv/terpadu/app.py\", line 41, in layanan", ["pythonTraceback", "serverFilePath"]),
    ("Undefined index: nik in /var/www/html/api/index.php on line 12", ["phpError", "serverFilePath"]),
    ("{\"exception\":\"Illuminate\\\\Database\\\\QueryException\"}", ["laravelDebug"]),
    ("at cari (/srv/layanan/rute.js:10:5)", ["nodeStackFrame", "serverFilePath"]),
    ("app/models/warga.rb:12:in `cari'", ["rubyStackFrame"]),
    ("goroutine 1 [running]:", ["goPanic"]),
    ("SQLSTATE[42P01]: Undefined table: 7 ERROR: relation \"tagihan\" does not exist", ["sqlState"]),
    ("ORA-00942: table or view does not exist", ["oracleError"]),
    ("You have an error in your SQL syntax; check the manual", ["sqlSyntax"]),
    ("psycopg2.errors.UndefinedTable", ["databaseDriver"]),
    ("C:\\\\inetpub\\\\wwwroot\\\\api", ["windowsFilePath"]),
    ("<title>Server Error in '/api' Application</title>", ["frameworkDebugPage"]),
  ])
  func leaksAreRecognised(_ text: String, _ names: [String]) { #expect(leaks(text) == names) }

  @Test(arguments: [
    "{\"kode\":\"tidak-sah\",\"pesan\":\"Parameter nik tidak sah; harus 16 angka.\"}",
    "{\"type\":\"https://contoh.go.id.test/galat/tidak-ditemukan\",\"instance\":\"/v1/penduduk/opt/laporan\",\"status\":404}",
    "Lihat https://contoh.go.id.test/index.php untuk bantuan.", "Rujukan ORA-12 pada perpustakaan.", "Buka at 10.00 (Rabu) di loket 3:5.",
    "Berkas: surat.docx, foto.jpg:1", "System.out tidak dipakai.", "Terjadi galat: java tidak tersedia.",
    "Syarat: umur 17 tahun at-home (lihat halaman 3).",
  ])
  func ordinaryMessagesAreNoLeaks(_ text: String) { #expect(leaks(text) == []) }

  @Test func leakPatternsStayCheapOnHostileText() {
    let repeated = ["a.", "at a(", "/srv/a"].map { String(repeating: $0, count: 20_000) }
    for text in repeated + ["at " + repeated[0]] {
      for leak in Self.leaks { #expect(leak.pattern.matches(text, limits: .standard) == .doesNot, "\(leak.name)") }
    }
  }
}

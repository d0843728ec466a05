import Digests
import Documents
import Foundation
import GRDB
import Model
import Testing

@testable import Register

/// The register keeps what it was given, exactly, and never changes it.
@Suite struct RegisterTests {
  private static func run(_ id: String, at second: Int64 = 0) -> RegisteredRun {
    RegisteredRun(
      stamp: RunStamp(
        runID: id, tool: "selaras 0.1.0", vantage: "laboratorium-1", startedAt: Timestamp(milliseconds: 1_795_485_600_000 + second * 1000),
        permits: ["loopbackPermit"]), profileID: "simulasi", profileVersion: "2026.1", profileDigest: .of([1]))
  }

  private static func row(_ number: Int, title: String = "Layanan", passed: Int = 40) -> SubjectRow {
    let decision = Decision(
      claim: .certified, word: Decision.Word.allCases[number % 4], levelReached: number % 4,
      score: Score(
        number: number % 3 == 0 ? nil : number % 101, state: Score.State.allCases[number % 6], arithmetic: "30 + floor(29 x \(passed)/50)",
        mustPassed: passed, mustDecided: 45, mustApplicable: 50, shouldPassed: 10, shouldApplicable: 20, scopeApplied: 70, scopeTotal: 106,
        couldReach: number % 2 == 0 ? nil : 100))
    return SubjectRow(
      agency: "instansi-\(number / 10)", agencyName: "Dinas \(number / 10)", regionCode: "32.15", service: "layanan-\(number % 10)", title: title,
      apiType: APIType.allCases[number % 6], stage: FunnelStage.allCases[number % 9], decision: number % 5 == 4 ? nil : decision,
      failed: number % 2 == 0 ? ["AUT-02", "DOC-06"] : [], folder: number % 5 == 4 ? nil : "instansi-\(number / 10)/layanan-\(number % 10)",
      isComplete: number % 7 != 0)
  }

  private static func digest(_ number: Int) -> SHA256Digest? { number % 5 == 4 ? nil : .of(Array(String(number).utf8)) }
  private static func path(_ folder: TestFolder) -> String { folder.path + "/register.sqlite" }

  @Test func whatIsReadIsWhatWasAdded() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    var draw = EvidenceDraw(seed: 7)
    let rows = (0..<90).map { Self.row($0, title: draw.text() + draw.text()) }
    #expect(try register.add(run: Self.run("r-1")))
    #expect(try register.add(rows.enumerated().reversed().map { ($1, Self.digest($0)) }, run: "r-1") == 90)
    let read = try register.rows(run: "r-1")
    let wanted = rows.sorted { ($0.agency, $0.service) < ($1.agency, $1.service) }
    #expect(read.map(Reflected.text) == wanted.map(Reflected.text))
    #expect(try register.runs() == [Self.run("r-1")])
    let history = try register.history(agency: "instansi-3", service: "layanan-1")
    #expect(history.map(\.resultDigest) == [Self.digest(31)] && history.map(\.run) == [Self.run("r-1")])
  }

  @Test func addingTheSameAgainChangesNothing() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    #expect(try register.add(run: Self.run("r-1")) && !register.add(run: Self.run("r-1")))
    #expect(try register.add(Self.row(1), run: "r-1", resultDigest: Self.digest(1)))
    #expect(try !register.add(Self.row(1), run: "r-1", resultDigest: Self.digest(1)))
    #expect(try register.add([(Self.row(1), Self.digest(1)), (Self.row(2), nil)], run: "r-1") == 1)
    #expect(try register.rows(run: "r-1").count == 2)
  }

  @Test func aDifferentResultIsRefusedWhole() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    try register.add(run: Self.run("r-1"))
    try register.add(Self.row(1, title: "é"), run: "r-1", resultDigest: Self.digest(1))
    let sentence = "The result of instansi-0/layanan-1 in run r-1 is registered with other content; make it a new run."
    let others: [(SubjectRow, SHA256Digest?)] = [
      (Self.row(1, title: "e\u{301}"), Self.digest(1)), (Self.row(1, title: "é", passed: 41), Self.digest(1)),
      (Self.row(1, title: "é"), Self.digest(2)),
      (Self.row(1, title: "é"), nil),
    ]
    for (row, digest) in others {
      let fault = #expect(throws: RegisterFault.self) { try register.add([(Self.row(3), nil), (row, digest)], run: "r-1") }
      #expect(fault?.kind == .conflict && fault?.text(in: .english) == sentence)
      #expect(try register.rows(run: "r-1").map(\.title) == ["é"], "nothing of a refused batch stays")
    }
    let other = #expect(throws: RegisterFault.self) { try register.add(run: Self.run("r-1", at: 1)) }
    #expect(
      other?.text(in: .indonesian) == "Pengujian r-1 sudah terdaftar dengan isi lain; register tidak pernah mengubah yang sudah dicatat.")
    let unknown = #expect(throws: RegisterFault.self) { try register.add(Self.row(1), run: "r-9", resultDigest: nil) }
    #expect(unknown?.text(in: .english) == "The run r-9 is not registered; register the run before its results.")
  }

  @Test(arguments: [
    "UPDATE results SET decision = NULL", "UPDATE results SET sequence = 9", "DELETE FROM results", "UPDATE runs SET startedAt = 0",
    "DELETE FROM runs",
    "INSERT OR REPLACE INTO results (run, agency, service, subject) VALUES ('r-1', 'instansi-0', 'layanan-1', '{}')",
    "INSERT OR REPLACE INTO results (sequence, run, agency, service, subject) VALUES (1, 'r-1', 'x', 'y', '{}')",
    "INSERT OR IGNORE INTO results (run, agency, service, subject) VALUES ('r-1', 'instansi-0', 'layanan-1', '{}')",
    "REPLACE INTO runs (run, startedAt, record) VALUES ('r-1', 0, '{}')",
    "INSERT INTO results (run, agency, service, subject) VALUES ('tidak-ada', 'x', 'y', '{}')",
  ])
  func nothingIsChangedInSQLEither(_ sql: String) throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    try register.add(run: Self.run("r-1"))
    try register.add(Self.row(1), run: "r-1", resultDigest: Self.digest(1))
    let other = try DatabaseQueue(path: Self.path(folder))
    #expect(throws: DatabaseError.self) { try other.write { try $0.execute(sql: sql) } }
    #expect(try register.rows(run: "r-1") == [Self.row(1)])
  }

  @Test func theNewestResultOfEachServiceCounts() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    // Registered out of order: the start of the run decides, then the order of registering.
    for (id, second) in [("r-2", 20), ("r-1", 10), ("r-3", 20)] as [(String, Int64)] { try register.add(run: Self.run(id, at: second)) }
    try register.add([(Self.row(1, title: "dua"), nil), (Self.row(2, title: "dua"), nil)], run: "r-2")
    try register.add([(Self.row(1, title: "satu"), nil), (Self.row(3, title: "satu"), nil)], run: "r-1")
    try register.add([(Self.row(2, title: "tiga"), nil)], run: "r-3")
    #expect(try register.latestRows().map { "\($0.service) \($0.title)" } == ["layanan-1 dua", "layanan-2 tiga", "layanan-3 satu"])
    #expect(
      try register.history(agency: "instansi-0", service: "layanan-2").map { "\($0.run.stamp.runID) \($0.row.title)" } == ["r-2 dua", "r-3 tiga"])
    #expect(try register.runs().map(\.stamp.runID) == ["r-1", "r-2", "r-3"])
  }

  @Test func aWalkEndsWhenItsReaderStops() throws {
    struct Enough: Error {}
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    try register.add(run: Self.run("r-1"))
    try register.add((0..<50).map { (Self.row($0), nil) }, run: "r-1")
    var seen = 0
    #expect(throws: Enough.self) {
      try register.forEachRow(run: "r-1") { _ in
        seen += 1
        if seen == 3 { throw Enough() }
      }
    }
    #expect(seen == 3)
    try register.forEachLatestRow { _ in seen += 1 }
    #expect(seen == 53)
  }

  /// Two processes on one file: two connections are the same to SQLite.
  @Test func twoConnectionsShareOneRegister() async throws {
    let folder = TestFolder()
    let path = Self.path(folder)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<4 {
        group.addTask {
          let register = try Register(path: path)
          try register.add(run: Self.run("r-1"))
          for number in 0..<40 { try register.add(Self.row(number), run: "r-1", resultDigest: Self.digest(number)) }
          try register.add((part * 100..<part * 100 + 50).map { (Self.row($0), Self.digest($0)) }, run: "r-1")
        }
      }
      try await group.waitForAll()
    }
    let rows = try Register(path: path).rows(run: "r-1")
    #expect(rows.count == 200 && Set(rows.map(\.agency)).count == 20)
  }

  /// The files as a killed process leaves them: copied while the register is open, write-ahead log and all.
  @Test func aKilledProcessLosesNothingThatWasAdded() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    try register.add(run: Self.run("r-1"))
    try register.add((0..<30).map { (Self.row($0), nil) }, run: "r-1")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.contains("register.sqlite-wal"))
    let grave = TestFolder()
    for name in files where !name.hasSuffix("-shm") { try grave.write(name, folder.bytes(name)) }
    let risen = try Register(path: Self.path(grave))
    #expect(try risen.rows(run: "r-1").count == 30)
    // A log torn anywhere loses whole transactions at its end, never half of one.
    let log = try folder.bytes("register.sqlite-wal")
    for cut in stride(from: 0, through: log.count, by: max(1, log.count / 23)) {
      let torn = TestFolder()
      try torn.write("register.sqlite", folder.bytes("register.sqlite"))
      try torn.write("register.sqlite-wal", Array(log.prefix(cut)))
      let register = try Register(path: Self.path(torn))
      let count = try register.rows(run: "r-1").count
      #expect(count == 0 || count == 30, "cut at \(cut) of \(log.count)")
      try register.add(run: Self.run("r-1"))
      #expect(try register.add((0..<30).map { (Self.row($0), nil) }, run: "r-1") == 30 - count)
    }
  }

  @Test func aFileOfOthersIsLeftAlone() throws {
    let folder = TestFolder()
    let path = folder.path + "/lain.sqlite"
    do {
      let other = try DatabaseQueue(path: path)
      try other.write { try $0.execute(sql: "CREATE TABLE warga (nama TEXT)") }
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let fault = #expect(throws: RegisterFault.self) { _ = try Register(path: path) }
    #expect(
      fault?.text(in: .english) == "\(path) is not a register of selaras, or is damaged; choose another file, or restore a copy.")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    try folder.write("teks.sqlite", String(repeating: "bukan basis data ", count: 100))
    #expect(#expect(throws: RegisterFault.self) { _ = try Register(path: folder.path + "/teks.sqlite") }?.kind == .damaged)
    #expect(#expect(throws: RegisterFault.self) { _ = try Register(path: folder.path + "/tidak/ada/r.sqlite") }?.kind == .cannotWrite)
    let newer = Self.path(folder)
    do { _ = try Register(path: newer) }
    do { try DatabaseQueue(path: newer).write { try $0.execute(sql: "PRAGMA user_version = 2") } }
    #expect(
      #expect(throws: RegisterFault.self) { _ = try Register(path: newer) }?.text(in: .english)
        == "The register \(newer) has formatVersion 2, and this selaras knows up to 1; use a newer version of selaras.")
  }

  /// A nation's worth in batches; the figure is printed, and bounded far above what it takes.
  @Test func aNationIsRegisteredInSeconds() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    try register.add(run: Self.run("r-1"))
    let clock = ContinuousClock()
    let adding = try clock.measure {
      for start in stride(from: 0, to: 27_000, by: 500) {
        try register.add((start..<start + 500).map { (Self.row($0), Self.digest($0)) }, run: "r-1")
      }
    }
    var count = 0
    let reading = try clock.measure { try register.forEachRow(run: "r-1") { _ in count += 1 } }
    var latest = 0
    let newest = try clock.measure { try register.forEachLatestRow { _ in latest += 1 } }
    print("register: 27000 rows added in \(adding), read in \(reading), latest in \(newest)")
    #expect(count == 27_000 && latest == 27_000 && adding < .seconds(60))
  }

  @Test func peopleMayAskInSQL() throws {
    let folder = TestFolder()
    let register = try Register(path: Self.path(folder))
    try register.add(run: Self.run("r-1"))
    try register.add((0..<12).map { (Self.row($0), nil) }, run: "r-1")
    let answers = try DatabaseQueue(path: Self.path(folder)).read {
      try Row.fetchAll(
        $0, sql: "SELECT verdict, count(*) AS n, max(scoreNumber) AS m FROM results WHERE regionCode = '32.15' GROUP BY verdict ORDER BY 1")
    }
    #expect(answers.map { $0["verdict"] as String? } == [nil, "conformant", "conformantWithWaivers", "nonconformant", "undetermined"])
    #expect(answers.map { $0["n"] as Int }.reduce(0, +) == 12)
  }

  @Test func everySentenceHasBothLanguagesAndItsOwnCode() {
    #expect(Set(Register.wordings.map(\.code)).count == Register.wordings.count)
    for wording in Register.wordings { #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)") }
  }
}

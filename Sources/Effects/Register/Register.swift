package import Digests
package import Documents
import GRDB
import Glibc
package import Model

/// The append-only store of runs and results: nothing in it is ever changed, a new result is a new row.
///
/// Several processes may use one file (write-ahead log, ten seconds of patience); readers never wait for the writer.
package final class Register: Sendable {
  package let path: String
  private let pool: DatabasePool

  /// Opens the register, or makes one; its folder must be there.
  package init(path: String) throws(RegisterFault) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.label = "register"
    configuration.prepareDatabase { database in
      try RegisterSchema.refuseForeign(database, path: path)
      // A result that was added is on the disk, whatever happens to the machine.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    do {
      pool = try Self.open(path, configuration)
      try pool.write { try RegisterSchema.migrate($0) }
    } catch {
      throw RegisterFault.of(error, path: path)
    }
  }

  /// SQLite does not wait while another process turns the write-ahead log on, so we do.
  private static func open(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
    var left = 100
    while true {
      do {
        return try DatabasePool(path: path, configuration: configuration)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && left > 0 {
        left -= 1
        usleep(50_000)
      }
    }
  }

  /// Adds a run. True when it is new; an equal one that is there is no fault, a different one under the same id is.
  @discardableResult
  package func add(run: RegisteredRun) throws(RegisterFault) -> Bool {
    let record = run.record
    return try writing { database in
      if let known = try String.fetchOne(database, sql: "SELECT record FROM runs WHERE run = ?", arguments: [run.stamp.runID]) {
        guard known.utf8.elementsEqual(record.utf8) else { throw RegisterFault(.conflict, Self.otherRun, ["run": run.stamp.runID]) }
        return false
      }
      try database.execute(
        sql: "INSERT INTO runs (run, startedAt, record) VALUES (?, ?, ?)",
        arguments: [run.stamp.runID, run.stamp.startedAt.milliseconds, record])
      return true
    }
  }

  /// Adds one result. True when it is new; an equal one that is there is no fault, a different one is.
  @discardableResult
  package func add(_ row: SubjectRow, run: String, resultDigest: SHA256Digest?) throws(RegisterFault) -> Bool {
    try add([(row, resultDigest)], run: run) == 1
  }

  /// Adds results in one transaction: all of them, or none when one is refused. Returns how many are new.
  @discardableResult
  package func add(_ rows: [(row: SubjectRow, resultDigest: SHA256Digest?)], run: String) throws(RegisterFault) -> Int {
    try writing { database in
      guard try Bool.fetchOne(database, sql: "SELECT 1 FROM runs WHERE run = ?", arguments: [run]) == true else {
        throw RegisterFault(.conflict, Self.unknownRun, ["run": run])
      }
      let look = try database.cachedStatement(sql: "SELECT subject, decision, resultDigest FROM results WHERE run = ? AND agency = ? AND service = ?")
      let insert = try database.cachedStatement(
        sql: "INSERT INTO results (run, agency, service, subject, decision, resultDigest) VALUES (?, ?, ?, ?, ?, ?)")
      var new = 0
      for (row, digest) in rows {
        let text = RowText(row)
        if let known = try Row.fetchOne(look, arguments: [run, row.agency, row.service]) {
          guard text.isSame(as: RowText(subject: known["subject"], decision: known["decision"])),
            known["resultDigest"] as String? == digest?.description
          else { throw RegisterFault(.conflict, Self.otherResult, ["agency": row.agency, "service": row.service, "run": run]) }
        } else {
          try insert.execute(arguments: [run, row.agency, row.service, text.subject, text.decision, digest?.description])
          new += 1
        }
      }
      return new
    }
  }

  /// Every run, oldest first.
  package func runs() throws(RegisterFault) -> [RegisteredRun] {
    try reading { database in
      try String.fetchAll(database, sql: "SELECT record FROM runs ORDER BY startedAt, sequence").map { try self.run($0) }
    }
  }

  /// The rows of a run by agency and service, one at a time: a nation does not fit in memory, and need not.
  /// What `body` throws ends the walk and is thrown on.
  package func forEachRow(run: String, _ body: (SubjectRow) throws -> Void) throws { try each(Self.ofRun, [run], body) }

  /// The newest row of each service over all runs, by agency and service, one at a time.
  package func forEachLatestRow(_ body: (SubjectRow) throws -> Void) throws { try each(Self.latest, [], body) }

  package func rows(run: String) throws(RegisterFault) -> [SubjectRow] { try all(Self.ofRun, [run]) }
  package func latestRows() throws(RegisterFault) -> [SubjectRow] { try all(Self.latest, []) }

  private static let ofRun = "SELECT subject, decision FROM results WHERE run = ? ORDER BY agency, service"
  private static let latest = """
    SELECT subject, decision FROM results r JOIN runs USING (run)
    WHERE NOT EXISTS (
      SELECT 1 FROM results o JOIN runs n USING (run)
      WHERE o.agency = r.agency AND o.service = r.service AND (n.startedAt, n.sequence) > (runs.startedAt, runs.sequence))
    ORDER BY agency, service
    """

  /// Every result of one service, oldest first.
  package func history(agency: String, service: String) throws(RegisterFault) -> [RegisteredResult] {
    try reading { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT record, subject, decision, resultDigest FROM results JOIN runs USING (run)
          WHERE agency = ? AND service = ? ORDER BY startedAt, runs.sequence
          """, arguments: [agency, service]
      ).map { row in
        let digest = row["resultDigest"] as String?
        guard digest == nil || digest.flatMap({ SHA256Digest($0) }) != nil else { throw self.damaged }
        return RegisteredResult(run: try self.run(row["record"]), row: try self.row(row), resultDigest: digest.flatMap { SHA256Digest($0) })
      }
    }
  }

  private func all(_ sql: String, _ arguments: StatementArguments) throws(RegisterFault) -> [SubjectRow] {
    try reading { database in try Row.fetchAll(database, sql: sql, arguments: arguments).map { try self.row($0) } }
  }

  private func each(_ sql: String, _ arguments: StatementArguments, _ body: (SubjectRow) throws -> Void) throws {
    let stopped = try reading { database -> (any Error)? in
      let cursor = try Row.fetchCursor(database, sql: sql, arguments: arguments)
      while let row = try cursor.next() {
        let subject = try self.row(row)
        do { try body(subject) } catch { return error }
      }
      return nil
    }
    if let stopped { throw stopped }
  }

  private func row(_ row: Row) throws -> SubjectRow {
    guard let read = RowText(subject: row["subject"], decision: row["decision"]).row else { throw damaged }
    return read
  }

  private func run(_ record: String) throws -> RegisteredRun {
    guard let run = RegisteredRun(record: record) else { throw damaged }
    return run
  }

  private var damaged: RegisterFault { RegisterFault(.damaged, RegisterFault.notDatabase, ["path": path]) }

  private func writing<Value>(_ body: (Database) throws -> Value) throws(RegisterFault) -> Value {
    do { return try pool.write(body) } catch { throw RegisterFault.of(error, path: path) }
  }

  private func reading<Value>(_ body: (Database) throws -> Value) throws(RegisterFault) -> Value {
    do { return try pool.read(body) } catch { throw RegisterFault.of(error, path: path) }
  }

  private static let otherRun = Wording(
    "register.otherRun", id: "Pengujian {run} sudah terdaftar dengan isi lain; register tidak pernah mengubah yang sudah dicatat.",
    en: "The run {run} is registered with other content; the register never changes what it has recorded.")
  private static let unknownRun = Wording(
    "register.unknownRun", id: "Pengujian {run} belum terdaftar; daftarkan pengujian sebelum hasilnya.",
    en: "The run {run} is not registered; register the run before its results.")
  private static let otherResult = Wording(
    "register.otherResult",
    id: "Hasil {agency}/{service} pada pengujian {run} sudah terdaftar dengan isi lain; jalankan sebagai pengujian baru.",
    en: "The result of {agency}/{service} in run {run} is registered with other content; make it a new run.")
  package static let wordings = [otherRun, unknownRun, otherResult] + RegisterFault.wordings + RegisterSchema.wordings
}

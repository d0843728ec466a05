import Documents
import GRDB

/// The tables, version by version. `application_id` says whose file it is, `user_version` is its format version.
enum RegisterSchema {
  static let formatVersion = 1
  /// "SLRS".
  private static let applicationID = 0x534C_5253

  /// Whose file this is, looked at before anything is written to it.
  static func refuseForeign(_ database: Database, path: String) throws {
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if owner == applicationID {
      guard version <= formatVersion else {
        throw RegisterFault(.damaged, newer, ["path": path, "version": String(version), "known": String(formatVersion)])
      }
    } else {
      let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard owner == 0, objects == 0 else { throw RegisterFault(.damaged, RegisterFault.notDatabase, ["path": path]) }
    }
  }

  /// Brings the file to this version, in one transaction: of two processes that begin at once, the second finds the work done.
  static func migrate(_ database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    for (number, step) in steps.enumerated().dropFirst(version) {
      try database.execute(sql: step)
      try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(number + 1)")
    }
  }

  private static let steps = [first]

  /// What is exact stands in JSON texts; the generated columns are for people who ask the file in SQL.
  ///
  /// A trigger before INSERT refuses what REPLACE would delete: SQLite fires no DELETE trigger for a replaced row.
  private static let first = """
    CREATE TABLE runs (
      sequence INTEGER PRIMARY KEY,
      run TEXT NOT NULL UNIQUE,
      startedAt INTEGER NOT NULL,
      record TEXT NOT NULL,
      profile TEXT GENERATED ALWAYS AS (json_extract(record, '$.profile.id')) VIRTUAL,
      profileVersion TEXT GENERATED ALWAYS AS (json_extract(record, '$.profile.version')) VIRTUAL
    ) STRICT;

    CREATE TABLE results (
      sequence INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES runs (run),
      agency TEXT NOT NULL,
      service TEXT NOT NULL,
      subject TEXT NOT NULL,
      decision TEXT,
      resultDigest TEXT,
      regionCode TEXT GENERATED ALWAYS AS (json_extract(subject, '$.regionCode')) VIRTUAL,
      title TEXT GENERATED ALWAYS AS (json_extract(subject, '$.title')) VIRTUAL,
      stage TEXT GENERATED ALWAYS AS (json_extract(subject, '$.stage')) VIRTUAL,
      verdict TEXT GENERATED ALWAYS AS (json_extract(decision, '$.verdict')) VIRTUAL,
      scoreState TEXT GENERATED ALWAYS AS (json_extract(decision, '$.score.state')) VIRTUAL,
      scoreNumber INTEGER GENERATED ALWAYS AS (json_extract(decision, '$.score.number')) VIRTUAL,
      UNIQUE (run, agency, service)
    ) STRICT;

    CREATE INDEX resultsBySubject ON results (agency, service);

    CREATE TRIGGER runsNoUpdate BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'register: runs is append-only'); END;
    CREATE TRIGGER runsNoDelete BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'register: runs is append-only'); END;
    CREATE TRIGGER runsNoReplace BEFORE INSERT ON runs
      WHEN EXISTS (SELECT 1 FROM runs WHERE run = NEW.run OR sequence = NEW.sequence)
      BEGIN SELECT RAISE(ABORT, 'register: runs is append-only'); END;
    CREATE TRIGGER resultsNoUpdate BEFORE UPDATE ON results BEGIN SELECT RAISE(ABORT, 'register: results is append-only'); END;
    CREATE TRIGGER resultsNoDelete BEFORE DELETE ON results BEGIN SELECT RAISE(ABORT, 'register: results is append-only'); END;
    CREATE TRIGGER resultsNoReplace BEFORE INSERT ON results
      WHEN EXISTS (SELECT 1 FROM results WHERE sequence = NEW.sequence
        OR (run = NEW.run AND agency = NEW.agency AND service = NEW.service))
      BEGIN SELECT RAISE(ABORT, 'register: results is append-only'); END;
    """

  private static let newer = Wording(
    "register.formatVersion",
    id: "Register {path} memakai formatVersion {version}, sedangkan selaras ini hanya mengenal sampai {known}; pakai versi selaras yang lebih baru.",
    en: "The register {path} has formatVersion {version}, and this selaras knows up to {known}; use a newer version of selaras.")
  static let wordings = [newer]
}

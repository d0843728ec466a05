package import Digests
import Documents
package import Model
import Reading

/// What a run is, beside its subjects: enough to resume it, and to know later under which standard it was made.
package struct RunRecord: Sendable, Hashable {
  package enum State: String, Sendable, Hashable, CaseIterable { case running, finished, interrupted }
  package let stamp: RunStamp
  package let profileID: String
  package let profileVersion: String
  package let profileDigest: SHA256Digest
  /// As the operator gave it; nil for a run over a self-declared service.
  package let registry: String?
  package let seed: UInt64
  package let state: State

  package init(
    stamp: RunStamp, profileID: String, profileVersion: String, profileDigest: SHA256Digest, registry: String?, seed: UInt64, state: State
  ) {
    self.stamp = stamp
    self.profileID = profileID
    self.profileVersion = profileVersion
    self.profileDigest = profileDigest
    self.registry = registry
    self.seed = seed
    self.state = state
  }

  package func with(_ state: State) -> RunRecord {
    RunRecord(
      stamp: stamp, profileID: profileID, profileVersion: profileVersion, profileDigest: profileDigest, registry: registry, seed: seed,
      state: state)
  }
}

/// `Reports/<run>`: `run.json`, and a folder for each subject. Whoever holds this value holds the run's lock.
package final class RunFolder: Sendable {
  package let path: String
  private let lock: FolderLock

  private init(path: String, lock: FolderLock) {
    self.path = path
    self.lock = lock
  }

  /// Makes the folder, or takes one that holds no run yet.
  package static func create(at path: String, _ record: RunRecord) throws(WorkspaceFault) -> RunFolder {
    try Folder.make(path)
    let folder = RunFolder(path: path, lock: try FolderLock(path))
    guard !exists(at: path) else { throw WorkspaceFault(.cannotWrite, occupied, ["path": path]) }
    try folder.save(record)
    return folder
  }

  /// Takes a run up again: its record, and the lock.
  package static func resume(at path: String) throws(WorkspaceFault) -> (folder: RunFolder, record: RunRecord) {
    // Before the lock file is made: a wrong path must not leave anything behind.
    guard exists(at: path) else { throw WorkspaceFault(.unreadable, noRun, ["path": path]) }
    let folder = RunFolder(path: path, lock: try FolderLock(path))
    return (folder, try read(at: path))
  }

  /// For a worker of the run, to be kept as long as it works: whoever resumes the run waits for it.
  package static func workerLock(at path: String) throws(WorkspaceFault) -> FolderLock { try FolderLock(sharing: path) }

  /// Whether a worker is left whose parent was killed. It gives up by itself within seconds.
  package func hasWorkers() throws(WorkspaceFault) -> Bool { try FolderLock.isShared(path) }

  /// What to throw when such a worker does not end.
  package var busy: WorkspaceFault { FolderLock.busy(path) }

  /// Reads `run.json` without the lock.
  package static func read(at path: String) throws(WorkspaceFault) -> RunRecord {
    let file = "\(path)/run.json"
    return try RunFormat.read(try OpenFile.reading(file).content(atMost: 1 << 20), file: file)
  }

  package static func exists(at path: String) -> Bool { Folder.isThere("\(path)/run.json") }

  package func save(_ record: RunRecord) throws(WorkspaceFault) { try Folder.replace("\(path)/run.json", with: RunFormat.bytes(record)) }

  /// `<agency>/<service>`, relative to the run: identifiers of a registry are safe as names.
  package static func subjectFolder(of service: Service) -> String { "\(service.agency)/\(service.id)" }

  package func folder(of service: Service) -> String { "\(path)/\(Self.subjectFolder(of: service))" }

  private static let occupied = Wording(
    "run.occupied", id: "Folder {path} sudah berisi hasil pengujian; lanjutkan pengujian itu atau pilih folder lain.",
    en: "The folder {path} already holds a run; resume it or choose another folder.")
  private static let noRun = Wording(
    "run.missing", id: "Folder {path} tidak berisi run.json; tunjukkan folder hasil pengujian.",
    en: "The folder {path} holds no run.json; point to the folder of a run.")
  static let wordings = [occupied, noRun]
}

/// `run.json`, version 1.
package enum RunFormat {
  package static func bytes(_ record: RunRecord) -> [UInt8] {
    JSONValue.record([
      "formatVersion": .integer(1), "run": StampFormat.value(record.stamp),
      "profile": ProfileFormat.value(id: record.profileID, version: record.profileVersion, digest: record.profileDigest),
      "registry": .text(record.registry), "seed": .string(String(record.seed)), "state": .string(record.state.rawValue),
    ]).file
  }

  package static func read(_ bytes: [UInt8], file: String) throws(WorkspaceFault) -> RunRecord {
    try StrictRecord.read(bytes, file: file, line: 1) { reader in
      StrictRecord.version(&reader)
      let stamp = reader.object("run", StampFormat.read)
      let profile = reader.object("profile", ProfileFormat.read)
      let registry = reader.string("registry", required: false)
      let seed = reader.text("seed") { UInt64($0) }
      let state = reader.word("state", RunRecord.State.self)
      guard let stamp, let profile, let seed, let state else { return nil }
      return RunRecord(
        stamp: stamp, profileID: profile.id, profileVersion: profile.version, profileDigest: profile.digest, registry: registry, seed: seed,
        state: state)
    }
  }
}

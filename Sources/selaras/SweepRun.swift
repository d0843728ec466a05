import Deciding
import Documents
import Execution
import Foundation
import Model
import Register
import Relay
import Reporting
import Workspace

/// One sweep over a registry: what is left to do, workers for it, rows into pages.
struct SweepRun: Sendable {
  private let command: SweepCommand
  private let standard: Standard
  private let registry: Registry
  private let speaker: Speaker
  private let folder: RunFolder
  private let record: RunRecord
  private let register: Register
  private let clock = SystemClock()

  init(command: SweepCommand, standard: Standard, registry: Registry, speaker: Speaker) throws {
    self.command = command
    self.standard = standard
    self.registry = registry
    self.speaker = speaker
    (folder, record) = try Self.open(command, standard, speaker)
    register = try Register(path: "\(folder.path)/register.sqlite")
    try register.add(
      run: RegisteredRun(
        stamp: record.stamp, profileID: record.profileID, profileVersion: record.profileVersion, profileDigest: record.profileDigest))
  }

  private static func open(_ command: SweepCommand, _ standard: Standard, _ speaker: Speaker) throws -> (RunFolder, RunRecord) {
    let permits = (command.wire.permits + command.consent.permits).sorted()
    if let path = command.output, RunFolder.exists(at: path) {
      let resumed = try RunFolder.resume(at: path)
      let isSame =
        resumed.record.profileDigest == standard.profile.digest && resumed.record.registry == command.registry
        && resumed.record.stamp.permits == permits
      guard isSame, resumed.record.state != .finished else {
        speaker.warn(resumed.record.state == .finished ? finished : otherRun, ["folder": path])
        throw (resumed.record.state == .finished ? Ending.cannotWrite : Ending.refused).exit
      }
      speaker.tell(goingOn, ["folder": path])
      return resumed
    }
    let start = SystemClock().now()
    let stamp = RunStamp(runID: Tool.runID(start), tool: Tool.name, vantage: command.wire.vantage, startedAt: start, permits: permits)
    let record = RunRecord(
      stamp: stamp, profileID: standard.profile.id, profileVersion: standard.profile.version, profileDigest: standard.profile.digest,
      registry: command.registry, seed: command.seed ?? UInt64.random(in: 0...UInt64(Int64.max)), state: .running)
    return (try RunFolder.create(at: command.output ?? "Reports/\(stamp.runID)", record), record)
  }

  /// Every subject's row, when all are done.
  func run() async throws -> [SubjectRow] {
    // Workers of a parent that was killed hold their subjects until they have given up.
    for _ in 0..<150 where try folder.hasWorkers() { try await Task.sleep(for: .milliseconds(200)) }
    if try folder.hasWorkers() { throw folder.busy }
    let done = Set(try register.rows(run: record.stamp.runID).map { "\($0.agency)/\($0.service)" })
    let chosen = try chosen()
    try recordOnly(chosen.filter { $0.apiType == APIType.none && !done.contains(SubjectKey($0).description) })
    let tested = chosen.filter { $0.apiType != APIType.none }
    let groups = HostGroups.groups(tested.filter { !done.contains(SubjectKey($0).description) }).map { $0.map(SubjectKey.init) }
    guard let program = Program.path else { throw Ending.internalError.exit }
    let parent = SweepParent(
      program: program, arguments: command.workerArguments(run: folder.path), workers: command.workers, limit: command.parallel)
    let progress = ProgressLine(speaker: speaker)
    var count = tested.count - groups.joined().count
    let end = try await parent.run(groups) { event in
      switch event {
      case .done:
        count += 1
        progress.show(count, of: tested.count)
      case .fault(let key, let text): speaker.warn(Self.fault, ["subject": key.description, "text": text])
      case .started, .ended: break
      }
    }
    progress.end()
    guard end == .finished else {
      try folder.save(record.with(.interrupted))
      throw CancellationError()
    }
    // A fault of ours that was caught is as much a fault as one that killed the worker.
    let left = Set(try register.rows(run: record.stamp.runID).map { "\($0.agency)/\($0.service)" })
    for service in tested where !left.contains(SubjectKey(service).description) { try park(service) }
    return try finish()
  }

  private func chosen() throws -> [Service] {
    var services = registry.services
    if let shard = command.shard { services = services.filter { shard.holds(SubjectKey($0)) } }
    if let earlier = command.onlyFailed {
      let old = try RunFolder.read(at: earlier)
      let conformant = try Register(path: "\(earlier)/register.sqlite").rows(run: old.stamp.runID).filter { row in
        row.decision.map { $0.word == .conformant || $0.word == .conformantWithWaivers } ?? false
      }
      let passed = Set(conformant.map { "\($0.agency)/\($0.service)" })
      services = services.filter { !passed.contains(SubjectKey($0).description) }
    }
    return services
  }

  /// Applications that are only recorded: nothing was claimed, nothing is judged.
  private func recordOnly(_ services: [Service]) throws {
    for service in services {
      let subject = Subject(agency: registry.agency(service.agency), service: service, isSelfDeclared: false)
      try register.add(RowMaker.row(recorded: subject), run: record.stamp.runID, resultDigest: nil)
    }
  }

  private func park(_ service: Service) throws {
    let subject = Subject(agency: registry.agency(service.agency), service: service, isSelfDeclared: false)
    let parked = ParkedSubject.result(subject, standard, stamp: record.stamp, at: clock.now())
    speaker.warn(Self.parked, ["subject": SubjectKey(service).description])
    try SubjectReports.write(parked.result, evidence: parked.evidence, formats: [.html, .json], to: folder.folder(of: service))
    try register.add(
      RowMaker.row(of: parked.result, evidence: parked.evidence, folder: RunFolder.subjectFolder(of: service)), run: record.stamp.runID,
      resultDigest: nil)
  }

  private func finish() throws -> [SubjectRow] {
    let rows = try register.rows(run: record.stamp.runID)
    try NationalReports.write(
      region: registry.region, rows: rows, standard: standard, stamp: record.stamp, finishedAt: clock.now(), to: folder.path)
    try folder.save(record.with(.finished))
    speaker.tell(Self.written, ["folder": folder.path])
    return rows
  }

  private static let goingOn = Wording("sweep.goingOn", id: "Melanjutkan pemeriksaan di {folder}.", en: "Going on with the run in {folder}.")
  private static let finished = Wording(
    "sweep.finished", id: "Pemeriksaan di {folder} sudah selesai; pilih folder lain untuk pemeriksaan baru.",
    en: "The run in {folder} is finished; choose another folder for a new run.")
  private static let otherRun = Wording(
    "sweep.otherRun",
    id: "Pemeriksaan di {folder} dibuat dengan standar, registri, atau izin lain; lanjutkan dengan pilihan yang sama, atau pilih folder lain.",
    en: "The run in {folder} was made with another standard, registry or permit; go on with the same choices, or choose another folder.")
  private static let fault = Wording(
    "sweep.fault", id: "{subject}: kesalahan pada alat ini, bukan pada layanan: {text}",
    en: "{subject}: a fault of this tool, not of the service: {text}")
  private static let parked = Wording(
    "sweep.parked", id: "{subject} disisihkan: alat ini gagal mengujinya. Semua persyaratannya dicatat belum diuji (gangguan pada alat uji).",
    en: "{subject} is set aside: this tool failed to test it. All its requirements are recorded as untested (fault of the test tool).")
  private static let written = Wording(
    "sweep.written", id: "Laporan: {folder}/index.html (Indonesia), {folder}/index.en.html (Inggris).",
    en: "Reports: {folder}/index.html (Indonesian), {folder}/index.en.html (English).")
  static let wordings = [goingOn, finished, otherRun, fault, parked, written]
}

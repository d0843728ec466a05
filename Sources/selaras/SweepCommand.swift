import ArgumentParser
import Documents
import Execution
import Foundation
import Model
import Register
import Relay
import Reporting
import Wire
import Workspace

/// `selaras sweep`: the relay for every subject of a registry; a sweep that was cut off goes on where it was.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Menguji semua layanan registri dan menulis laporan wilayah · Tests every service of a registry")

  @Option(name: .long, help: "Berkas registri · the registry file")
  var registry: String
  @OptionGroup var standard: StandardArguments
  @OptionGroup var consent: ConsentArguments
  @OptionGroup var wire: WireArguments
  @OptionGroup var verdict: VerdictArguments
  @OptionGroup var language: LanguageArguments

  @Option(name: .long, help: "Folder hasil; pemeriksaan yang terhenti di sana dilanjutkan · the run's folder; one cut off is gone on with")
  var output: String?
  @Option(name: .long, help: "Benih untuk nilai rekaan · seed of made-up values")
  var seed: UInt64?
  @Option(name: .customLong("time-budget"), help: "Detik paling lama · seconds at most")
  var timeBudget: Int?
  @Option(name: .long, help: "i/n: hanya bagian ke-i dari n · only part i of n")
  var shard: Shard?
  @Option(name: .customLong("only-failed"), help: "Folder hasil sebelumnya: hanya yang belum sesuai · only what was not conformant in that run")
  var onlyFailed: String?
  @Option(name: .long, help: "Proses pekerja · worker processes")
  var workers = 1
  @Option(name: .long, help: "Layanan yang diuji bersamaan per pekerja · services at a time in each worker")
  var parallel = 64

  func validate() throws {
    guard (1...16).contains(workers), (1...1024).contains(parallel) else { throw ValidationError("--workers 1–16, --parallel 1–1024") }
    if wire.contactText == nil, !wire.permit.contains(.loopback) {
      throw ValidationError("--contact (atau SELARAS_CONTACT) wajib diisi untuk sweep: pemilik layanan harus tahu siapa yang menguji (is required)")
    }
  }

  func run() async throws {
    let speaker = language.speaker
    let standard = try standard.standard(speaker)
    _ = try consent.terms(standard)
    let reading = RegistryFolder.read(at: registry)
    speaker.say(reading.diagnostics)
    guard let found = reading.registry else { throw Ending.invalidInput.exit }
    let rows = try await Trouble.spoken(by: speaker) {
      let sweep = try SweepRun(command: self, standard: standard, registry: found, speaker: speaker)
      return try await Interrupts.cancelling(after: timeBudget) { try await sweep.run() }
    }
    speaker.print(TerminalReport.table(rows: rows, language: speaker.language, color: speaker.color))
    if !found.rejected.isEmpty {
      speaker.warn(Self.rejected, ["count": speaker.voice.number(found.rejected.count)])
      throw Ending.invalidInput.exit
    }
    let ending = verdict.ending(rows.compactMap { VerdictArguments.Judged($0, standard) }, standing: .never)
    if ending != .done { throw ending.exit }
  }

  /// The same options for a worker.
  func workerArguments(run folder: String) -> [String] {
    var arguments = ["sweep-worker", "--run", folder, "--profile", standard.profile ?? "nasional", "--budget", String(consent.budget)]
    arguments += ["--spacing", String(consent.spacing), "--timeout", String(wire.timeoutSeconds), "--vantage", wire.vantage]
    arguments += ["--lang", language.language.rawValue]
    if let specs = standard.specs { arguments += ["--specs", specs] }
    if let store = wire.trustStore { arguments += ["--trust-store", store] }
    arguments += wire.nameServer.flatMap { ["--name-server", $0] } + wire.closedNetwork.flatMap { ["--close-network", $0] }
    if let contact = wire.contact { arguments += ["--contact", contact] }
    if let by = consent.consentBy { arguments += ["--as", by] }
    for text in wire.connect { arguments += ["--connect", text] }
    for permit in wire.permit { arguments += ["--permit", permit.rawValue] }
    for safety in consent.consent { arguments += ["--consent", safety.name] }
    for id in consent.only { arguments += ["--only", id] }
    for id in consent.skip { arguments += ["--skip", id] }
    return arguments
  }

  private static let rejected = Wording(
    "sweep.rejected", id: "{count} baris registri ditolak dan tidak diuji; perbaiki dengan selaras registry check.",
    en: "{count} rows of the registry were not taken and not tested; correct them with selaras registry check.")
  static let wordings = [rejected]
}

/// Part `index` of `count`, by a hash of the subject's name: the same on every machine.
struct Shard: ExpressibleByArgument, Sendable {
  let index: UInt64
  let count: UInt64

  init?(argument: String) {
    let parts = argument.split(separator: "/").compactMap { UInt64($0) }
    guard parts.count == 2, parts[1] >= 1, (1...parts[1]).contains(parts[0]) else { return nil }
    (index, count) = (parts[0], parts[1])
  }

  func holds(_ key: SubjectKey) -> Bool {
    let hash = key.description.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return hash % count == index - 1
  }
}

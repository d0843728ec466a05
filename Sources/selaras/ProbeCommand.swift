import ArgumentParser
import Documents
import Execution
import Model
import OpenAPI
import Relay
import Wire
import Workspace

/// `selaras probe`: sends what a kept plan says, or goes on with evidence that was cut off.
struct ProbeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "Mengirim rencana yang tersimpan, atau melanjutkan yang terhenti · Sends a kept plan, or goes on with one")

  @Argument(help: "Folder dari selaras plan --output, test, atau sweep · a folder of selaras plan --output, test or sweep")
  var folder: String
  @OptionGroup var standard: StandardArguments
  @OptionGroup var consent: ConsentArguments
  @OptionGroup var wire: WireArguments
  @OptionGroup var language: LanguageArguments

  @Option(name: .customLong("time-budget"), help: "Detik paling lama · seconds at most")
  var timeBudget: Int?

  func run() async throws {
    let speaker = language.speaker
    let recorded = try Trouble.spoken(by: speaker) { try EvidenceBundle.read(at: folder).evidence }
    let standard = try standard.standard(for: recorded, speaker)
    let terms = try consent.terms(standard)
    let end = try await Trouble.spoken(by: speaker) {
      try await Interrupts.cancelling(after: timeBudget) { try await probe(standard, terms, speaker) }
    }
    guard end else {
      speaker.warn(Self.interrupted, ["folder": folder])
      throw Ending.interrupted.exit
    }
    speaker.tell(Self.recorded, ["folder": folder])
  }

  /// True when every step is recorded.
  private func probe(_ standard: Standard, _ terms: OperatorTerms, _ speaker: Speaker) async throws -> Bool {
    let clock = SystemClock()
    let resumed = try start(clock)
    speaker.say(resumed.diagnostics)
    let evidence = resumed.evidence
    guard !evidence.isComplete else { return true }
    let service = evidence.plan.subject.service
    let credential = service.credential.map(CredentialLookUp.find)
    speaker.say(credential?.diagnostics ?? [])
    let inputs = SubjectInputs(
      subject: evidence.plan.subject, contract: evidence.contract, credential: credential?.credential, agencyEndpoints: [], diagnostics: [])
    let review = Preparation.review(evidence.plan, inputs, terms: terms, now: clock.now())
    speaker.say(review.diagnostics)
    let transport = CurlTransport(wire.settings(maxConnections: 8))
    defer { transport.stop() }
    let contract = evidence.contract.flatMap { ContractReader.read($0.bytes, file: $0.file).contract }
    let progress = ProgressLine(speaker: speaker)
    let total = evidence.plan.steps.count
    let counter = Counter(evidence.observations.count)
    let done = try await SubjectRun(transport: transport, clock: clock, retries: .standard).probe(
      evidence, bundle: resumed.bundle, permit: review.permit, contract: contract, standard: standard, credential: credential?.credential
    ) { _ in progress.show(counter.next(), of: total) }
    progress.end()
    return done.isComplete
  }

  /// A plan that was only kept is stamped anew: its run starts now, with these permits.
  private func start(_ clock: SystemClock) throws -> (bundle: EvidenceBundle, evidence: Evidence, diagnostics: [Diagnostic]) {
    let kept = try EvidenceBundle.read(at: folder).evidence
    guard kept.observations.isEmpty, kept.end == nil else { return try EvidenceBundle.resume(at: folder) }
    let old = kept.stamp
    let stamp = RunStamp(
      runID: old.runID, tool: Tool.name, vantage: wire.vantage, startedAt: clock.now(),
      permits: Set(old.permits + wire.permits + consent.permits).sorted())
    return try EvidenceBundle.restart(at: folder, stamp: stamp)
  }

  private static let interrupted = Wording(
    "probe.interrupted", id: "Terhenti sebelum selesai; jalankan perintah yang sama untuk melanjutkan ({folder}).",
    en: "Interrupted; run the same command to go on ({folder}).")
  private static let recorded = Wording(
    "probe.recorded", id: "Semua langkah tercatat. Nilai dengan: selaras evaluate {folder}",
    en: "Every step is recorded. Judge it with: selaras evaluate {folder}")
  static let wordings = [interrupted, recorded]
}

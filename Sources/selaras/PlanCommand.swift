import ArgumentParser
import Documents
import Execution
import Model
import Relay
import Reporting
import Workspace

/// `selaras plan`: prints every step before any is sent, with the requirement that asked for it.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Menampilkan semua yang akan dikirim, tanpa mengirim apa pun · Shows everything that would be sent; sends nothing")

  @OptionGroup var subject: SubjectArguments
  @OptionGroup var standard: StandardArguments
  @OptionGroup var consent: ConsentArguments
  @OptionGroup var language: LanguageArguments

  @Option(name: .long, help: "Benih untuk nilai rekaan · seed of made-up values")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Simpan rencana di folder ini untuk selaras probe · keep the plan in this folder for selaras probe")
  var output: String?

  func run() async throws {
    let speaker = language.speaker
    let standard = try standard.standard(speaker)
    let terms = try consent.terms(standard)
    let inputs = try subject.inputs(speaker)
    if inputs.contract == nil, inputs.subject.service.contract?.url != nil { speaker.warn(Self.contractNotFetched) }
    let now = SystemClock().now()
    try Trouble.spoken(by: speaker) {
      let preparation = try Preparation.prepare(inputs, standard, terms: terms, seed: seed, now: now)
      speaker.say(preparation.diagnostics)
      speaker.print(PlanTable.text(preparation.plan, permit: preparation.permit, speaker.voice))
      guard let output else { return }
      guard !EvidenceBundle.exists(at: output) else {
        speaker.warn(Self.occupied, ["folder": output])
        throw Ending.cannotWrite.exit
      }
      let stamp = RunStamp(
        runID: Tool.runID(now), tool: Tool.name, vantage: "lokal", startedAt: now,
        permits: (consent.permits + (inputs.subject.isSelfDeclared ? ["selfDeclared"] : [])).sorted())
      _ = try EvidenceBundle.create(at: output, stamp: stamp, plan: preparation.plan, contract: preparation.contractInput)
      speaker.tell(Self.kept, ["folder": output])
    }
  }

  private static let contractNotFetched = Wording(
    "plan.contractNotFetched",
    id: "Kontrak hanya diketahui dari URL-nya; rencana ini dibuat tanpa kontrak. Beri berkasnya dengan --contract untuk rencana yang lengkap.",
    en: "The contract is known by its URL only; this plan is made without it. Give the file with --contract for the whole plan.")
  private static let occupied = Wording(
    "plan.occupied", id: "Folder {folder} sudah berisi rencana atau bukti.", en: "The folder {folder} holds a plan or evidence already.")
  private static let kept = Wording(
    "plan.kept", id: "Rencana disimpan. Kirim dengan: selaras probe {folder}", en: "The plan is kept. Send it with: selaras probe {folder}")
  static let wordings = [contractNotFetched, occupied, kept]
}

import Digests
import Documents
import Model

/// With what, from where and on which inputs the run was made, and how to make it again.
struct ServiceRepeat {
  let view: ResultView
  let voice: Voice

  var markup: Markup {
    let result = view.result
    return Piece.section("repeat", voice(Self.title)) {
      Piece.facts([
        (voice(Self.run), [Piece.code(result.stamp.runID)]), (voice(Self.tool), [Piece.code(result.stamp.tool)]),
        (voice(Self.vantage), [Piece.code(result.stamp.vantage)]), (voice(Self.started), [Piece.moment(result.stamp.startedAt, voice)]),
        (voice(Self.finished), [Piece.moment(result.finishedAt, voice)]),
        (voice(Self.profile), [Piece.code("\(result.profile.id) \(result.profile.version), \(result.profile.digest)")]),
        (voice(Self.contract), [result.contractDigest.map { Piece.code($0.description) } ?? .text(voice(Self.none))]),
        (voice(Self.seed), [Piece.code(String(view.evidence.plan.seed))]),
      ])
      tag(.p) { voice(Self.again) }
      Piece.quote(command, label: voice(Self.title))
      tag(.p, .class("note")) { voice(Self.judgeAgain) }
    }
  }

  private var command: String {
    let service = view.result.subject.service
    let target = view.result.subject.isSelfDeclared ? service.production?.baseURL ?? service.sandbox?.baseURL ?? service.id : service.id
    return "selaras test \(Curl.quoted(target)) --claim \(view.result.decision.claim.rawValue) --seed \(view.evidence.plan.seed)"
  }

  static let title = Wording("repeat.title", id: "Keadaan pengujian dan cara mengulang", en: "Conditions of the test, and how to repeat it")
  private static let run = Wording("repeat.run", id: "Nomor pemeriksaan", en: "Run")
  private static let tool = Wording("repeat.tool", id: "Alat uji", en: "Tool")
  private static let vantage = Wording("repeat.vantage", id: "Diuji dari", en: "Tested from")
  private static let started = Wording("repeat.started", id: "Mulai", en: "Started")
  private static let finished = Wording("repeat.finished", id: "Selesai", en: "Finished")
  private static let profile = Wording("repeat.profile", id: "Standar dan sidiknya", en: "Standard and its digest")
  private static let contract = Wording("repeat.contract", id: "Sidik kontrak", en: "Digest of the contract")
  private static let none = Wording("repeat.none", id: "tidak ada kontrak", en: "no contract")
  private static let seed = Wording("repeat.seed", id: "Benih acak", en: "Random seed")
  private static let again = Wording(
    "repeat.again", id: "Dengan benih yang sama, permintaan yang sama dikirim lagi:", en: "With the same seed the same requests are sent again:")
  private static let judgeAgain = Wording(
    "repeat.judgeAgain",
    id: "Bukti yang tersimpan dapat dinilai ulang kapan saja tanpa mengirim permintaan baru: “selaras evaluate”.",
    en: "The stored evidence can be judged again at any time without sending anything: “selaras evaluate”.")

  static let wordings = [title, run, tool, vantage, started, finished, profile, contract, none, seed, again, judgeAgain]
}

import Documents
import Model

/// The first screen: the word, the level, the number, and beside it what the number rests on.
struct ServiceVerdict {
  let view: ResultView
  let voice: Voice

  private var decision: Decision { view.result.decision }
  private var score: Score { view.result.decision.score }

  var markup: Markup {
    tag(.section, .id("verdict"), .labelled(by: "h-verdict"), .class("verdict t-\(Tone(decision.word).rawValue)")) {
      tag(.h2, .id("h-verdict"), .class("word")) {
        Tone(decision.word).icon
        tag(.span) { voice(DecisionWords.word(decision.word)) }
      }
      tag(.p, .class("lead")) {
        voice(DecisionWords.meaning(decision.word), ["level": String(decision.claim.rawValue)])
      }
      tag(.dl, .class("figures")) {
        figure(Self.level, DecisionWords.level(decision.levelReached, view.result.profile, voice), note: claimed)
        figure(Self.number, score.number.map(String.init) ?? "–", note: voice(DecisionWords.state(score.state)), shape: "number")
        figure(Self.coverage, voice.percent(score.mustDecided, of: score.mustApplicable), note: coverageNote)
        figure(Self.should, shouldShare, note: voice(score.shouldApplicable > 0 ? Self.shouldNote : Self.noShould))
        figure(Self.scope, voice.share(score.scopeApplied, of: score.scopeTotal), note: scopeNote)
        figure(Self.couldReach, score.couldReach.map(String.init) ?? "–", note: voice(Self.couldReachNote))
        figure(Self.evidence, voice.moment(view.result.stamp.startedAt), note: voice(Self.evidenceNote), shape: "wide")
      }
      tag(.p, .class("arith")) {
        voice(Self.arithmetic)
        " "
        Piece.code(Self.equation(score))
      }
    }
  }

  private func figure(_ name: Wording, _ value: String, note: String, shape: String? = nil) -> Markup {
    tag(.div, all: shape.map { [.class($0)] } ?? []) {
      tag(.dt) { voice(name) }
      tag(.dd) { value }
      if !note.utf8.isEmpty { tag(.dd) { note } }
    }
  }

  private var claimed: String { voice(Self.claim, ["level": DecisionWords.level(decision.claim.rawValue, view.result.profile, voice)]) }

  private var coverageNote: String {
    voice(Self.coverageText, ["share": voice.share(score.mustDecided, of: score.mustApplicable), "passed": voice.number(score.mustPassed)])
  }

  private var shouldShare: String { score.shouldApplicable > 0 ? voice.share(score.shouldPassed, of: score.shouldApplicable) : "–" }

  private var scopeNote: String { voice(Self.isNarrow(score) ? Self.narrow : Self.scopeText) }

  static func isNarrow(_ score: Score) -> Bool { score.scopeApplied * 2 < score.scopeTotal }

  /// `30 + floor(29 x 49/50) = 58`.
  static func equation(_ score: Score) -> String {
    let formula = score.arithmetic.utf8.isEmpty ? "score/1" : score.arithmetic
    return score.number.map { "\(formula) = \($0)" } ?? formula
  }

  private static let level = Wording("verdict.level", id: "Tingkat yang tercapai", en: "Level reached")
  private static let claim = Wording("verdict.claim", id: "diajukan: {level}", en: "claimed: {level}")
  private static let number = Wording("verdict.number", id: "Angka", en: "Number")
  private static let coverage = Wording("verdict.coverage", id: "Cakupan wajib", en: "Mandatory coverage")
  private static let coverageText = Wording(
    "verdict.coverageText", id: "{share} persyaratan wajib diputuskan, {passed} di antaranya lulus",
    en: "{share} mandatory requirements decided, {passed} of them passed")
  private static let should = Wording("verdict.should", id: "Dianjurkan", en: "Recommended")
  private static let shouldNote = Wording("verdict.shouldNote", id: "persyaratan anjuran yang lulus", en: "recommended requirements passed")
  private static let noShould = Wording(
    "verdict.noShould", id: "tidak ada persyaratan anjuran yang berlaku sampai tingkat ini",
    en: "no recommended requirement applies up to this level")
  private static let scope = Wording("verdict.scope", id: "Lingkup", en: "Scope")
  private static let scopeText = Wording(
    "verdict.scopeText", id: "persyaratan yang berlaku bagi layanan ini", en: "requirements that apply to this service")
  private static let narrow = Wording(
    "verdict.narrow", id: "lingkup sempit: kurang dari separuh persyaratan berlaku", en: "narrow scope: less than half of the requirements apply")
  private static let couldReach = Wording("verdict.couldReach", id: "Dapat mencapai", en: "Could reach")
  private static let couldReachNote = Wording(
    "verdict.couldReachNote", id: "bila semua yang belum diputuskan ternyata lulus", en: "if everything undecided turned out to pass")
  private static let evidence = Wording("verdict.evidence", id: "Bukti dikumpulkan", en: "Evidence gathered")
  private static let evidenceNote = Wording(
    "verdict.evidenceNote", id: "hasil menggambarkan keadaan pada saat itu", en: "the result describes that moment")
  private static let arithmetic = Wording(
    "verdict.arithmetic", id: "Cara menghitung angka (model score/1):", en: "How the number is computed (model score/1):")

  static let wordings = [
    level, claim, number, coverage, coverageText, should, shouldNote, noShould, scope, scopeText, narrow, couldReach, couldReachNote, evidence,
    evidenceNote, arithmetic,
  ]
}

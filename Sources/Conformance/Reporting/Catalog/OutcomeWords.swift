import Documents
import Model

/// The five outcomes in words, and in a sentence each.
enum OutcomeWords {
  /// The order of every table and every bar: what needs work first.
  static let order: [OutcomeWord] = [.failed, .cantTell, .untested, .passed, .inapplicable]

  static func word(_ outcome: OutcomeWord) -> Wording {
    switch outcome {
    case .passed: passed
    case .failed: failed
    case .cantTell: cantTell
    case .inapplicable: inapplicable
    case .untested: untested
    }
  }

  static func meaning(_ outcome: OutcomeWord) -> Wording {
    switch outcome {
    case .passed: passedMeaning
    case .failed: failedMeaning
    case .cantTell: cantTellMeaning
    case .inapplicable: inapplicableMeaning
    case .untested: untestedMeaning
    }
  }

  private static let passed = Wording("outcome.passed", id: "Lulus", en: "Passed")
  private static let failed = Wording("outcome.failed", id: "Gagal", en: "Failed")
  private static let cantTell = Wording("outcome.cantTell", id: "Tidak pasti", en: "Cannot tell")
  private static let inapplicable = Wording("outcome.inapplicable", id: "Tidak berlaku", en: "Not applicable")
  private static let untested = Wording("outcome.untested", id: "Belum diuji", en: "Not tested")

  private static let passedMeaning = Wording("outcome.passed.meaning", id: "diuji dan terpenuhi.", en: "tested and met.")
  private static let failedMeaning = Wording(
    "outcome.failed.meaning", id: "diuji dan terbukti belum terpenuhi.", en: "tested and proven not to be met.")
  private static let cantTellMeaning = Wording(
    "outcome.cantTell.meaning", id: "diuji, tetapi jawabannya tidak cukup untuk memutuskan.", en: "tested, but the answers do not settle it.")
  private static let inapplicableMeaning = Wording(
    "outcome.inapplicable.meaning", id: "tidak ada yang perlu diuji pada layanan ini; alasannya disebutkan.",
    en: "there is nothing to test on this service; the reason is given.")
  private static let untestedMeaning = Wording(
    "outcome.untested.meaning", id: "tidak dapat diuji; tidak pernah dihitung sebagai lulus.", en: "could not be tested; never counted as passed.")

  static let wordings =
    [passed, failed, cantTell, inapplicable, untested] + [passedMeaning, failedMeaning, cantTellMeaning, inapplicableMeaning, untestedMeaning]
}

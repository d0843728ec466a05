import Documents
import Model

/// The verdict, the state of the score, and the level in words.
enum DecisionWords {
  static func word(_ word: Decision.Word) -> Wording {
    switch word {
    case .conformant: conformant
    case .conformantWithWaivers: conformantWithWaivers
    case .nonconformant: nonconformant
    case .undetermined: undetermined
    }
  }

  /// One sentence for an official who reads nothing else; `{level}` is the claimed level's name.
  static func meaning(_ word: Decision.Word) -> Wording {
    switch word {
    case .conformant: conformantMeaning
    case .conformantWithWaivers: waivedMeaning
    case .nonconformant: nonconformantMeaning
    case .undetermined: undeterminedMeaning
    }
  }

  static func state(_ state: Score.State) -> Wording {
    switch state {
    case .none: stateNone
    case .r: stateR
    case .f: stateF
    case .w: stateW
    case .u: stateU
    case .c: stateC
    }
  }

  private static let conformant = Wording("decision.conformant", id: "Sesuai", en: "Conformant")
  private static let conformantWithWaivers = Wording(
    "decision.conformantWithWaivers", id: "Sesuai dengan pengecualian", en: "Conformant with waivers")
  private static let nonconformant = Wording("decision.nonconformant", id: "Belum sesuai", en: "Not conformant")
  private static let undetermined = Wording("decision.undetermined", id: "Belum dapat diputuskan", en: "Undetermined")

  private static let conformantMeaning = Wording(
    "decision.conformant.meaning", id: "Semua persyaratan wajib sampai tingkat {level} yang berlaku bagi layanan ini terpenuhi.",
    en: "Every mandatory requirement up to level {level} that applies to this service is met.")
  private static let waivedMeaning = Wording(
    "decision.conformantWithWaivers.meaning",
    id: "Semua persyaratan wajib sampai tingkat {level} terpenuhi atau dikecualikan dengan keputusan tertulis.",
    en: "Every mandatory requirement up to level {level} is met or waived in writing.")
  private static let nonconformantMeaning = Wording(
    "decision.nonconformant.meaning", id: "Ada persyaratan wajib sampai tingkat {level} yang terbukti belum terpenuhi.",
    en: "At least one mandatory requirement up to level {level} is proven not to be met.")
  private static let undeterminedMeaning = Wording(
    "decision.undetermined.meaning",
    id: "Tidak ada pelanggaran yang terbukti, tetapi belum semua persyaratan wajib sampai tingkat {level} dapat diuji atau dipastikan.",
    en: "No violation is proven, but not every mandatory requirement up to level {level} could be tested or settled.")

  private static let stateNone = Wording(
    "state.none", id: "tanpa angka: kurang dari 80 % persyaratan wajib dapat diputuskan",
    en: "no number: less than 80% of the mandatory requirements are decided")
  private static let stateR = Wording(
    "state.r", id: "persyaratan wajib yang kritis gagal (0–29)", en: "a critical mandatory requirement failed (0–29)")
  private static let stateF = Wording("state.f", id: "ada persyaratan wajib yang gagal (30–59)", en: "a mandatory requirement failed (30–59)")
  private static let stateW = Wording("state.w", id: "kegagalan yang ada telah dikecualikan (60–79)", en: "every failure is waived (60–79)")
  private static let stateU = Wording(
    "state.u", id: "tidak ada yang gagal, sebagian belum diputuskan (60–78)", en: "none failed, some are undecided (60–78)")
  private static let stateC = Wording("state.c", id: "semua persyaratan wajib lulus (80–100)", en: "all mandatory requirements passed (80–100)")

  static let levelNone = Wording("level.none", id: "Belum mencapai tingkat 1", en: "Level 1 not reached")
  static let levelNamed = Wording("level.named", id: "Tingkat {level}: {name}", en: "Level {level}: {name}")
  static let levelPlain = Wording("level.plain", id: "Tingkat {level}", en: "Level {level}")
  static let notJudged = Wording("decision.notJudged", id: "Belum diperiksa", en: "Not examined")
  static let noNumber = Wording("decision.noNumber", id: "tanpa angka", en: "no number")

  /// The name of a level as the profile calls it; 0 is "not reached".
  static func level(_ level: Int, _ profile: Profile, _ voice: Voice) -> String {
    guard level > 0 else { return voice(levelNone) }
    guard let name = profile.levels.first(where: { $0.level.rawValue == level })?.name else {
      return voice(levelPlain, ["level": String(level)])
    }
    return voice(levelNamed, ["level": String(level), "name": voice(name)])
  }

  static let wordings =
    [conformant, conformantWithWaivers, nonconformant, undetermined, conformantMeaning, waivedMeaning, nonconformantMeaning, undeterminedMeaning]
    + [stateNone, stateR, stateF, stateW, stateU, stateC, levelNone, levelNamed, levelPlain, notJudged, noNumber]
}

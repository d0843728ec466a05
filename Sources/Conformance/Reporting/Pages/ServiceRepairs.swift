import Documents
import Model

/// What lifts the verdict most, best first: the list to work through.
struct ServiceRepairs {
  let view: ResultView
  let voice: Voice
  private static let most = 10

  var markup: Markup {
    Piece.section("repairs", voice(Self.title)) {
      if view.result.repairs.isEmpty {
        tag(.p) { voice(view.result.decision.word == .undetermined ? Self.waiting : Self.nothing) }
      } else {
        tag(.p, .class("note")) { voice(Self.lead) }
        tag(.ol, .class("steps")) { view.result.repairs.prefix(Self.most).map(item) }
        if view.result.repairs.count > Self.most {
          tag(.p) { voice(Self.more, ["count": voice.number(view.result.repairs.count - Self.most)]) }
        }
      }
    }
  }

  private func item(_ repair: Repair) -> Markup {
    tag(.li) {
      tag(.p) {
        tag(.a, .href(.inside(repair.requirement))) {
          tag(.strong) { "\(repair.requirement) · \(view.title(repair.requirement, voice))" }
        }
      }
      tag(.p, .class("soft")) { Self.effect(repair, now: view.result.decision, voice) }
      if let requirement = view.requirement(repair.requirement) { tag(.div) { remedy(voice(requirement.remedy)) } }
    }
  }

  /// The first paragraph; all of it where that paragraph only leads to a list.
  private func remedy(_ text: String) -> [Markup] {
    let first = Prose.firstParagraph(text)
    return first.utf8.last == UInt8(ascii: ":") ? Prose.markup(text, label: voice(Self.title)) : [tag(.p) { Prose.inline(first) }]
  }

  /// `58 → 98 · Belum sesuai → Sesuai · tingkat 0 → 1`; says so when this repair alone moves nothing.
  static func effect(_ repair: Repair, now: Decision, _ voice: Voice) -> String {
    var parts: [String] = []
    if repair.wordAfter != now.word {
      parts.append("\(voice(DecisionWords.word(now.word))) → \(voice(DecisionWords.word(repair.wordAfter)))")
    }
    if repair.levelAfter != now.levelReached {
      parts.append(voice(levelChange, ["from": String(now.levelReached), "to": String(repair.levelAfter)]))
    }
    if repair.numberAfter != now.score.number {
      let from = now.score.number.map(String.init) ?? "–"
      parts.append(voice(numberChange, ["from": from, "to": repair.numberAfter.map(String.init) ?? "–"]))
    }
    return parts.isEmpty ? voice(together) : voice(alone, ["effect": parts.joined(separator: " · ")])
  }

  static let title = Wording("repairs.title", id: "Perbaikan yang paling berpengaruh", en: "What lifts the verdict most")
  private static let lead = Wording(
    "repairs.lead", id: "Kerjakan dari atas. Setiap butir menyebutkan hasilnya bila hanya butir itu yang diperbaiki.",
    en: "Work from the top. Each item says what would change if it alone were repaired.")
  private static let nothing = Wording(
    "repairs.nothing", id: "Tidak ada perbaikan yang akan menaikkan putusan ini.", en: "No repair would lift this verdict.")
  private static let waiting = Wording(
    "repairs.waiting", id: "Tidak ada yang perlu diperbaiki. Putusan menunggu yang belum dapat diuji atau dipastikan; sebabnya ada di bawah.",
    en: "Nothing needs repair. The verdict waits for what could not be tested or settled; the reasons are below.")
  private static let more = Wording(
    "repairs.more", id: "Dan {count} lagi, semuanya diuraikan di bawah.", en: "And {count} more, all described below.")
  private static let alone = Wording("repairs.alone", id: "Bila ini saja diperbaiki: {effect}", en: "If this alone is repaired: {effect}")
  private static let together = Wording(
    "repairs.together", id: "Baru mengubah putusan bersama perbaikan lain.", en: "Changes the verdict only together with other repairs.")
  private static let levelChange = Wording("repairs.level", id: "tingkat {from} → {to}", en: "level {from} → {to}")
  private static let numberChange = Wording("repairs.number", id: "angka {from} → {to}", en: "number {from} → {to}")

  static let wordings = [title, lead, nothing, waiting, more, alone, together, levelChange, numberChange]
}

import Documents
import Model

/// What was not tested and why, with what to do; then what does not apply. Silence is never a pass.
struct ServiceUntested {
  let view: ResultView
  let voice: Voice

  @MarkupBuilder var markup: [Markup] {
    let untested = groups(.untested)
    Piece.section("untested", voice(Self.title)) {
      if untested.isEmpty { tag(.p) { voice(Self.nothing) } } else { untested.map(cause) }
      tag(.p, .class("note")) { voice(Self.limits) }
    }
    let outside = groups(.inapplicable)
    if !outside.isEmpty {
      Piece.section("inapplicable", voice(Self.outside)) { outside.map(cause) }
    }
  }

  /// Verdicts of one word by cause, the cause with most requirements first.
  private func groups(_ word: OutcomeWord) -> [(outcome: Outcome, verdicts: [Verdict])] {
    let verdicts = view.byID.filter { $0.outcome.word == word }
    return Dictionary(grouping: verdicts) { $0.outcome.cause ?? "" }.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }.compactMap { group in group.value.first.map { ($0.outcome, group.value) } }
  }

  private func cause(_ group: (outcome: Outcome, verdicts: [Verdict])) -> Markup {
    let parameters = CauseWords.parameters(of: group.outcome, voice)
    let words = CauseWords.of(group.outcome)
    return tag(.div, .class("cause t-\(Tone(group.outcome.word).rawValue)")) {
      tag(.h3) {
        words.map { Self.sentence(voice($0.name, parameters)) } ?? ""
        " "
        Piece.badge(voice.number(group.verdicts.count), Tone(group.outcome.word))
      }
      if let words {
        tag(.p) { voice(words.why, parameters) }
        if let remedy = words.remedy {
          tag(.p) {
            tag(.strong) { voice(Self.whatToDo) }
            " \(voice(remedy, parameters))"
          }
        }
        if case .untested(let cause) = group.outcome {
          tag(.p) {
            tag(.strong) { voice(Self.whoseMove) }
            " \(voice(StandardWords.attribution(attribution(cause))))"
          }
        }
      }
      tag(.ul) {
        for verdict in group.verdicts {
          tag(.li, .id(verdict.requirement)) { "\(verdict.requirement) · \(view.title(verdict.requirement, voice))" }
        }
      }
    }
  }

  /// What the failures themselves say where they agree: a name server that cannot tell is not whoever registered the name.
  private func attribution(_ cause: UntestedCause) -> Attribution {
    let said = Set(view.observations.flatMap(\.attempts).compactMap(\.failure).filter { $0.untestedCause == cause }.map(\.attribution))
    return said.count == 1 ? said.first ?? cause.attribution : cause.attribution
  }

  /// The first letter, where it is ASCII, as a capital.
  private static func sentence(_ text: String) -> String {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return text }
    return String(decoding: [first - 0x20] + Array(text.utf8.dropFirst()), as: UTF8.self)
  }

  static let title = Wording("untested.title", id: "Yang belum diuji, dan sebabnya", en: "What was not tested, and why")
  private static let nothing = Wording(
    "untested.nothing", id: "Semua persyaratan yang berlaku telah diuji.", en: "Every requirement that applies was tested.")
  private static let whatToDo = Wording("untested.whatToDo", id: "Yang perlu dilakukan:", en: "What to do:")
  private static let whoseMove = Wording("untested.whoseMove", id: "Yang perlu bertindak:", en: "Who has to act:")
  private static let limits = Wording(
    "untested.limits",
    id:
      "Lulus berarti tidak ditemukan pelanggaran pada apa yang diuji pada saat itu. Laporan ini bukan uji keamanan dan tidak menilai kebenaran data.",
    en: "Passed means that no violation was found in what was tested at that moment. "
      + "This report is no security test and does not judge whether the data are true.")
  private static let outside = Wording("untested.outside", id: "Yang tidak berlaku", en: "What does not apply")

  static let wordings = [title, nothing, whatToDo, whoseMove, limits, outside]
}

import Documents
import Model

/// Parts that the agency's and the national page share: the words of a row, the counts by verdict, links between pages of a list.
struct RowPieces {
  let profile: Profile
  let voice: Voice

  func verdict(_ decision: Decision?) -> Markup {
    guard let decision else { return Piece.badge(voice(DecisionWords.notJudged), .untested) }
    return Piece.badge(voice(DecisionWords.word(decision.word)), Tone(decision.word))
  }

  func name(_ word: Decision.Word?) -> String { voice(word.map(DecisionWords.word) ?? DecisionWords.notJudged) }

  func bar(_ counts: RowCounts, title: String, whole: Int) -> Markup {
    let spoken = RowCounts.words.map { "\(name($0)): \(counts.verdict($0))" }.joined(separator: ", ")
    return CountBar(counts: counts.bar, whole: whole, title: title, description: spoken).markup
  }

  /// One tone, one count, out of a whole.
  func bar(_ count: Int, of whole: Int, tone: Tone, title: String) -> Markup {
    CountBar(counts: [(tone, count)], whole: whole, title: title, description: voice.share(count, of: whole)).markup
  }

  /// Large counts: all that is registered, then every verdict that occurs.
  func figures(_ counts: RowCounts) -> Markup {
    let words = RowCounts.words.filter { counts.verdict($0) > 0 }
    return tag(.dl, .class("figures")) {
      for (name, count) in [(voice(Self.registered), counts.registered)] + words.map({ (name($0), counts.verdict($0)) }) {
        tag(.div, .class("number")) {
          tag(.dt) { name }
          tag(.dd) { voice.number(count) }
        }
      }
    }
  }

  func apiType(_ type: APIType) -> String { type == .none ? voice(Self.noAPI) : type.rawValue }

  func coverage(_ score: Score) -> String {
    guard score.mustApplicable > 0 else { return "–" }
    return "\(voice.percent(score.mustDecided, of: score.mustApplicable)) (\(voice.share(score.mustDecided, of: score.mustApplicable)))"
  }

  @MarkupBuilder func pager(_ stem: String, count: Int, at page: Int) -> [Markup] {
    let pages = Paging(count: count).pages
    if pages.count > 1 {
      tag(.nav, .class("toc"), .label(voice(Self.pages))) {
        tag(.ul) {
          for (index, range) in pages.enumerated() {
            tag(.li) { pageLink(stem, index, "\(voice.number(range.lowerBound + 1))–\(voice.number(range.upperBound))", isCurrent: index == page) }
          }
        }
      }
    }
  }

  private func pageLink(_ stem: String, _ page: Int, _ text: String, isCurrent: Bool) -> Markup {
    guard !isCurrent, let link = Paging.names(stem, page: page)[voice.language].flatMap(PageLink.file) else {
      return tag(.strong, .current) { text }
    }
    return tag(.a, .href(link)) { text }
  }

  static let noAverage = Wording(
    "rows.noAverage",
    id:
      "Halaman ini hanya memuat jumlah. Penyebutnya selalu semua aplikasi yang terdaftar, termasuk yang belum dapat dihubungi atau belum diperiksa. "
      + "Tidak ada angka rata-rata dan tidak ada peringkat.",
    en: "This page holds counts only. The denominator is always every registered application, those not reached or not examined included. "
      + "No number is an average, and nothing is ranked.")
  private static let pages = Wording("rows.pages", id: "Halaman daftar", en: "Pages of the list")

  private static let registered = Wording("rows.registered", id: "Aplikasi terdaftar", en: "Registered applications")
  private static let noAPI = Wording("rows.noAPI", id: "tanpa API", en: "no API")

  static let wordings = [noAverage, pages, registered, noAPI]
}

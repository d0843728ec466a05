import Documents
import Model

/// Outcomes by subject area, as counts in a table with a bar in each row; never an average.
struct ServiceDimensions {
  let view: ResultView
  let voice: Voice

  var markup: Markup {
    Piece.section("dimensions", voice(Self.title)) {
      tag(.p, .class("note")) { voice(Self.lead) }
      PageTable(
        caption: voice(Self.caption, ["count": voice.number(view.result.verdicts.count)]),
        columns: [.init(title: voice(Self.dimension)), .init(title: voice(Self.chart), isWide: true)]
          + OutcomeWords.order.map { .init(title: voice(OutcomeWords.word($0)), isNumber: true) },
        rows: rows
      ).markup
    }
  }

  private var rows: [[[Markup]]] {
    let known = view.result.profile.dimensions.map(\.code)
    let used = Set(view.result.verdicts.map(\.dimension))
    let codes = known.filter(used.contains) + used.subtracting(known).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let widest = codes.map { code in view.result.verdicts.filter { $0.dimension == code }.count }.max() ?? 1
    return codes.map { code in row(name(code), view.result.verdicts.filter { $0.dimension == code }, whole: widest) }
      + [row(voice(Self.total), view.result.verdicts, whole: view.result.verdicts.count)]
  }

  private func row(_ name: String, _ verdicts: [Verdict], whole: Int) -> [[Markup]] {
    let counts = ResultView.counts(verdicts.map(\.outcome.word))
    let parts = OutcomeWords.order.map { (tone: Tone($0), count: counts[$0] ?? 0) }
    let spoken = OutcomeWords.order.map { "\(voice(OutcomeWords.word($0))): \(counts[$0] ?? 0)" }.joined(separator: ", ")
    let bar = CountBar(counts: parts, whole: whole, title: name, description: spoken).markup
    return [[.text(name)], [bar]] + OutcomeWords.order.map { [.text(voice.number(counts[$0] ?? 0))] }
  }

  private func name(_ code: String) -> String {
    view.result.profile.dimensions.first { $0.code == code }.map { "\(code) · \(voice($0.name))" } ?? code
  }

  static let title = Wording("dimensions.title", id: "Hasil per bidang", en: "Results by area")
  private static let lead = Wording(
    "dimensions.lead", id: "Panjang batang adalah jumlah persyaratan, bukan nilai rata-rata.",
    en: "The length of a bar is a count of requirements, not an average.")
  private static let caption = Wording(
    "dimensions.caption", id: "{count} persyaratan menurut bidang dan hasil", en: "{count} requirements by area and outcome")
  private static let dimension = Wording("dimensions.dimension", id: "Bidang", en: "Area")
  private static let chart = Wording("dimensions.chart", id: "Gambar", en: "Chart")
  private static let total = Wording("dimensions.total", id: "Seluruhnya", en: "All")

  static let wordings = [title, lead, caption, dimension, chart, total]
}

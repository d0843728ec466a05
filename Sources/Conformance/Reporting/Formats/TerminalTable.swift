package import Documents
package import Model

extension TerminalReport {
  /// A line for each subject: agency, service, verdict, level, number, coverage; then the counts. Sorted by agency and title.
  package static func table(rows: [SubjectRow], language: Language, color: Bool) -> String {
    let voice = Voice(language: language)
    let counts = RowCounts(rows: rows)
    let lines = counts.byAgency.flatMap { agency in agency.counts.byTitle.map { TableLine($0, agency: agency.name, voice) } }
    let heads = [columnAgency, columnService, columnVerdict, columnLevel, columnNumber, columnCoverage].map { voice($0) }
    let widths = heads.indices.map { column in
      min(36, max(heads[column].unicodeScalars.count, lines.map { $0.cells[column].unicodeScalars.count }.max() ?? 0))
    }
    var out = TerminalText(color: color, width: 200)
    let plain = out
    func row(_ cells: [String], tone: Tone?) -> String {
      let texts = cells.indices.map { column in
        TerminalText.padded(TerminalText.cut(cells[column], to: widths[column]), to: widths[column], right: column == 4)
      }
      return texts.enumerated().map { column, text in column == 2 ? tone.map { plain.styled(text, $0.style) } ?? text : text }.joined(separator: "  ")
        .trimmedAtEnd
    }
    out.add(plain.styled(row(heads, tone: nil), .bold))
    out.add(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    for line in lines { out.add(row(line.cells, tone: line.tone)) }
    out.blank()
    let words = RowCounts.words.filter { counts.verdict($0) > 0 }.map { word in
      "\(voice(word.map(DecisionWords.word) ?? DecisionWords.notJudged)) \(voice.number(counts.verdict(word)))"
    }
    out.add(([voice(columnTotal, ["count": voice.number(counts.registered)])] + words).joined(separator: " · "))
    return out.text
  }

  private static let columnAgency = Wording("table.agency", id: "Instansi", en: "Agency")
  private static let columnService = Wording("table.service", id: "Layanan", en: "Service")
  private static let columnVerdict = Wording("table.verdict", id: "Putusan", en: "Verdict")
  private static let columnLevel = Wording("table.level", id: "Tingkat", en: "Level")
  private static let columnNumber = Wording("table.number", id: "Angka", en: "Number")
  private static let columnCoverage = Wording("table.coverage", id: "Cakupan", en: "Coverage")
  private static let columnTotal = Wording("table.total", id: "{count} aplikasi terdaftar", en: "{count} registered applications")

  static let tableWordings = [columnAgency, columnService, columnVerdict, columnLevel, columnNumber, columnCoverage, columnTotal]
}

extension String {
  fileprivate var trimmedAtEnd: String {
    let bytes = Array(utf8)
    return String(decoding: bytes.prefix(bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0), as: UTF8.self)
  }
}

/// One line of the table as texts.
private struct TableLine {
  let cells: [String]
  let tone: Tone

  init(_ row: SubjectRow, agency: String, _ voice: Voice) {
    let tone = row.decision.map { Tone($0.word) } ?? .untested
    let word = voice(row.decision.map { DecisionWords.word($0.word) } ?? DecisionWords.notJudged)
    self.tone = tone
    cells = [
      VisibleText.oneLine(agency), VisibleText.oneLine(row.title), "\(tone.mark) \(word)", row.decision.map { String($0.levelReached) } ?? "–",
      row.decision?.score.number.map(String.init) ?? "–",
      row.decision.map { voice.share($0.score.mustDecided, of: $0.score.mustApplicable) } ?? "–",
    ]
  }
}

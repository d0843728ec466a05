import Documents
package import Model

/// The page of one agency: its registered applications with verdict, level, number and coverage, each linked to its report.
package enum AgencyReport {
  /// Paths are relative to the agency's folder, which stands at the run's root; rows of other agencies are left out.
  package static func files(agency: String, agencyName: String, rows: [SubjectRow], stamp: RunStamp, profile: Profile) -> [ReportFile] {
    let counts = RowCounts(rows: rows.filter { $0.agency.utf8.elementsEqual(agency.utf8) })
    let pages = Paging(count: counts.registered).pages
    return Language.allCases.flatMap { language in
      pages.enumerated().map { number, range in
        let view = AgencyPage(
          name: agencyName, counts: counts, range: range, number: number, stamp: stamp, profile: profile, voice: Voice(language: language))
        return ReportFile(path: Paging.names(AgencyPage.stem, page: number)[language] ?? "", bytes: view.page.bytes)
      }
    }
  }
}

/// One of an agency's pages, in one language.
struct AgencyPage {
  static let stem = "services"
  let name: String
  let counts: RowCounts
  let range: Range<Int>
  let number: Int
  let stamp: RunStamp
  let profile: Profile
  let voice: Voice

  private var pieces: RowPieces { RowPieces(profile: profile, voice: voice) }

  var page: Page {
    Page(
      voice: voice, title: "\(VisibleText.clipped(name, bytes: 200)) – \(profile.id) \(profile.version)", kind: voice(Self.kind),
      files: Paging.names(Self.stem, page: number), runID: stamp.runID, header: header, content: content)
  }

  @MarkupBuilder private var header: [Markup] {
    if let link = PageLink.file("../\(ServiceReport.names[voice.language] ?? "")") {
      tag(.nav, .class("head"), .label(voice(Self.up))) { tag(.a, .href(link)) { voice(Self.up) } }
    }
    tag(.div, .class("head")) {
      tag(.h1) { Piece.indonesian(name, voice) }
      tag(.p) { "\(voice(profile.name)) · \(voice.moment(stamp.startedAt))" }
    }
    Banner(profile: profile, permits: stamp.permits, voice: voice).markup
  }

  @MarkupBuilder private var content: [Markup] {
    pieces.figures(counts)
    Piece.section("services", voice(Self.services)) {
      pieces.pager(Self.stem, count: counts.registered, at: number)
      PageTable(
        caption: voice(Self.caption, ["count": voice.number(counts.registered)]),
        columns: [
          .init(title: voice(Self.service)), .init(title: voice(Self.verdict)), .init(title: voice(Self.level)),
          .init(title: voice(Self.numberTitle), isNumber: true), .init(title: voice(Self.coverage)), .init(title: voice(Self.stage)),
        ],
        rows: counts.byTitle[range].map(row)
      ).markup
    }
    tag(.p, .class("note")) { voice(RowPieces.noAverage) }
  }

  private func row(_ row: SubjectRow) -> [[Markup]] {
    let link = row.folder.flatMap { PageLink.file("../\($0)/\(ServiceReport.names[voice.language] ?? "")") }
    let title = Piece.indonesian(row.title, voice)
    return [
      [link.map { link in tag(.a, .href(link)) { title } } ?? title, .text(" "), Piece.label(pieces.apiType(row.apiType))],
      [pieces.verdict(row.decision)] + (row.isComplete || row.decision == nil ? [] : [.text(" \(voice(Self.incomplete))")]),
      [.text(row.decision.map { DecisionWords.level($0.levelReached, profile, voice) } ?? "–")],
      [.text(row.decision?.score.number.map(String.init) ?? "–")], [.text(row.decision.map { pieces.coverage($0.score) } ?? "–")],
      [.text(voice(FunnelWords.stage(row.stage)))],
    ]
  }

  private static let kind = Wording("agency.kind", id: "laporan instansi", en: "agency report")
  private static let up = Wording("agency.up", id: "Kembali ke ringkasan wilayah", en: "Back to the region's summary")
  private static let services = Wording("agency.services", id: "Aplikasi dan layanan", en: "Applications and services")
  private static let caption = Wording(
    "agency.caption", id: "{count} aplikasi terdaftar, menurut nama", en: "{count} registered applications, by name")
  private static let service = Wording("agency.service", id: "Layanan", en: "Service")
  private static let verdict = Wording("agency.verdict", id: "Putusan", en: "Verdict")
  private static let level = Wording("agency.level", id: "Tingkat", en: "Level")
  private static let numberTitle = Wording("agency.number", id: "Angka", en: "Number")
  private static let coverage = Wording("agency.coverage", id: "Cakupan wajib", en: "Mandatory coverage")
  private static let stage = Wording("agency.stage", id: "Tahap", en: "Stage")
  private static let incomplete = Wording("agency.incomplete", id: "(pemeriksaan terhenti)", en: "(run interrupted)")

  static let wordings = [kind, up, services, caption, service, verdict, level, numberTitle, coverage, stage, incomplete]
}

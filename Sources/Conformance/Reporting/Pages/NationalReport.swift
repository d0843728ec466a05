import Documents
package import Model

/// A region's or the nation's page: how far its registered applications have come, in counts.
package enum NationalReport {
  /// `index.html`, `index.en.html`, `national.json`, and further pages of the list of agencies where there are many.
  package static func files(
    region: Bilingual, rows: [SubjectRow], requirements: [Requirement], stamp: RunStamp, profile: Profile, finishedAt: Timestamp
  ) -> [ReportFile] {
    let counts = RowCounts(rows: rows)
    let pages = Paging(count: counts.byAgency.count).pages
    let html = Language.allCases.flatMap { language in
      pages.enumerated().map { number, range in
        let view = NationalPage(
          region: region, counts: counts, agencies: Array(counts.byAgency[range]), agencyCount: counts.byAgency.count, number: number,
          requirements: requirements, stamp: stamp, profile: profile, finishedAt: finishedAt, voice: Voice(language: language))
        return ReportFile(path: Paging.names(NationalPage.stem, page: number)[language] ?? "", bytes: view.page.bytes)
      }
    }
    return html + [NationalJSON.file(region: region, counts: counts, stamp: stamp, profile: profile, finishedAt: finishedAt)]
  }
}

/// One of the region's pages, in one language: the first one holds the summary, the others only their part of the agencies.
struct NationalPage {
  static let stem = "agencies"
  let region: Bilingual
  let counts: RowCounts
  let agencies: [(agency: String, name: String, counts: RowCounts)]
  let agencyCount: Int
  let number: Int
  let requirements: [Requirement]
  let stamp: RunStamp
  let profile: Profile
  let finishedAt: Timestamp
  let voice: Voice
  private static let mostFailures = 15

  private var pieces: RowPieces { RowPieces(profile: profile, voice: voice) }

  var page: Page {
    Page(
      voice: voice, title: "\(voice(Self.kind)) – \(voice(region)) – \(profile.id) \(profile.version)", kind: voice(Self.kind),
      files: Paging.names(Self.stem, page: number), runID: stamp.runID, header: header, content: content)
  }

  @MarkupBuilder private var header: [Markup] {
    tag(.div, .class("head")) {
      tag(.p) { voice(Self.heading) }
      tag(.h1) { voice(region) }
      tag(.p) { "\(voice(profile.name)), \(profile.id) \(profile.version) · \(voice.moment(stamp.startedAt)) – \(voice.moment(finishedAt))" }
    }
    Banner(profile: profile, permits: stamp.permits, voice: voice).markup
  }

  @MarkupBuilder private var content: [Markup] {
    if number == 0 {
      pieces.figures(counts)
      tag(.p) { voice(RowPieces.noAverage) }
      funnel
      verdicts
    }
    agencyList
    if number == 0 { failures }
  }

  private var funnel: Markup {
    Piece.section("funnel", voice(Self.funnelTitle)) {
      PageTable(
        caption: voice(Self.funnelCaption, ["count": voice.number(counts.registered)]),
        columns: [
          .init(title: voice(Self.stage)), .init(title: voice(Self.chart), isWide: true), .init(title: voice(Self.count), isNumber: true),
          .init(title: voice(Self.share), isNumber: true),
        ],
        rows: FunnelStage.allCases.map { stage in
          let reached = counts.reached(stage)
          let name = voice(FunnelWords.stage(stage))
          return [
            [.text(name)], [pieces.bar(reached, of: counts.registered, tone: .passed, title: name)], [.text(voice.number(reached))],
            [.text(voice.percent(reached, of: counts.registered))],
          ]
        }
      ).markup
    }
  }

  private var verdicts: Markup {
    Piece.section("verdicts", voice(Self.verdictTitle)) {
      counted(
        voice(Self.verdictCaption),
        RowCounts.words.map { word in (word.map { Tone($0) } ?? .untested, pieces.name(word), counts.verdict(word), "") })
      tag(.h3) { voice(Self.stateTitle) }
      counted(
        voice(Self.stateCaption),
        [Score.State.c, .u, .w, .f, .r, .none].map { state in
          (Self.tone(state), state == .none ? "–" : state.rawValue, counts.state(state), voice(DecisionWords.state(state)))
        })
    }
  }

  private func counted(_ caption: String, _ lines: [(tone: Tone, name: String, count: Int, note: String)]) -> Markup {
    PageTable(
      caption: caption,
      columns: [
        .init(title: voice(Self.word)), .init(title: voice(Self.chart), isWide: true), .init(title: voice(Self.count), isNumber: true),
        .init(title: voice(Self.share), isNumber: true),
      ],
      rows: lines.map { line in
        [
          [Piece.badge(line.name, line.tone)] + (line.note.utf8.isEmpty ? [] : [tag(.span, .class("note")) { " \(line.note)" }]),
          [pieces.bar(line.count, of: counts.registered, tone: line.tone, title: line.name)], [.text(voice.number(line.count))],
          [.text(voice.percent(line.count, of: counts.registered))],
        ]
      }
    ).markup
  }

  private static func tone(_ state: Score.State) -> Tone {
    switch state {
    case .c, .w: .passed
    case .u: .unsure
    case .f, .r: .failed
    case .none: .untested
    }
  }

  private var agencyList: Markup {
    let widest = agencies.map(\.counts.registered).max() ?? 1
    // Waivers are rare: their column stands only where there are any, so that the names have room.
    let words = RowCounts.words.filter { $0 != .conformantWithWaivers || counts.verdict($0) > 0 }
    return Piece.section("agencies", voice(Self.agencyTitle)) {
      pieces.pager(Self.stem, count: agencyCount, at: number)
      PageTable(
        caption: voice(Self.agencyCaption, ["count": voice.number(agencyCount)]),
        columns: [
          .init(title: voice(Self.agency)), .init(title: voice(Self.chart), isWide: true), .init(title: voice(Self.registered), isNumber: true),
        ]
          + words.map { .init(title: pieces.name($0), isNumber: true) } + [.init(title: voice(FunnelWords.stage(.level1)), isNumber: true)],
        rows: agencies.map { line in
          let name = Piece.indonesian(line.name, voice)
          let link = PageLink.file("\(line.agency)/\(ServiceReport.names[voice.language] ?? "")")
          return [
            [link.map { link in tag(.a, .href(link)) { name } } ?? name], [pieces.bar(line.counts, title: line.name, whole: widest)],
            [.text(voice.number(line.counts.registered))],
          ] + words.map { [.text(voice.number(line.counts.verdict($0)))] } + [[.text(voice.number(line.counts.reached(.level1)))]]
        }
      ).markup
    }
  }

  private var failures: Markup {
    let all = counts.failures
    let titles = Dictionary(requirements.map { ($0.id, voice($0.title)) }) { first, _ in first }
    return Piece.section("failures", voice(Self.failureTitle)) {
      if all.isEmpty {
        tag(.p) { voice(Self.noFailures) }
      } else {
        PageTable(
          caption: voice(Self.failureCaption, ["count": voice.number(counts.examined)]),
          columns: [
            .init(title: voice(Self.requirement)), .init(title: voice(Self.chart), isWide: true), .init(title: voice(Self.count), isNumber: true),
          ],
          rows: all.prefix(Self.mostFailures).map { line in
            let name = titles[line.requirement].map { "\(line.requirement) · \($0)" } ?? line.requirement
            return [[.text(name)], [pieces.bar(line.count, of: counts.examined, tone: .failed, title: name)], [.text(voice.number(line.count))]]
          }
        ).markup
        if all.count > Self.mostFailures { tag(.p) { voice(Self.moreFailures, ["count": voice.number(all.count - Self.mostFailures)]) } }
      }
    }
  }
}

extension NationalPage {
  private static let kind = Wording("national.kind", id: "laporan wilayah", en: "regional report")
  private static let heading = Wording("national.heading", id: "Kesiapan interoperabilitas API", en: "API interoperability readiness")
  private static let funnelTitle = Wording("national.funnel", id: "Dari tercatat sampai tingkat 3", en: "From recorded to level 3")
  private static let funnelCaption = Wording(
    "national.funnelCaption", id: "Berapa dari {count} aplikasi terdaftar yang sampai pada setiap tahap",
    en: "How many of {count} registered applications came as far as each stage")
  private static let stage = Wording("national.stage", id: "Tahap", en: "Stage")
  private static let chart = Wording("national.chart", id: "Gambar", en: "Chart")
  private static let count = Wording("national.count", id: "Jumlah", en: "Count")
  private static let share = Wording("national.share", id: "Bagian dari yang terdaftar", en: "Share of registered")
  private static let verdictTitle = Wording("national.verdicts", id: "Menurut putusan", en: "By verdict")
  private static let verdictCaption = Wording(
    "national.verdictCaption", id: "Aplikasi terdaftar menurut kata putusan", en: "Registered applications by verdict")
  private static let stateTitle = Wording("national.states", id: "Menurut keadaan nilai", en: "By state of the score")
  private static let stateCaption = Wording(
    "national.stateCaption", id: "Aplikasi yang diperiksa menurut keadaan (model score/1)", en: "Examined applications by state (model score/1)")
  private static let word = Wording("national.word", id: "Putusan atau keadaan", en: "Verdict or state")
  private static let agencyTitle = Wording("national.agencies", id: "Menurut instansi", en: "By agency")
  private static let agencyCaption = Wording("national.agencyCaption", id: "{count} instansi, menurut nama", en: "{count} agencies, by name")
  private static let agency = Wording("national.agency", id: "Instansi", en: "Agency")
  private static let registered = Wording("national.registered", id: "Terdaftar", en: "Registered")
  private static let failureTitle = Wording("national.failures", id: "Yang paling sering gagal", en: "Most common failures")
  private static let failureCaption = Wording(
    "national.failureCaption", id: "Persyaratan yang gagal, menurut jumlah aplikasi, dari {count} yang diperiksa",
    en: "Failed requirements by number of applications, of {count} examined")
  private static let requirement = Wording("national.requirement", id: "Persyaratan", en: "Requirement")
  private static let noFailures = Wording("national.noFailures", id: "Tidak ada persyaratan yang gagal.", en: "No requirement failed.")
  private static let moreFailures = Wording(
    "national.moreFailures", id: "Dan {count} lagi: lihat national.json.", en: "And {count} more: see national.json.")

  static let wordings = [
    kind, heading, funnelTitle, funnelCaption, stage, chart, count, share, verdictTitle, verdictCaption, stateTitle, stateCaption, word, agencyTitle,
    agencyCaption, agency, registered, failureTitle, failureCaption, requirement, noFailures, moreFailures,
  ]
}

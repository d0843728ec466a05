import Documents
package import Model

/// The report on one service: what the verdict is, what to repair first, what was found and how we know, what was not tested and why.
package enum ServiceReport {
  /// `index.html` in Indonesian and `index.en.html` in English; each under 300 kB.
  package static func files(_ result: SubjectResult, evidence: Evidence) -> [ReportFile] {
    let view = ResultView(result, evidence)
    return Language.allCases.map { language in
      ReportFile(path: names[language] ?? "", bytes: page(view, Voice(language: language)))
    }
  }

  static let names: [Language: String] = [.indonesian: "index.html", .english: "index.en.html"]
  static let mostBytes = 300_000

  /// With as much room for details as fits into a page; what is left out is counted on the page and stands in `result.json`.
  private static func page(_ view: ResultView, _ voice: Voice) -> [UInt8] {
    var bytes: [UInt8] = []
    for room in Room.ladder {
      bytes = page(view, voice, room).bytes
      if bytes.count < mostBytes { break }
    }
    return bytes
  }

  private static func page(_ view: ResultView, _ voice: Voice, _ room: Room) -> Page {
    let result = view.result
    let name = ServiceHeader.name(result)
    let word = voice(DecisionWords.word(result.decision.word))
    return Page(
      voice: voice, title: "\(word) – \(name) – \(result.profile.id) \(result.profile.version)", kind: voice(kind), files: names,
      runID: result.stamp.runID, header: ServiceHeader(view: view, voice: voice).markup,
      content: content(view, voice, room))
  }

  @MarkupBuilder private static func content(_ view: ResultView, _ voice: Voice, _ room: Room) -> [Markup] {
    ServiceVerdict(view: view, voice: voice).markup
    tag(.nav, .class("toc"), .label(voice(contents))) {
      tag(.ul) {
        for (id, title) in [
          ("repairs", ServiceRepairs.title), ("dimensions", ServiceDimensions.title), ("findings", ServiceFindings.title),
          ("untested", ServiceUntested.title), ("requirements", ServiceTables.requirements), ("evidence", ServiceTables.evidence),
          ("repeat", ServiceRepeat.title),
        ] {
          tag(.li) { tag(.a, .href(.inside(id))) { voice(title) } }
        }
      }
    }
    ServiceRepairs(view: view, voice: voice).markup
    ServiceDimensions(view: view, voice: voice).markup
    ServiceFindings(view: view, voice: voice, room: room).markup
    ServiceUntested(view: view, voice: voice).markup
    ServiceTables(view: view, voice: voice, room: room).markup
    ServiceRepeat(view: view, voice: voice).markup
  }

  private static let kind = Wording("service.kind", id: "laporan kesesuaian layanan", en: "service conformance report")

  private static let contents = Wording("service.contents", id: "Isi laporan", en: "Contents")

  static let wordings = [kind, contents]
}

/// How much detail a page has room for.
struct Room: Sendable, Hashable {
  /// Findings shown for each requirement, and how many of them with their evidence.
  let findings: Int
  let quoted: Int
  let bodyBytes: Int
  let observations: Int

  /// From generous to bare: the first one that fits is taken.
  static let ladder = [
    Room(findings: 5, quoted: 3, bodyBytes: 600, observations: 400), Room(findings: 3, quoted: 1, bodyBytes: 600, observations: 300),
    Room(findings: 2, quoted: 1, bodyBytes: 300, observations: 150), Room(findings: 1, quoted: 1, bodyBytes: 150, observations: 100),
    Room(findings: 1, quoted: 0, bodyBytes: 0, observations: 50), Room(findings: 0, quoted: 0, bodyBytes: 0, observations: 0),
  ]
}

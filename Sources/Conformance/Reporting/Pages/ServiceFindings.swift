import Documents
import Model

/// Every requirement that failed or cannot be told, root causes first, with their findings; then advice on what passed.
struct ServiceFindings {
  let view: ResultView
  let voice: Voice
  let room: Room

  @MarkupBuilder var markup: [Markup] {
    let problems = view.problems
    Piece.section("findings", voice(Self.title)) {
      if problems.isEmpty {
        tag(.p) { voice(Self.nothing) }
      } else {
        tag(.p, .class("note")) { voice(Self.lead) }
        problems.map { article($0.root, $0.consequences) }
      }
    }
    let advised = view.byUrgency.filter { $0.outcome.word == .passed && $0.findings.contains(where: \.isAdvice) }
    if !advised.isEmpty {
      Piece.section("advice", voice(Self.advice)) {
        tag(.p, .class("note")) { voice(Self.adviceLead) }
        advised.map(advice)
      }
    }
  }

  private func article(_ verdict: Verdict, _ consequences: [Verdict]) -> Markup {
    let requirement = view.requirement(verdict.requirement)
    let isOpen = verdict.outcome.word == .failed && verdict.modality == .must
    return tag(.article, .id(verdict.requirement), .labelled(by: "t-\(verdict.requirement)"), .class("req t-\(Tone(verdict.outcome.word).rawValue)"))
    {
      tag(.h3, .id("t-\(verdict.requirement)")) { heading(verdict) }
      tags(verdict)
      if let requirement { tag(.p, .class("statement")) { Prose.inline(Prose.firstParagraph(voice(requirement.statement))) } }
      cause(verdict)
      findings(verdict, isOpen: isOpen, quoted: room.quoted)
      if let requirement {
        tag(.div, .class("remedy")) {
          tag(.h4) { voice(Self.remedy) }
          Prose.markup(voice(requirement.remedy), label: voice(Self.remedy))
        }
        reasons(requirement)
      }
      if !consequences.isEmpty {
        tag(.h4) { voice(Self.consequences, ["requirement": verdict.requirement]) }
        consequences.map(consequence)
      }
      permalink(verdict.requirement)
    }
  }

  /// What fails because of the root: shown short, under it.
  private func consequence(_ verdict: Verdict) -> Markup {
    tag(.article, .id(verdict.requirement), .labelled(by: "t-\(verdict.requirement)"), .class("req t-\(Tone(verdict.outcome.word).rawValue)")) {
      tag(.h4, .id("t-\(verdict.requirement)")) { heading(verdict) }
      tags(verdict)
      cause(verdict)
      findings(verdict, isOpen: false, quoted: 0)
      permalink(verdict.requirement)
    }
  }

  private func advice(_ verdict: Verdict) -> Markup {
    tag(.article, .id(verdict.requirement), .labelled(by: "t-\(verdict.requirement)"), .class("req t-passed")) {
      tag(.h3, .id("t-\(verdict.requirement)")) { heading(verdict) }
      tags(verdict)
      findings(verdict, isOpen: false, quoted: 0)
      permalink(verdict.requirement)
    }
  }

  @MarkupBuilder private func heading(_ verdict: Verdict) -> [Markup] {
    tag(.span, .class("id")) { verdict.requirement }
    " "
    view.title(verdict.requirement, voice)
  }

  private func tags(_ verdict: Verdict) -> Markup {
    let relevant = verdict.instances.filter { $0.outcome.word != .inapplicable }
    let count = relevant.filter { $0.outcome.word == verdict.outcome.word }.count
    return tag(.div, .class("tags")) {
      Piece.badge(voice(OutcomeWords.word(verdict.outcome.word)), Tone(verdict.outcome.word))
      if verdict.critical { Piece.badge(voice(Self.critical), .failed) }
      tag(.span, .class("tag")) { Piece.modality(verdict.modality, voice) }
      Piece.label(voice(DecisionWords.levelPlain, ["level": String(verdict.level.rawValue)]))
      if relevant.count > 1 { Piece.label(voice(Self.places, ["count": voice.number(count), "all": voice.number(relevant.count)])) }
    }
  }

  @MarkupBuilder private func cause(_ verdict: Verdict) -> [Markup] {
    if let words = CauseWords.of(verdict.outcome) {
      tag(.p) {
        voice(words.why)
        if let remedy = words.remedy { " \(voice(remedy))" }
      }
    }
  }

  @MarkupBuilder private func findings(_ verdict: Verdict, isOpen: Bool, quoted: Int) -> [Markup] {
    // What has to be repaired before what is only advised.
    let all = verdict.findings.filter { !$0.isAdvice } + verdict.findings.filter(\.isAdvice)
    let shown = Array(all.prefix(room.findings))
    let places = FindingPiece.anchors(shown, requirement: verdict.requirement)
    let quotes = Self.quotes(shown, most: quoted)
    for (index, finding) in shown.enumerated() {
      FindingPiece(
        view: view, voice: voice, finding: finding, anchor: places[index], isQuoted: quotes.contains(index), isOpen: isOpen && index == 0, room: room
      ).markup
    }
    if all.count > shown.count {
      tag(.p) { voice(Self.more, ["count": voice.number(all.count - shown.count)]) }
    }
  }

  /// Indices of the findings that show their evidence: an exchange is quoted once for each requirement.
  private static func quotes(_ findings: [Finding], most: Int) -> Set<Int> {
    var seen: Set<String> = []
    let fresh = findings.indices.filter { index in
      let location = findings[index].location
      return seen.insert(location.observation ?? location.contractPosition?.description ?? "\(index)").inserted
    }
    return Set(fresh.prefix(most))
  }

  private func reasons(_ requirement: Requirement) -> Markup {
    tag(.details) {
      tag(.summary) { voice(Self.whoSays) }
      Prose.markup(voice(requirement.rationale), label: voice(Self.whoSays))
      tag(.ul) { requirement.sources.map { source in tag(.li) { SourcePiece.markup(source, voice) } } }
    }
  }

  private func permalink(_ id: String) -> Markup {
    tag(.p, .class("perma")) { tag(.a, .href(.inside(id))) { voice(Self.permalink, ["requirement": id]) } }
  }

  static let title = Wording("findings.title", id: "Temuan", en: "Findings")
  private static let lead = Wording(
    "findings.lead", id: "Yang gagal didahulukan, yang kritis paling atas. Akibat ikutan ditulis di bawah penyebabnya.",
    en: "Failures come first, critical ones on top. Consequences stand under their cause.")
  private static let nothing = Wording(
    "findings.nothing", id: "Tidak ada persyaratan yang gagal atau tidak pasti.", en: "No requirement failed or is unsettled.")
  private static let advice = Wording("findings.advice", id: "Saran", en: "Advice")
  private static let adviceLead = Wording(
    "findings.adviceLead", id: "Persyaratan berikut lulus; sarannya tidak memengaruhi putusan.",
    en: "These requirements passed; the advice does not touch the verdict.")
  private static let remedy = Wording("findings.remedy", id: "Cara memperbaiki", en: "How to repair it")
  private static let critical = Wording("findings.critical", id: "Kritis", en: "Critical")
  private static let places = Wording("findings.places", id: "{count} dari {all} tempat", en: "{count} of {all} places")
  private static let more = Wording(
    "findings.more", id: "Dan {count} temuan lagi: lihat result.json.", en: "And {count} more findings: see result.json.")
  private static let whoSays = Wording("findings.whoSays", id: "Alasan dan dasar aturan", en: "Why, and who says so")
  private static let consequences = Wording("findings.consequences", id: "Akibat ikutan dari {requirement}", en: "Consequences of {requirement}")
  private static let permalink = Wording("findings.permalink", id: "Tautan ke {requirement}", en: "Link to {requirement}")

  static let wordings = [title, lead, nothing, advice, adviceLead, remedy, critical, places, more, whoSays, consequences, permalink]
}

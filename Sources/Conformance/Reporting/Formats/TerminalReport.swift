package import Documents
package import Model

/// The result for whoever started the tool: verdict, what to repair, what was found, what was not tested.
package enum TerminalReport {
  private static let mostRepairs = 5
  private static let mostFindings = 3

  /// The report of one service, wrapped to `width` columns; ends with a line feed.
  package static func text(_ result: SubjectResult, evidence: Evidence, language: Language, color: Bool, width: Int) -> String {
    let view = ResultView(result, evidence)
    let voice = Voice(language: language)
    var out = TerminalText(color: color, width: width)
    head(view, voice, &out)
    verdict(view, voice, &out)
    repairs(view, voice, &out)
    findings(view, voice, &out)
    untested(view, voice, &out)
    return out.text
  }

  private static func head(_ view: ResultView, _ voice: Voice, _ out: inout TerminalText) {
    let result = view.result
    out.paragraph(ServiceHeader.name(result), styles: [.bold])
    out.paragraph("\(result.subject.agency?.name ?? result.subject.service.agency) · \(voice(result.profile.name)) \(result.profile.version)")
    if result.profile.isSimulation { out.paragraph(voice(Banner.simulation), styles: [.bold, .yellow]) }
    for permit in ResultJSON.stamps(result) where permit != "simulation" {
      out.paragraph(StandardWords.permit(permit, voice), indent: 2, mark: (out.styled("!", .yellow) + " ", 2))
    }
  }

  private static func verdict(_ view: ResultView, _ voice: Voice, _ out: inout TerminalText) {
    let decision = view.result.decision
    let score = decision.score
    let tone = Tone(decision.word)
    out.blank()
    out.paragraph(
      voice(DecisionWords.word(decision.word)), indent: 2, mark: (out.styled(tone.mark, .bold, tone.style) + " ", 2), styles: [.bold, tone.style])
    out.paragraph(voice(DecisionWords.meaning(decision.word), ["level": String(decision.claim.rawValue)]), indent: 2)
    let narrow = ServiceVerdict.isNarrow(score) ? " (\(voice(Self.narrow)))" : ""
    out.paragraph(
      [
        DecisionWords.level(decision.levelReached, view.result.profile, voice),
        voice(Self.number, ["number": score.number.map(String.init) ?? "–"]),
        voice(
          Self.coverage,
          ["percent": voice.percent(score.mustDecided, of: score.mustApplicable), "share": voice.share(score.mustDecided, of: score.mustApplicable)]),
        voice(Self.scope, ["share": voice.share(score.scopeApplied, of: score.scopeTotal)]) + narrow,
        score.couldReach.map { voice(Self.couldReach, ["number": String($0)]) },
      ].compactMap { $0 }.joined(separator: " · "), indent: 2)
    out.paragraph(ServiceVerdict.equation(score), indent: 2, styles: [.dim])
    out.paragraph(
      OutcomeWords.order.map { "\(voice(OutcomeWords.word($0))) \(view.totals[$0] ?? 0)" }.joined(separator: " · "), indent: 2)
  }

  private static func repairs(_ view: ResultView, _ voice: Voice, _ out: inout TerminalText) {
    guard !view.result.repairs.isEmpty else { return }
    out.heading(voice(Self.repairs))
    for (index, repair) in view.result.repairs.prefix(mostRepairs).enumerated() {
      let number = "\(index + 1). "
      out.paragraph("\(repair.requirement) \(view.title(repair.requirement, voice))", indent: 5, mark: (number, number.utf8.count))
      out.paragraph(ServiceRepairs.effect(repair, now: view.result.decision, voice), indent: 5, styles: [.dim])
    }
    if view.result.repairs.count > mostRepairs {
      out.paragraph(voice(Self.moreItems, ["count": voice.number(view.result.repairs.count - mostRepairs)]), indent: 5)
    }
  }

  private static func findings(_ view: ResultView, _ voice: Voice, _ out: inout TerminalText) {
    let problems = view.problems
    guard !problems.isEmpty else { return }
    out.heading(voice(Self.findings))
    for (root, consequences) in problems {
      let tone = Tone(root.outcome.word)
      let level = voice(DecisionWords.levelPlain, ["level": String(root.level.rawValue)])
      out.paragraph(
        "\(root.requirement) \(view.title(root.requirement, voice)) (\(voice(StandardWords.modality(root.modality))), \(level))", indent: 4,
        mark: (out.styled(tone.mark, tone.style) + " ", 2), styles: [.bold])
      if let words = CauseWords.of(root.outcome) { out.paragraph(voice(words.why), indent: 6) }
      // What has to be repaired before what is only advised.
      let ordered = root.findings.filter { !$0.isAdvice } + root.findings.filter(\.isAdvice)
      for finding in ordered.prefix(mostFindings) {
        let mark = finding.isAdvice ? "\(voice(Self.advice)): " : ""
        out.paragraph(mark + FindingPiece.sentence(finding, voice), indent: 6)
        let places = place(finding)
        if !places.utf8.isEmpty { out.paragraph(places, indent: 8, styles: [.dim]) }
      }
      if root.findings.count > mostFindings {
        out.paragraph(voice(Self.moreFindings, ["count": voice.number(root.findings.count - mostFindings)]), indent: 6)
      }
      for verdict in consequences {
        out.paragraph("\(verdict.requirement) \(view.title(verdict.requirement, voice))", indent: 8, mark: ("└ ", 2), styles: [.dim])
      }
    }
  }

  /// `getPenduduk · kependudukan.yaml:88:11 · o-0017`.
  private static func place(_ finding: Finding) -> String {
    let location = finding.location
    let parts = [
      location.operation, location.responsePointer.map(\.description), location.contractPosition.map(\.description), location.observation,
    ]
    return parts.compactMap { $0 }.filter { !$0.utf8.isEmpty }.map { VisibleText.clipped($0, bytes: 120) }.joined(separator: " · ")
  }

  private static func untested(_ view: ResultView, _ voice: Voice, _ out: inout TerminalText) {
    let verdicts = view.byID.filter { $0.outcome.word == .untested }
    guard !verdicts.isEmpty else { return }
    out.heading(voice(Self.untested))
    let groups = Dictionary(grouping: verdicts) { $0.outcome.cause ?? "" }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (_, members) in groups {
      guard let outcome = members.first?.outcome, let words = CauseWords.of(outcome) else { continue }
      let parameters = CauseWords.parameters(of: outcome, voice)
      out.paragraph(
        "\(voice(words.name, parameters)): \(members.map(\.requirement).joined(separator: ", "))", indent: 4,
        mark: (out.styled(Tone.untested.mark, Tone.untested.style) + " ", 2))
      if let remedy = words.remedy { out.paragraph(voice(remedy, parameters), indent: 4, styles: [.dim]) }
    }
  }

  private static let number = Wording("terminal.number", id: "angka {number}", en: "number {number}")
  private static let coverage = Wording("terminal.coverage", id: "cakupan wajib {percent} ({share})", en: "mandatory coverage {percent} ({share})")
  private static let scope = Wording("terminal.scope", id: "lingkup {share} persyaratan", en: "scope {share} requirements")
  private static let narrow = Wording("terminal.narrow", id: "lingkup sempit", en: "narrow scope")
  private static let couldReach = Wording("terminal.couldReach", id: "dapat mencapai {number}", en: "could reach {number}")
  private static let repairs = Wording("terminal.repairs", id: "Perbaikan yang paling berpengaruh", en: "What lifts the verdict most")
  private static let moreItems = Wording("terminal.moreItems", id: "dan {count} lagi", en: "and {count} more")
  private static let findings = Wording("terminal.findings", id: "Temuan", en: "Findings")
  private static let advice = Wording("terminal.advice", id: "Saran", en: "Advice")
  private static let moreFindings = Wording("terminal.moreFindings", id: "dan {count} temuan lagi", en: "and {count} more findings")
  private static let untested = Wording("terminal.untested", id: "Belum diuji", en: "Not tested")

  static let wordings = [number, coverage, scope, narrow, couldReach, repairs, moreItems, findings, advice, moreFindings, untested]
}

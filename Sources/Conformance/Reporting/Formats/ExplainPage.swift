package import Documents
package import Model

/// A requirement as a manual page: what it demands, why, how it is tested, how to repair, who says so, and examples.
package enum ExplainPage {
  private static let width = 78

  package static func text(_ requirement: Requirement, language: Language, color: Bool) -> String {
    let voice = Voice(language: language)
    var out = TerminalText(color: color, width: width)
    out.add(out.styled("\(requirement.id) – \(voice(requirement.title))", .bold))
    out.paragraph(facts(requirement, voice))
    section(voice(Self.statement), voice(requirement.statement), &out)
    section(voice(Self.rationale), voice(requirement.rationale), &out)
    section(voice(Self.remedy), voice(requirement.remedy), &out)
    out.heading(voice(Self.verification))
    for line in verification(requirement.verification, voice, depth: 0) { out.verbatim(line, indent: 4) }
    out.paragraph(voice(Self.safety, ["class": voice(StandardWords.safety(requirement.safety))]), indent: 4)
    if let always = requirement.alwaysApplies { out.paragraph(voice(always), indent: 4) }
    sources(requirement, voice, &out)
    examples(requirement, voice, &out)
    return out.text
  }

  private static func facts(_ requirement: Requirement, _ voice: Voice) -> String {
    let types = requirement.types.map(\.rawValue).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return [
      "\(voice(StandardWords.modality(requirement.modality))) (\(requirement.modality.rawValue))",
      voice(DecisionWords.levelPlain, ["level": String(requirement.level.rawValue)]), requirement.critical ? voice(Self.critical) : nil,
      voice(Self.dimension, ["code": requirement.dimension]), voice(Self.since, ["version": requirement.since]),
      types.isEmpty ? nil : voice(Self.types, ["types": types.joined(separator: ", ")]),
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private static func section(_ title: String, _ text: String, _ out: inout TerminalText) {
    out.heading(title)
    for (index, block) in Prose.blocks(of: text).enumerated() {
      if index > 0 { out.blank() }
      switch block {
      case .paragraph(let text): out.paragraph(plain(text), indent: 4)
      case .list(let items, let isNumbered):
        for (number, item) in items.enumerated() {
          let mark = isNumbered ? "\(number + 1). " : "- "
          out.paragraph(plain(item), indent: 4 + mark.utf8.count, mark: (mark, mark.utf8.count))
        }
      case .fence(let text): for line in Prose.lines(of: text) { out.verbatim(line, indent: 6) }
      }
    }
  }

  /// Without the marks of Markdown.
  private static func plain(_ text: String) -> String { Markup.group(Prose.inline(text)).plainText }

  /// One line for each check, `semua` and `salah satu` as a tree; deeper than eight levels is cut.
  private static func verification(_ verification: Verification, _ voice: Voice, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    guard depth < 8 else { return ["\(indent)…"] }
    switch verification {
    case .check(let call):
      let arguments = call.arguments == .object([:]) || call.arguments == .null ? "" : " \(call.arguments.text(pretty: false))"
      return ["\(indent)\(call.check)\(VisibleText.clipped(arguments, bytes: 200))"]
    case .all(let parts): return ["\(indent)\(voice(Self.all))"] + parts.flatMap { Self.verification($0, voice, depth: depth + 1) }
    case .any(let parts): return ["\(indent)\(voice(Self.any))"] + parts.flatMap { Self.verification($0, voice, depth: depth + 1) }
    case .attested(let what): return ["\(indent)\(voice(Self.attested, ["what": voice(what)]))"]
    }
  }

  private static func sources(_ requirement: Requirement, _ voice: Voice, _ out: inout TerminalText) {
    out.heading(voice(Self.sources))
    for source in requirement.sources {
      let mark = voice(source.verified ? SourcePiece.verified : SourcePiece.unverified)
      out.paragraph("\(SourcePiece.name(source, voice)) (\(mark))", indent: 6, mark: ("- ", 2))
      if let url = source.url, PageLink.web(url) != nil { out.verbatim(url, indent: 6) }
    }
  }

  private static func examples(_ requirement: Requirement, _ voice: Voice, _ out: inout TerminalText) {
    guard !requirement.examples.isEmpty else { return }
    out.heading(voice(Self.examples))
    for example in requirement.examples {
      let word = Self.word(example.expectation)
      let tone = Tone(word)
      out.blank()
      out.paragraph(
        "\(voice(OutcomeWords.word(word))): \(example.title)", indent: 6, mark: (out.styled(tone.mark, tone.style) + " ", 2), styles: [.bold])
      for fence in example.fences {
        for line in Prose.lines(of: fence.text) { out.verbatim(line, indent: 8) }
      }
      if let finding = example.finding { out.paragraph("→ \(voice(finding))", indent: 6) }
    }
  }

  private static func word(_ expectation: Example.Expectation) -> OutcomeWord {
    switch expectation {
    case .passed: .passed
    case .failed: .failed
    case .cantTell: .cantTell
    case .inapplicable: .inapplicable
    case .untested: .untested
    }
  }

  private static let statement = Wording("explain.statement", id: "YANG DIMINTA", en: "WHAT IT DEMANDS")
  private static let rationale = Wording("explain.rationale", id: "ALASAN", en: "WHY")
  private static let remedy = Wording("explain.remedy", id: "CARA MEMPERBAIKI", en: "HOW TO REPAIR IT")
  private static let verification = Wording("explain.verification", id: "CARA MENGUJI", en: "HOW IT IS TESTED")
  private static let sources = Wording("explain.sources", id: "DASAR ATURAN", en: "WHO SAYS SO")
  private static let examples = Wording("explain.examples", id: "CONTOH", en: "EXAMPLES")
  private static let critical = Wording("explain.critical", id: "kritis", en: "critical")
  private static let dimension = Wording("explain.dimension", id: "bidang {code}", en: "area {code}")
  private static let since = Wording("explain.since", id: "sejak {version}", en: "since {version}")
  private static let types = Wording("explain.types", id: "untuk {types}", en: "for {types}")
  private static let safety = Wording("explain.safety", id: "Kelas pengujian: {class}.", en: "Class of testing: {class}.")
  private static let all = Wording("explain.all", id: "semua:", en: "all of:")
  private static let any = Wording("explain.any", id: "salah satu:", en: "any of:")
  private static let attested = Wording(
    "explain.attested", id: "dinilai petugas dari dokumen: {what}", en: "judged by a person on a document: {what}")

  static let wordings = [
    statement, rationale, remedy, verification, sources, examples, critical, dimension, since, types, safety, all, any, attested,
  ]
}

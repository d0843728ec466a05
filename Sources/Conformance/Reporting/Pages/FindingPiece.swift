import Documents
import Model

/// One finding: the sentence, what was expected and received, where, the evidence, the command that repeats it, who has to act.
struct FindingPiece {
  let view: ResultView
  let voice: Voice
  let finding: Finding
  let anchor: String
  let isQuoted: Bool
  let isOpen: Bool
  let room: Room

  var markup: Markup {
    tag(.div, .class("finding"), .id(anchor)) {
      tag(.p, .class("says")) { sentence }
      Piece.facts(facts)
      if isQuoted { quotes }
    }
  }

  private var sentence: String { Self.sentence(finding, voice) }

  /// Parameters are clipped and masked: they come from answers and contracts.
  static func sentence(_ finding: Finding, _ voice: Voice) -> String {
    voice(finding.wording, finding.parameters.mapValues { shown($0) })
  }

  private static func shown(_ value: String) -> String {
    VisibleText.oneLine(VisibleText.clipped(Masking.identifiers(in: VisibleText.clipped(value, bytes: 320)), bytes: 300))
  }

  private var facts: [(name: String, value: [Markup])] {
    let location = finding.location
    var rows: [(name: String, value: [Markup])] = []
    for (names, title) in [(["expected", "allowed"], Self.expected), (["actual", "received", "found"], Self.received)] {
      if let value = names.lazy.compactMap({ finding.parameters[$0] }).first { rows.append((voice(title), [Piece.code(Self.shown(value))])) }
    }
    if let operation = location.operation { rows.append((voice(Self.operation), [Piece.code(operation)])) }
    if let environment = location.environment { rows.append((voice(Self.environment), [.text(voice(StandardWords.environment(environment)))])) }
    if let pointer = location.responsePointer {
      rows.append((voice(Self.response), pointer.tokens.isEmpty ? [.text(voice(Self.wholeBody))] : [Piece.code(pointer.description)]))
    }
    if let position = location.contractPosition { rows.append((voice(Self.contract), [Piece.code(position.description)])) }
    if let pointer = location.contractPointer { rows.append((voice(Self.contractPointer), [Piece.code("#\(pointer)")])) }
    if let observation = location.observation { rows.append((voice(Self.observation), [reference(observation)])) }
    rows.append((voice(Self.actor), [.text(voice(StandardWords.attribution(finding.attribution)))]))
    return rows
  }

  /// A link to the row in the list of evidence, where that row is on the page.
  private func reference(_ observation: String) -> Markup {
    guard let row = view.observations.prefix(room.observations).first(where: { $0.id == observation || $0.step == observation }) else {
      return Piece.code(observation)
    }
    return tag(.a, .href(.inside(row.id))) { Piece.code(row.id) }
  }

  @MarkupBuilder private var quotes: [Markup] {
    let excerpt = view.excerpt(finding, bodyBytes: room.bodyBytes)
    let curl = view.curl(finding)
    if excerpt != nil || curl != nil {
      tag(.details, all: isOpen ? [.open] : []) {
        tag(.summary) { voice(Self.evidence) }
        if let excerpt { Piece.quote(excerpt, label: voice(Self.evidence)) }
        if let curl {
          tag(.p, .class("note")) { voice(Self.again) }
          Piece.quote(VisibleText.clipped(curl, bytes: 1500), label: voice(Self.command))
        }
      }
    }
  }

  /// Places in the page, from fingerprints; equal fingerprints get a number, so that each id is there once.
  static func anchors(_ findings: [Finding], requirement: String) -> [String] {
    var seen: [String: Int] = [:]
    return findings.map { finding in
      let name = "f-\(requirement)-\(String(decoding: Fingerprint.of(finding, requirement: requirement).utf8.prefix(10), as: UTF8.self))"
      let count = (seen[name] ?? 0) + 1
      seen[name] = count
      return count == 1 ? name : "\(name)-\(count)"
    }
  }

  private static let expected = Wording("finding.expected", id: "Diharapkan", en: "Expected")
  private static let received = Wording("finding.received", id: "Diterima", en: "Received")
  private static let operation = Wording("finding.operation", id: "Operasi", en: "Operation")
  private static let environment = Wording("finding.environment", id: "Lingkungan", en: "Environment")
  private static let response = Wording("finding.response", id: "Letak di jawaban", en: "Place in answer")
  private static let wholeBody = Wording("finding.wholeBody", id: "seluruh isi jawaban", en: "the whole body")
  private static let contract = Wording("finding.contract", id: "Baris kontrak", en: "Contract line")
  private static let contractPointer = Wording("finding.contractPointer", id: "Letak di kontrak", en: "Place in contract")
  private static let observation = Wording("finding.observation", id: "Nomor bukti", en: "Evidence number")
  private static let actor = Wording("finding.actor", id: "Yang perlu bertindak", en: "Who has to act")
  private static let evidence = Wording("finding.evidence", id: "Kutipan bukti", en: "Evidence")
  private static let command = Wording("finding.command", id: "Perintah untuk mengulang", en: "Command to repeat it")
  private static let again = Wording(
    "finding.again", id: "Ulangi sendiri (isi TOKEN dengan kredensial uji Anda bila diperlukan):",
    en: "Repeat it yourself (set TOKEN to your test credential where one is needed):")

  static let wordings = [
    expected, received, operation, environment, response, wholeBody, contract, contractPointer, observation, actor, evidence, command, again,
  ]
}

/// A source of a requirement: name, section, link, and whether we have read the clause in full.
enum SourcePiece {
  @MarkupBuilder static func markup(_ source: Source, _ voice: Voice) -> [Markup] {
    if let link = source.url.flatMap(PageLink.web) {
      tag(.a, .href(link), .external) { name(source, voice) }
    } else {
      name(source, voice)
    }
    " "
    Piece.badge(voice(source.verified ? verified : unverified), source.verified ? .passed : .unsure)
  }

  static func name(_ source: Source, _ voice: Voice) -> String {
    guard let section = source.section else { return source.name }
    // `15.5` needs the word "section" before it, `Pasal 35` says by itself what it is.
    let isNumber = section.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    return isNumber ? voice(numbered, ["name": source.name, "section": section]) : "\(source.name), \(section)"
  }

  private static let numbered = Wording("source.numbered", id: "{name}, bagian {section}", en: "{name}, section {section}")
  static let verified = Wording("source.verified", id: "naskah sudah dibaca lengkap", en: "clause read in full")
  static let unverified = Wording("source.unverified", id: "naskah belum diperiksa", en: "clause not yet read")

  static let wordings = [numbered, verified, unverified]
}

import Documents
import Model

/// The Markdown behind the front matter: sections by heading, examples with their fences and exact findings.
struct DossierBody {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var examples: [Example] = []
  private(set) var alwaysApplies: Bilingual?
  private var sections: [String: String] = [:]
  private static let names = ["Pernyataan", "Statement", "Alasan", "Rationale", "Perbaikan", "Remedy"]

  /// The two languages of a section; nil when one is missing (which is a diagnostic by then).
  func section(_ indonesian: String, _ english: String) -> Bilingual? {
    guard let id = sections[indonesian], let en = sections[english] else { return nil }
    return Bilingual(id: id, en: en)
  }

  init(_ lines: Lines, from first: Int) {
    var always: [String: String] = [:]
    var current: String?
    var draft: ExampleDraft?
    var at = first
    while at < lines.count {
      let line = lines[at]
      if line.hasPrefix("### ") {
        close(&draft)
        current = nil
        draft = open(line, lines.position(at))
      } else if line.hasPrefix("## ") {
        close(&draft)
        current = String(line.dropFirst(3)).trimmed
        if let current, !Self.names.contains(current) {
          diagnostics.append(Diagnostic(Self.unknownSection, ["name": current], at: lines.position(at)))
        }
      } else if line.hasPrefix("Selalu berlaku: ") {
        always["id"] = String(line.dropFirst("Selalu berlaku: ".count)).trimmed
      } else if line.hasPrefix("Always applies: ") {
        always["en"] = String(line.dropFirst("Always applies: ".count)).trimmed
      } else if draft != nil, line.hasPrefix("```") {
        at = readFence(lines, at, &draft)
        continue
      } else if draft != nil, line.hasPrefix("finding.id: ") {
        draft?.findingID = String(line.dropFirst("finding.id: ".count)).trimmed
      } else if draft != nil, line.hasPrefix("finding.en: ") {
        draft?.findingEN = String(line.dropFirst("finding.en: ".count)).trimmed
      } else if let current {
        sections[current, default: ""] += line + "\n"
      }
      at += 1
    }
    close(&draft)
    sections = sections.mapValues(\.trimmed).filter { !$0.value.utf8.isEmpty }
    for name in Self.names where sections[name] == nil {
      diagnostics.append(Diagnostic(Self.missingSection, ["name": name], at: lines.position(first)))
    }
    if let id = always["id"], let en = always["en"] { alwaysApplies = Bilingual(id: id, en: en) }
  }

  private struct ExampleDraft {
    let expectation: Example.Expectation
    let title: String
    let position: SourcePosition
    var fences: [Fence] = []
    var findingID: String?
    var findingEN: String?
  }

  private mutating func open(_ line: String, _ position: SourcePosition) -> ExampleDraft? {
    let parts = line.dropFirst(4).split(separator: ":", maxSplits: 1)
    let word = parts.first.map { String($0).trimmed } ?? ""
    guard let expectation = Example.Expectation(rawValue: word), parts.count == 2 else {
      diagnostics.append(Diagnostic(Self.badExample, ["text": String(line.dropFirst(4))], at: position))
      return nil
    }
    return ExampleDraft(expectation: expectation, title: String(parts[1]).trimmed, position: position)
  }

  private mutating func close(_ draft: inout ExampleDraft?) {
    guard let done = draft else { return }
    draft = nil
    let finding = done.findingID.flatMap { id in done.findingEN.map { Bilingual(id: id, en: $0) } }
    examples.append(
      Example(expectation: done.expectation, title: done.title, fences: done.fences, finding: finding, position: done.position))
  }

  /// Reads a fence that opens at line `at`; the line after it is returned.
  private mutating func readFence(_ lines: Lines, _ at: Int, _ draft: inout ExampleDraft?) -> Int {
    let words = Self.words(String(lines[at].dropFirst(3)))
    var end = at + 1
    while end < lines.count, !lines[end].hasPrefix("```") { end += 1 }
    guard end < lines.count else {
      diagnostics.append(Diagnostic(Self.openFence, at: lines.position(at)))
      return end
    }
    guard let kind = words.first.flatMap(Fence.Kind.init(rawValue:)) else {
      diagnostics.append(Diagnostic(Self.badFence, ["kind": words.first ?? ""], at: lines.position(at)))
      return end + 1
    }
    var attributes: [String: String] = [:]
    for word in words.dropFirst() {
      let pair = word.split(separator: "=", maxSplits: 1)
      attributes[String(pair[0])] = pair.count == 2 ? String(pair[1]) : ""
    }
    let text = ((at + 1)..<end).map { lines[$0] }.joined(separator: "\n")
    draft?.fences.append(Fence(kind: kind, attributes: attributes, text: text, position: lines.position(at + 1)))
    return end + 1
  }

  /// Splits at blanks outside double quotes; the quotes go away.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: " "), !isQuoted {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      } else {
        word.append(byte)
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static let unknownSection = Wording(
    "dossier.unknownSection", id: "Bagian “## {name}” tidak dikenal.", en: "The section “## {name}” is not known.")
  private static let missingSection = Wording(
    "dossier.missingSection", id: "Bagian “## {name}” belum ada atau kosong.", en: "The section “## {name}” is missing or empty.")
  private static let badExample = Wording(
    "dossier.badExample", id: "Judul contoh “{text}” harus diawali Passed, Failed, CantTell, Inapplicable, atau Untested dan titik dua.",
    en: "The example heading “{text}” must begin with Passed, Failed, CantTell, Inapplicable or Untested and a colon.")
  private static let openFence = Wording("dossier.openFence", id: "Blok kode ini tidak ditutup.", en: "This fence is not closed.")
  private static let badFence = Wording(
    "dossier.badFence", id: "Blok “{kind}” tidak dikenal; yang dikenal: http, openapi, registry, handshake.",
    en: "The fence “{kind}” is not known; known are http, openapi, registry, handshake.")
  static let wordings = [unknownSection, missingSection, badExample, openFence, badFence]
}

import Documents
import Model
import Reading

/// Reads our own files strictly: one version, no unknown member, no name twice; every fault at its line and column.
enum StrictRecord {
  /// Far above what one subject's run writes: an end for a file that is not ours.
  static let limits = DocumentLimits(bytes: 256 << 20, depth: 100, nodes: 20_000_000, aliasNodes: 0)

  /// - `line`: the number of the first line of `bytes` in its file.
  static func read<Value>(
    _ bytes: [UInt8], file: String, line: Int, _ body: (inout MemberReader) -> Value?
  ) throws(WorkspaceFault) -> Value {
    let document: Document
    do { document = try JSONReader.read(bytes, file: file, limits: limits) } catch { throw WorkspaceFault(.damaged, [moved(error, line)]) }
    var diagnostics = document.duplicateNames.map { Diagnostic(duplicate, ["name": $0.name], at: $0.position) }
    var reader = MemberReader(document.root)
    let value = body(&reader)
    // A version that is not known explains every other fault, so it stands alone.
    if let version = reader.diagnostics.first(where: { $0.wording == unknownVersion }) { throw WorkspaceFault(.damaged, [moved(version, line)]) }
    reader.refuseUnknown()
    diagnostics += reader.diagnostics
    guard let value, diagnostics.isEmpty else {
      let reasons = diagnostics.isEmpty ? [Diagnostic(unreadable, at: document.root.position)] : diagnostics
      throw WorkspaceFault(.damaged, reasons.map { moved($0, line) })
    }
    return value
  }

  static func version(_ reader: inout MemberReader) {
    guard let number = reader.integer("formatVersion"), number != 1 else { return }
    reader.note(Diagnostic(unknownVersion, ["version": String(number)], at: reader.node["formatVersion"]?.position))
  }

  private static func moved(_ diagnostic: Diagnostic, _ line: Int) -> Diagnostic {
    guard line > 1, let place = diagnostic.position else { return diagnostic }
    return Diagnostic(
      diagnostic.wording, diagnostic.parameters, at: SourcePosition(file: place.file, line: place.line + line - 1, column: place.column),
      pointer: diagnostic.pointer, severity: diagnostic.severity)
  }

  /// The beginning of a text that may be anything, without what would break the line of a message.
  static func shown(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(60) { shown.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar) }
    return String(shown) + (text.unicodeScalars.count > 60 ? "…" : "")
  }

  static let badValue = Wording(
    "record.value", id: "“{value}” pada “{name}” tidak dikenal; berkas ini rusak atau diubah.",
    en: "“{value}” in “{name}” is not known; this file is damaged or was changed.")
  private static let unknownVersion = Wording(
    "record.formatVersion",
    id: "Berkas ini memakai formatVersion {version}, sedangkan selaras ini hanya mengenal 1; pakai versi selaras yang menulisnya.",
    en: "This file has formatVersion {version}, and this selaras knows only 1; use the version of selaras that wrote it.")
  private static let duplicate = Wording(
    "record.duplicate", id: "Anggota “{name}” ada dua kali; berkas ini rusak atau diubah.",
    en: "The member “{name}” is there twice; this file is damaged or was changed.")
  private static let unreadable = Wording(
    "record.unreadable", id: "Isi di sini tidak lengkap; berkas ini rusak atau diubah.",
    en: "What stands here is incomplete; this file is damaged or was changed.")
  static let wordings = [badValue, unknownVersion, duplicate, unreadable]
}

extension MemberReader {
  /// Reads an object within, strictly; its faults become this reader's.
  mutating func object<Value>(_ node: Node, _ body: (inout MemberReader) -> Value?) -> Value? {
    var inner = MemberReader(node)
    let value = body(&inner)
    inner.refuseUnknown()
    note(contentsOf: inner.diagnostics)
    return inner.diagnostics.isEmpty ? value : nil
  }

  mutating func object<Value>(_ name: String, required isRequired: Bool = true, _ body: (inout MemberReader) -> Value?) -> Value? {
    guard let node = isRequired ? required(name) : node(name) else { return nil }
    return object(node, body)
  }

  mutating func objects<Value>(_ name: String, _ body: (inout MemberReader) -> Value?) -> [Value] {
    array(name).compactMap { object($0, body) }
  }

  /// A text that a domain type reads back, such as a moment or a digest.
  mutating func text<Value>(_ name: String, required isRequired: Bool = true, _ read: (String) -> Value?) -> Value? {
    guard let text = string(name, required: isRequired) else { return nil }
    if let value = read(text) { return value }
    note(Diagnostic(StrictRecord.badValue, ["name": name, "value": StrictRecord.shown(text)], at: node[name]?.position))
    return nil
  }

  mutating func requiredBoolean(_ name: String) -> Bool? {
    guard let value = required(name) else { return nil }
    if value.boolean == nil { wrong(value, name, expected: "boolean") }
    return value.boolean
  }
}

extension JSONValue {
  /// An object without the members that are nil.
  static func record(_ members: [String: JSONValue?]) -> JSONValue { .object(members.compactMapValues { $0 }) }
  static func text(_ value: String?) -> JSONValue? { value.map(JSONValue.string) }
  static func texts(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

  /// One line, without the line feed.
  var line: [UInt8] { Array(text(pretty: false).utf8) }
  /// A file of its own.
  var file: [UInt8] { Array((text(pretty: true) + "\n").utf8) }
}

package import Documents
package import Model

/// Reads the members of one mapping, strictly: every wrong type, missing or unknown member is a diagnostic at its place.
///
/// A reader that ends with diagnostics has no value; nothing is guessed.
package struct MemberReader {
  package let node: Node
  package private(set) var diagnostics: [Diagnostic] = []
  private var known: [String] = []

  package init(_ node: Node) {
    self.node = node
    if node.kind != .object { diagnostics.append(Diagnostic(Self.notObject, at: node.position, pointer: node.pointer)) }
  }

  package mutating func note(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  package mutating func note(contentsOf more: [Diagnostic]) { diagnostics += more }

  /// The member, present or not; marks the name as known.
  package mutating func node(_ name: String) -> Node? {
    known.append(name)
    guard let value = node[name], value.kind != .null else { return nil }
    return value
  }

  package mutating func required(_ name: String) -> Node? {
    if let value = node(name) { return value }
    diagnostics.append(Diagnostic(Self.missing, ["name": name], at: node.position, pointer: node.pointer))
    return nil
  }

  package mutating func string(_ name: String, required isRequired: Bool = true) -> String? {
    guard let value = isRequired ? required(name) : node(name) else { return nil }
    if let text = value.string { return text }
    wrong(value, name, expected: "string")
    return nil
  }

  package mutating func integer(_ name: String, required isRequired: Bool = true) -> Int? {
    guard let value = isRequired ? required(name) : node(name) else { return nil }
    if let number = value.integer { return number }
    wrong(value, name, expected: "integer")
    return nil
  }

  package mutating func boolean(_ name: String, default fallback: Bool) -> Bool {
    guard let value = node(name) else { return fallback }
    if let truth = value.boolean { return truth }
    wrong(value, name, expected: "boolean")
    return fallback
  }

  package mutating func array(_ name: String, required isRequired: Bool = true) -> [Node] {
    guard let value = isRequired ? required(name) : node(name) else { return [] }
    guard value.kind == .array else {
      wrong(value, name, expected: "array")
      return []
    }
    return Array(value.elements)
  }

  package mutating func strings(_ name: String, required isRequired: Bool = true) -> [String] {
    var texts: [String] = []
    for element in array(name, required: isRequired) {
      if let text = element.string { texts.append(text) } else { wrong(element, name, expected: "string") }
    }
    return texts
  }

  /// A word of a closed list.
  package mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type, required isRequired: Bool = true) -> Word?
  where Word.RawValue == String {
    guard let value = isRequired ? required(name) : node(name) else { return nil }
    guard let text = value.string else {
      wrong(value, name, expected: "string")
      return nil
    }
    guard let word = Word(rawValue: text) else {
      let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
      diagnostics.append(
        Diagnostic(Self.unknownWord, ["name": name, "value": text, "allowed": allowed], at: value.position, pointer: value.pointer))
      return nil
    }
    return word
  }

  package mutating func bilingual(_ name: String, required isRequired: Bool = true) -> Bilingual? {
    guard let value = isRequired ? required(name) : node(name) else { return nil }
    var inner = MemberReader(value)
    let id = inner.string("id")
    let en = inner.string("en")
    inner.refuseUnknown()
    diagnostics += inner.diagnostics
    guard let id, let en else { return nil }
    return Bilingual(id: id, en: en)
  }

  /// Says so about every member that nobody asked for, except `x-` ones.
  package mutating func refuseUnknown() {
    guard node.kind == .object else { return }
    for (name, value) in node.members where !name.hasPrefix("x-") && !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      diagnostics.append(
        Diagnostic(Self.unknownMember, ["name": name], at: node.namePosition(name) ?? value.position, pointer: value.pointer))
    }
  }

  package mutating func wrong(_ value: Node, _ name: String, expected: String) {
    diagnostics.append(
      Diagnostic(
        Self.wrongType, ["name": name, "expected": expected, "actual": "\(value.kind)"], at: value.position, pointer: value.pointer))
  }

  private static let notObject = Wording(
    "file.notObject", id: "Di sini harus ada pasangan nama dan nilai (objek).", en: "A mapping of names to values (an object) is needed here.")
  private static let missing = Wording("file.missing", id: "Anggota “{name}” wajib ada.", en: "The member “{name}” is missing.")
  private static let wrongType = Wording(
    "file.wrongType", id: "“{name}” harus bertipe {expected}, bukan {actual}.", en: "“{name}” must be of type {expected}, not {actual}.")
  private static let unknownWord = Wording(
    "file.unknownWord", id: "“{name}” tidak mengenal nilai “{value}”; yang dikenal: {allowed}.",
    en: "“{name}” does not know the value “{value}”; it knows: {allowed}.")
  private static let unknownMember = Wording(
    "file.unknownMember", id: "Anggota “{name}” tidak dikenal; periksa ejaannya.", en: "The member “{name}” is not known; check its spelling.")
  package static let wordings = [notObject, missing, wrongType, unknownWord, unknownMember]
}

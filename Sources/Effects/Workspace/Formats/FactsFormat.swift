import Documents
import Model
import Reading

/// What was read off the true bytes of a body, and what was replaced in the kept ones.
enum FactsFormat {
  private enum Syntax: String, CaseIterable { case json, brokenJSON, html, text, binary }

  static func value(_ facts: BodyFacts) -> JSONValue {
    .record([
      "syntax": facts.syntax.map(syntax), "duplicateNames": .texts(facts.duplicateNames.map(\.description)),
      "typedValues": .array(facts.typedValues.map(typedValue)), "leaks": .texts(facts.leaks),
      "identifierLikeCount": .integer(facts.identifierLikeCount),
    ])
  }

  static func read(_ reader: inout MemberReader) -> BodyFacts? {
    let syntax = reader.object("syntax", required: false, readSyntax)
    let duplicates = readPointers("duplicateNames", &reader)
    let typed = reader.objects("typedValues", readTypedValue)
    let leaks = reader.strings("leaks")
    guard let count = reader.integer("identifierLikeCount") else { return nil }
    return BodyFacts(syntax: syntax, duplicateNames: duplicates, typedValues: typed, leaks: leaks, identifierLikeCount: count)
  }

  private static func syntax(_ syntax: BodySyntax) -> JSONValue {
    func plain(_ word: Syntax) -> JSONValue { .object(["kind": .string(word.rawValue)]) }
    return switch syntax {
    case .json: plain(.json)
    case .brokenJSON(let code, let offset):
      .object(["kind": .string(Syntax.brokenJSON.rawValue), "code": .string(code), "offset": .integer(offset)])
    case .html: plain(.html)
    case .text: plain(.text)
    case .binary: plain(.binary)
    }
  }

  private static func readSyntax(_ reader: inout MemberReader) -> BodySyntax? {
    guard let kind = reader.word("kind", Syntax.self) else { return nil }
    switch kind {
    case .json: return .json
    case .brokenJSON:
      let code = reader.string("code")
      let offset = reader.integer("offset")
      guard let code, let offset else { return nil }
      return .brokenJSON(code: code, offset: offset)
    case .html: return .html
    case .text: return .text
    case .binary: return .binary
    }
  }

  private static func readPointers(_ name: String, _ reader: inout MemberReader) -> [JSONPointer] {
    var pointers: [JSONPointer] = []
    for element in reader.array(name) {
      if let pointer = element.string.flatMap({ JSONPointer($0) }) {
        pointers.append(pointer)
      } else {
        reader.wrong(element, name, expected: "JSON Pointer")
      }
    }
    return pointers
  }

  private static func typedValue(_ value: TypedValue) -> JSONValue {
    .record([
      "pointer": .string(value.pointer.description), "type": .string(value.type), "basis": .string(value.basis), "kind": .string(value.kind),
      "brokenRule": .text(value.brokenRule), "synthetic": .bool(value.isSynthetic),
    ])
  }

  private static func readTypedValue(_ reader: inout MemberReader) -> TypedValue? {
    let pointer = reader.text("pointer") { JSONPointer($0) }
    let type = reader.string("type")
    let basis = reader.string("basis")
    let kind = reader.string("kind")
    let broken = reader.string("brokenRule", required: false)
    let isSynthetic = reader.requiredBoolean("synthetic")
    guard let pointer, let type, let basis, let kind, let isSynthetic else { return nil }
    return TypedValue(pointer: pointer, type: type, basis: basis, kind: kind, brokenRule: broken, isSynthetic: isSynthetic)
  }

  static func redaction(_ redaction: Redaction) -> JSONValue {
    .object(["pointer": .string(redaction.pointer.description), "type": .string(redaction.type), "keyedDigest": .string(redaction.keyedDigest)])
  }

  static func readRedaction(_ reader: inout MemberReader) -> Redaction? {
    let pointer = reader.text("pointer") { JSONPointer($0) }
    let type = reader.string("type")
    let digest = reader.string("keyedDigest")
    guard let pointer, let type, let digest else { return nil }
    return Redaction(pointer: pointer, type: type, keyedDigest: digest)
  }
}

package import Documents
import Reading

/// One change to a JSON tree: `add`, `replace` or `remove` of RFC 6902 §4.
package struct PatchOperation: Sendable {
  package enum Verb: String, Sendable, Hashable, CaseIterable { case add, replace, remove }
  package let verb: Verb
  package let path: JSONPointer
  /// What is added or put instead; nil for `remove` only.
  package let value: OrderedJSON?
  package let position: SourcePosition?

  package init(_ verb: Verb, _ path: JSONPointer, _ value: OrderedJSON? = nil, at position: SourcePosition? = nil) {
    self.verb = verb
    self.path = path
    self.value = value
    self.position = position
  }

  /// Reads `{ op, path, value }`, strictly.
  static func read(_ node: Node, _ outer: inout MemberReader) -> PatchOperation? {
    var reader = MemberReader(node)
    let verb = reader.word("op", Verb.self)
    let text = reader.string("path")
    // `value: null` is a value; the reader's look-ups take null for absent.
    _ = reader.node("value")
    let value = node["value"]
    reader.refuseUnknown()
    let path = text.flatMap { JSONPointer($0) }
    if let text, path == nil { reader.note(Diagnostic(Patch.badPointer, ["path": text], at: node["path"]?.position)) }
    if let verb, node.kind == .object, (verb == .remove) != (value == nil) {
      reader.note(Diagnostic(verb == .remove ? Patch.needless : Patch.valueMissing, ["op": verb.rawValue], at: (value ?? node).position))
    }
    outer.note(contentsOf: reader.diagnostics)
    guard let verb, let path, reader.diagnostics.isEmpty else { return nil }
    return PatchOperation(verb, path, value.map(OrderedJSON.init), at: node.position)
  }
}

/// Applies changes to trees, all or none (RFC 6902 §5).
package enum Patch {
  package static func apply(_ operations: [PatchOperation], to tree: OrderedJSON) throws(Diagnostic) -> OrderedJSON {
    var result = tree
    for operation in operations { result = try apply(operation, to: result) }
    return result
  }

  private static func apply(_ operation: PatchOperation, to tree: OrderedJSON) throws(Diagnostic) -> OrderedJSON {
    let tokens = operation.path.tokens[...]
    guard let changed = change(tree, tokens, operation) else {
      throw Diagnostic(noTarget, ["path": operation.path.description, "op": operation.verb.rawValue], at: operation.position, pointer: nil)
    }
    return changed
  }

  /// The tree with the change made; nil where the path leads nowhere.
  private static func change(_ tree: OrderedJSON, _ tokens: ArraySlice<String>, _ operation: PatchOperation) -> OrderedJSON? {
    guard let token = tokens.first else { return operation.value }
    let rest = tokens.dropFirst()
    switch tree {
    case .object(var members):
      let index = members.firstIndex { $0.name.utf8.elementsEqual(token.utf8) }
      guard let index else {
        guard rest.isEmpty, operation.verb == .add, let value = operation.value else { return nil }
        return .object(members + [OrderedJSON.Member(name: token, value: value)])
      }
      if rest.isEmpty, operation.verb == .remove {
        members.remove(at: index)
      } else {
        guard let value = change(members[index].value, rest, operation) else { return nil }
        members[index].value = value
      }
      return .object(members)
    case .array(var elements):
      guard let index = number(token, count: elements.count) else { return nil }
      if rest.isEmpty, operation.verb == .add, let value = operation.value {
        elements.insert(value, at: index)
        return .array(elements)
      }
      guard index < elements.count else { return nil }
      if rest.isEmpty, operation.verb == .remove {
        elements.remove(at: index)
      } else {
        guard let value = change(elements[index], rest, operation) else { return nil }
        elements[index] = value
      }
      return .array(elements)
    case .null, .bool, .number, .string: return nil
    }
  }

  /// Digits without a leading zero, up to `count`; `-` is the place behind the last element (RFC 6901 §4).
  private static func number(_ token: String, count: Int) -> Int? {
    if token.utf8.elementsEqual("-".utf8) { return count }
    let digits = Array(token.utf8)
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.count == 1 || digits[0] != 0x30 else { return nil }
    return Int(token).flatMap { $0 <= count ? $0 : nil }
  }

  static let badPointer = Wording(
    "patch.pointer", id: "“{path}” bukan JSON Pointer; tulis misalnya /info/contact.",
    en: "“{path}” is no JSON Pointer; write for example /info/contact.")
  static let valueMissing = Wording("patch.valueMissing", id: "Operasi {op} memerlukan “value”.", en: "The operation {op} needs a “value”.")
  static let needless = Wording("patch.needlessValue", id: "Operasi {op} tidak memakai “value”.", en: "The operation {op} takes no “value”.")
  static let noTarget = Wording(
    "patch.noTarget", id: "Operasi {op} tidak dapat dipasang: “{path}” tidak ada.",
    en: "The operation {op} cannot be applied: “{path}” does not exist.")
  static let wordings = [badPointer, valueMissing, needless, noTarget]
}

import Documents

/// The keywords of one schema object, read by the shape that the drafts demand; throws at the place of one that has another.
struct SchemaKeywords {
  let node: Node

  func wrong(_ value: Node, _ name: String, _ expected: String) -> Diagnostic { SchemaDiagnostics.wrong(value, name, expected) }

  func flag(_ name: String) throws(Diagnostic) -> Bool {
    guard let value = node[name] else { return false }
    guard let flag = value.boolean else { throw wrong(value, name, "true / false") }
    return flag
  }

  /// A count: whole and not negative (`2.0` counts too).
  func count(_ name: String) throws(Diagnostic) -> Int? {
    guard let value = node[name] else { return nil }
    guard let decimal = value.decimal, decimal.isInteger, !decimal.isNegative || decimal.isZero else { throw wrong(value, name, "integer ≥ 0") }
    return decimal.integer ?? Int.max
  }

  func bound(_ name: String) throws(Diagnostic) -> Bound? {
    guard let value = node[name] else { return nil }
    guard let decimal = value.decimal, let text = value.numberText else { throw wrong(value, name, "number") }
    return Bound(decimal: decimal, integer: decimal.integer, text: text)
  }

  func object(_ name: String) throws(Diagnostic) -> [(name: String, value: Node)] {
    guard let value = node[name] else { return [] }
    guard value.kind == .object else { throw wrong(value, name, "object") }
    return Array(value.members)
  }

  func list(_ name: String) throws(Diagnostic) -> [Node] {
    guard let value = node[name] else { return [] }
    guard value.kind == .array else { throw wrong(value, name, "array") }
    return Array(value.elements)
  }

  func names(_ name: String) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for element in try list(name) {
      guard let text = element.string else { throw wrong(element, name, "array: string") }
      names.append(text)
    }
    return names
  }

  func text(_ name: String) throws(Diagnostic) -> String? {
    guard let value = node[name] else { return nil }
    guard let text = value.string else { throw wrong(value, name, "string") }
    return text
  }

  /// - `severalAllowed`: OpenAPI 3.0 has one type, and no `null` (OAS 3.0.4 §4.7.24.1).
  func types(severalAllowed: Bool) throws(Diagnostic) -> TypeSet? {
    guard let value = node["type"] else { return nil }
    guard value.kind == .string || (value.kind == .array && severalAllowed) else {
      throw wrong(value, "type", severalAllowed ? "string / array" : "string")
    }
    var set: TypeSet = []
    for name in value.kind == .array ? Array(value.elements) : [value] {
      guard let text = name.string else { throw wrong(name, "type", "string") }
      guard let type = TypeSet(name: text), severalAllowed || type != .null else {
        throw Diagnostic(SchemaDiagnostics.unknownType, ["type": text], at: name.position, pointer: name.pointer)
      }
      set.formUnion(type)
    }
    return set
  }
}

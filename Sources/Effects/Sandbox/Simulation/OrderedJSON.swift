package import Documents

/// A JSON value with its members in their written order, and able to hold a name twice: what the sandbox changes and serves.
package indirect enum OrderedJSON: Sendable {
  case null
  case bool(Bool)
  /// By its text.
  case number(String)
  case string(String)
  case array([OrderedJSON])
  case object([Member])

  package struct Member: Sendable {
    package let name: String
    package var value: OrderedJSON
    package init(name: String, value: OrderedJSON) {
      self.name = name
      self.value = value
    }
  }

  package init(_ node: Node) {
    switch node.kind {
    case .null: self = .null
    case .boolean: self = .bool(node.boolean ?? false)
    case .number: self = .number(node.numberText ?? "0")
    case .string: self = .string(node.string ?? "")
    case .array: self = .array(node.elements.map(OrderedJSON.init))
    case .object: self = .object(node.members.map { Member(name: $0.name, value: OrderedJSON($0.value)) })
    }
  }

  package static func member(_ name: String, _ value: OrderedJSON) -> Member { Member(name: name, value: value) }

  /// The first member of that name.
  package subscript(_ name: String) -> OrderedJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  var elements: [OrderedJSON] { if case .array(let elements) = self { elements } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var isObject: Bool { if case .object = self { true } else { false } }

  /// Puts a member in the place of the first one of its name, else behind the others; nothing for what is no object.
  mutating func set(_ name: String, _ value: OrderedJSON) {
    guard case .object(var members) = self else { return }
    if let index = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      members[index].value = value
    } else {
      members.append(Member(name: name, value: value))
    }
    self = .object(members)
  }

  /// Two blanks a level when pretty; no line end at the end.
  package func bytes(pretty: Bool) -> [UInt8] {
    var out: [UInt8] = []
    write(to: &out, pretty: pretty, indent: 0)
    return out
  }

  private func write(to out: inout [UInt8], pretty: Bool, indent: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .string(let text): Self.write(text, to: &out)
    case .array(let elements):
      Self.writeList(elements, "[]", to: &out, pretty: pretty, indent: indent) { $0.write(to: &$1, pretty: pretty, indent: indent + 1) }
    case .object(let members):
      Self.writeList(members, "{}", to: &out, pretty: pretty, indent: indent) { member, out in
        Self.write(member.name, to: &out)
        out += (pretty ? ": " : ":").utf8
        member.value.write(to: &out, pretty: pretty, indent: indent + 1)
      }
    }
  }

  private static func write(_ text: String, to out: inout [UInt8]) { out += JSONValue.string(text).text(pretty: false).utf8 }

  private static func writeList<Item>(
    _ items: [Item], _ brackets: String, to out: inout [UInt8], pretty: Bool, indent: Int, _ each: (Item, inout [UInt8]) -> Void
  ) {
    let breaks = pretty && !items.isEmpty
    func newLine(_ level: Int, _ out: inout [UInt8]) {
      out.append(0x0A)
      out += [UInt8](repeating: 0x20, count: level * 2)
    }
    out += brackets.utf8.prefix(1)
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if breaks { newLine(indent + 1, &out) }
      each(item, &out)
    }
    if breaks { newLine(indent, &out) }
    out += brackets.utf8.suffix(1)
  }
}

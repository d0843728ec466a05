/// A JSON value of our own making, written the same way every time: what we store and send, never what we received.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number by its text, for values that no Int holds.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A copy of a received value; the first of duplicate names wins.
  package init(_ node: Node) {
    switch node.kind {
    case .null: self = .null
    case .boolean: self = .bool(node.boolean ?? false)
    case .number: self = node.numberText.flatMap(Int.init).map(JSONValue.integer) ?? .number(node.numberText ?? "0")
    case .string: self = .string(node.string ?? "")
    case .array: self = .array(node.elements.map(JSONValue.init))
    case .object:
      self = .object(Dictionary(node.members.map { ($0.name, JSONValue($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Members sorted by UTF-8 bytes; two blanks a level when pretty; no line end at the end.
  package func text(pretty: Bool) -> String {
    var out: [UInt8] = []
    write(to: &out, pretty: pretty, indent: 0)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], pretty: Bool, indent: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .integer(let value): out += String(value).utf8
    case .number(let text): out += text.utf8
    case .string(let text): Self.write(text, to: &out)
    case .array(let elements):
      Self.writeList(elements, "[", "]", to: &out, pretty: pretty, indent: indent) { element, out in
        element.write(to: &out, pretty: pretty, indent: indent + 1)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.writeList(sorted, "{", "}", to: &out, pretty: pretty, indent: indent) { member, out in
        Self.write(member.key, to: &out)
        out += (pretty ? ": " : ":").utf8
        member.value.write(to: &out, pretty: pretty, indent: indent + 1)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], _ open: String, _ close: String, to out: inout [UInt8], pretty: Bool, indent: Int, _ each: (Item, inout [UInt8]) -> Void
  ) {
    out += open.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      if pretty { newLine(indent + 1, &out) }
      each(item, &out)
    }
    if pretty, !items.isEmpty { newLine(indent, &out) }
    out += close.utf8
  }

  private static func newLine(_ indent: Int, _ out: inout [UInt8]) {
    out.append(0x0A)
    out += [UInt8](repeating: 0x20, count: indent * 2)
  }

  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case 0x0A: out += "\\n".utf8
      case 0x0D: out += "\\r".utf8
      case 0x09: out += "\\t".utf8
      case 0..<0x20, 0x7F: out += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

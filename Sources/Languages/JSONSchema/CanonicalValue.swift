import Documents

/// Equal values give equal bytes (2020-12 core §4.2.2): numbers by value, members sorted, the first of equal names only.
enum CanonicalValue {
  static func bytes(of node: Node) -> [UInt8] {
    var out: [UInt8] = []
    write(node, to: &out)
    return out
  }

  /// Of a text that is no node.
  static func bytes(of text: String) -> [UInt8] {
    var out: [UInt8] = []
    write(text, to: &out)
    return out
  }

  /// Recursion is bounded by the depth that a document may have.
  private static func write(_ node: Node, to out: inout [UInt8]) {
    switch node.kind {
    case .null: out.append(UInt8(ascii: "n"))
    case .boolean: out.append(node.boolean == true ? UInt8(ascii: "t") : UInt8(ascii: "f"))
    case .number:
      guard let decimal = node.decimal else { return }
      out += "#\(decimal.isNegative && !decimal.isZero ? "-" : "")\(decimal.exponent):\(decimal.digits.count):".utf8
      out += decimal.digits
    case .string: write(node.string ?? "", to: &out)
    case .array:
      out += "[\(node.count):".utf8
      for element in node.elements { write(element, to: &out) }
    case .object:
      let sorted = node.members.enumerated().sorted { left, right in
        if left.element.name.utf8.elementsEqual(right.element.name.utf8) { return left.offset < right.offset }
        return left.element.name.utf8.lexicographicallyPrecedes(right.element.name.utf8)
      }
      var last: String?
      out.append(UInt8(ascii: "{"))
      for (_, (name, value)) in sorted {
        if let last, last.utf8.elementsEqual(name.utf8) { continue }
        last = name
        write(name, to: &out)
        write(value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to out: inout [UInt8]) {
    out += "\"\(text.utf8.count):".utf8
    out += text.utf8
  }
}

/// The values of `enum` or `const`, found by their canonical bytes.
struct ChoiceRule: Sendable {
  let isConstant: Bool
  let count: Int
  private let values: Set<[UInt8]>
  private let kinds: Set<Node.Kind>

  init(_ nodes: [Node], isConstant: Bool) {
    self.isConstant = isConstant
    count = nodes.count
    values = Set(nodes.map(CanonicalValue.bytes(of:)))
    kinds = Set(nodes.map(\.kind))
  }

  /// Whether some value is of that kind: if not, a big instance need not be looked at.
  func mayHold(_ kind: Node.Kind) -> Bool { kinds.contains(kind) }
  func holds(_ bytes: [UInt8]) -> Bool { values.contains(bytes) }
}

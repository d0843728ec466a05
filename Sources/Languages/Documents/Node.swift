/// One value inside a `Document`: a light handle, copied freely.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable, Hashable { case null, boolean, number, string, array, object }

  package let document: Document
  let index: Int32

  init(document: Document, index: Int32) {
    self.document = document
    self.index = index
  }

  var cell: Cell { document.cells[Int(index)] }

  package var kind: Kind { cell.kind }

  /// The decoded text; nil unless a string.
  package var string: String? { kind == .string ? document.tree.text(Int(index)) : nil }

  package var boolean: Bool? { kind == .boolean ? document.bytes[Int(cell.start)] == UInt8(ascii: "t") : nil }

  /// The number as written (YAML's other spellings in JSON's form); nil unless a number.
  package var numberText: String? { kind == .number ? document.tree.text(Int(index)) : nil }

  package var decimal: ExactDecimal? { numberText.flatMap(ExactDecimal.init) }

  /// The exact value of a number that is mathematically an integer and fits: `1.0` and `1e2` count.
  package var integer: Int? { decimal?.integer }

  /// Members or elements; 0 for scalars.
  package var count: Int { Int(cell.count) }

  /// The member of that name, compared by UTF-8 bytes; the first one where a name stands twice.
  package subscript(_ name: String) -> Node? {
    guard kind == .object else { return nil }
    let tree = document.tree
    var at = index + 1
    for _ in 0..<cell.count {
      if tree.isText(Int(at), name.utf8) { return Node(document: document, index: at + 1) }
      at = tree.cells[Int(at) + 1].next
    }
    return nil
  }

  package subscript(_ position: Int) -> Node? {
    guard kind == .array, position >= 0, position < count else { return nil }
    var at = index + 1
    for _ in 0..<position { at = document.cells[Int(at)].next }
    return Node(document: document, index: at)
  }

  package var members: Members { Members(node: self) }
  package var elements: Elements { Elements(node: self) }

  package var position: SourcePosition { document.tree.position(Int(index)) }

  /// Where the name of a member stands.
  package func namePosition(_ name: String) -> SourcePosition? { self[name].map { document.tree.position(Int($0.index) - 1) } }

  package var pointer: JSONPointer { document.tree.pointer(index) }

  /// Which bytes of a JSON text hold the value of a scalar, escapes included and quotes not; nil for YAML, arrays and objects.
  package var textRange: Range<Int>? {
    guard case .offsets = document.places, kind != .array, kind != .object else { return nil }
    return Int(cell.start)..<Int(cell.start + cell.length)
  }

  /// The value a pointer leads to from here.
  package func at(_ pointer: JSONPointer) -> Node? {
    var node = self
    for token in pointer.tokens {
      let next: Node?
      switch node.kind {
      case .object: next = node[token]
      case .array: next = Self.elementNumber(token).flatMap { node[$0] }
      default: next = nil
      }
      guard let next else { return nil }
      node = next
    }
    return node
  }

  /// Digits without a leading zero (RFC 6901 §4).
  private static func elementNumber(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ (0x30...0x39).contains($0) }), token.utf8.count == 1 || token.utf8.first != 0x30 else { return nil }
    return Int(token)
  }

  /// Where this node is inside its document: equal for equal handles only.
  package var identity: Int { Int(index) }
}

/// The members of an object in document order; nothing for other kinds.
package struct Members: Sequence, IteratorProtocol, Sendable {
  private let document: Document
  private var at: Int32
  private var left: Int32

  init(node: Node) {
    document = node.document
    at = node.index + 1
    left = node.kind == .object ? node.cell.count : 0
  }

  package mutating func next() -> (name: String, value: Node)? {
    guard left > 0 else { return nil }
    left -= 1
    let name = document.tree.text(Int(at))
    let value = Node(document: document, index: at + 1)
    at = document.cells[Int(at) + 1].next
    return (name, value)
  }
}

/// The elements of an array in order; nothing for other kinds.
package struct Elements: Sequence, IteratorProtocol, Sendable {
  private let document: Document
  private var at: Int32
  private var left: Int32

  init(node: Node) {
    document = node.document
    at = node.index + 1
    left = node.kind == .array ? node.cell.count : 0
  }

  package mutating func next() -> Node? {
    guard left > 0 else { return nil }
    left -= 1
    let value = Node(document: document, index: at)
    at = document.cells[Int(at)].next
    return value
  }
}

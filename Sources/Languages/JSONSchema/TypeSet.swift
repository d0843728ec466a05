import Documents

/// A set of JSON types as bits; `integer` beside `number`, for a number may be mathematically whole.
struct TypeSet: OptionSet, Sendable, Hashable {
  let rawValue: UInt8
  static let null = TypeSet(rawValue: 1)
  static let boolean = TypeSet(rawValue: 2)
  static let number = TypeSet(rawValue: 4)
  static let integer = TypeSet(rawValue: 8)
  static let string = TypeSet(rawValue: 16)
  static let array = TypeSet(rawValue: 32)
  static let object = TypeSet(rawValue: 64)
  static let all = TypeSet(rawValue: 127)

  private static let names: [(name: String, type: TypeSet)] = [
    ("null", .null), ("boolean", .boolean), ("number", .number), ("integer", .integer), ("string", .string), ("array", .array),
    ("object", .object),
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init?(name: String) {
    guard let known = Self.names.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
    self = known.type
  }

  /// The types of a value.
  init(_ instance: SchemaInstance) {
    switch instance.kind {
    case .null: self = .null
    case .boolean: self = .boolean
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    case .number: self = instance.isWholeNumber ? [.number, .integer] : .number
    }
  }

  /// `string / null`, as messages say it.
  var text: String { Self.names.filter { contains($0.type) }.map(\.name).joined(separator: " / ") }
}

/// What is validated: a node, or the name of a member of one.
struct SchemaInstance {
  let node: Node
  /// Set for a member's name: the node is then the object.
  let name: String?

  init(_ node: Node) {
    self.node = node
    name = nil
  }

  init(name: String, in node: Node) {
    self.node = node
    self.name = name
  }

  var kind: Node.Kind { name == nil ? node.kind : .string }
  var string: String? { name ?? node.string }

  /// JSON Schema 2020-12 core §4.2.3: 1.0 is an integer.
  var isWholeNumber: Bool {
    guard name == nil, let text = node.numberText else { return false }
    let isPlain = text.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
    return isPlain || node.decimal?.isInteger ?? false
  }
}

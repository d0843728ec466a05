import Documents

/// Local references: `#/components/…` inside the contract's own file, nothing else (OpenAPI 3.1.2, Reference Object).
struct References {
  private let document: Document

  init(_ document: Document) { self.document = document }

  enum Outcome {
    case found(Node)
    case unresolved
    case outside
    /// `#name`, which JSON Schema resolves by `$anchor` and we do not.
    case anchor
    case loop
  }

  func resolve(_ node: Node) -> Node? {
    if case .found(let target) = outcome(node) { target } else { nil }
  }

  func outcome(_ node: Node) -> Outcome {
    var current = node
    var seen: Set<Int> = []
    while let text = current["$ref"]?.string {
      guard seen.insert(current.identity).inserted else { return .loop }
      guard text.utf8.first == UInt8(ascii: "#") else { return .outside }
      if text.utf8.count > 1, text.utf8.dropFirst().first != UInt8(ascii: "/"), text.utf8.dropFirst().first != UInt8(ascii: "%") { return .anchor }
      guard let pointer = JSONPointer(fragment: text), let next = document.root.at(pointer) else { return .unresolved }
      current = next
    }
    return .found(current)
  }
}

extension Node {
  /// JSON equality (JSON Schema 2020-12 §4.2.2): numbers by exact value, objects by members in any order, strings by bytes.
  package func isEqual(to other: Node) -> Bool {
    var pairs = [(self, other)]
    while let (left, right) = pairs.popLast() {
      guard left.kind == right.kind, left.count == right.count else { return false }
      switch left.kind {
      case .null: continue
      case .boolean: guard left.boolean == right.boolean else { return false }
      case .number: guard left.decimal == right.decimal else { return false }
      case .string: guard let a = left.string, let b = right.string, a.utf8.elementsEqual(b.utf8) else { return false }
      case .array: pairs += zip(left.elements, right.elements).map { ($0, $1) }
      case .object:
        for (name, value) in left.members {
          guard let twin = right[name] else { return false }
          pairs.append((value, twin))
        }
      }
    }
    return true
  }
}

package import DataTypes
package import Documents

/// Finds fields of national types: in a contract's schemas, and in the values that answer them.
package enum InstanceTyping {
  /// Typed scalar values of an instance, in document order, each once. Annotation and format come from the schema beside the value,
  /// name hints from the nearest member name.
  package static func typedValues(instance: Node, schema: Node?, contract: Contract?) -> [(node: Node, field: TypedField)] {
    var walk = Walk(contract: contract)
    walk.visit(instance, schemas: schema.map { [$0] } ?? [], name: "", depth: 0)
    return walk.found
  }

  private struct Walk {
    let contract: Contract?
    var found: [(node: Node, field: TypedField)] = []
    /// Steps left, so that a hostile schema cannot multiply the work.
    var budget = 200_000

    mutating func visit(_ node: Node, schemas: [Node], name: String, depth: Int) {
      guard budget > 0, depth < 200 else { return }
      budget -= 1
      let flat = flattened(schemas)
      switch node.kind {
      case .object:
        for (member, value) in node.members { visit(value, schemas: flat.compactMap { property(member, of: $0) }, name: member, depth: depth + 1) }
      case .array:
        for element in node.elements { visit(element, schemas: flat.compactMap { $0["items"] }, name: name, depth: depth + 1) }
      case .string, .number:
        let annotation = flat.lazy.compactMap { $0["x-id-tipe"]?.string }.first
        let format = flat.lazy.compactMap { $0["format"]?.string }.first
        if let field = NationalTypes.type(annotation: annotation, format: format, name: name) { found.append((node, field)) }
      case .null, .boolean: break
      }
    }

    private func property(_ name: String, of schema: Node) -> Node? {
      if let known = schema["properties"]?[name] { return known }
      return schema["additionalProperties"].flatMap { $0.kind == .object ? $0 : nil }
    }

    /// The schemas themselves and everything they combine, references followed.
    private mutating func flattened(_ schemas: [Node]) -> [Node] {
      var flat: [Node] = []
      var waiting = schemas
      var seen: Set<Int> = []
      while let next = waiting.popLast(), budget > 0 {
        budget -= 1
        guard let schema = contract?.resolve(next) ?? (next["$ref"] == nil ? next : nil), seen.insert(schema.identity).inserted else { continue }
        flat.append(schema)
        for name in ["allOf", "anyOf", "oneOf"] { waiting += schema[name].map { Array($0.elements) } ?? [] }
      }
      return flat
    }
  }
}

package import DataTypes
package import Documents

/// A property of a contract's schema that has a national type.
package struct SchemaField: Sendable {
  package let name: String
  package let schema: Node
  package let field: TypedField
  package let operation: String
}

/// Walks the schemas that operations exchange.
package enum SchemaFields {
  /// Every typed property in parameters, request bodies and responses, each schema place once, in document order.
  package static func typed(in contract: Contract) -> [SchemaField] {
    var walk = Walk(contract: contract)
    for operation in contract.operations {
      for parameter in operation.parameters {
        if let schema = parameter.schema.flatMap(contract.resolve) {
          walk.note(parameter.name, schema, annotated: parameter.node, operation.key)
        }
      }
      for media in operation.requestBody?["content"].map({ Array($0.members) }) ?? [] {
        if let schema = media.value["schema"] { walk.visit(schema, operation.key) }
      }
      for response in operation.responses { for media in response.media { if let schema = media.schema { walk.visit(schema, operation.key) } } }
    }
    return walk.found
  }

  /// The typed properties of what one operation answers with, each schema place once.
  package static func inResponses(of operation: Operation, _ contract: Contract) -> [SchemaField] {
    var walk = Walk(contract: contract)
    for response in operation.responses { for media in response.media { if let schema = media.schema { walk.visit(schema, operation.key) } } }
    return walk.found
  }

  private struct Walk {
    let contract: Contract
    var found: [SchemaField] = []
    private var seen: Set<Int> = []
    private var noted: Set<Int> = []
    private var budget = 500_000

    init(contract: Contract) { self.contract = contract }

    mutating func note(_ name: String, _ schema: Node, annotated: Node?, _ operation: String) {
      let annotation = schema["x-id-tipe"]?.string ?? annotated?["x-id-tipe"]?.string
      guard let field = NationalTypes.type(annotation: annotation, format: schema["format"]?.string, name: name),
        noted.insert(schema.identity).inserted
      else { return }
      found.append(SchemaField(name: name, schema: schema, field: field, operation: operation))
    }

    mutating func visit(_ start: Node, _ operation: String) {
      var waiting = [start]
      while let next = waiting.popLast(), budget > 0 {
        budget -= 1
        guard let schema = contract.resolve(next), seen.insert(schema.identity).inserted else { continue }
        var inner: [Node] = []
        for (name, property) in schema["properties"].map({ Array($0.members) }) ?? [] {
          if let resolved = contract.resolve(property) { note(name, resolved, annotated: property, operation) }
          inner.append(property)
        }
        for name in ["items", "additionalProperties", "not"] { if let part = schema[name], part.kind == .object { inner.append(part) } }
        for name in ["allOf", "anyOf", "oneOf", "prefixItems"] { inner += schema[name].map { Array($0.elements) } ?? [] }
        waiting += inner.reversed()
      }
    }
  }
}

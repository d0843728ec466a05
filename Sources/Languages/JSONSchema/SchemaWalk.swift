import Documents

/// Goes through all schemas of a document, outer before inner. In a contract schemas stand anywhere, so there everything is walked
/// but data; elsewhere only what the keywords call a schema: an identifier inside `const` or an unknown keyword is none.
struct SchemaWalk {
  private let isOpenAPI: Bool
  private var waiting: [(node: Node, resource: Int)]

  init(_ start: SchemaPlace, isOpenAPI: Bool) {
    self.isOpenAPI = isOpenAPI
    waiting = [(start.node, start.resource)]
  }

  mutating func next() -> (Node, Int)? {
    while let next = waiting.popLast() {
      if next.node.kind == .object { return next }
      for element in next.node.elements { waiting.append((element, next.resource)) }
    }
    return nil
  }

  /// Queues the schemas inside one.
  mutating func push(_ place: SchemaPlace) {
    for (name, value) in place.node.members {
      if value.kind == .object, Self.maps.contains(name) || (isOpenAPI && Self.contractMaps.contains(name)) {
        for (_, schema) in value.members { waiting.append((schema, place.resource)) }
      } else if Self.schemas.contains(name) || (isOpenAPI && !Self.data.contains(name)) {
        waiting.append((value, place.resource))
      }
    }
  }

  private static let data: Set<String> = ["const", "default", "enum", "example", "examples"]
  private static let maps: Set<String> = ["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"]
  private static let schemas: Set<String> = [
    "additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "contentSchema", "else", "if", "items", "not", "oneOf",
    "prefixItems", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
  ]
  private static let contractMaps: Set<String> = [
    "callbacks", "content", "headers", "parameters", "pathItems", "paths", "requestBodies", "responses", "schemas", "webhooks",
  ]
}

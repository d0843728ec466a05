import Documents
import OpenAPI

/// A schema as its author meant it: references followed, and everything that `allOf` adds to it.
struct SchemaParts {
  private let parts: [Node]
  private let choices: [Node]

  init(_ schema: Node, _ contract: Contract) {
    parts = Self.gather([schema], contract, ["allOf"])
    choices = Self.gather([schema], contract, ["allOf", "anyOf", "oneOf"])
  }

  /// Every type named, by the schema or by one of its alternatives; empty when none is.
  var types: [String] {
    choices.compactMap { $0["type"] }.flatMap { type in type.string.map { [$0] } ?? type.elements.compactMap(\.string) }
  }

  func has(_ keyword: String) -> Bool { parts.contains { $0[keyword] != nil } }
  func hasAnywhere(_ keyword: String) -> Bool { choices.contains { $0[keyword] != nil } }
  func strings(_ keyword: String) -> [String] { choices.compactMap { $0[keyword]?.string } }
  func elements(_ keyword: String) -> [Node] { choices.flatMap { $0[keyword].map { Array($0.elements) } ?? [] } }

  /// Bounded, so that a hostile schema costs no more than a few hundred steps.
  private static func gather(_ start: [Node], _ contract: Contract, _ keywords: [String]) -> [Node] {
    var found: [Node] = []
    var seen: Set<Int> = []
    var waiting = start
    while let next = waiting.popLast(), seen.count < 300 {
      guard let schema = contract.resolve(next), seen.insert(schema.identity).inserted else { continue }
      found.append(schema)
      for keyword in keywords { waiting += schema[keyword].map { Array($0.elements) } ?? [] }
    }
    return found
  }
}

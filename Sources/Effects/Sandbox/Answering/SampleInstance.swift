import Documents
import OpenAPI

/// Makes the smallest instance of a schema; nil where the schema gives no certain one (a pattern, for example).
struct SampleInstance {
  private let contract: Contract
  /// Steps left, so that a schema that contains itself comes to an end.
  private var budget = 2000

  init(_ contract: Contract) { self.contract = contract }

  mutating func make(_ schema: Node) -> OrderedJSON? {
    budget -= 1
    guard budget > 0, let schema = contract.resolve(schema), schema.kind == .object else { return schema.boolean == true ? .object([]) : nil }
    if let given = schema["example"] ?? schema["examples"]?[0] ?? schema["const"] ?? schema["default"] ?? schema["enum"]?[0] {
      return OrderedJSON(given)
    }
    if let parts = schema["allOf"], parts.count > 0 { return joined([schema] + parts.elements) }
    if let first = (schema["oneOf"] ?? schema["anyOf"])?[0] { return make(first) }
    switch Self.type(schema) {
    case "object"?: return object(schema)
    case "array"?: return array(schema)
    case "string"?: return string(schema)
    case "integer"?, "number"?: return number(schema)
    case "boolean"?: return .bool(true)
    case "null"?: return .null
    default: return schema["properties"] == nil ? nil : object(schema)
    }
  }

  private static func type(_ schema: Node) -> String? { schema["type"]?.string ?? schema["type"]?[0]?.string }

  private mutating func joined(_ parts: [Node]) -> OrderedJSON? {
    var whole = OrderedJSON.object([])
    for part in parts {
      guard let schema = contract.resolve(part) else { return nil }
      let hasParts = schema["allOf"] != nil && schema.identity != parts[0].identity
      guard let made = hasParts ? make(schema) : object(schema), case .object(let members) = made else { return nil }
      for member in members { whole.set(member.name, member.value) }
    }
    return whole
  }

  private mutating func object(_ schema: Node) -> OrderedJSON? {
    let required = schema["required"]?.elements.compactMap(\.string) ?? []
    var members: [OrderedJSON.Member] = []
    for name in required {
      guard let property = schema["properties"]?[name], let value = make(property) else { return nil }
      members.append(OrderedJSON.member(name, value))
    }
    return .object(members)
  }

  private mutating func array(_ schema: Node) -> OrderedJSON? {
    var elements: [OrderedJSON] = []
    for _ in 0..<min(schema["minItems"]?.integer ?? 0, 100) {
      guard let element = schema["items"].flatMap({ make($0) }) else { return nil }
      elements.append(element)
    }
    return .array(elements)
  }

  private func string(_ schema: Node) -> OrderedJSON? {
    switch schema["format"]?.string {
    case "date"?: return .string("2026-01-01")
    case "date-time"?: return .string("2026-01-01T00:00:00+07:00")
    case "uuid"?: return .string("00000000-0000-4000-8000-000000000000")
    case "uri"?, "uri-reference"?: return .string("https://contoh.go.id.test/")
    case "email"?: return .string("contoh@contoh.go.id.test")
    default: break
    }
    if schema["pattern"] != nil { return nil }
    let least = max(schema["minLength"]?.integer ?? 1, 0)
    guard least <= 10_000 else { return nil }
    let text = "contoh"
    let longest = schema["maxLength"]?.integer ?? max(least, text.utf8.count)
    return .string(String((text + String(repeating: "x", count: least)).prefix(max(least, min(text.utf8.count, longest)))))
  }

  private func number(_ schema: Node) -> OrderedJSON? {
    if let least = schema["minimum"]?.numberText { return schema["exclusiveMinimum"] == nil ? .number(least) : nil }
    if let most = schema["maximum"]?.numberText { return .number(most) }
    return .number("1")
  }
}

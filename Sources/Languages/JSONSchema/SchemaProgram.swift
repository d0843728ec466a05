import Documents
import Patterns

/// A compiled schema: blocks of instructions over flat tables; schemas, rules and branches are indices.
final class SchemaProgram: Sendable {
  let blocks: [SchemaBlock]
  let instructions: [Instruction]
  /// Schemas that combinators share out, by range.
  let branches: [Int]
  let tables: SchemaTables
  /// Some `$dynamicRef` looks at the way that led to it, so the way is kept.
  let isDynamic: Bool

  init(blocks: [SchemaBlock], instructions: [Instruction], branches: [Int], tables: SchemaTables) {
    self.blocks = blocks
    self.instructions = instructions
    self.branches = branches
    self.tables = tables
    isDynamic = !tables.dynamics.isEmpty
  }
}

/// One schema: a run of instructions.
struct SchemaBlock: Sendable {
  /// What it was compiled from, for positions.
  let node: Node
  let resource: Int
  var instructions: Range<Int> = 0..<0
  /// Has `unevaluatedItems` or `unevaluatedProperties`.
  var looksBack = false
  /// Can be met again on the same value before it is left: then it counts as kept.
  var mayReenter = false
}

/// One step of work; numbers are indices into the tables, or blocks.
enum Instruction: Sendable {
  case refuseAll
  case type(TypeSet)
  case choice(Int)
  case number(Int)
  case text(Int)
  case array(Int)
  case object(Int)
  case reference(Int)
  case dynamicReference(Int)
  case allOf(Range<Int>)
  case anyOf(Range<Int>)
  case oneOf(Range<Int>)
  case not(Int)
  case conditional(Int)
  case dependentSchemas(Int)
  case unevaluatedItems(Int)
  case unevaluatedProperties(Int)
}

/// What the instructions point into.
struct SchemaTables: Sendable {
  var choices: [ChoiceRule] = []
  var numbers: [NumberRule] = []
  var texts: [TextRule] = []
  var arrays: [ArrayRule] = []
  var objects: [ObjectRule] = []
  var conditionals: [ConditionalRule] = []
  var dependencies: [[(name: String, schema: Int)]] = []
  var dynamics: [DynamicRule] = []
  /// By the name's number: for each resource that has the anchor, its block.
  var dynamicAnchors: [[Int: Int]] = []
}

struct Bound: Sendable {
  let decimal: ExactDecimal
  /// When it is a whole number that fits: compared without digits.
  let integer: Int?
  let text: String
}

struct NumberRule: Sendable {
  var minimum: Bound?
  var maximum: Bound?
  var exclusiveMinimum: Bound?
  var exclusiveMaximum: Bound?
  var multipleOf: Bound?
  /// `int32`, `int64`.
  var format: SchemaFormat?
}

struct TextRule: Sendable {
  var minimum: Int?
  var maximum: Int?
  var pattern: Pattern?
  var format: SchemaFormat?
}

struct ArrayRule: Sendable {
  var minimum: Int?
  var maximum: Int?
  var isUnique = false
  /// By position; `rest` for those behind.
  var prefix: [Int] = []
  var rest: Int?
  var contains: (schema: Int, minimum: Int, maximum: Int?)?
}

struct ObjectRule: Sendable {
  var minimum: Int?
  var maximum: Int?
  var names = PropertyTable()
  /// By the table's number of a name: its schema, and its place among the required.
  var schemas: [Int?] = []
  var requiredPlaces: [Int?] = []
  var required: [String] = []
  var patterned: [(pattern: Pattern, schema: Int)] = []
  var others: Int?
  /// `additionalProperties: false`: said by name.
  var refusesOthers = false
  var propertyNames: Int?
  var dependentRequired: [(name: String, needs: [String])] = []
}

struct ConditionalRule: Sendable {
  var condition: Int
  var then: Int?
  var otherwise: Int?
}

/// `$dynamicRef` (2020-12 core §8.2.3.2): the outermost resource on the way that has the anchor wins.
struct DynamicRule: Sendable {
  let fallback: Int
  let name: Int
}

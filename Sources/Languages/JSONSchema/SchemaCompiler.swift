import Documents
import Patterns

/// Compiles a schema and all it refers to; a worklist instead of recursion, each node once.
struct SchemaCompiler {
  var resources: SchemaResources
  let direction: SchemaDirection
  var tables = SchemaTables()
  private var blocks: [SchemaBlock] = []
  private var instructions: [Instruction] = []
  private var branches: [Int] = []
  private var known: [NodeKey: Int] = [:]
  private var waiting: [Int] = []
  /// Names that `$dynamicRef`s ask for; their targets are known only when all resources are.
  private var dynamicNames: [[UInt8]: Int] = [:]
  private static let most = 100_000

  init(resources: SchemaResources, direction: SchemaDirection) {
    self.resources = resources
    self.direction = direction
  }

  mutating func compile(_ start: SchemaPlace) throws(Diagnostic) -> SchemaProgram {
    _ = try block(start)
    repeat {
      while let next = waiting.popLast() { try fill(next) }
      try addDynamicTargets()
    } while !waiting.isEmpty
    blocks = try SchemaLoops.marked(blocks, instructions, branches, tables)
    return SchemaProgram(blocks: blocks, instructions: instructions, branches: branches, tables: tables)
  }

  /// The block of a schema, made when it is first met.
  mutating func block(_ place: SchemaPlace) throws(Diagnostic) -> Int {
    let key = NodeKey(place.node)
    if let index = known[key] { return index }
    guard blocks.count < Self.most else {
      throw Diagnostic(SchemaDiagnostics.tooLarge, ["limit": String(Self.most)], at: place.node.position, pointer: place.node.pointer)
    }
    blocks.append(SchemaBlock(node: place.node, resource: place.resource))
    known[key] = blocks.count - 1
    waiting.append(blocks.count - 1)
    return blocks.count - 1
  }

  /// The block of a schema that stands inside another one.
  mutating func block(_ node: Node, in outer: SchemaPlace) throws(Diagnostic) -> Int {
    try block(SchemaPlace(node: node, resource: resources.enter(node, from: outer.resource)))
  }

  mutating func optionalBlock(_ name: String, in outer: SchemaPlace) throws(Diagnostic) -> Int? {
    guard let node = outer.node[name] else { return nil }
    return try block(node, in: outer)
  }

  func rules(_ place: SchemaPlace) -> SchemaRules { resources.resources[place.resource].rules }

  private mutating func fill(_ index: Int) throws(Diagnostic) {
    let place = SchemaPlace(node: blocks[index].node, resource: blocks[index].resource)
    let steps = try steps(place)
    blocks[index].instructions = instructions.count..<(instructions.count + steps.count)
    blocks[index].looksBack = steps.contains {
      switch $0 {
      case .unevaluatedItems, .unevaluatedProperties: true
      default: false
      }
    }
    instructions += steps
  }

  private mutating func steps(_ place: SchemaPlace) throws(Diagnostic) -> [Instruction] {
    let rules = rules(place)
    if let truth = place.node.boolean { return truth ? [] : [.refuseAll] }
    guard place.node.kind == .object else { throw SchemaDiagnostics.wrong(place.node, "schema", "object / boolean") }
    if rules.dialect.ignoresSiblingsOfReference, let reference = place.node["$ref"] { return [.reference(try target(reference, place))] }
    let keywords = SchemaKeywords(node: place.node)
    var steps: [Instruction] = []
    if rules.validates { steps += try values(keywords, rules) }
    steps += try textsAndNumbers(keywords, rules)
    if let array = try arrayRule(place, keywords, rules) {
      tables.arrays.append(array)
      steps.append(.array(tables.arrays.count - 1))
    }
    if let object = try objectRule(place, keywords, rules) {
      tables.objects.append(object)
      steps.append(.object(tables.objects.count - 1))
    }
    if let reference = place.node["$ref"] { steps.append(.reference(try target(reference, place))) }
    if rules.dialect.isModern, let reference = place.node["$dynamicRef"] { steps.append(try dynamicTarget(reference, place)) }
    if rules.applies { steps += try combinators(place, keywords, rules) }
    // Last: they look at what everything beside them has evaluated.
    if rules.dialect.isModern, rules.looksBack {
      if let rest = try optionalBlock("unevaluatedItems", in: place) { steps.append(.unevaluatedItems(rest)) }
      if let rest = try optionalBlock("unevaluatedProperties", in: place) { steps.append(.unevaluatedProperties(rest)) }
    }
    return steps
  }

  // MARK: references

  private mutating func target(_ reference: Node, _ place: SchemaPlace) throws(Diagnostic) -> Int {
    try block(try find(reference, place, "$ref"))
  }

  private mutating func find(_ reference: Node, _ place: SchemaPlace, _ keyword: String) throws(Diagnostic) -> SchemaPlace {
    guard let text = reference.string else { throw SchemaDiagnostics.wrong(reference, keyword, "string") }
    switch resources.find(text, from: place) {
    case .found(let target): return target
    case .outside:
      throw Diagnostic(SchemaDiagnostics.referenceOutside, ["reference": text], at: reference.position, pointer: reference.pointer)
    case .unresolved:
      throw Diagnostic(SchemaDiagnostics.unresolvedReference, ["reference": text], at: reference.position, pointer: reference.pointer)
    }
  }

  /// A plain reference unless it leads to a `$dynamicAnchor` of that name (2020-12 core §8.2.3.2).
  private mutating func dynamicTarget(_ reference: Node, _ place: SchemaPlace) throws(Diagnostic) -> Instruction {
    let target = try find(reference, place, "$dynamicRef")
    let fallback = try block(target)
    guard let name = reference.string.flatMap({ URIReference($0).fragment }), !name.isEmpty,
      let anchor = target.node["$dynamicAnchor"]?.string, anchor.utf8.elementsEqual(name)
    else { return .reference(fallback) }
    let number = dynamicNames[name] ?? tables.dynamicAnchors.count
    if dynamicNames.updateValue(number, forKey: name) == nil { tables.dynamicAnchors.append([:]) }
    tables.dynamics.append(DynamicRule(fallback: fallback, name: number))
    return .dynamicReference(tables.dynamics.count - 1)
  }

  /// Only resources that some block stands in can be on the way.
  private mutating func addDynamicTargets() throws(Diagnostic) {
    guard !dynamicNames.isEmpty else { return }
    let entered = Set(blocks.map(\.resource))
    for (name, number) in dynamicNames.sorted(by: { $0.value < $1.value }) {
      for place in resources.dynamicAnchors(name) where entered.contains(place.resource) {
        let target = try block(place)
        if tables.dynamicAnchors[number][place.resource] == nil { tables.dynamicAnchors[number][place.resource] = target }
      }
    }
  }

  // MARK: combinators

  private mutating func combinators(_ place: SchemaPlace, _ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) -> [Instruction] {
    var steps: [Instruction] = []
    if let all = try range("allOf", place, keywords) { steps.append(.allOf(all)) }
    if let any = try range("anyOf", place, keywords) { steps.append(.anyOf(any)) }
    if let one = try range("oneOf", place, keywords) { steps.append(.oneOf(one)) }
    if let not = try optionalBlock("not", in: place) { steps.append(.not(not)) }
    if rules.dialect.hasDraft7Keywords, let condition = try optionalBlock("if", in: place) {
      let rule = ConditionalRule(condition: condition, then: try optionalBlock("then", in: place), otherwise: try optionalBlock("else", in: place))
      tables.conditionals.append(rule)
      steps.append(.conditional(tables.conditionals.count - 1))
    }
    if rules.dialect != .openAPI30 {
      var dependencies: [(name: String, schema: Int)] = []
      for (name, schema) in try keywords.object(rules.dialect.isModern ? "dependentSchemas" : "dependencies") where schema.kind != .array {
        dependencies.append((name, try block(schema, in: place)))
      }
      if !dependencies.isEmpty {
        tables.dependencies.append(dependencies)
        steps.append(.dependentSchemas(tables.dependencies.count - 1))
      }
    }
    return steps
  }

  private mutating func range(_ name: String, _ place: SchemaPlace, _ keywords: SchemaKeywords) throws(Diagnostic) -> Range<Int>? {
    let list = try blocks(name, place, keywords)
    guard !list.isEmpty else { return nil }
    branches += list
    return (branches.count - list.count)..<branches.count
  }

  mutating func blocks(_ name: String, _ place: SchemaPlace, _ keywords: SchemaKeywords) throws(Diagnostic) -> [Int] {
    var list: [Int] = []
    for node in try keywords.list(name) { list.append(try block(node, in: place)) }
    return list
  }
}

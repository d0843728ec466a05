import Documents
import Patterns

/// One validation: walks instance and program together under a budget and a bound on depth.
struct SchemaRun {
  let program: SchemaProgram
  var findings = SchemaFindings()
  /// Set inside `not`, `if` and the branches of `anyOf` and `oneOf`: only the answer counts, and the first broken keyword ends it.
  var isQuiet = false
  private(set) var stopped: SchemaStop?
  private var budget: Int
  private var depth = 0
  /// Resources on the way from the outermost schema, kept only for `$dynamicRef`.
  private var scope: [Int] = []
  /// Blocks being validated that can be met again on the same value.
  private var active: [(block: Int, node: Int, isName: Bool)] = []
  private static let deepest = 500

  init(program: SchemaProgram, budget: Int) {
    self.program = program
    self.budget = budget
  }

  mutating func validate(_ instance: Node) {
    var evaluated = Evaluated(isWanted: false)
    _ = validate(0, SchemaInstance(instance), &evaluated)
  }

  func result(of instance: Node) -> SchemaResult { findings.result(program: program, instance: instance, stopped: stopped) }

  // MARK: bounds

  /// Takes steps from the budget; false when the work is over.
  mutating func spend(_ steps: Int) -> Bool {
    guard stopped == nil else { return false }
    budget -= min(steps, budget)
    guard budget > 0 else {
      stopped = .budget
      return false
    }
    return true
  }

  mutating func stop(_ reason: SchemaStop) { stopped = stopped ?? reason }

  // MARK: the walk

  /// Whether the instance keeps a block's schema; a kept one adds to `evaluated`. Once stopped, everything counts as kept.
  mutating func validate(_ index: Int, _ instance: SchemaInstance, _ evaluated: inout Evaluated) -> Bool {
    guard spend(1) else { return true }
    guard depth < Self.deepest else {
      stop(.depth)
      return true
    }
    let block = program.blocks[index]
    if block.mayReenter {
      let visit = (block: index, node: instance.node.identity, isName: instance.name != nil)
      if active.contains(where: { $0 == visit }) { return true }
      active.append(visit)
    }
    depth += 1
    if program.isDynamic { scope.append(block.resource) }
    defer {
      depth -= 1
      if block.mayReenter { active.removeLast() }
      if program.isDynamic { scope.removeLast() }
    }
    var own = Evaluated(isWanted: evaluated.isWanted || block.looksBack)
    var isValid = true
    for step in block.instructions {
      guard spend(1) else { return true }
      if !run(program.instructions[step], index, instance, &own) {
        isValid = false
        if isQuiet { return false }
      }
    }
    // Outside quiet parts one broken schema breaks all around it; what it looked at is passed on to keep its messages few.
    evaluated.merge(own)
    return isValid
  }

  /// The answer alone, without findings.
  mutating func quietly(_ index: Int, _ instance: SchemaInstance, _ evaluated: inout Evaluated) -> Bool {
    let before = isQuiet
    isQuiet = true
    defer { isQuiet = before }
    return validate(index, instance, &evaluated)
  }

  /// A child: nobody outside asks what is looked at in it.
  mutating func validate(_ index: Int, child: Node, _ token: @autoclosure () -> SchemaFindings.Token) -> Bool {
    var inner = Evaluated(isWanted: false)
    guard !isQuiet else { return validate(index, SchemaInstance(child), &inner) }
    findings.path.append(token())
    defer { findings.path.removeLast() }
    return validate(index, SchemaInstance(child), &inner)
  }

  /// Records a broken keyword; false, for the caller to return.
  mutating func broken(_ keyword: String, _ parameters: @autoclosure () -> [String: String], _ block: Int, _ instance: SchemaInstance) -> Bool {
    if !isQuiet, stopped == nil { findings.add(keyword, parameters(), block: block, instance: instance) }
    return false
  }

  private mutating func run(_ step: Instruction, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    switch step {
    case .refuseAll: return broken("false", [:], block, instance)
    case .type(let types):
      let actual = TypeSet(instance)
      guard types.isDisjoint(with: actual) else { return true }
      let name = actual.contains(.integer) ? "integer" : actual.text
      return broken("type", ["expected": types.text, "actual": name], block, instance)
    case .choice(let rule): return choice(program.tables.choices[rule], block, instance)
    case .number(let rule): return number(program.tables.numbers[rule], block, instance)
    case .text(let rule): return text(program.tables.texts[rule], block, instance)
    case .array(let rule): return array(program.tables.arrays[rule], block, instance, &own)
    case .object(let rule): return object(program.tables.objects[rule], block, instance, &own)
    case .reference(let target): return validate(target, instance, &own)
    case .dynamicReference(let rule): return validate(dynamicTarget(program.tables.dynamics[rule]), instance, &own)
    case .allOf(let range): return allOf(range, instance, &own)
    case .anyOf(let range): return anyOf(range, block, instance, &own)
    case .oneOf(let range): return oneOf(range, block, instance, &own)
    case .not(let target):
      var inner = Evaluated(isWanted: false)
      return !quietly(target, instance, &inner) || stopped != nil || broken("not", [:], block, instance)
    case .conditional(let rule):
      let rule = program.tables.conditionals[rule]
      guard let branch = quietly(rule.condition, instance, &own) ? rule.then : rule.otherwise else { return true }
      return validate(branch, instance, &own)
    case .dependentSchemas(let list): return dependentSchemas(program.tables.dependencies[list], instance, &own)
    case .unevaluatedItems(let target): return unevaluatedItems(target, block, instance, &own)
    case .unevaluatedProperties(let target): return unevaluatedProperties(target, block, instance, &own)
    }
  }

  private func dynamicTarget(_ rule: DynamicRule) -> Int {
    for resource in scope {
      if let target = program.tables.dynamicAnchors[rule.name][resource] { return target }
    }
    return rule.fallback
  }
}

import Documents

/// Keywords over objects.
extension SchemaRun {
  mutating func object(_ rule: ObjectRule, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    guard instance.kind == .object else { return true }
    let count = instance.node.count
    var isValid = true
    if let limit = rule.minimum, count < limit { isValid = broken("minProperties", Self.count(count, limit), block, instance) }
    if let limit = rule.maximum, count > limit { isValid = broken("maxProperties", Self.count(count, limit), block, instance) }
    if isQuiet, !isValid { return false }
    if !members(rule, block, instance, &own) { isValid = false }
    if isQuiet, !isValid { return false }
    for entry in rule.dependentRequired {
      guard spend(1 + count / 16) else { return true }
      guard instance.node[entry.name] != nil else { continue }
      for name in entry.needs where spend(1 + count / 16) && instance.node[name] == nil {
        isValid = broken("dependentRequired", ["because": entry.name, "name": name], block, instance)
      }
    }
    return isValid
  }

  /// One pass: `properties`, `patternProperties`, `additionalProperties`, `propertyNames`, `required`.
  private mutating func members(_ rule: ObjectRule, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    var isValid = true
    var missing = MissingNames(count: rule.required.count)
    for (name, value) in instance.node.members {
      guard spend(1) else { return true }
      let number = rule.names.number(of: name)
      if let number, let place = rule.requiredPlaces[number] { missing.remove(place) }
      if !member(name, value, number.flatMap { rule.schemas[$0] }, rule, block, instance, &own) {
        isValid = false
        if isQuiet { return false }
      }
    }
    if rule.others != nil { own.noteAll() }
    for place in missing.places { isValid = broken("required", ["name": rule.required[place]], block, instance) }
    return isValid
  }

  private mutating func member(
    _ name: String, _ value: Node, _ schema: Int?, _ rule: ObjectRule, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated
  ) -> Bool {
    var isValid = true
    if let names = rule.propertyNames {
      var inner = Evaluated(isWanted: false)
      if !quietly(names, SchemaInstance(name: name, in: instance.node), &inner) {
        isValid = broken("propertyNames", ["name": name], block, instance)
      }
    }
    var isKnown = false
    if let schema {
      isKnown = true
      if !validate(schema, child: value, .name(name)) { isValid = false }
    }
    for entry in rule.patterned where matches(entry.pattern, name, block) {
      isKnown = true
      if !validate(entry.schema, child: value, .name(name)) { isValid = false }
    }
    if isKnown {
      own.note(value.identity)
    } else if rule.refusesOthers {
      isValid = broken("additionalProperties", ["name": name], block, instance)
    } else if let others = rule.others, !validate(others, child: value, .name(name)) {
      isValid = false
    }
    return isValid
  }

  mutating func dependentSchemas(_ list: [(name: String, schema: Int)], _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    guard instance.kind == .object else { return true }
    var isValid = true
    for entry in list {
      guard spend(1 + instance.node.count / 16) else { return true }
      if instance.node[entry.name] != nil, !validate(entry.schema, instance, &own) {
        isValid = false
        if isQuiet { return false }
      }
    }
    return isValid
  }

  mutating func unevaluatedProperties(_ schema: Int, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    guard instance.kind == .object else { return true }
    let refuses = program.blocks[schema].node.boolean == false
    var isValid = true
    for (name, value) in instance.node.members where !own.holds(value.identity) {
      guard spend(1) else { return true }
      if refuses {
        isValid = broken("unevaluatedProperties", ["name": name], block, instance)
      } else if !validate(schema, child: value, .name(name)) {
        isValid = false
      }
      if isQuiet, !isValid { return false }
    }
    own.noteAll()
    return isValid
  }
}

/// The required names that have not been met yet, by their place in the list: bits for the first 64, marks for the rest.
struct MissingNames {
  private var low: UInt64
  private var high: [Bool]
  private let count: Int

  init(count: Int) {
    self.count = count
    low = count >= 64 ? .max : (1 << UInt64(count)) - 1
    high = count > 64 ? [Bool](repeating: true, count: count - 64) : []
  }

  mutating func remove(_ place: Int) {
    if place < 64 { low &= ~(1 << UInt64(place)) } else { high[place - 64] = false }
  }

  var places: [Int] {
    if low == 0, high.isEmpty { return [] }
    return (0..<count).filter { $0 < 64 ? low >> UInt64($0) & 1 == 1 : high[$0 - 64] }
  }
}

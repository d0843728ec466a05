import Documents

/// Keywords over arrays.
extension SchemaRun {
  mutating func array(_ rule: ArrayRule, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    guard instance.kind == .array else { return true }
    let count = instance.node.count
    var isValid = true
    if let limit = rule.minimum, count < limit { isValid = broken("minItems", Self.count(count, limit), block, instance) }
    if let limit = rule.maximum, count > limit { isValid = broken("maxItems", Self.count(count, limit), block, instance) }
    if isQuiet, !isValid { return false }
    if rule.isUnique, hasTwins(instance.node) { isValid = broken("uniqueItems", [:], block, instance) }
    if !items(rule, instance.node) { isValid = false }
    if rule.rest != nil { own.noteAll() } else { own.note(leading: rule.prefix.count) }
    if isQuiet, !isValid { return false }
    if rule.contains != nil, !contains(rule, block, instance, &own) { isValid = false }
    return isValid
  }

  private mutating func items(_ rule: ArrayRule, _ array: Node) -> Bool {
    guard !rule.prefix.isEmpty || rule.rest != nil else { return true }
    var isValid = true
    for (position, element) in array.elements.enumerated() {
      guard stopped == nil, let schema = position < rule.prefix.count ? rule.prefix[position] : rule.rest else { break }
      if !validate(schema, child: element, .index(position)) {
        isValid = false
        if isQuiet { return false }
      }
    }
    return isValid
  }

  /// By canonical bytes in a set: linear, not pairwise.
  private mutating func hasTwins(_ array: Node) -> Bool {
    var seen: Set<[UInt8]> = []
    for element in array.elements {
      let bytes = CanonicalValue.bytes(of: element)
      guard spend(1 + bytes.count / 64) else { return false }
      if !seen.insert(bytes).inserted { return true }
    }
    return false
  }

  private mutating func contains(_ rule: ArrayRule, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    guard let contains = rule.contains else { return true }
    var count = 0
    for element in instance.node.elements {
      guard stopped == nil else { return true }
      var inner = Evaluated(isWanted: false)
      guard quietly(contains.schema, SchemaInstance(element), &inner) else { continue }
      count += 1
      own.note(element.identity)
    }
    guard stopped == nil else { return true }
    if count < contains.minimum { return broken("contains", Self.count(count, contains.minimum), block, instance) }
    if let limit = contains.maximum, count > limit { return broken("maxContains", Self.count(count, limit), block, instance) }
    return true
  }

  mutating func unevaluatedItems(_ schema: Int, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    guard instance.kind == .array else { return true }
    let refuses = program.blocks[schema].node.boolean == false
    var isValid = true
    for (position, element) in instance.node.elements.enumerated() where !own.holds(element.identity, at: position) {
      guard spend(1) else { return true }
      if refuses {
        isValid = broken("unevaluatedItems", ["index": String(position + 1)], block, instance)
      } else if !validate(schema, child: element, .index(position)) {
        isValid = false
      }
      if isQuiet, !isValid { return false }
    }
    own.noteAll()
    return isValid
  }
}

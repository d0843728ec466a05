import Documents

/// `allOf`, `anyOf`, `oneOf`.
extension SchemaRun {
  mutating func allOf(_ range: Range<Int>, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    var isValid = true
    for branch in program.branches[range] where !validate(branch, instance, &own) {
      isValid = false
      if isQuiet { return false }
    }
    return isValid
  }

  mutating func anyOf(_ range: Range<Int>, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    var matched = 0
    for branch in program.branches[range] where quietly(branch, instance, &own) {
      matched += 1
      // One is enough, unless each may have looked at more children.
      if !own.isWanted { break }
    }
    if matched > 0 || stopped != nil { return true }
    explain(range, block, instance)
    return broken("anyOf", ["count": String(range.count)], block, instance)
  }

  mutating func oneOf(_ range: Range<Int>, _ block: Int, _ instance: SchemaInstance, _ own: inout Evaluated) -> Bool {
    var matched = 0
    var merged = own
    for branch in program.branches[range] where quietly(branch, instance, &merged) {
      matched += 1
      if isQuiet, matched > 1 { break }
    }
    guard stopped == nil else { return true }
    if matched == 1 {
      own = merged
      return true
    }
    if matched == 0 { explain(range, block, instance) }
    return broken(matched == 0 ? "oneOf" : "oneOf.several", ["actual": String(matched), "count": String(range.count)], block, instance)
  }

  /// Where only one branch can be meant, by the discriminator or by its type, what that one says is said too.
  private mutating func explain(_ range: Range<Int>, _ block: Int, _ instance: SchemaInstance) {
    guard !isQuiet, let branch = meant(range, block, instance) else { return }
    var inner = Evaluated(isWanted: false)
    _ = validate(branch, instance, &inner)
  }

  private func meant(_ range: Range<Int>, _ block: Int, _ instance: SchemaInstance) -> Int? {
    let branches = program.branches[range]
    if let named = Discriminator(program.blocks[block].node)?.target(in: instance) {
      let chosen = branches.filter { branch in
        if let reference = program.blocks[branch].node["$ref"]?.string { return named.contains { $0.utf8.elementsEqual(reference.utf8) } }
        return false
      }
      if chosen.count == 1 { return chosen[0] }
    }
    let actual = TypeSet(instance)
    var left = 500
    let fitting = branches.filter { !types(of: $0, &left).isDisjoint(with: actual) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// The types that a block can hold at all, as far as `type`, `$ref` and `allOf` say at once; all of them when `left` is used up.
  private func types(of start: Int, _ left: inout Int) -> TypeSet {
    var types = TypeSet.all
    var waiting = [start]
    while let block = waiting.popLast() {
      for step in program.blocks[block].instructions {
        guard left > 0 else { return types }
        left -= 1
        switch program.instructions[step] {
        case .refuseAll: return []
        case .type(let set): types.formIntersection(set)
        case .reference(let target): waiting.append(target)
        case .allOf(let range): waiting += program.branches[range].prefix(left)
        default: break
        }
      }
    }
    return types
  }
}

/// `discriminator` (OAS 3.1.1 §4.8.25): a hint which branch is meant; it never decides about validity.
struct Discriminator {
  private let propertyName: String
  private let mapping: Node?

  init?(_ schema: Node) {
    guard let node = schema["discriminator"], let name = node["propertyName"]?.string else { return nil }
    propertyName = name
    mapping = node["mapping"]
  }

  /// The references that the instance's value may mean; nil when it has none.
  func target(in instance: SchemaInstance) -> [String]? {
    guard instance.kind == .object, let value = instance.node[propertyName]?.string else { return nil }
    let plain = "#/components/schemas/\(value)"
    guard let mapped = mapping?[value]?.string else { return [plain] }
    return [mapped, "#/components/schemas/\(mapped)"]
  }
}

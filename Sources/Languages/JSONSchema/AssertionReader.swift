import Documents
import Patterns

/// Keywords of values, texts, numbers, arrays and objects, made into rules.
extension SchemaCompiler {
  /// `type`, `enum`, `const`.
  mutating func values(_ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) -> [Instruction] {
    var steps: [Instruction] = []
    if var types = try keywords.types(severalAllowed: rules.dialect != .openAPI30) {
      // Only beside `type` does `nullable` add anything, and a list in `enum` must name null itself (OAS 3.0.4 §4.7.24.2).
      if rules.dialect == .openAPI30, try keywords.flag("nullable") { types.formUnion(.null) }
      steps.append(.type(types))
    }
    if keywords.node["enum"] != nil { steps.append(choice(try keywords.list("enum"), isConstant: false)) }
    if rules.dialect.hasDraft7Keywords, let constant = keywords.node["const"] { steps.append(choice([constant], isConstant: true)) }
    return steps
  }

  private mutating func choice(_ nodes: [Node], isConstant: Bool) -> Instruction {
    tables.choices.append(ChoiceRule(nodes, isConstant: isConstant))
    return .choice(tables.choices.count - 1)
  }

  mutating func textsAndNumbers(_ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) -> [Instruction] {
    var steps: [Instruction] = []
    let format = try keywords.text("format").flatMap { rules.assertsFormats ? SchemaFormat($0, isOpenAPI: rules.dialect.isOpenAPI) : nil }
    var number = NumberRule()
    var text = TextRule()
    if rules.validates {
      number = try numberRule(keywords, rules)
      text.minimum = try keywords.count("minLength")
      text.maximum = try keywords.count("maxLength")
      text.pattern = try keywords.node["pattern"].map { node throws(Diagnostic) in try pattern(keywords.text("pattern") ?? "", at: node) }
    }
    if format?.isOfNumbers == true { number.format = format } else { text.format = format }
    if number.minimum != nil || number.maximum != nil || number.exclusiveMinimum != nil || number.exclusiveMaximum != nil
      || number.multipleOf != nil || number.format != nil
    {
      tables.numbers.append(number)
      steps.append(.number(tables.numbers.count - 1))
    }
    if text.minimum != nil || text.maximum != nil || text.pattern != nil || text.format != nil {
      tables.texts.append(text)
      steps.append(.text(tables.texts.count - 1))
    }
    return steps
  }

  private func numberRule(_ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) -> NumberRule {
    var rule = NumberRule()
    rule.minimum = try keywords.bound("minimum")
    rule.maximum = try keywords.bound("maximum")
    rule.multipleOf = try keywords.bound("multipleOf")
    if let divisor = rule.multipleOf, divisor.decimal.isZero || divisor.decimal.isNegative, let node = keywords.node["multipleOf"] {
      throw SchemaDiagnostics.wrong(node, "multipleOf", "number > 0")
    }
    guard rules.dialect.hasBooleanBounds else {
      rule.exclusiveMinimum = try keywords.bound("exclusiveMinimum")
      rule.exclusiveMaximum = try keywords.bound("exclusiveMaximum")
      return rule
    }
    if try keywords.flag("exclusiveMinimum") {
      rule.exclusiveMinimum = rule.minimum
      rule.minimum = nil
    }
    if try keywords.flag("exclusiveMaximum") {
      rule.exclusiveMaximum = rule.maximum
      rule.maximum = nil
    }
    return rule
  }

  private func pattern(_ text: String, at node: Node) throws(Diagnostic) -> Pattern {
    do { return try Pattern.compile(text) } catch {
      throw Diagnostic(error.wording, error.parameters, at: node.position, pointer: node.pointer)
    }
  }

  mutating func arrayRule(_ place: SchemaPlace, _ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) -> ArrayRule? {
    var rule = ArrayRule()
    if rules.validates {
      rule.minimum = try keywords.count("minItems")
      rule.maximum = try keywords.count("maxItems")
      rule.isUnique = try keywords.flag("uniqueItems")
    }
    if rules.applies {
      if rules.dialect.isModern {
        rule.prefix = try blocks("prefixItems", place, keywords)
        rule.rest = try optionalBlock("items", in: place)
      } else if rules.dialect != .openAPI30, place.node["items"]?.kind == .array {
        rule.prefix = try blocks("items", place, keywords)
        rule.rest = try optionalBlock("additionalItems", in: place)
      } else {
        rule.rest = try optionalBlock("items", in: place)
      }
      if rules.dialect.hasDraft7Keywords, let schema = try optionalBlock("contains", in: place) {
        let isCounted = rules.dialect.isModern && rules.validates
        rule.contains = (
          schema, isCounted ? try keywords.count("minContains") ?? 1 : 1, isCounted ? try keywords.count("maxContains") : nil
        )
      }
    }
    let isEmpty = rule.minimum == nil && rule.maximum == nil && !rule.isUnique && rule.prefix.isEmpty && rule.rest == nil && rule.contains == nil
    return isEmpty ? nil : rule
  }

  mutating func objectRule(_ place: SchemaPlace, _ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) -> ObjectRule? {
    var rule = ObjectRule()
    var names: [[UInt8]] = []
    if rules.applies {
      for (name, schema) in try keywords.object("properties") {
        names.append(Array(name.utf8))
        rule.schemas.append(try block(schema, in: place))
      }
      if rules.dialect != .openAPI30 {
        for (name, schema) in try keywords.object("patternProperties") {
          rule.patterned.append((try pattern(name, at: schema), try block(schema, in: place)))
        }
      }
      rule.others = try optionalBlock("additionalProperties", in: place)
      rule.refusesOthers = place.node["additionalProperties"]?.boolean == false
      if rules.dialect.hasDraft7Keywords { rule.propertyNames = try optionalBlock("propertyNames", in: place) }
    }
    if rules.validates {
      rule.minimum = try keywords.count("minProperties")
      rule.maximum = try keywords.count("maxProperties")
      for name in try keywords.names("required") where !isExcused(name, place, rules) { rule.required.append(name) }
      try dependentRequired(&rule, keywords, rules)
    }
    // Required names that no property describes get an entry too: one pass over an instance's members answers both.
    names += rule.required.map { Array($0.utf8) }
    rule.schemas += [Int?](repeating: nil, count: rule.required.count)
    rule.names = PropertyTable(names)
    rule.requiredPlaces = [Int?](repeating: nil, count: names.count)
    for (position, name) in rule.required.enumerated() {
      if let number = rule.names.number(of: name) { rule.requiredPlaces[number] = rule.requiredPlaces[number] ?? position }
    }
    let isEmpty =
      names.isEmpty && rule.patterned.isEmpty && rule.others == nil && rule.propertyNames == nil && rule.minimum == nil && rule.maximum == nil
      && rule.dependentRequired.isEmpty
    return isEmpty ? nil : rule
  }

  private func dependentRequired(_ rule: inout ObjectRule, _ keywords: SchemaKeywords, _ rules: SchemaRules) throws(Diagnostic) {
    guard rules.dialect != .openAPI30 else { return }
    for (name, value) in try keywords.object(rules.dialect.isModern ? "dependentRequired" : "dependencies") {
      guard value.kind == .array else {
        if rules.dialect.isModern { throw SchemaDiagnostics.wrong(value, "dependentRequired", "array") }
        continue
      }
      rule.dependentRequired.append((name, value.elements.compactMap(\.string)))
    }
  }

  /// A `readOnly` property is required of responses only, a `writeOnly` one of requests only (OAS 3.0.4 §4.7.24.2; 3.1 likewise).
  private mutating func isExcused(_ name: String, _ place: SchemaPlace, _ rules: SchemaRules) -> Bool {
    guard rules.dialect.isOpenAPI, direction != .none, let properties = place.node["properties"],
      let property = resources.member(name, of: properties)
    else { return false }
    let excuse = direction == .response ? "writeOnly" : "readOnly"
    var current = SchemaPlace(node: property, resource: resources.enter(property, from: place.resource))
    for _ in 0..<32 {
      guard let reference = current.node["$ref"]?.string else { return current.node[excuse]?.boolean == true }
      if rules.dialect.isModern, current.node[excuse]?.boolean == true { return true }
      guard case .found(let next) = resources.find(reference, from: current) else { return false }
      current = next
    }
    return false
  }
}

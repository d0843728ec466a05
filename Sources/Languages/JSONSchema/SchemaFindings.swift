import Documents

/// The broken keywords of a run, kept small until they are asked for: places and texts are made for those that are told.
struct SchemaFindings {
  enum Token {
    case index(Int)
    case name(String)

    var text: String {
      switch self {
      case .index(let index): String(index)
      case .name(let name): name
      }
    }
  }

  private struct Finding {
    let keyword: String
    let parameters: [String: String]
    let block: Int
    let node: Node
    let tokens: [String]
  }

  /// The way from the instance that was given to the one being validated.
  var path: [Token] = []
  private var findings: [Finding] = []
  private var uncounted = 0
  private static let kept = 1000
  private static let told = 100

  mutating func add(_ keyword: String, _ parameters: [String: String], block: Int, instance: SchemaInstance) {
    guard findings.count < Self.kept else {
      uncounted += 1
      return
    }
    findings.append(Finding(keyword: keyword, parameters: parameters, block: block, node: instance.node, tokens: path.map(\.text)))
  }

  func result(program: SchemaProgram, instance: Node, stopped: SchemaStop?) -> SchemaResult {
    let start = findings.isEmpty ? [] : instance.pointer.tokens
    let keyed = findings.map { finding in
      let pointer = JSONPointer(tokens: start + finding.tokens)
      let schema = program.blocks[finding.block].node
      let parts = [finding.parameters["name"] ?? "", schema.pointer.description, finding.parameters["index"] ?? ""]
      let key = [pointer.description, finding.keyword] + parts
      return (key: key, pointer: pointer, finding: finding)
    }
    let sorted = keyed.sorted { Self.precedes($0.key, $1.key) }
    // Two ways to the same schema say the same twice.
    let different = sorted.indices.filter { $0 == 0 || !Self.isSame(sorted[$0].key, sorted[$0 - 1].key) }
    let violations = different.prefix(Self.told).map { violation(sorted[$0].finding, sorted[$0].pointer, program) }
    return SchemaResult(violations: violations, more: different.count - violations.count + uncounted, stopped: stopped)
  }

  private func violation(_ finding: Finding, _ pointer: JSONPointer, _ program: SchemaProgram) -> SchemaViolation {
    guard let wording = SchemaWordings.table[finding.keyword] else { preconditionFailure("SchemaWordings lacks \(finding.keyword): add its line.") }
    let keyword = finding.keyword.split(separator: ".").first.map(String.init) ?? finding.keyword
    let schema = program.blocks[finding.block].node
    let place = schema[keyword] ?? schema
    return SchemaViolation(
      wording: wording, parameters: finding.parameters, keyword: keyword, instancePointer: pointer, instancePosition: finding.node.position,
      schemaPosition: place.position, schemaPointer: place.pointer)
  }

  private static func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (a, b) in zip(left, right) where !a.utf8.elementsEqual(b.utf8) { return a.utf8.lexicographicallyPrecedes(b.utf8) }
    return false
  }

  private static func isSame(_ left: [String], _ right: [String]) -> Bool { zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) } }
}

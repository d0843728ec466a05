import Documents
import JSONSchema
import TestSupport
import Testing

/// Every schema of every real contract of the collection compiles or says why not, and its own example is validated within bounds.
@Suite struct JSONSchemaContractsTests {
  /// Faults of the contracts themselves: by file, the codes and how often.
  static let faults: [String: [String: Int]] = [
    // `exclusiveMinimum: true` is 3.0's; the file says 3.1.
    "companies/openai-2.3.0.json": ["schema.wrongKeyword": 10],
    "ee-fi/xroad-security-server.yaml": ["schema.referenceOutside": 12],
  ]

  @Test func everySchemaOfRealContractsCompiles() throws {
    guard let folder = Suites.folder("openapi-real") else { return }
    var schemas = 0
    var examples = 0
    for path in Suites.files(under: folder, endings: [".json", ".yaml", ".yml"]) {
      let name = String(path.dropFirst(folder.count + 1))
      guard let document = try? DocumentReader.read(Suites.bytes(path), file: name, limits: .contract),
        let version = document.root["openapi"]?.string
      else { continue }
      let dialect: SchemaDialect = version.hasPrefix("3.0") ? .openAPI30 : .openAPI31
      var found: [String: Int] = [:]
      for schema in Self.schemas(in: document.root) {
        schemas += 1
        do {
          let compiled = try CompiledSchema.compile(schema, dialect: dialect, direction: .response, others: [:], assertFormats: true)
          guard let example = schema["example"] ?? schema["examples"]?[0] else { continue }
          examples += 1
          #expect(compiled.validate(example, budget: 1_000_000).stopped == nil)
        } catch {
          #expect(error.position != nil)
          found[error.wording.code, default: 0] += 1
        }
      }
      // Files of the multi-file contracts refer to each other.
      if name.hasPrefix("multi-file/") { found["schema.referenceOutside"] = nil }
      #expect(found == Self.faults[name] ?? [:], "\(name)")
    }
    print("real contracts: \(schemas) schemas compiled, \(examples) examples validated")
    #expect(schemas > 3000)
  }

  /// What `components/schemas` holds, and all members called `schema` that are more than a reference to one of those.
  private static func schemas(in root: Node) -> [Node] {
    var schemas = root["components"]?["schemas"].map { $0.members.map(\.value) } ?? []
    var waiting = [root]
    while let node = waiting.popLast() {
      for (name, value) in node.members {
        if name == "schema", value.kind == .object {
          if value["$ref"]?.string?.hasPrefix("#/components/schemas/") != true { schemas.append(value) }
        } else if name != "example", name != "examples" {
          waiting.append(value)
        }
      }
      waiting += node.elements
    }
    return schemas
  }
}

import Documents
import JSONSchema
import TestSupport
import Testing

/// OpenAPI's own schemas as an end-to-end test: `$dynamicRef`, `unevaluatedProperties` and `dependentSchemas` have to work together.
@Suite struct JSONSchemaDocumentsTests {
  /// Of each version: how many documents must be valid, and how many must not.
  @Test(arguments: [("3.1", 35, 11), ("3.2", 37, 29)]) func judgesTheDocumentsOfTheSpecification(_ version: String, _ pass: Int, _ fail: Int) throws {
    guard let folder = Suites.folder("openapi-spec/\(version)") else { return }
    let schema = try Self.compile(folder + "/schemas/schema-base.yaml", beside: folder + "/schemas", .draft2020)
    for (kind, count) in [("pass", pass), ("fail", fail)] {
      let files = Suites.files(under: "\(folder)/\(kind)", endings: [".yaml"])
      #expect(files.count == count)
      for path in files {
        let result = schema.validate(try DocumentReader.read(Suites.bytes(path), file: path, limits: .contract).root, budget: 5_000_000)
        #expect(result.isValid == (kind == "pass"), "\(path) \(Schemas.lines(result))")
        #expect(result.stopped == nil)
      }
    }
  }

  @Test func judgesDocumentsOfVersion30() throws {
    guard let folder = Suites.folder("openapi-spec/3.0") else { return }
    let schema = try Self.compile(folder + "/schema.yaml", beside: folder + "/published", .draft4)
    let files = Suites.files(under: "\(folder)/pass", endings: [".yaml"])
    #expect(files.count == 6)
    for path in files {
      let result = schema.validate(try DocumentReader.read(Suites.bytes(path), file: path, limits: .contract).root, budget: 5_000_000)
      #expect(Schemas.lines(result) == [], "\(path)")
    }
  }

  /// Real contracts against the schema of their version, as `VALIDITY.tsv` says another validator found them.
  @Test func judgesRealContracts() throws {
    guard let folder = Suites.folder("openapi-real"), let spec = Suites.folder("openapi-spec") else { return }
    let older = try Self.compile(spec + "/3.0/published/schema-2024-10-18.json", beside: spec + "/3.0/published", .draft4)
    let newer = try Self.compile(spec + "/3.1/published/schema-base-2025-09-15.json", beside: spec + "/3.1/published", .draft2020)
    let rows = String(decoding: Suites.bytes(folder + "/VALIDITY.tsv"), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(rows.count >= 19)
    for row in rows {
      let cells = row.split(separator: "\t").map(String.init)
      let bytes = Suites.bytes("\(folder)/\(cells[0])")
      if Self.unreadable.contains(cells[0]) {
        #expect(throws: Diagnostic.self) { try DocumentReader.read(bytes, file: cells[0], limits: .contract) }
        continue
      }
      let document = try DocumentReader.read(bytes, file: cells[0], limits: .contract)
      let result = (cells[1].hasPrefix("3.0") ? older : newer).validate(document.root, budget: 20_000_000)
      #expect(result.stopped == nil, "\(cells[0])")
      #expect(result.isValid == (cells[2] == "valid"), "\(cells[0]) \(Schemas.lines(result).prefix(5))")
    }
  }

  /// Holds a YAML tag of Python's, which our reader refuses.
  private static let unreadable: Set<String> = ["us/simpler-grants.yml"]

  private static func compile(_ path: String, beside folder: String, _ dialect: SchemaDialect) throws -> CompiledSchema {
    var others = try MetaSchemas.documents()
    for file in Suites.files(under: folder, endings: [".yaml", ".json"]) {
      let document = try DocumentReader.read(Suites.bytes(file), file: file, limits: .contract)
      if let address = document.root["$id"]?.string { others[address] = document }
    }
    let document = try DocumentReader.read(Suites.bytes(path), file: path, limits: .contract)
    return try CompiledSchema.compile(document.root, dialect: dialect, direction: .none, others: others, assertFormats: false)
  }
}

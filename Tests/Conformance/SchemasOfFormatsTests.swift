import Documents
import Foundation
import JSONSchema
import Model
import TestSupport
import Testing

@testable import Reading
@testable import Reporting

/// Every file of ours that a person writes, and every report that a program reads, against its schema: by our reader and by another.
@Suite struct SchemasOfFormatsTests {
  private static let specs = Suites.repository + "/Specs"

  private static func document(_ path: String) throws -> Node {
    let bytes = Suites.bytes(path)
    if path.hasSuffix(".md") {
      let front = try #require(Lines(SourceFile(path: path, bytes: bytes)).frontMatter)
      return try YAMLReader.read(front.bytes, file: path, limits: .contract).root
    }
    return try DocumentReader.read(bytes, file: path, limits: .contract).root
  }

  private static func instances() throws -> [(schema: String, node: Node)] {
    let standard = Suites.files(under: specs + "/Standard", endings: [".yaml", ".md"])
    let profiles = standard.filter { $0.split(separator: "/").last?.hasPrefix("profile") == true }
    let dossiers = standard.filter { $0.contains("/Requirements/") }
    let faults = Suites.files(under: specs + "/Faults", endings: [".yaml"])
    #expect(profiles.count >= 2 && dossiers.count >= 30 && faults.count >= 40)
    var found: [(schema: String, node: Node)] = []
    for (schema, paths) in [
      ("profile", profiles), ("dossier", dossiers), ("fault", faults), ("registry", [specs + "/Registry/karawang.yaml"]),
      ("simulation", [specs + "/Registry/karawang-simulation.yaml"]),
    ] { for path in paths { found.append((schema, try document(path))) } }
    for file in reports() {
      let name = file.path.split(separator: "/").last.map(String.init) ?? ""
      if name.hasSuffix(".json") {
        found.append((String(name.dropLast(5)), try JSONReader.read(file.bytes, file: file.path, limits: .contract).root))
      }
    }
    // Golden reports, where they are there.
    for path in Suites.files(under: Suites.repository + "/Reports/Example", endings: ["/result.json", "/national.json"]) {
      found.append((path.hasSuffix("/result.json") ? "result" : "national", try document(path)))
    }
    return found
  }

  /// Results and summaries with every outcome, with and without what may be absent.
  private static func reports() -> [ReportFile] {
    let runs = [ReportingSamples.run(), ReportingSamples.run(title: nil, findings: 0)]
    let results = runs.map { ResultJSON.file($0.result, evidence: $0.evidence) }
    let nations = [0, 3].flatMap { agencies in
      NationalReport.files(
        region: ReportingSamples.region, rows: ReportingSamples.rows(agencies: agencies), requirements: ReportingSamples.allRequirements,
        stamp: ReportingSamples.stamp, profile: ReportingSamples.profile, finishedAt: ReportingSamples.start)
    }
    return results + nations.filter { $0.path == "national.json" }
  }

  @Test func everyFileKeepsItsSchema() throws {
    var schemas: [String: CompiledSchema] = [:]
    for name in FormatSchemas.names { schemas[name] = try FormatSchemas.schema(name) }
    let instances = try Self.instances()
    for instance in instances {
      let schema = try #require(schemas[instance.schema])
      #expect(FormatSchemas.faults(instance.node, schema) == [], "\(instance.schema) \(instance.node.document.file)")
    }
    #expect(
      Set(FormatSchemas.names).subtracting(instances.map(\.schema)) == ["evidence-line", "plan", "run"], "the rest stands in SchemasOfWorkspaceTests")
    if let answers = try FormatSchemas.independent(instances.map { ($0.schema, JSONValue($0.node)) }) {
      #expect(answers.count == instances.count && answers.allSatisfy { $0 })
      print("independent schema reader: \(answers.count) files of \(Set(instances.map(\.schema)).count) formats valid")
    }
  }

  /// Where a file is spoilt, reader and schema refuse together: an editor that knows the schema shows what the program would say.
  @Test(arguments: ["profile", "dossier", "registry"]) func schemaAndReaderRefuseTheSame(_ name: String) throws {
    let schema = try FormatSchemas.schema(name)
    let sample = try #require(Self.samples[name])
    var disagreements: [String] = []
    let mutations = [Mutations.Mutation(label: "sample", value: sample)] + Mutations.of(sample)
    for mutation in mutations {
      let document = try JSONReader.read(Array(mutation.value.text(pretty: false).utf8), file: "x.json", limits: .contract)
      let isTaken = Self.isTaken(name, document)
      let isValid = FormatSchemas.faults(document.root, schema).isEmpty
      if isTaken != isValid { disagreements.append("\(mutation.label): reader \(isTaken), schema \(isValid)") }
    }
    #expect(disagreements.filter { !Self.isExpected(name, $0) } == [])
    print("schema and reader of \(name): \(mutations.count) forms, \(disagreements.count) known differences")
  }

  private static func isTaken(_ name: String, _ document: Document) -> Bool {
    let file = SourceFile(path: "x.json", bytes: Array(JSONValue(document.root).text(pretty: false).utf8))
    switch name {
    case "profile": return ProfileReader.read(file).draft != nil
    case "registry":
      let reading = RegistryReader.read(file)
      return reading.registry != nil && reading.diagnostics.isEmpty
    default:
      var reader = MemberReader(document.root)
      _ = FrontMatter(&reader)
      reader.refuseUnknown()
      return reader.diagnostics.isEmpty
    }
  }

  /// What a schema cannot say, or says more strictly on purpose.
  private static func isExpected(_ name: String, _ line: String) -> Bool {
    switch name {
    // Rows refer to each other: an agency must be there, an id only once.
    case "registry": line.contains("/agency := ") || line.hasPrefix("/agencies ") || line.hasPrefix("/agencies/0/id := ")
    // The number's form is the file's name, which `StandardReader` compares.
    case "dossier": line.hasPrefix("/id := ")
    default: false
    }
  }

  private static let samples: [String: JSONValue] = {
    func value(_ text: String) -> JSONValue {
      (try? YAMLReader.read(Array(text.utf8), file: "sample", limits: .contract)).map { JSONValue($0.root) } ?? .null
    }
    return [
      "profile": value(
        """
        formatVersion: 1
        id: contoh
        version: '2026.1'
        simulation: true
        name: { id: a, en: b }
        languages: [id, en]
        dimensions: [{ code: DOC, name: { id: a, en: b } }]
        levels: [{ level: 2, name: { id: a, en: b } }]
        requirements: [DOC-01, { id: DOC-02, modality: MUST, level: 2 }]
        data:
          officialSuffixes: [go.id]
          errorSigns: [{ member: error, values: [true] }]
          leakPatterns: [{ name: a, pattern: b }]
        score: { model: score/1 }
        """),
      "dossier": value(
        """
        id: DOC-06
        title: { id: a, en: b }
        modality: SHOULD
        level: 2
        dimension: DOC
        critical: false
        since: '2026.1'
        sources: [{ name: RFC 9457, section: '3', url: u, verified: true }]
        applies: { types: [REST, OPEN] }
        safety: P1
        verify: { any: [{ check: a, with: { b: 1 } }, { all: [{ attested: { id: a, en: b } }] }] }
        """),
      "registry": value(
        """
        formatVersion: 1
        region: { id: a, en: b }
        agencies: [{ id: a, name: b, regionCode: '32.15', parent: p, unit: u, contact: c }]
        services:
          - id: s
            agency: a
            title: t
            apiType: REST
            classification: terbuka
            lifecycle: draft
            environments: { production: { baseURL: u }, sandbox: { baseURL: u } }
            contract: { path: p, url: u, digest: d }
            claimedLevel: 2
            credential: { environmentVariable: V }
            testData: { getA: { b: 1 } }
            readOnlyPost: [cari]
            consent: { by: b, classes: [P0], until: 2026-12-31 }
            politeness: { spacingMilliseconds: 10, requestBudget: 300 }
            plainHTTPPort: 80
            consumes: [{ service: x, operations: [o] }]
            healthURL: h
        """),
    ]
  }()
}

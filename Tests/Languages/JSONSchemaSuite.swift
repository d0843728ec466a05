import Documents
import JSONSchema
import TestSupport
import Testing

/// Reads and runs the public suite: groups of a schema and instances, with `remotes` as the other documents.
struct SchemaSuite {
  struct Draft: Sendable, CustomTestStringConvertible {
    let folder: String
    let dialect: SchemaDialect
    /// How many required tests the suite has.
    let required: Int
    var testDescription: String { folder }
  }

  struct Outcome {
    var held = 0
    var excluded = 0
    var wrong: [String] = []
    var staleExclusions: [String] = []
  }

  static let drafts = [
    Draft(folder: "draft2020-12", dialect: .draft2020, required: 1299),
    Draft(folder: "draft7", dialect: .draft7, required: 927),
    Draft(folder: "draft4", dialect: .draft4, required: 618),
  ]

  /// By `draft/file: group: test`, or a prefix of it; each with its reason.
  static let exclusions: [(prefix: String, reason: String)] = [
    ("draft2020-12/optional/cross-draft.json: ", "draft 2019-09 is not one of our dialects"),
    ("draft7/optional/cross-draft.json: refs to future drafts", "draft 2019-09 is not one of our dialects"),
    ("draft2020-12/optional/dependencies-compatibility.json: ", "`dependencies` is no keyword of 2020-12; OpenAPI 3.1 has none either"),
    ("draft7/optional/content.json: ", "contentMediaType and contentEncoding are notes, as 2020-12 decided"),
    ("draft4/optional/zeroTerminatedFloats.json: ", "1.0 is an integer in every dialect here, as since draft 6"),
    ("draft2020-12/optional/format/hostname.json: validation of A-label", "IDNA tables are not carried: `xn--` labels are judged by RFC 1123"),
    ("draft7/optional/format/hostname.json: validation of A-label", "IDNA tables are not carried: `xn--` labels are judged by RFC 1123"),
  ]

  let draft: Draft
  private let folder: String
  private let others: [String: Document]

  /// Nil where the suite is not there.
  init?(_ draft: Draft) throws {
    guard let root = Suites.folder("json-schema-test-suite") else { return nil }
    self.draft = draft
    folder = "\(root)/tests/\(draft.folder)"
    var others = try MetaSchemas.documents()
    for path in Suites.files(under: root + "/remotes", endings: [".json"]) {
      let name = "http://localhost:1234/" + path.dropFirst(root.count + "/remotes/".count)
      others[name] = try JSONReader.read(Suites.bytes(path), file: path, limits: .contract)
    }
    self.others = others
  }

  /// The files right inside a folder of the draft; with `optional/format/`, of that.
  func files(in part: String) -> [String] {
    Suites.files(under: folder, endings: [".json"]).filter { path in
      let rest = path.dropFirst(folder.count + 1)
      return rest.hasPrefix(part) && !rest.dropFirst(part.count).contains("/")
    }
  }

  func run(_ files: [String], assertFormats: Bool) throws -> Outcome {
    var outcome = Outcome()
    var used: Set<String> = []
    for path in files {
      let name = "\(draft.folder)/\(path.dropFirst(folder.count + 1))"
      for group in try JSONReader.read(Suites.bytes(path), file: name, limits: .contract).root.elements {
        let title = "\(name): \(group["description"]?.string ?? "?")"
        let excluded = Self.exclusions.filter { title.hasPrefix($0.prefix) || "\(title): ".hasPrefix($0.prefix) }
        let results = try judge(group, assertFormats: assertFormats)
        for result in results {
          let test = "\(title): \(result.title)"
          let reasons = excluded + Self.exclusions.filter { test.hasPrefix($0.prefix) && !title.hasPrefix($0.prefix) }
          if !reasons.isEmpty {
            outcome.excluded += 1
          } else if result.isRight {
            outcome.held += 1
          } else {
            outcome.wrong.append("\(test) \(result.problem)")
          }
          if !result.isRight { used.formUnion(reasons.map(\.prefix)) }
        }
      }
    }
    let names = files.map { "\(draft.folder)/\($0.dropFirst(folder.count + 1))" }
    let concerned = Self.exclusions.filter { exclusion in names.contains { exclusion.prefix.hasPrefix($0) } }
    outcome.staleExclusions = concerned.map(\.prefix).filter { !used.contains($0) }
    return outcome
  }

  private func judge(_ group: Node, assertFormats: Bool) throws -> [(title: String, isRight: Bool, problem: String)] {
    guard let schema = group["schema"], let tests = group["tests"] else { return [] }
    // The schema becomes a document of its own, as the suite means it.
    let document = try JSONReader.read(Array(JSONValue(schema).text(pretty: false).utf8), file: "schema.json", limits: .contract)
    let compiled: CompiledSchema
    do {
      compiled = try CompiledSchema.compile(
        document.root, dialect: draft.dialect, direction: .none, others: others, assertFormats: assertFormats)
    } catch {
      return tests.elements.map { ($0["description"]?.string ?? "?", false, error.line(in: .english)) }
    }
    return tests.elements.map { test in
      guard let data = test["data"] else { return ("?", false, "no data") }
      let result = compiled.validate(data, budget: 1_000_000)
      let problem = result.violations.map { $0.text(in: .english) }.joined(separator: "; ")
      return (
        test["description"]?.string ?? "?", result.isValid == test["valid"]?.boolean && result.stopped == nil,
        "→ \(result.isValid) \(problem) \(result.stopped.map { "\($0)" } ?? "")"
      )
    }
  }
}

import Documents
import JSONSchema
import TestSupport
import Testing

/// The public JSON Schema test suite, whole: what is left out has its reason in `SchemaSuite.exclusions`.
@Suite struct JSONSchemaSuiteTests {
  @Test(arguments: SchemaSuite.drafts) func everyRequiredTestHolds(_ draft: SchemaSuite.Draft) throws {
    guard let suite = try SchemaSuite(draft) else { return }
    let outcome = try suite.run(suite.files(in: ""), assertFormats: false)
    #expect(outcome.wrong == [])
    #expect(outcome.staleExclusions == [])
    #expect(outcome.held + outcome.excluded == draft.required, "the suite has changed: correct the number of \(draft.folder)")
  }

  @Test(arguments: SchemaSuite.drafts) func everyOptionalTestHolds(_ draft: SchemaSuite.Draft) throws {
    guard let suite = try SchemaSuite(draft) else { return }
    let outcome = try suite.run(suite.files(in: "optional/"), assertFormats: false)
    #expect(outcome.wrong == [])
    #expect(outcome.staleExclusions == [])
  }

  @Test(arguments: SchemaSuite.drafts) func everyJudgedFormatHolds(_ draft: SchemaSuite.Draft) throws {
    guard let suite = try SchemaSuite(draft) else { return }
    let judged = [
      "date", "date-time", "time", "duration", "uuid", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference", "regex", "json-pointer",
      "relative-json-pointer", "unknown", "ecmascript-regex",
    ]
    let files = suite.files(in: "optional/format/").filter { file in judged.contains { file.hasSuffix("/\($0).json") } }
    let outcome = try suite.run(files, assertFormats: true)
    #expect(outcome.wrong == [])
    #expect(outcome.staleExclusions == [])
  }
}

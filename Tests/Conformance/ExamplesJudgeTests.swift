import Documents
import Evaluation
import Examples
import Foundation
import HTTPMessages
import Model
import Testing

/// The fence language of dossiers, by what evidence and which complaints come of it.
@Suite struct EvaluationExampleJudgeTests {
  @Test func everyExampleOfAGoodDossierHolds() {
    let requirement = EvaluationSamples.requirement()
    #expect(requirement.examples.map(\.expectation) == [.passed, .failed, .untested])
    for example in requirement.examples {
      #expect(ExampleJudge.review(example, for: requirement, profile: EvaluationSamples.profile).map { $0.line(in: .english) } == [])
    }
  }

  @Test func complaintsSayExpectedAndActual() throws {
    let text = EvaluationSamples.dossier
      .replacing("finding.en: Operation GET /penduduk has no operationId.", with: "finding.en: Something else.")
      .replacing("### Untested: a contract that is none", with: "### Passed: a contract that is none")
    let requirement = EvaluationSamples.requirement(text)
    let file = "Specs/Standard/Requirements/DOC/DOC-04.md"
    let complaints = requirement.examples.flatMap { ExampleJudge.review($0, for: requirement, profile: EvaluationSamples.profile) }
    #expect(
      complaints.map { $0.line(in: .english) } == [
        "\(file):38:1: error: Example “an operation without one” of DOC-04: finding.en is written “Something else.”, the finding is "
          + "“Operation GET /penduduk has no operationId.”. [example.finding]",
        "\(file):48:1: error: The example “a contract that is none” of DOC-04 should be passed, and comes out as untested "
          + "(contractInvalid). [example.outcome]",
      ])
  }

  @Test func aFolderOfDossiersIsReadAndRun() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-dossiers-\(UUID().uuidString)")
    let folder = root.appendingPathComponent("Specs/Standard/Requirements/DOC")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    try Data(EvaluationSamples.dossier.utf8).write(to: folder.appendingPathComponent("DOC-04.md"))
    let examples = DossierExamples(root: root.path, folder: "Specs/Standard")
    #expect(examples.diagnostics.isEmpty)
    #expect(examples.cases.map(\.testDescription).first == "DOC-04 Passed: every operation has its own")
    #expect(examples.cases.first?.example.position.description == "Specs/Standard/Requirements/DOC/DOC-04.md:29:1")
  }

  @Test(arguments: [
    ("http", "recipe=terbang", "GET /v1 HTTP/1.1\n\nHTTP/1.1 200 OK\n\n", "example.recipe"),
    ("http", "", "GET /v1 HTTP/1.1\n\nHTTP/1.1 200 OK\n\n", "example.recipe"),
    ("http", "recipe=callReadOperations warna=merah", "GET /v1 HTTP/1.1\n\nHTTP/1.1 200 OK\n\n", "example.attribute"),
    ("http", "recipe=callReadOperations operation=\"GET /lain\"", "GET /v1 HTTP/1.1\n\nHTTP/1.1 200 OK\n\n", "example.operation"),
    ("http", "recipe=callReadOperations", "HTTP/1.1 200 OK\n\n", "example.noRequest"),
    ("http", "recipe=callReadOperations", "GET /v1 HTTP/1.1\n", "example.noResponse"),
    ("http", "recipe=callReadOperations failure=bosan", "GET /v1 HTTP/1.1\n", "example.failure"),
    ("http", "recipe=callReadOperations notSent=bosan", "GET /v1 HTTP/1.1\n", "example.cause"),
    ("handshake", "recipe=inspectCertificate", "warna: merah", "example.handshakeLine"),
    ("handshake", "recipe=inspectCertificate", "problem: sedih", "example.certificate"),
    ("handshake", "recipe=offerOldTLS", "answer: closed", "example.variant"),
    ("handshake", "recipe=offerOldTLS variant=\"TLS 1.0\"", "answer: mungkin", "example.hello"),
    ("registry", "", "apiType: SOAP", "file.unknownWord"),
    ("registry", "", "- satu", "example.registry"),
  ])
  func malformedFencesAreReported(_ kind: String, _ attributes: String, _ text: String, _ code: String) {
    let dossier = EvaluationSamples.dossier.replacing(
      "### Passed: every operation has its own\n", with: "### Passed: every operation has its own\n```\(kind) \(attributes)\n\(text)\n```\n")
    let requirement = EvaluationSamples.requirement(dossier)
    let result = ExampleJudge.verdict(of: requirement.examples[0], for: requirement, profile: EvaluationSamples.profile)
    #expect(result.diagnostics.map(\.wording.code) == [code])
    #expect(result.diagnostics.first?.position?.file == "Specs/Standard/Requirements/DOC/DOC-04.md")
  }

  @Test(arguments: [
    (
      DossierRewrite.headerNameCase,
      "GET /v1/x HTTP/1.1\n\nHTTP/1.1 200 OK\nvary: Accept\ncontent-type: application/json\nvary: Origin\n\n{\"b\":[1.50],\"a\":\"é\"}"
    ),
    (
      .headerOrder,
      "GET /v1/x HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Type: application/json\nVary: Accept\nVary: Origin\n\n{\"b\":[1.50],\"a\":\"é\"}"
    ),
    (
      .memberOrder,
      "GET /v1/x HTTP/1.1\n\nHTTP/1.1 200 OK\nVary: Accept\nContent-Type: application/json\nVary: Origin\n\n{\"a\":\"é\",\"b\":[1.50]}"
    ),
    (
      .insignificantSpace,
      "GET /v1/x HTTP/1.1\n\nHTTP/1.1 200 OK\nVary: Accept\nContent-Type: application/json\nVary: Origin\n\n"
        + "{\n\t \"b\"\n\t :\n\t [\n\t 1.50\n\t ]\n\t ,\n\t \"a\"\n\t :\n\t \"é\"\n\t }"
    ),
  ])
  func rewritesChangeOnlyWhatDoesNotMatter(_ rewrite: DossierRewrite, _ expected: String) {
    let text = "GET /v1/x HTTP/1.1\n\nHTTP/1.1 200 OK\nVary: Accept\nContent-Type: application/json\nVary: Origin\n\n{\"b\":[1.50],\"a\":\"é\"}"
    let position = SourcePosition(file: "contoh.md", line: 1, column: 1)
    let fence = Fence(kind: .http, attributes: [:], text: text, position: position)
    let example = Example(expectation: .passed, title: "", fences: [fence], finding: nil, position: position)
    #expect(rewrite.apply(to: example).fences.map(\.text) == [expected])
  }
}

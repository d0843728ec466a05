import Digests
import Documents
import HTTPMessages
import Model
import OpenAPI
import Planning
import Testing

/// Which four messages are read to their last byte, with which credential, and what is said where none can be asked for.
@Suite struct PlanningRawMessagesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let paths: String
    var hasCredential = true
    var testData: [String: [String: JSONValue]] = [:]
    /// `GET /v1/kantor` and its kin, with `+` where the credential goes along.
    let sent: [String]
    var gap: GapReason?
    var testDescription: String { name }
  }

  private static func four(_ target: String, _ mark: String = "") -> [String] {
    ["GET", "HEAD", "GET", "OPTIONS"].map { "\($0) \(target)\(mark)" }
  }
  private static let good = "responses: { '200': { description: A } }"
  private static let item = "{ parameters: [{ name: id, in: path, required: true, schema: { type: string } }], \(good) }"
  private static let restricted = "{ security: [{ kunci: [] }], \(good) }"

  static let cases = [
    Case(
      name: "the first read without path parameters, wherever it stands",
      paths: "{ '/berkas/{id}': { get: \(item) }, /kantor: { get: { \(good) } } }", sent: four("/v1/kantor")),
    Case(
      name: "test data, where every path needs some", paths: "{ '/berkas/{id}': { get: \(item) } }",
      testData: ["GET /berkas/{id}": ["id": .string("7")]], sent: four("/v1/berkas/7")),
    Case(name: "no test data", paths: "{ '/berkas/{id}': { get: \(item) } }", sent: [], gap: .untested(.noTestData)),
    Case(
      name: "the registered credential", paths: "{ /izin: { get: \(restricted) } }",
      sent: four("/v1/izin", "+")),
    Case(
      name: "no credential", paths: "{ /izin: { get: \(restricted) } }", hasCredential: false,
      sent: [], gap: .untested(.noCredential)),
    Case(
      name: "an open read is taken where no credential is there",
      paths: """
        { /izin: { get: \(restricted) },
          /warta: { get: { \(good) } } }
        """, hasCredential: false, sent: four("/v1/warta")),
    Case(
      name: "nothing to read", paths: "{ /lapor: { post: { responses: { '201': { description: A } } } } }", sent: [],
      gap: .inapplicable(.notDeclared("readOperation"))),
  ]

  @Test(arguments: cases) func asksFor(_ item: Case) {
    let draft = ReadRawMessages.draft(Self.ground(item))
    let requests = draft.steps.compactMap { step in if case .raw(let request) = step.probe { request } else { nil } }
    #expect(requests.map { "\($0.method) \($0.target)\($0.credential == .none ? "" : "+")" } == item.sent)
    #expect(requests.allSatisfy { !$0.followsRedirects })
    #expect(draft.gaps.map(\.reason) == [item.gap].compactMap { $0 })
    guard !requests.isEmpty else { return }
    #expect(draft.steps.map(\.purpose.variant) == ["GET", "HEAD", "conditional", "OPTIONS"])
    #expect(requests.map { $0.fields.contains { $0.name == "If-None-Match" && $0.value == "*" } } == [false, false, true, false])
  }

  /// The four are read only, and pass the review like any other request.
  @Test func theReviewPermitsThem() {
    let ground = Self.ground(Self.cases[0])
    let draft = ReadRawMessages.draft(ground)
    let steps = draft.steps.enumerated().map { index, step in
      Step(
        id: "s-000\(index + 1)", probe: step.probe, environment: .production, safety: ReadRawMessages.safety, purposes: [step.purpose],
        askedBy: ["HTP-18"])
    }
    let plan = Plan(
      subject: ground.subject, profileID: "uji", profileVersion: "1", profileDigest: .of([]), contractDigest: nil, seed: 1, steps: steps, gaps: [],
      skipped: [])
    let terms = PlanReview.Terms(consented: [], requestBudget: 3, spacingMilliseconds: 0, agencyEndpoints: [])
    let permit = PlanReview.review(plan, terms: terms, now: Timestamp(milliseconds: 0)).permit
    #expect(permit.steps == ["s-0001", "s-0002", "s-0003"])
    #expect(permit.refused == ["s-0004": .budget])
  }

  private static func ground(_ item: Case) -> Ground {
    let text = """
      openapi: 3.1.0
      info: { title: Contoh, version: '1' }
      components: { securitySchemes: { kunci: { type: http, scheme: bearer } } }
      paths: \(item.paths)
      """
    let service = Service(
      id: "contoh", agency: "contoh", title: nil, apiType: .rest, classification: nil, lifecycle: nil,
      production: Environment(name: .production, baseURL: "https://layanan.contoh.go.id.test/v1"), sandbox: nil, contract: nil, claimedLevel: nil,
      credential: nil, testData: item.testData, readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [], entry: .null,
      position: SourcePosition(file: "registry.yaml", line: 1, column: 1))
    return Ground(
      subject: Subject(agency: nil, service: service, isSelfDeclared: false), base: BaseURL("https://layanan.contoh.go.id.test/v1"),
      contract: ContractReader.read(Array(text.utf8), file: "kontrak.yaml").contract, hasCredential: item.hasCredential, seed: 1)
  }
}

import Digests
import Documents
import HTTPMessages
import Model
import Observing
import OpenAPI

/// Evidence of a made-up run, written as a table: what was asked, and what came.
struct EvaluationEvidence {
  static let start = Timestamp("2026-11-24T02:00:00Z") ?? Timestamp(milliseconds: 0)
  static let base = "https://layanan.contoh.go.id.test/v1"

  /// Two reads that promise JSON, one of them without parameters, and one that offers a page.
  static let contract = """
    openapi: 3.1.0
    info: { title: Layanan Contoh, version: 1.0.0 }
    security: [{ token: [] }]
    components: { securitySchemes: { token: { type: http, scheme: bearer } } }
    paths:
      /penduduk:
        get:
          operationId: listPenduduk
          responses:
            '200': { description: Berhasil, content: { application/json: { schema: { type: array } } } }
            '401': { description: Ditolak, content: { application/json: { schema: { type: object } } } }
      /penduduk/{nik}:
        get:
          operationId: getPenduduk
          parameters: [{ name: nik, in: path, required: true, schema: { type: string } }]
          responses:
            '200': { description: Berhasil, content: { application/json: { schema: { type: object } } } }
            '404': { description: Tidak ada, content: { application/json: { schema: { type: object } } } }
      /kartu/{nomor}:
        get:
          operationId: getKartu
          parameters: [{ name: nomor, in: path, required: true, schema: { type: string } }]
          responses:
            '200': { description: Berhasil, content: { application/json: { schema: { type: object } } } }
            '302': { description: Pindah }
      /halaman:
        get:
          operationId: getHalaman
          responses: { '200': { description: Halaman, content: { text/html: {} } } }
    """

  /// One try of a step.
  enum Try {
    /// Status, Content-Type (none when empty), body.
    case answer(Int, String, String)
    case redirect(Int, to: String)
    case failure(TransportFailure.Kind)
    case cut(Int)
  }

  struct Row {
    let recipe: RecipeID
    let operation: String?
    let path: String
    let tries: [Try]
    var variant = ""
    var notSent: UntestedCause?
    /// A step of the plan that was never recorded.
    var isMissing = false
  }

  static func read(_ operation: String, _ path: String, _ tries: Try...) -> Row {
    Row(recipe: .callReadOperations, operation: "GET \(operation)", path: path, tries: tries)
  }
  static func anonymous(_ operation: String, _ path: String, _ tries: Try...) -> Row {
    Row(recipe: .callAnonymously, operation: "GET \(operation)", path: path, tries: tries)
  }
  static func invalid(_ operation: String, _ path: String, _ tries: Try...) -> Row {
    Row(recipe: .sendInvalidParameters, operation: "GET \(operation)", path: path, tries: tries, variant: "invalid:nik")
  }
  static func unknown(_ tries: Try...) -> Row {
    Row(recipe: .askForUnknownResource, operation: nil, path: "/selaras-4711304927", tries: tries, variant: "randomSegment")
  }

  static func evidence(
    _ rows: [Row], gaps: [Gap] = [], service: Service = service(), contract text: String? = contract, isSelfDeclared: Bool = false,
    skipped: Set<String> = []
  ) -> Evidence {
    let input = text.map { ContractInput(file: "kontrak.yaml", bytes: Array($0.utf8), digest: SHA256Digest.of(Array($0.utf8))) }
    let document = input.flatMap { try? DocumentReader.read($0.bytes, file: $0.file, limits: .contract) }
    let read = document.flatMap { ContractReader.read($0).contract }
    let observer = BodyObserver(contract: read, leakPatterns: [], secrets: [], key: [UInt8](repeating: 7, count: 32))
    var steps: [Step] = []
    var observations: [String: Observation] = [:]
    for (index, row) in rows.enumerated() {
      let id = "s-000\(index + 1)"
      let probe = Probe.http(
        RequestTemplate(
          method: "GET", scheme: .https, endpoint: Endpoint(host: "layanan.contoh.go.id.test", port: 443), target: "/v1" + row.path, fields: [],
          credential: .none, followsRedirects: true))
      steps.append(
        Step(
          id: id, probe: probe, environment: .production, safety: .passive,
          purposes: [Purpose(recipe: row.recipe, operation: row.operation, variant: row.variant)], askedBy: []))
      let operation = read?.operations.first { $0.key == row.operation }
      guard !row.isMissing else { continue }
      observations[id] = Observation(
        id: "o-000\(index + 1)", step: id, attempts: row.tries.map { attempt($0, row, operation, observer) }, notSent: row.notSent)
    }
    let subject = Subject(agency: ReportingSamples.agency, service: service, isSelfDeclared: isSelfDeclared)
    let plan = Plan(
      subject: subject, profileID: "uji", profileVersion: "1", profileDigest: EvaluationSamples.profile.digest, contractDigest: input?.digest,
      seed: 1, steps: steps, gaps: gaps, skipped: skipped)
    let stamp = RunStamp(runID: "uji", tool: "selaras", vantage: "uji", startedAt: start, permits: [])
    return Evidence(
      stamp: stamp, plan: plan, contract: input, observations: observations, end: RecordingEnd(at: start, isComplete: true))
  }

  static func service(
    apiType: APIType? = .rest, lifecycle: Lifecycle? = .production, baseURL: String? = base
  ) -> Service {
    Service(
      id: "contoh", agency: "contoh", title: "Layanan Contoh", apiType: apiType, classification: .terbatas, lifecycle: lifecycle,
      production: baseURL.map { Environment(name: .production, baseURL: $0) }, sandbox: nil, contract: nil, claimedLevel: .onboarding,
      credential: nil, testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [],
      entry: .object(["unit": .string("Bidang Contoh")]), position: SourcePosition(file: "registri.yaml", line: 1, column: 1))
  }

  static func attempt(_ it: Try, _ row: Row, _ operation: Operation?, _ observer: BodyObserver) -> Attempt {
    var failure: TransportFailure?
    var head: String?
    var body = ""
    switch it {
    case .answer(let status, let type, let text):
      head = "HTTP/1.1 \(status) X\r\n" + (type.isEmpty ? "" : "Content-Type: \(type)\r\n") + "\r\n"
      body = text
    case .redirect(let status, let location): head = "HTTP/1.1 \(status) X\r\nLocation: \(location)\r\n\r\n"
    case .failure(let kind): failure = TransportFailure(kind: kind, detail: "uji", certificate: nil)
    case .cut(let status):
      head = "HTTP/1.1 \(status) X\r\n\r\n"
      failure = TransportFailure(kind: .truncated, detail: "uji", certificate: nil)
    }
    let exchanges = head.map { head in
      let observed = observer.observe(content: Array(body.utf8), head: HeadReader.readAll(Array(head.utf8)).last, operation: operation)
      return Exchange(
        request: SentRequest(method: "GET", url: base + row.path, fields: []), rawHead: Array(head.utf8),
        body: BodyRecord(content: observed.content, receivedBytes: body.utf8.count, completeness: failure == nil ? .complete : .truncated),
        timings: Timings(connect: nil, handshake: nil, firstByte: 1, total: 1), peer: "192.0.2.1:443", tls: nil, facts: observed.facts,
        redactions: observed.redactions)
    }
    return Attempt(startedAt: start, exchanges: exchanges.map { [$0] } ?? [], handshake: nil, hello: nil, failure: failure)
  }
}

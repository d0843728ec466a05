import Digests
import Documents
import HTTPMessages
import Model

/// One small recorded run with a contract, two observations and an end.
enum WorkspaceFixture {
  static let stamp = RunStamp(
    runID: "2026-11-24T02-00-00Z-7f3a", tool: "selaras 0.1.0", vantage: "laboratorium-1", startedAt: Timestamp(milliseconds: 1_795_485_600_000),
    permits: ["loopbackPermit"])

  static func step(_ number: Int) -> Step {
    let digits = String(number)
    return Step(
      id: "s-" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits,
      probe: .http(
        RequestTemplate(
          method: "GET", scheme: .https, endpoint: Endpoint(host: "api.contoh.go.id.test", port: 443), target: "/v1/penduduk", fields: [],
          credential: .registered(.bearer), followsRedirects: false)), environment: .production, safety: .passive,
      purposes: [Purpose(recipe: .callReadOperations, operation: "GET /penduduk", variant: "")], askedBy: ["DOC-06"])
  }

  static let contract: ContractInput = {
    let bytes = Array("openapi: 3.1.0\ninfo: { title: Contoh, version: '1' }\n".utf8)
    return ContractInput(file: "Contracts/contoh.yaml", bytes: bytes, digest: .of(bytes))
  }()

  static let service = Service(
    id: "contoh", agency: "dinas-contoh", title: nil, apiType: .rest, classification: nil, lifecycle: nil, production: nil, sandbox: nil,
    contract: nil, claimedLevel: nil, credential: nil, testData: [:], readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil,
    consumes: [], entry: .object(["id": .string("contoh"), "agency": .string("dinas-contoh"), "apiType": .string("REST")]),
    position: SourcePosition(file: "Registry/contoh.yaml", line: 8, column: 5))

  static let plan = Plan(
    subject: Subject(agency: nil, service: service, isSelfDeclared: false), profileID: "simulasi", profileVersion: "2026.1",
    profileDigest: .of(Array("profil".utf8)), contractDigest: contract.digest, seed: 20_261_124, steps: [step(1), step(2)], gaps: [], skipped: [])

  static let attempts = [
    Attempt(
      startedAt: stamp.startedAt,
      exchanges: [
        Exchange(
          request: SentRequest(method: "GET", url: "https://api.contoh.go.id.test/v1/penduduk", fields: []),
          rawHead: Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".utf8),
          body: BodyRecord(content: Array(#"{"total":0}"#.utf8), receivedBytes: 11, completeness: .complete),
          timings: Timings(connect: 100, handshake: 200, firstByte: 300, total: 400), peer: "127.0.0.1:18443",
          tls: SessionFacts(version: "TLSv1.3", suite: "TLS_AES_256_GCM_SHA384"),
          facts: BodyFacts(syntax: .json, duplicateNames: [], typedValues: [], leaks: [], identifierLikeCount: 0), redactions: [])
      ], handshake: nil, hello: nil, failure: nil)
  ]

  static let evidence = Evidence(
    stamp: stamp, plan: plan, contract: contract,
    observations: [
      "s-0001": Observation(id: "o-0001", step: "s-0001", attempts: attempts, notSent: nil),
      "s-0002": Observation(id: "o-0002", step: "s-0002", attempts: attempts, notSent: nil),
    ], end: RecordingEnd(at: stamp.startedAt.adding(milliseconds: 95_000), isComplete: true))
}

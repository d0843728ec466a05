import Digests
import Documents
import Foundation
import JSONSchema
import Model
import Reading
import TestSupport
import Testing

@testable import Sandbox
@testable import Workspace

/// What the workspace writes against its schemas; and for what it and the sandbox read, that schema and reader refuse together.
@Suite struct SchemasOfWorkspaceTests {
  private static let record = RunRecord(
    stamp: WorkspaceFixture.stamp, profileID: "simulasi", profileVersion: "2026.1", profileDigest: .of([1]),
    registry: "Registry/karawang.yaml", seed: 7, state: .running)

  @Test func everythingWrittenKeepsItsSchema() throws {
    var schemas: [String: CompiledSchema] = [:]
    for name in ["plan", "evidence-line", "run"] { schemas[name] = try FormatSchemas.schema(name) }
    var instances: [(schema: String, node: Node)] = [
      ("run", try JSONReader.read(RunFormat.bytes(Self.record), file: "run.json", limits: .contract).root)
    ]
    for seed in 1...25 {
      var draw = EvidenceDraw(seed: UInt64(seed))
      let folder = TestFolder()
      try WorkspaceBundleTests.write(draw.evidence(), to: folder.path)
      instances.append(("plan", try JSONReader.read(folder.bytes("plan.json"), file: "plan.json", limits: .contract).root))
      for line in try folder.bytes("evidence.ndjson").split(separator: 0x0A) {
        instances.append(("evidence-line", try JSONReader.read(Array(line), file: "evidence.ndjson", limits: .contract).root))
      }
    }
    for instance in instances {
      let schema = try #require(schemas[instance.schema])
      #expect(FormatSchemas.faults(instance.node, schema) == [])
    }
    if let answers = try FormatSchemas.independent(instances.map { ($0.schema, JSONValue($0.node)) }) {
      #expect(answers.count == instances.count && answers.allSatisfy { $0 })
      print("independent schema reader: \(answers.count) plans, lines of evidence and runs valid")
    }
  }

  private static func value(_ bytes: [UInt8]) throws -> JSONValue {
    JSONValue(try DocumentReader.read(bytes, file: "sample", limits: .contract).root)
  }

  private static func isTaken(_ read: () throws -> Void) -> Bool { (try? read()) != nil }

  @Test func planAndRunAreRefusedTogether() throws {
    try compare("plan", try Self.value(PlanFormat.bytes(WorkspaceFixture.plan))) { bytes in
      Self.isTaken { _ = try PlanFormat.read(bytes, file: "plan.json") }
    }
    try compare("run", try Self.value(RunFormat.bytes(Self.record))) { bytes in Self.isTaken { _ = try RunFormat.read(bytes, file: "run.json") } }
  }

  /// A line with every member that may be there, read without the files beside it.
  @Test func linesOfEvidenceAreRefusedTogether() throws {
    let fixture = WorkspaceFixture.attempts[0]
    let exchange = Exchange(
      request: fixture.exchanges[0].request, rawHead: [72], body: BodyRecord(content: [], receivedBytes: 0, completeness: .complete),
      timings: Timings(connect: 1, handshake: 2, firstByte: 3, total: 4), peer: "p", tls: SessionFacts(version: "v", suite: "s"),
      facts: BodyFacts(
        syntax: .brokenJSON(code: "c", offset: 1), duplicateNames: [JSONPointer(tokens: ["a"])],
        typedValues: [TypedValue(pointer: .root, type: "nik", basis: "b", kind: "string", brokenRule: "r", isSynthetic: true)], leaks: ["l"],
        identifierLikeCount: 1), redactions: [Redaction(pointer: .root, type: "nik", keyedDigest: "k")],
      resolution: Resolution(aliases: ["a"], addresses: [.init(address: "1.2.3.4", lifetime: 5, refusal: "r")], passedOver: ["b"]))
    func attempt(_ hello: HelloAnswer) -> Attempt {
      Attempt(
        startedAt: WorkspaceFixture.stamp.startedAt, exchanges: [exchange],
        handshake: Handshake(
          session: SessionFacts(version: "v", suite: "s", applicationProtocol: "h2"),
          certificates: [
            CertificateFacts(
              subject: "s", issuer: "i", notBefore: "b", notAfter: "a", names: ["n"],
              details: CertificateDetails(keyType: "EC", keyBits: 256, signature: "g", isSelfIssued: false, fingerprint: "f", nameCount: 1))
          ], problem: .expired, peer: "p", asksForClientCertificate: true), hello: hello,
        failure: TransportFailure(kind: .tls, detail: "d", certificate: .expired))
    }
    let hellos: [HelloAnswer] = [
      .alert(level: 2, description: 70), .violation(.malformed),
      .serverHello(version: .tls12, suite: CipherSuite(number: 0xC02F), applicationProtocol: "h2"),
    ]
    let lines =
      hellos.map { hello in
        ObservationFormat.value(Observation(id: "o-0001", step: "s-0001", attempts: [attempt(hello)], notSent: .unreachable(.dns)))
      } + [
        EvidenceHeader(
          stamp: WorkspaceFixture.stamp, planDigest: .of([1]), contract: .init(file: "a.yaml", digest: .of([2]), storedAs: "contract.yaml")
        ).value, EvidenceHeader.end(RecordingEnd(at: WorkspaceFixture.stamp.startedAt, isComplete: true)),
      ]
    let folder = TestFolder()
    for line in lines {
      try compare("evidence-line", line) { bytes in
        Self.isTaken { _ = try BundleReader(folder.path).line(bytes[...], 1, "evidence.ndjson") }
      }
    }
  }

  @Test func faultsAndSimulationsAreRefusedTogether() throws {
    let fault = try Self.value(Self.fault)
    try compare("fault", fault) { bytes in
      let reading = FaultReader.read(SourceFile(path: "contoh.yaml", bytes: bytes))
      return reading.fault != nil && reading.diagnostics.isEmpty
    }
    try compare("simulation", try Self.value(Self.simulation)) { bytes in
      SimulationReader.read(SourceFile(path: "s.yaml", bytes: bytes)).simulation != nil
    }
  }

  private func compare(_ name: String, _ sample: JSONValue, _ isTaken: ([UInt8]) -> Bool) throws {
    let schema = try FormatSchemas.schema(name)
    let mutations = [Mutations.Mutation(label: "sample", value: sample)] + Mutations.of(sample)
    var disagreements: [String] = []
    for mutation in mutations {
      let bytes = Array(mutation.value.text(pretty: false).utf8)
      let isTaken = isTaken(bytes)
      let isValid = FormatSchemas.faults(try JSONReader.read(bytes, file: "x.json", limits: .contract).root, schema).isEmpty
      if isTaken != isValid { disagreements.append("\(mutation.label): reader \(isTaken), schema \(isValid)") }
    }
    #expect(disagreements.filter { !Self.isExpected(name, $0) } == [])
    print("schema and reader of \(name): \(mutations.count) forms, \(disagreements.count) known differences")
  }

  /// What a schema cannot say.
  private static func isExpected(_ name: String, _ line: String) -> Bool {
    switch name {
    // The id is the file's name.
    case "fault": line.hasPrefix("/id := ")
    // The entry is read as a registry entry, which has its own schema.
    case "plan": line.hasPrefix("/subject/service/entry")
    // The digest's file is not beside this line.
    case "evidence-line": line.contains("/body/digest")
    default: false
    }
  }

  private static let fault = Array(
    """
    formatVersion: 1
    id: contoh
    requirement: HTP-04
    mayAlsoTrip: [DOC-07]
    target: server
    service: s
    title: { id: a, en: b }
    change:
      registry: [{ op: remove, path: /consent }]
      contract: [{ op: add, path: /a, value: [] }]
      server:
        - accept: [anonymous]
          operations: [getA]
        - answer: [ok]
          operations: [getA]
          status: 500
          fields: { Content-Type: text/html, Allow: null }
          patch: [{ op: replace, path: /a, value: 1 }]
          duplicate: nama
          json: { a: 1 }
        - answer: [unknownPath]
          text: isi
        - answer: [contract]
          raw: isi
      tls: { minimumVersion: TLS 1.0, certificate: expired, plainHTTP: serves }
    """.utf8)

  private static let simulation = Array(
    """
    formatVersion: 1
    registry: r.yaml
    title: { id: a, en: b }
    services:
      - service: s
        note: { id: a, en: b }
        faults: [tls-01]
        registry: [{ op: remove, path: /consent }]
        contract: [{ op: add, path: /a, value: 1 }]
        reachable: false
    """.utf8)
}

import Digests
import Documents
import Foundation
import HTTPMessages
import Model

/// A folder of a test, removed when the test lets go of it.
final class TestFolder: Sendable {
  let path: String
  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))) }
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Every file below, hidden ones left out, with its bytes.
  func files() throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init()
    where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder), !isFolder.boolValue { found[name] = try bytes(name) }
    }
    return found
  }
}

/// Writes every member of any value, also of those added later; sets and dictionaries in order, texts as bytes.
enum Reflected {
  static func text(_ value: Any) -> String {
    if let bytes = value as? [UInt8] { return Hex.text(bytes) }
    if let text = value as? String { return "'" + Hex.text(Array(text.utf8)) + "'" }
    let mirror = Mirror(reflecting: value)
    let parts = mirror.children.map { "\($0.label ?? ""):\(Self.text($0.value))" }
    switch mirror.displayStyle {
    case .dictionary, .set: return "{" + parts.sorted().joined(separator: ",") + "}"
    case nil where parts.isEmpty: return "\(value)"
    case .enum where parts.isEmpty: return "\(value)"
    default: return "\(mirror.subjectType)(" + parts.joined(separator: ",") + ")"
    }
  }
}

/// Values of every form that evidence can have, drawn from a seed: the same seed, the same evidence.
struct EvidenceDraw {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0xD1B5_4A32_D192_ED03 }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ below: Int) -> Int { Int(next() % UInt64(below)) }
  mutating func chance() -> Bool { next() & 1 == 1 }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[number(values.count)] }
  mutating func maybe<Value>(_ value: (inout EvidenceDraw) -> Value) -> Value? { chance() ? value(&self) : nil }
  mutating func list<Value>(_ most: Int, _ value: (inout EvidenceDraw) -> Value) -> [Value] { (0..<number(most + 1)).map { _ in value(&self) } }

  /// Plain words, and all that a careless format trips over.
  mutating func text() -> String {
    let pieces = [
      "api", "\"", "\\", "\n", "\r\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "e\u{301}", "\u{2028}", "\u{FEFF}", "🇮🇩", "\u{FFFD}", "</script>",
      "null", "/~0",
      " ", "{", "99", "",
    ]
    return (0..<number(6)).map { _ in pick(pieces) }.joined()
  }

  mutating func bytes(_ most: Int) -> [UInt8] { (0..<number(most + 1)).map { _ in UInt8(truncatingIfNeeded: next()) } }
  mutating func moment() -> Timestamp { Timestamp(milliseconds: Int64(number(4_000_000_000)) * 1000 + Int64(number(1000))) }
  mutating func digest() -> SHA256Digest { .of(bytes(8)) }
  mutating func pointer() -> JSONPointer { JSONPointer(tokens: list(3) { $0.text() }) }
  mutating func field() -> HeaderField { HeaderField(name: text(), value: text()) }
  mutating func endpoint() -> Endpoint { Endpoint(host: "\(text())layanan.go.id.test", port: number(65536)) }

  mutating func json(_ depth: Int = 0) -> JSONValue {
    switch number(depth > 2 ? 5 : 7) {
    case 0: .null
    case 1: .bool(chance())
    case 2: .integer(Int(truncatingIfNeeded: next()))
    case 3: .number(pick(["1.0", "1e400", "123456789012345678901234567890", "-0.5"]))
    case 4: .string(text())
    case 5: .array(list(3) { $0.json(depth + 1) })
    default: .object(Dictionary(list(3) { ("k\($0.number(9))", $0.json(depth + 1)) }) { first, _ in first })
    }
  }

  mutating func untested() -> UntestedCause {
    switch number(3) {
    case 0: .unreachable(pick(UntestedCause.Unreachable.allCases))
    case 1: .prerequisite("TLS-0\(number(10))")
    default: pick(UntestedCause.allSimple)
    }
  }

  mutating func inapplicable() -> InapplicableCause { pick([.apiType, .lifecycle, .firstSubmission, .notDeclared(text())]) }

  mutating func placement() -> CredentialPlacement { pick([.bearer, .basic, .header(text()), .query(text()), .cookie(text())]) }

  mutating func probe() -> Probe {
    switch number(5) {
    case 0:
      .hello(
        HelloTemplate(
          endpoint: endpoint(), version: pick(TLSVersion.allCases), suites: list(3) { $0.suite() }, applicationProtocols: list(3) { $0.text() }))
    case 1: .connect(endpoint())
    case 2: .raw(request())
    default: .http(request())
    }
  }

  mutating func request() -> RequestTemplate {
    RequestTemplate(
      method: pick(["GET", "HEAD", "OPTIONS", text()]), scheme: pick([.https, .http]), endpoint: endpoint(), target: "/\(text())",
      fields: list(3) { $0.field() }, credential: pick([CredentialUse.none, .registered(placement()), .invalid(placement())]),
      followsRedirects: chance())
  }

  mutating func purpose() -> Purpose { Purpose(recipe: pick(RecipeID.allCases), operation: maybe { $0.text() }, variant: text()) }

  /// From an entry as a registry has it, or described by other means.
  mutating func service() -> Service {
    let isFull = chance()
    let entry: JSONValue =
      chance() ? .object(["id": .string("layanan-\(number(100))"), "agency": .string("instansi"), "slo": json(), "note": json()]) : json()
    return Service(
      id: "layanan-\(number(100))", agency: "instansi-\(number(100))", title: maybe { $0.text() }, apiType: maybe { $0.pick(APIType.allCases) },
      classification: maybe { $0.pick(Classification.allCases) }, lifecycle: maybe { $0.pick(Lifecycle.allCases) },
      production: maybe { Environment(name: .production, baseURL: $0.text()) }, sandbox: maybe { Environment(name: .sandbox, baseURL: $0.text()) },
      contract: isFull ? ContractSource(path: maybe { $0.text() }, url: text()) : nil, claimedLevel: maybe { $0.pick(Level.allCases) },
      credential: maybe { CredentialReference(place: $0.pick([.environmentVariable($0.text()), .file($0.text())])) },
      testData: isFull ? ["getA": ["a": json(), "b": json()], "getB": [:]] : [:], readOnlyPost: list(2) { $0.text() },
      consent: maybe { Consent(by: $0.text(), classes: Set($0.list(3) { $0.pick(SafetyClass.allCases) }), until: $0.moment()) },
      politeness: maybe { Politeness(spacingMilliseconds: $0.number(600_000), requestBudget: 1 + $0.number(99_999)) },
      plainHTTPPort: maybe { $0.number(65536) }, consumes: list(2) { Consumption(service: $0.text(), operations: $0.list(2) { $0.text() }) },
      entry: entry, position: SourcePosition(file: text(), line: 1 + number(9999), column: 1 + number(200)))
  }

  mutating func plan(contractDigest: SHA256Digest?, steps: Int) -> Plan {
    let agency = maybe { draw in
      Agency(
        id: "instansi", name: draw.text(), regionCode: "32.15", parent: draw.maybe { $0.text() }, unit: draw.maybe { $0.text() },
        contact: draw.maybe { $0.text() })
    }
    let made = (1...steps).map { number in
      Step(
        id: "s-000\(number)", probe: probe(), environment: pick(EnvironmentName.allCases), safety: pick(SafetyClass.allCases),
        purposes: list(3) { $0.purpose() }, askedBy: list(3) { $0.text() })
    }
    let gaps = list(4) { draw in
      Gap(purpose: draw.purpose(), reason: draw.chance() ? .untested(draw.untested()) : .inapplicable(draw.inapplicable()))
    }
    return Plan(
      subject: Subject(agency: agency, service: service(), isSelfDeclared: chance()), profileID: text(), profileVersion: text(),
      profileDigest: digest(), contractDigest: contractDigest, seed: pick([0, UInt64.max, next()]), steps: made, gaps: gaps,
      skipped: Set(list(3) { $0.text() }))
  }

  mutating func session() -> SessionFacts { SessionFacts(version: text(), suite: text(), applicationProtocol: maybe { $0.text() }) }

  mutating func suite() -> CipherSuite { CipherSuite(number: UInt16(truncatingIfNeeded: next())) }

  mutating func certificate() -> CertificateFacts {
    let details = maybe { draw in
      CertificateDetails(
        keyType: draw.text(), keyBits: draw.number(9999), signature: draw.text(), isSelfIssued: draw.chance(), fingerprint: draw.text(),
        nameCount: draw.number(9999))
    }
    return CertificateFacts(subject: text(), issuer: text(), notBefore: text(), notAfter: text(), names: list(3) { $0.text() }, details: details)
  }

  mutating func facts() -> BodyFacts {
    let syntax = maybe { draw in draw.pick([BodySyntax.json, .brokenJSON(code: draw.text(), offset: draw.number(9999)), .html, .text, .binary]) }
    return BodyFacts(
      syntax: syntax, duplicateNames: list(3) { $0.pointer() },
      typedValues: list(4) { draw in
        TypedValue(
          pointer: draw.pointer(), type: draw.text(), basis: draw.text(), kind: draw.text(), brokenRule: draw.maybe { $0.text() },
          isSynthetic: draw.chance())
      }, leaks: list(2) { $0.text() }, identifierLikeCount: number(1000))
  }

  mutating func exchange() -> Exchange {
    let content = pick([[], Array("{}".utf8), bytes(200)])
    return Exchange(
      request: SentRequest(method: text(), url: text(), fields: list(3) { $0.field() }),
      rawHead: chance() ? Array("HTTP/1.1 200 OK\r\nX-Kota: Karawang\r\n\r\n".utf8) : bytes(300),
      body: BodyRecord(content: content, receivedBytes: number(1_000_000), completeness: pick(BodyRecord.Completeness.allCases)),
      timings: Timings(
        connect: maybe { Int64($0.number(9999)) }, handshake: maybe { Int64($0.number(9999)) }, firstByte: Int64(number(9999)),
        total: Int64(number(9999))),
      peer: "127.0.0.1:\(number(65536))", tls: maybe { $0.session() }, facts: facts(),
      redactions: list(3) { Redaction(pointer: $0.pointer(), type: $0.text(), keyedDigest: $0.text()) }, message: maybe { $0.message() },
      resolution: maybe { $0.resolution() })
  }

  mutating func resolution() -> Resolution {
    Resolution(
      aliases: list(3) { $0.text() },
      addresses: list(3) { Resolution.Found(address: $0.text(), lifetime: $0.maybe { $0.number(9999) }, refusal: $0.maybe { $0.text() }) },
      passedOver: list(2) { $0.text() })
  }

  mutating func message() -> MessageFacts {
    MessageFacts(
      faults: list(3) { $0.pick(FramingFault.allCases) }, isWhole: chance(),
      coding: maybe { ContentCoding(name: $0.text(), result: $0.pick(ContentCoding.Result.allCases)) })
  }

  mutating func attempt() -> Attempt {
    let handshake = maybe { draw in
      Handshake(
        session: draw.maybe { $0.session() },
        certificates: draw.list(3) { $0.certificate() }, problem: draw.maybe { $0.pick(CertificateProblem.allCases) }, peer: draw.text(),
        asksForClientCertificate: draw.maybe { $0.chance() })
    }
    let hello = maybe { draw in
      draw.pick([
        HelloAnswer.serverHello(
          version: draw.pick(TLSVersion.allCases), suite: draw.maybe { $0.suite() }, applicationProtocol: draw.maybe { $0.text() }),
        .alert(level: UInt8(truncatingIfNeeded: draw.next()), description: UInt8(truncatingIfNeeded: draw.next())), .closed,
        .notTLS(prefix: draw.bytes(20)), .violation(draw.pick(HelloViolation.allCases)), .silence,
      ])
    }
    let failure = maybe { draw in
      TransportFailure(
        kind: draw.pick(TransportFailure.Kind.allCases), detail: draw.text(), certificate: draw.maybe { $0.pick(CertificateProblem.allCases) })
    }
    return Attempt(startedAt: moment(), exchanges: list(2) { $0.exchange() }, handshake: handshake, hello: hello, failure: failure)
  }

  mutating func evidence() -> Evidence {
    let contract = maybe { draw -> ContractInput in
      let bytes = Array(draw.pick(["openapi: 3.1.0\n", "{\"openapi\": \"3.1.0\"}", "\u{0}"]).utf8)
      return ContractInput(file: draw.pick(["Contracts/a.yaml", "a.json", draw.text()]), bytes: bytes, digest: .of(bytes))
    }
    let steps = 1 + number(6)
    let plan = plan(contractDigest: contract?.digest, steps: steps)
    let observed = plan.steps.prefix(number(steps + 1)).map { step -> Observation in
      let attempts = list(3) { $0.attempt() }
      return Observation(id: "o-\(step.id.dropFirst(2))", step: step.id, attempts: attempts, notSent: attempts.isEmpty ? untested() : nil)
    }
    let stamp = RunStamp(runID: text(), tool: text(), vantage: text(), startedAt: moment(), permits: list(3) { $0.text() })
    return Evidence(
      stamp: stamp, plan: plan, contract: contract, observations: Dictionary(uniqueKeysWithValues: observed.map { ($0.step, $0) }),
      end: maybe { RecordingEnd(at: $0.moment(), isComplete: $0.chance()) })
  }
}

import Documents
import Model
import Reading

/// One line of `evidence.ndjson` for one step: every attempt, in order; bodies stand in files by their digest.
enum ObservationFormat {
  static func value(_ observation: Observation) -> JSONValue {
    .record([
      "kind": .string("observation"), "id": .string(observation.id), "step": .string(observation.step),
      "attempts": .array(observation.attempts.map(attempt)), "notSent": .text(observation.notSent?.text),
    ])
  }

  /// The kind has been read.
  static func read(_ reader: inout MemberReader, bodies: BodyFolder) -> Observation? {
    let id = reader.string("id")
    let step = reader.string("step")
    let attempts = reader.objects("attempts") { readAttempt(&$0, bodies) }
    let notSent = reader.text("notSent", required: false) { UntestedCause(text: $0) }
    guard let id, let step else { return nil }
    return Observation(id: id, step: step, attempts: attempts, notSent: notSent)
  }

  private static func attempt(_ attempt: Attempt) -> JSONValue {
    .record([
      "startedAt": .string(attempt.startedAt.description), "exchanges": .array(attempt.exchanges.map(ExchangeFormat.value)),
      "handshake": attempt.handshake.map(HandshakeFormat.value), "hello": attempt.hello.map(HelloFormat.value),
      "failure": attempt.failure.map {
        .record(["kind": .string($0.kind.rawValue), "detail": .string($0.detail), "certificate": .text($0.certificate?.rawValue)])
      },
    ])
  }

  private static func readAttempt(_ reader: inout MemberReader, _ bodies: BodyFolder) -> Attempt? {
    let startedAt = reader.text("startedAt") { Timestamp($0) }
    let exchanges = reader.objects("exchanges") { ExchangeFormat.read(&$0, bodies: bodies) }
    let handshake = reader.object("handshake", required: false, HandshakeFormat.read)
    let hello = reader.object("hello", required: false, HelloFormat.read)
    let failure = reader.object("failure", required: false) { inner -> TransportFailure? in
      let kind = inner.word("kind", TransportFailure.Kind.self)
      let detail = inner.string("detail")
      let certificate = inner.word("certificate", CertificateProblem.self, required: false)
      guard let kind, let detail else { return nil }
      return TransportFailure(kind: kind, detail: detail, certificate: certificate)
    }
    guard let startedAt else { return nil }
    return Attempt(startedAt: startedAt, exchanges: exchanges, handshake: handshake, hello: hello, failure: failure)
  }
}

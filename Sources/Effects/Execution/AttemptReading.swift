import HTTPMessages
import Model
import Observing
import OpenAPI
import Wire

/// From bytes on the wire to an attempt that may be kept: framing undone, facts taken, secrets replaced.
struct AttemptReading {
  let observer: BodyObserver
  let contract: Contract?

  func attempt(_ wire: WireAttempt, of step: Step, startedAt: Timestamp) -> Attempt {
    let operation = operation(of: step)
    let redaction = RequestRedaction(observer: observer, credential: step.credential)
    let exchanges = wire.exchanges.map { read($0, operation, redaction) }
    let failure = wire.failure ?? exchanges.last?.message?.coding?.failure
    return Attempt(
      startedAt: startedAt, exchanges: exchanges, handshake: wire.handshake.map(redacted), hello: wire.hello.map(redacted),
      failure: failure.map(redacted))
  }

  private func operation(of step: Step) -> Operation? {
    for key in step.purposes.lazy.compactMap(\.operation) {
      if let found = contract?.operations.first(where: { $0.key.utf8.elementsEqual(key.utf8) }) { return found }
    }
    return nil
  }

  // MARK: Exchanges

  private func read(_ wire: WireExchange, _ operation: Operation?, _ redaction: RequestRedaction) -> Exchange {
    let message = MessageReading(
      rawHead: wire.rawHead, rawBody: wire.rawBody, requestMethod: wire.request.method, connectionClosed: wire.connectionClosed,
      isCut: wire.completeness != .complete)
    let observed = observer.observe(content: message.content, head: message.head, operation: operation)
    return Exchange(
      request: redaction.redact(wire.request), rawHead: redaction.redact(head: wire.rawHead),
      body: BodyRecord(
        content: observed.content, receivedBytes: message.receivedBytes, completeness: Self.completeness(wire, message.facts)),
      timings: wire.timings, peer: wire.peer, tls: wire.tls.map(redacted), facts: observed.facts, redactions: observed.redactions,
      message: message.facts, resolution: wire.resolution)
  }

  /// libcurl takes a head that breaks off, or a length it cannot read, for the end of a message: our own reader decides.
  private static func completeness(_ wire: WireExchange, _ facts: MessageFacts) -> BodyRecord.Completeness {
    switch wire.completeness {
    case .overLimit: .overLimit
    case .truncated: .truncated
    case .complete: facts.isWhole ? .complete : facts.faults.contains(where: FramingFault.beyondLimits.contains) ? .overLimit : .truncated
    }
  }

  // MARK: Words beside the bodies

  private func redacted(_ text: String) -> String { String(decoding: observer.redactText(Array(text.utf8)), as: UTF8.self) }

  /// A detail is short plain ASCII, whoever wrote it.
  private func redacted(_ failure: TransportFailure) -> TransportFailure {
    let plain = redacted(failure.detail).utf8.prefix(200).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
    return TransportFailure(kind: failure.kind, detail: String(decoding: plain, as: UTF8.self), certificate: failure.certificate)
  }

  private func redacted(_ handshake: Handshake) -> Handshake {
    let certificates = handshake.certificates.map { facts in
      CertificateFacts(
        subject: redacted(facts.subject), issuer: redacted(facts.issuer), notBefore: facts.notBefore, notAfter: facts.notAfter,
        names: facts.names.map(redacted), details: facts.details)
    }
    return Handshake(
      session: handshake.session.map(redacted), certificates: certificates, problem: handshake.problem, peer: handshake.peer,
      asksForClientCertificate: handshake.asksForClientCertificate)
  }

  /// The server may choose any protocol by ALPN, also one that nobody offered.
  private func redacted(_ session: SessionFacts) -> SessionFacts {
    SessionFacts(version: session.version, suite: session.suite, applicationProtocol: session.applicationProtocol.map(redacted))
  }

  /// What a ServerHello may hold is one of the values that we offered.
  private func redacted(_ hello: HelloAnswer) -> HelloAnswer {
    guard case .notTLS(let prefix) = hello else { return hello }
    return .notTLS(prefix: observer.redactText(prefix))
  }
}

extension Step {
  fileprivate var credential: CredentialUse { probe.request?.credential ?? .none }
}

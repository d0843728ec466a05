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
    var failure = wire.failure
    let exchanges = wire.exchanges.enumerated().map { index, exchange in
      let read = read(exchange, operation, redaction)
      if index == wire.exchanges.count - 1, failure == nil, let coding = read.coding {
        failure = TransportFailure(kind: .malformed, detail: "content coding \(coding) was not asked for", certificate: nil)
      }
      return read.exchange
    }
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

  private func read(_ wire: WireExchange, _ operation: Operation?, _ redaction: RequestRedaction) -> (exchange: Exchange, coding: String?) {
    let response = ResponseReader.read(
      rawHead: wire.rawHead, rawBody: wire.rawBody, requestMethod: wire.request.method, connectionClosed: wire.connectionClosed)
    // Nobody looked into a coded body, so nobody can say that nothing secret is in it: it is not kept.
    let coding = response.content.isEmpty ? nil : response.head.flatMap(Self.unaskedCoding)
    let observed = observer.observe(content: coding == nil ? response.content : [], head: response.head, operation: operation)
    let exchange = Exchange(
      request: redaction.redact(wire.request), rawHead: redaction.redact(head: wire.rawHead),
      body: BodyRecord(content: observed.content, receivedBytes: response.content.count, completeness: Self.completeness(wire, response)),
      timings: wire.timings, peer: wire.peer, tls: wire.tls, facts: observed.facts, redactions: observed.redactions,
      resolution: wire.resolution)
    return (exchange, coding)
  }

  /// A coding other than `identity`: we never ask for one (RFC 9110 §12.5.3).
  private static func unaskedCoding(_ head: ResponseHead) -> String? {
    FieldLists.tokens(head.values("Content-Encoding")).first { !ASCII.equalIgnoringCase($0, "identity") }
  }

  /// libcurl takes a head that breaks off, or a length it cannot read, for the end of a message: our own reader decides.
  private static func completeness(_ wire: WireExchange, _ response: ReceivedResponse) -> BodyRecord.Completeness {
    switch wire.completeness {
    case .overLimit: .overLimit
    case .truncated: .truncated
    case .complete: response.isComplete && endsWithBlankLine(wire.rawHead) ? .complete : .truncated
    }
  }

  private static func endsWithBlankLine(_ head: [UInt8]) -> Bool {
    head.suffix(2).elementsEqual([0x0A, 0x0A]) || head.suffix(3).elementsEqual([0x0A, 0x0D, 0x0A])
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
        names: facts.names.map(redacted))
    }
    return Handshake(session: handshake.session, certificates: certificates, problem: handshake.problem, peer: handshake.peer)
  }

  private func redacted(_ hello: HelloAnswer) -> HelloAnswer {
    guard case .notTLS(let prefix) = hello else { return hello }
    return .notTLS(prefix: observer.redactText(prefix))
  }
}

extension Step {
  fileprivate var credential: CredentialUse {
    guard case .http(let request) = probe else { return .none }
    return request.credential
  }
}

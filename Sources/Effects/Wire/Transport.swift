import HTTPMessages
package import Model

/// Carries probes. It sends only what its permit names, whatever it is asked.
package protocol Transport: Sendable {
  func perform(_ probe: Probe, permit: Permit, credential: WireCredential?) async -> WireAttempt
}

/// A credential's true value: a token, or `user:password`. Lives in memory only.
package struct WireCredential: Sendable {
  package let value: String
  package init(value: String) { self.value = value }
}

/// What came of one attempt, before anything was observed or redacted.
package struct WireAttempt: Sendable {
  /// Redirect hops in order, the answer last.
  package var exchanges: [WireExchange] = []
  package var handshake: Handshake?
  package var hello: HelloAnswer?
  package var failure: TransportFailure?
  package init() {}
  init(failure: TransportFailure) { self.failure = failure }
}

/// One request and its answer as bytes.
package struct WireExchange: Sendable {
  /// With true values; `Execution` redacts.
  package let request: SentRequest
  package let rawHead: [UInt8]
  /// As received, chunk framing included.
  package let rawBody: [UInt8]
  package let completeness: BodyRecord.Completeness
  package let timings: Timings
  package let peer: String
  package let tls: SessionFacts?
  package let connectionClosed: Bool
}

extension TransportFailure {
  static func policy(_ detail: String) -> TransportFailure { TransportFailure(kind: .policy, detail: detail, certificate: nil) }
}

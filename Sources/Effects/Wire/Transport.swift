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

  /// What must never be kept: the value, and the password of `user:password` by itself.
  package var secrets: [String] {
    guard let colon = value.firstIndex(of: ":") else { return [value] }
    return [value, String(value[value.index(after: colon)...])]
  }
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
  /// The server ended the connection or the message in good order: a body without a length is whole.
  package let connectionClosed: Bool
  /// What the name led to, where the peer does not say it all.
  package let resolution: Resolution?

  package init(
    request: SentRequest, rawHead: [UInt8], rawBody: [UInt8], completeness: BodyRecord.Completeness, timings: Timings, peer: String,
    tls: SessionFacts?, connectionClosed: Bool, resolution: Resolution? = nil
  ) {
    self.request = request
    self.rawHead = rawHead
    self.rawBody = rawBody
    self.completeness = completeness
    self.timings = timings
    self.peer = peer
    self.tls = tls
    self.connectionClosed = connectionClosed
    self.resolution = resolution
  }
}

extension TransportFailure {
  static func policy(_ detail: String) -> TransportFailure { TransportFailure(kind: .policy, detail: detail, certificate: nil) }
}

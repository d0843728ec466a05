import Digests
package import HTTPMessages

/// What came back for one step: every attempt, in order. A step that was not sent has a reason instead.
package struct Observation: Sendable, Hashable {
  /// `o-0001`, the step's number.
  package let id: String
  package let step: String
  package let attempts: [Attempt]
  /// Why nothing was sent; nil when there is at least one attempt.
  package let notSent: UntestedCause?

  package init(id: String, step: String, attempts: [Attempt], notSent: UntestedCause?) {
    self.id = id
    self.step = step
    self.attempts = attempts
    self.notSent = notSent
  }
}

/// One try of a step: for HTTP each redirect hop is an exchange of its own, the last one is the answer.
package struct Attempt: Sendable, Hashable {
  package let startedAt: Timestamp
  package let exchanges: [Exchange]
  package let handshake: Handshake?
  package let hello: HelloAnswer?
  package let failure: TransportFailure?

  package init(startedAt: Timestamp, exchanges: [Exchange], handshake: Handshake?, hello: HelloAnswer?, failure: TransportFailure?) {
    self.startedAt = startedAt
    self.exchanges = exchanges
    self.handshake = handshake
    self.hello = hello
    self.failure = failure
  }
}

/// A request really sent and the answer, as bytes; the body is kept by content hash.
package struct Exchange: Sendable, Hashable {
  package let request: SentRequest
  /// Status line and header lines as received, in order, CRLF included; 1xx heads come first.
  package let rawHead: [UInt8]
  package let body: BodyRecord
  package let timings: Timings
  /// The peer's address and port, for example `127.0.0.1:18443`.
  package let peer: String
  package let tls: SessionFacts?
  package let facts: BodyFacts
  package let redactions: [Redaction]
  /// Nil in evidence from before messages were judged (HTP-18).
  package let message: MessageFacts?
  /// Nil where the peer says all that there was to find, and in evidence from before this was kept.
  package let resolution: Resolution?

  package init(
    request: SentRequest, rawHead: [UInt8], body: BodyRecord, timings: Timings, peer: String, tls: SessionFacts?, facts: BodyFacts,
    redactions: [Redaction], message: MessageFacts? = nil, resolution: Resolution? = nil
  ) {
    self.request = request
    self.rawHead = rawHead
    self.body = body
    self.timings = timings
    self.peer = peer
    self.tls = tls
    self.facts = facts
    self.redactions = redactions
    self.message = message
    self.resolution = resolution
  }
}

/// The request as it went out; secret values are replaced by `[rahasia]` before it is kept.
package struct SentRequest: Sendable, Hashable {
  package let method: String
  package let url: String
  package let fields: [HeaderField]
  package init(method: String, url: String, fields: [HeaderField]) {
    self.method = method
    self.url = url
    self.fields = fields
  }
}

/// A body as kept: the content after our own transfer and content decoding, redacted, with the count of bytes that arrived.
package struct BodyRecord: Sendable, Hashable {
  package enum Completeness: String, Sendable, Hashable, CaseIterable { case complete, overLimit, truncated }
  /// Redacted content; empty when nothing came.
  package let content: [UInt8]
  package let receivedBytes: Int
  package let completeness: Completeness
  package init(content: [UInt8], receivedBytes: Int, completeness: Completeness) {
    self.content = content
    self.receivedBytes = receivedBytes
    self.completeness = completeness
  }
}

/// Microseconds; nil where a reused connection has none.
package struct Timings: Sendable, Hashable {
  package let connect: Int64?
  package let handshake: Int64?
  package let firstByte: Int64
  package let total: Int64
  package init(connect: Int64?, handshake: Int64?, firstByte: Int64, total: Int64) {
    self.connect = connect
    self.handshake = handshake
    self.firstByte = firstByte
    self.total = total
  }
}

/// Version and suite that a TLS session agreed on, by OpenSSL's names.
package struct SessionFacts: Sendable, Hashable {
  package let version: String
  package let suite: String
  /// What the server chose by ALPN (RFC 7301), for example `h2`; nil when it chose nothing, and in evidence from before this was read.
  package let applicationProtocol: String?
  package init(version: String, suite: String, applicationProtocol: String? = nil) {
    self.version = version
    self.suite = suite
    self.applicationProtocol = applicationProtocol
  }
}

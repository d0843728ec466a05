import Model

/// One transfer for the loop: everything libcurl needs, nothing it may decide.
struct TransferOrder: Sendable {
  enum Goal: Sendable {
    case exchange
    /// Stop after the TLS handshake, before a byte of HTTP.
    case handshake(verifies: Bool)
  }
  let goal: Goal
  let method: String
  let url: String
  /// The host as asked for.
  let host: String
  /// `HOST:PORT:ADDRESS:PORT`.
  let connectTo: String
  /// Ready lines, `Name: value`.
  let headerLines: [String]
  let limits: WireLimits
  let userAgent: String
  let trustStore: String?
  let guardian: EgressGuard

  /// The dot that ends an absolute name is no part of a certificate's (RFC 6066 §3, RFC 9525 §2).
  var certifiedHost: String { host.utf8.last == UInt8(ascii: ".") ? String(host.dropLast()) : host }
}

/// What libcurl said of a finished transfer.
struct TransferOutcome: Sendable {
  var code: Int32 = 0
  var systemError = 0
  var verifyResult = 0
  var head: [UInt8] = []
  var body: [UInt8] = []
  /// Set when one of our own limits ended the transfer.
  var overLimit: String?
  /// Set when the guard refused at the socket.
  var refusal: String?
  var session: SessionFacts?
  /// Certificates as sent, in DER.
  var chain: [[UInt8]] = []
  /// A transfer that is a handshake only has what it wanted.
  var isHandshakeDone = false
  var isClientCertificateAsked = false
  /// Without TLS, or close_notify came: an end of the connection is the end of what was sent.
  var isEndProven = true
  /// libcurl's words about a failure.
  var errorText = ""
  var peer = ""
  var isNewConnection = false
  var connectMicroseconds: Int64 = 0
  var handshakeMicroseconds: Int64 = 0
  var firstByteMicroseconds: Int64 = 0
  var totalMicroseconds: Int64 = 0
  var isCancelled = false
}

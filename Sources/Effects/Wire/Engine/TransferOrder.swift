import Model

/// One transfer for the loop: where to connect, what to send, how long to wait. A class, because it passes through many hands unchanged.
final class TransferOrder: Sendable {
  enum Goal: Sendable, Equatable {
    /// A request and its answer.
    case exchange
    /// The TLS handshake alone, before a byte of HTTP.
    case handshake(verifies: Bool)
    /// A request on a connection of its own, and whatever comes until the peer closes.
    case raw
  }
  let goal: Goal
  let method: String
  /// The name that a certificate must bear.
  let certifiedHost: String
  /// Scheme, host and port; libcurl is told no more.
  let url: String
  /// The request's bytes; empty for a handshake.
  let request: [UInt8]
  let key: ConnectionKey
  let limits: WireLimits
  let trustStore: String?
  let guardian: EgressGuard
  /// The only peer that libcurl may talk to.
  let pin: Resolver.Pin

  init(
    goal: Goal, method: String, scheme: RequestTemplate.Scheme, endpoint: Endpoint, request: [UInt8], limits: WireLimits, trustStore: String?,
    guardian: EgressGuard, pin: Resolver.Pin
  ) {
    self.goal = goal
    self.method = method
    // The dot that ends an absolute name is no part of a certificate's (RFC 6066 §3, RFC 9525 §2).
    certifiedHost = endpoint.host.utf8.last == UInt8(ascii: ".") ? String(endpoint.host.dropLast()) : endpoint.host
    let place = "\(endpoint.host):\(endpoint.port)"
    url = "\(scheme.rawValue)://\(place)/"
    self.request = request
    key = ConnectionKey(isSecure: scheme == .https, connectTo: "\(place):\(pin.address.authority):\(pin.port)")
    self.limits = limits
    self.trustStore = trustStore
    self.guardian = guardian
    self.pin = pin
  }

  var isHandshake: Bool { if case .handshake = goal { true } else { false } }
  var mayShareConnection: Bool { goal == .exchange }
  var kind: AnswerReader.Kind { goal == .exchange ? .answer(method: method) : .everything }
}

/// What libcurl said of a finished transfer.
struct TransferOutcome: Sendable {
  /// Why our own loop ended a transfer.
  enum Ending: String, Sendable {
    case cancelled
    case noFirstByte = "no first byte in time"
    case silence = "silence in the middle of the answer"
    case tooSlow = "less than 100 bytes a second"
    case deadline = "the exchange took too long"
  }

  var code: Int32 = 0
  var systemError = 0
  var verifyResult = 0
  /// Of the last status line; 0 for none.
  var status = 0
  var head: [UInt8] = []
  var body: [UInt8] = []
  /// Set when one of our own limits on size ended the transfer.
  var overLimit: String?
  /// Set when the guard refused at the socket.
  var refusal: String?
  /// Set when this machine lacked the means (a descriptor, a thread, memory): a fault of ours, which tells nothing of the other side.
  var fault: String?
  /// Set when our own loop ended the transfer for want of time.
  var ending: Ending?
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
  /// The peer closed the connection in good order behind the last byte.
  var isClosedByPeer = false

  static func unable(_ fault: String) -> TransferOutcome {
    var outcome = TransferOutcome()
    outcome.fault = fault
    return outcome
  }

  static let cancelled = {
    var outcome = TransferOutcome()
    outcome.ending = .cancelled
    return outcome
  }()
}

import Model

/// One transfer for the loop: everything libcurl needs, nothing it may decide.
struct TransferOrder: Sendable {
  enum Goal: Sendable, Equatable {
    case exchange
    /// Stop after the TLS handshake, before a byte of HTTP.
    case handshake(verifies: Bool)
    /// Connect, then send these bytes and receive whatever comes until the peer closes; libcurl's HTTP never sees them.
    case raw(request: [UInt8])
  }
  let goal: Goal
  let method: String
  let url: String
  /// `HOST:PORT:ADDRESS:PORT`.
  let connectTo: String
  /// Ready lines, `Name: value`.
  let headerLines: [String]
  let limits: WireLimits
  let userAgent: String
  let trustStore: String?
  let guardian: EgressGuard
  /// The only peer that libcurl may talk to.
  let pin: Resolver.Pin
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
  /// libcurl's reading of the last status line; 0 for none.
  var status = 0
  var head: [UInt8] = []
  var body: [UInt8] = []
  /// Set when one of our own limits on size ended the transfer.
  var overLimit: String?
  /// Set when the guard refused at the socket.
  var refusal: String?
  /// Set when our own loop ended the transfer for want of time.
  var ending: Ending?
  var session: SessionFacts?
  var certificates: [[String]] = []
  var peer = ""
  var isNewConnection = false
  var connectMicroseconds: Int64 = 0
  var handshakeMicroseconds: Int64 = 0
  var firstByteMicroseconds: Int64 = 0
  var totalMicroseconds: Int64 = 0
  /// The peer closed the connection in good order behind the last byte.
  var isClosedByPeer = false

  static let cancelled = {
    var outcome = TransferOutcome()
    outcome.ending = .cancelled
    return outcome
  }()
}

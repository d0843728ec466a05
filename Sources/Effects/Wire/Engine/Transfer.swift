import CCurl
import Model

/// One order on its way: it waits for a connection, sends its request, and takes the answer until its end.
final class Transfer {
  enum Step { case wantsToSend, wantsToReceive, ended }

  let job: CurlEngine.Job
  private(set) var connection: Connection?
  private(set) var reader: AnswerReader
  let startedAt: Int64
  /// When the connection stood and sending began; nil while it connects.
  private(set) var askedAt: Int64?
  private var firstByteAt: Int64?
  private var sent = 0
  private var code = CURLE_OK
  private var overLimit: String?
  private var isClosedByPeer = false
  private var isFresh = true
  /// A kept connection may have been ended by its peer meanwhile: once, the request is sent over a new one.
  private(set) var hasTriedAgain = false
  /// What the watchdog saw last.
  var pace: AnswerPace
  private static let piece = 16_384

  init(_ job: CurlEngine.Job, at now: Int64) {
    self.job = job
    startedAt = now
    pace = AnswerPace(now)
    reader = AnswerReader(job.order.kind, limits: job.order.limits)
  }

  func waits(for connection: Connection) {
    self.connection = connection
    isFresh = true
  }

  func takes(_ connection: Connection) {
    self.connection = connection
    isFresh = false
  }

  /// Whether a silent end means no more than that the kept connection was stale.
  var wantsAnother: Bool { !isFresh && !hasTriedAgain && reader.isEmpty && overLimit == nil }

  /// Gives up the stale connection and begins anew.
  func startOver() -> Connection? {
    defer { connection = nil }
    (hasTriedAgain, sent, code, isClosedByPeer, askedAt) = (true, 0, CURLE_OK, false, nil)
    return connection
  }

  // MARK: Bytes

  /// The connection stands: the guard's third layer, then the first bytes.
  func begin(at now: Int64) -> Step {
    guard let connection else { return .ended }
    connection.uses += 1
    askedAt = now
    // Judged before every request, on kept connections too: the address is the one that libcurl said it connected to.
    if let refusal = job.order.guardian.refusal(of: connection.slot.pointee.pin.address) {
      connection.slot.pointee.refusal = refusal
      return .ended
    }
    return job.order.isHandshake ? .ended : advance(at: now)
  }

  /// Sends and receives what can be sent and received now.
  func advance(at now: Int64) -> Step {
    guard let connection else { return .ended }
    let request = job.order.request
    let isSending = sent < request.count
    while sent < request.count {
      var count = 0
      code = request.withUnsafeBytes { curl_easy_send(connection.easy, $0.baseAddress! + sent, request.count - sent, &count) }
      if code == CURLE_AGAIN { return .wantsToSend }
      // An answer may be there although the request was not wanted.
      guard code == CURLE_OK else { break }
      sent += count
    }
    // No answer can be there yet, and epoll tells when one is.
    return isSending && code == CURLE_OK ? .wantsToReceive : receive(connection, at: now)
  }

  private func receive(_ connection: Connection, at now: Int64) -> Step {
    withUnsafeTemporaryAllocation(byteCount: Self.piece, alignment: 1) { buffer in
      while true {
        var count = 0
        code = curl_easy_recv(connection.easy, buffer.baseAddress!, buffer.count, &count)
        if code == CURLE_AGAIN {
          code = CURLE_OK
          return .wantsToReceive
        }
        guard code == CURLE_OK, count > 0 else {
          isClosedByPeer = code == CURLE_OK
          return .ended
        }
        if firstByteAt == nil { firstByteAt = now }
        pace.received += count
        switch reader.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
        case .more: continue
        case .ended: return .ended
        case .overLimit(let what):
          overLimit = what
          return .ended
        case .malformed:
          code = CURLE_WEIRD_SERVER_REPLY
          return .ended
        }
      }
    }
  }

  /// The connection may carry the next request.
  var leavesConnection: Bool { code == CURLE_OK && !isClosedByPeer && reader.isReusable && reader.isWhole && overLimit == nil }

  // MARK: Outcome

  func outcome(at now: Int64, ending: TransferOutcome.Ending? = nil) -> TransferOutcome {
    var outcome = TransferOutcome()
    guard let connection else {
      outcome.ending = ending
      return outcome
    }
    outcome.code = Int32(endCode.rawValue)
    outcome.ending = ending
    outcome.status = reader.status
    outcome.head = reader.head
    outcome.body = reader.body
    outcome.overLimit = overLimit
    connection.slot.pointee.describe(&outcome)
    outcome.peer = connection.peer
    outcome.isClosedByPeer = isClosedByPeer
    outcome.isNewConnection = isFresh
    if isFresh {
      outcome.connectMicroseconds = connection.connectMicroseconds
      outcome.handshakeMicroseconds = connection.handshakeMicroseconds
    }
    outcome.firstByteMicroseconds = (firstByteAt ?? now) - startedAt
    outcome.totalMicroseconds = now - startedAt
    return outcome
  }

  /// In libcurl's words, what the end of the connection means to the message that was on its way.
  private var endCode: CURLcode {
    guard code == CURLE_OK, isClosedByPeer, !job.order.isHandshake else { return code }
    if reader.isEmpty { return CURLE_GOT_NOTHING }
    // A head that breaks off is told by its bytes.
    return reader.isWhole || reader.isUntilClose || reader.isInHead ? CURLE_OK : CURLE_PARTIAL_FILE
  }
}

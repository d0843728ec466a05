import HTTPMessages
import Model

/// What one attempt tells about the endpoint it went to, apart from what the answer says.
enum Reception: Hashable {
  /// An HTTP answer arrived whole; seconds of its `Retry-After`.
  case answered(status: Int, retryAfter: Int?)
  /// A TLS handshake or an answer to a hand-made hello.
  case connected
  case unreachable(UntestedCause.Unreachable)
  /// Something spoke and broke the rules: it is there.
  case broken
  /// Something spoke and broke off: a second try tells a habit from an accident on the way.
  case cutOff
  /// Our own guard or our own fault: nothing is known of the endpoint.
  case untold

  init(_ attempt: Attempt) {
    if let failure = attempt.failure {
      switch failure.kind {
      case .dns: self = .unreachable(.dns)
      case .refused: self = .unreachable(.refused)
      case .timeout: self = .unreachable(.timeout)
      case .tls: self = .unreachable(.tls)
      case .reset: self = .unreachable(.reset)
      case .truncated: self = .cutOff
      case .malformed, .overLimit: self = .broken
      case .policy, .harness: self = .untold
      }
    } else if attempt.handshake != nil || attempt.hello != nil {
      self = .connected
    } else if attempt.exchanges.last?.body.completeness == .truncated {
      self = .cutOff
    } else if let head = attempt.exchanges.last.flatMap({ HeadReader.readAll($0.rawHead).last }), head.status >= 200 {
      self = .answered(status: head.status, retryAfter: RetryAfter.seconds(head, startedAt: attempt.startedAt))
    } else {
      self = .broken
    }
  }

  /// The service asks to be left alone for a while (RFC 6585 §4, RFC 9110 §15.6.4).
  var isPushback: Bool {
    guard case .answered(let status, let retryAfter) = self else { return false }
    return status == 429 || (status == 503 && retryAfter != nil)
  }
}

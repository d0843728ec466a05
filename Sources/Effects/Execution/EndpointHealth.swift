import Model

/// What the attempts so far have shown of one host and port.
struct EndpointHealth {
  /// HTTP was spoken at least once.
  private(set) var hasAnswered = false
  /// A connection came about at least once.
  private(set) var isConnected = false
  /// Set while the breaker is open: other steps are not sent.
  private(set) var unreachable: UntestedCause.Unreachable?
  /// The service wants no more requests in this run.
  private(set) var isLimited = false
  /// A read call was tried: the one call that is made however dead the host looks, because OPS-01 needs it.
  var wasRead = false
  /// The second look found nothing either.
  var failedAgain = false
  private var failuresInARow = 0
  private var pushbacks = 0

  /// Any attempt that reached the endpoint. A success closes the breaker.
  mutating func note(_ reception: Reception, _ retries: RetryPolicy) {
    switch reception {
    case .answered, .broken, .cutOff:
      (hasAnswered, isConnected, unreachable, failuresInARow) = (true, true, nil, 0)
      pushbacks = reception.isPushback ? pushbacks + 1 : 0
      if case .answered(_, let seconds?) = reception, reception.isPushback, seconds > retries.longestRetryAfterSeconds { isLimited = true }
      if pushbacks >= retries.mostPushbacks { isLimited = true }
    case .connected: isConnected = true
    case .unreachable, .untold: break
    }
  }

  /// A step ended without an answer. One is enough for a host that never spoke; a host that did may have one bad operation.
  mutating func giveUp(_ how: UntestedCause.Unreachable, on probe: Probe) {
    // An old hello that fails says nothing about requests of today.
    if case .hello = probe { return }
    failuresInARow += 1
    if !hasAnswered || failuresInARow >= 2 { unreachable = how }
  }

  /// Why a probe must not be sent now; nil when it may.
  func obstacle(to probe: Probe, isRead: Bool) -> UntestedCause.Unreachable? {
    guard let unreachable else { return nil }
    switch probe {
    // The handshake is itself the question whether the host can be reached.
    case .connect: return nil
    // What a modern handshake fails on need not stop an old one.
    case .hello: return isConnected || unreachable == .tls || unreachable == .reset ? nil : unreachable
    case .http, .raw: return isRead && !wasRead ? nil : unreachable
    }
  }
}

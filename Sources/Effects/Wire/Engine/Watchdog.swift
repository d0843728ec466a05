/// What the watchdog knows of an answer's pace; times in microseconds of the loop's clock.
struct AnswerPace {
  /// Bytes received in all.
  var received = 0
  fileprivate var seen = 0
  fileprivate var lastProgress: Int64
  /// The rate is measured from this time on, and from this many bytes.
  fileprivate var rateSince: Int64
  fileprivate var rateFrom = 0

  init(_ now: Int64) {
    lastProgress = now
    rateSince = now
  }
}

/// Ends transfers that keep us waiting: a first byte that never comes, silence, a drip (background: trust.md N12, N13).
enum Watchdog {
  enum Word {
    case goOn
    /// Nothing more is to be expected: what has come is the answer.
    case enough
    case end(TransferOutcome.Ending)
  }

  /// Bytes a second below which an answer is a drip.
  static let slowest = 100
  /// A server that says nothing more for so long has said all, where its message does not tell.
  static let quiet: Int64 = 2_000_000

  /// Called every now and then for each transfer.
  static func word(on transfer: Transfer, at now: Int64) -> Word {
    let limits = transfer.job.order.limits
    // While it connects, libcurl's connect timeout counts.
    guard let askedAt = transfer.askedAt else { return .goOn }
    if now - transfer.startedAt > Int64(limits.exchangeMilliseconds) * 1000 { return .end(.deadline) }
    let patience = Int64(limits.silenceMilliseconds) * 1000
    var pace = transfer.pace
    defer { transfer.pace = pace }
    guard pace.received > 0 else { return now - askedAt > patience ? .end(.noFirstByte) : .goOn }
    if pace.received > pace.seen {
      if pace.seen == 0 { (pace.rateSince, pace.rateFrom) = (now, pace.received) }
      pace.seen = pace.received
      pace.lastProgress = now
    }
    let silence = now - pace.lastProgress
    if transfer.reader.endsByQuiet, silence > min(quiet, patience) { return .enough }
    if silence > patience { return .end(.silence) }
    let measured = now - pace.rateSince
    guard measured > patience else { return .goOn }
    if Int64(pace.received - pace.rateFrom) * 1_000_000 < Int64(slowest) * measured { return .end(.tooSlow) }
    (pace.rateSince, pace.rateFrom) = (now, pace.received)
    return .goOn
  }
}

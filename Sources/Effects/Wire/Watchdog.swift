/// Ends transfers that keep us waiting: a first byte that never comes, silence, a drip (background: trust.md N12, N13).
///
/// libcurl's own low-speed timer costs a timer for each transfer and cannot tell these apart.
enum Watchdog {
  /// Bytes a second below which an answer is a drip.
  static let slowest = 100

  /// Why this transfer should end now; nil while it may go on. Called every now and then, with the loop's clock in microseconds.
  static func ending(of slot: inout TransferSlot, at now: Int64) -> TransferOutcome.Ending? {
    // While it connects, libcurl's connect timeout counts.
    guard let askedAt = slot.askedAt else { return nil }
    let patience = Int64(slot.limits.silenceMilliseconds) * 1000
    guard slot.received > 0 else { return now - askedAt > patience ? .noFirstByte : nil }
    if slot.received > slot.seen {
      if slot.seen == 0 { (slot.rateSince, slot.rateFrom) = (now, slot.received) }
      slot.seen = slot.received
      slot.lastProgress = now
    }
    if now - slot.lastProgress > patience { return .silence }
    let measured = now - slot.rateSince
    guard measured > patience else { return nil }
    if Int64(slot.received - slot.rateFrom) * 1_000_000 < Int64(slowest) * measured { return .tooSlow }
    (slot.rateSince, slot.rateFrom) = (now, slot.received)
    return nil
  }
}

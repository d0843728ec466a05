import Model

extension [Outcome] {
  /// The outcome of a requirement over the outcomes of its instances, in whatever order (design: scoring.md).
  ///
  /// Any failed, else any cantTell, else any untested, else all inapplicable, else passed. Nothing judged is never a pass.
  func joined() -> Outcome {
    if isEmpty { return .untested(.harness) }
    if contains(.failed) { return .failed }
    for word in [OutcomeWord.cantTell, .untested] {
      if let cause = mostFrequent(word) { return cause }
    }
    if contains(.passed) { return .passed }
    return mostFrequent(.inapplicable) ?? .untested(.harness)
  }

  /// The outcome of that word whose cause stands most often; of equals the first by its text.
  ///
  /// That something else than the service answered explains everything else that was not tested, however seldom it stands.
  private func mostFrequent(_ word: OutcomeWord) -> Outcome? {
    if word == .untested, contains(.untested(.notTheService)) { return .untested(.notTheService) }
    var counts: [Outcome: Int] = [:]
    for outcome in self where outcome.word == word { counts[outcome, default: 0] += 1 }
    return counts.min { left, right in
      left.value == right.value ? (left.key.cause ?? "") < (right.key.cause ?? "") : left.value > right.value
    }?.key
  }
}

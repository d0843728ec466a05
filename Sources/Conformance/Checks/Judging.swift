package import Model

/// What a check says of one answer.
package enum Judgement: Sendable {
  case passed(advice: [Finding])
  case failed([Finding])
  case cantTell(CantTellCause, [Finding])
  case inapplicable(InapplicableCause)
  case untested(UntestedCause)
  /// This answer says nothing about the requirement and leaves no instance.
  case irrelevant

  package static var passed: Judgement { .passed(advice: []) }
}

extension EvidenceView {
  /// Judges the answers of a recipe. What the laws say about missing, broken, limited and unstable answers is said here, once.
  ///
  /// - `whenNone`: the outcome when no answer was relevant.
  /// - `critical`: one bad answer fails although other attempts differ; a requirement marked `critical` is judged so anyway.
  /// - `anyService`: judge answers even where something else than the service seems to answer (OPS-01, TLS).
  package func judgeAnswers(
    of recipes: [RecipeID], whenNone: Outcome, critical: Bool = false, anyService: Bool = false, _ judge: (Answer) -> Judgement
  ) -> [Instance] {
    var instances: [Instance] = []
    for recipe in recipes {
      for result in results(of: recipe) {
        let reading = AttemptReading(isStrict: critical || isCritical, isAnyone: anyService || isRecognised(for: recipe))
        if let instance = reading.instance(of: result, judge) { instances.append(instance) }
      }
    }
    return instances.isEmpty ? [Instance(outcome: whenNone, findings: [], location: Location())] : instances
  }

  /// The contract has an address of its own: who answers at the base address says nothing about it.
  private func isRecognised(for recipe: RecipeID) -> Bool { recipe == .fetchContract || recognition == .recognised }
}

/// Several attempts of one step read as one answer, or as the reason why there is none.
private struct AttemptReading {
  let isStrict: Bool
  /// Whoever answered is judged.
  let isAnyone: Bool

  func instance(of result: ProbeResult, _ judge: (Answer) -> Judgement) -> Instance? {
    func only(_ outcome: Outcome) -> Instance { Instance(outcome: outcome, findings: [], location: result.location) }
    switch result.state {
    case .gap(.inapplicable(let cause)): return only(.inapplicable(cause))
    case .gap(.untested(let cause)), .notSent(let cause): return only(.untested(cause))
    case .observed(let attempts):
      switch Self.answers(of: attempts) {
      // A stranger that sends everybody elsewhere: that the guard does not follow is no more than the consequence.
      case .failure(let missing) where missing.outcome == .untested(.policy) && !isAnyone: return only(.untested(.notTheService))
      case .failure(let missing): return only(missing.outcome)
      case .success(let answers):
        guard isAnyone else { return only(.untested(.notTheService)) }
        return Instance(verdict(on: answers.map(judge)), at: result.location)
      }
    }
  }

  /// The last answer that says something decides, unless one failed and another did not: then the service answers now so, now so, and only
  /// a strict requirement is failed by its worst answer.
  private func verdict(on judgements: [Judgement]) -> Judgement {
    let words = Set(judgements.map(\.word))
    guard words.contains(.failed), words.count > 1 else { return judgements.last { $0.word != nil } ?? .irrelevant }
    if isStrict, let bad = judgements.first(where: { $0.word == .failed }) { return bad }
    return .cantTell(.unstable, [])
  }

  private struct Missing: Error { let outcome: Outcome }

  /// The answers that count, in order; never an empty list.
  ///
  /// A try without an answer, and a gateway's 502, 503 or 504 (RFC 9110 §15.6.3–5: not the service speaks), is forgotten once a later
  /// one brings the service's own answer. Where the last try brought none, a 5xx before it was the beginning of the same outage.
  private static func answers(of attempts: [AttemptView]) -> Result<[Answer], Missing> {
    let usable = attempts.filter { unusable($0) == nil }.compactMap(\.answer)
    let own = usable.filter { !(500...599).contains($0.status) }
    if !own.isEmpty { return .success(usable.filter { !(502...504).contains($0.status) }) }
    guard let last = attempts.last else { return .failure(Missing(outcome: .untested(.harness))) }
    if let outcome = unusable(last) { return .failure(Missing(outcome: outcome)) }
    return .success(usable)
  }

  /// Why an attempt cannot be judged; nil when it holds a whole, well-formed answer.
  private static func unusable(_ attempt: AttemptView) -> Outcome? {
    if let failure = attempt.attempt.failure {
      if let cause = failure.untestedCause { return .untested(cause) }
      switch failure.kind {
      case .truncated: return .cantTell(.truncated)
      case .overLimit: return .cantTell(.bodyLimit)
      default: return .cantTell(.malformed)
      }
    }
    if let gap = attempt.gap { return .cantTell(gap) }
    guard let answer = attempt.answer else { return .cantTell(.malformed) }
    return answer.status == 429 ? .untested(.rateLimited) : nil
  }
}

extension Judgement {
  /// Nil when the answer says nothing about the requirement.
  fileprivate var word: OutcomeWord? {
    switch self {
    case .passed: .passed
    case .failed: .failed
    case .cantTell: .cantTell
    case .inapplicable: .inapplicable
    case .untested: .untested
    case .irrelevant: nil
    }
  }
}

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
  /// - `critical`: one bad answer fails although other attempts differ.
  /// - `anyService`: judge answers even where something else than the service seems to answer (OPS-01, TLS).
  package func judgeAnswers(
    of recipes: [RecipeID], whenNone: Outcome, critical: Bool = false, anyService: Bool = false, _ judge: (Answer) -> Judgement
  ) -> [Instance] {
    var instances: [Instance] = []
    for recipe in recipes {
      for result in results(of: recipe) {
        if let instance = instance(of: result, critical: critical, anyService: anyService, judge) { instances.append(instance) }
      }
    }
    return instances.isEmpty ? [Instance(outcome: whenNone, findings: [], location: Location())] : instances
  }

  /// One result under those laws; nil when its answer said nothing about the requirement.
  func instance(of result: ProbeResult, critical: Bool, anyService: Bool, _ judge: (Answer) -> Judgement) -> Instance? {
    let location = result.location
    func only(_ outcome: Outcome) -> Instance { Instance(outcome: outcome, findings: [], location: location) }
    switch result.state {
    case .gap(.inapplicable(let cause)): return only(.inapplicable(cause))
    case .gap(.untested(let cause)), .notSent(let cause): return only(.untested(cause))
    case .observed(let attempts):
      if !anyService, case .notTheService = recognition { return only(.untested(.notTheService)) }
      guard let last = attempts.last else { return only(.untested(.harness)) }
      let answers = attempts.compactMap { attempt in Self.unusable(attempt) == nil ? attempt.answer : nil }
      guard let answer = answers.last else { return only(Self.unusable(last) ?? .untested(.harness)) }
      let words = Set(answers.map { Self.word(judge($0)) })
      if words.count > 1 {
        if critical, let bad = answers.first(where: { Self.word(judge($0)) == .failed }) { return Instance(judge(bad), at: location) }
        return only(.cantTell(.unstable))
      }
      return Instance(judge(answer), at: location)
    }
  }

  /// Why an attempt cannot be judged; nil when it holds a whole, well-formed answer.
  static func unusable(_ attempt: AttemptView) -> Outcome? {
    if let failure = attempt.attempt.failure {
      if let cause = failure.untestedCause { return .untested(cause) }
      switch failure.kind {
      case .truncated: return .cantTell(.truncated)
      case .overLimit: return .cantTell(.bodyLimit)
      default: return .cantTell(.malformed)
      }
    }
    guard let answer = attempt.answer else { return .cantTell(.malformed) }
    switch answer.exchange.body.completeness {
    case .complete: break
    case .overLimit: return .cantTell(.bodyLimit)
    case .truncated: return .cantTell(.truncated)
    }
    return answer.status == 429 ? .untested(.rateLimited) : nil
  }

  private static func word(_ judgement: Judgement) -> OutcomeWord? {
    switch judgement {
    case .passed: .passed
    case .failed: .failed
    case .cantTell: .cantTell
    case .inapplicable: .inapplicable
    case .untested: .untested
    case .irrelevant: nil
    }
  }
}

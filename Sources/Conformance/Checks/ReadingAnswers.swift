import Documents
import Model

extension EvidenceView {
  /// Recipes that provoke errors on the contract's own operations. The undefined method is not among them (ruling on DOC-07, HTP-05).
  static let provoked: [RecipeID] = [.callAnonymously, .callWithInvalidToken, .askForUnknownResource, .sendInvalidParameters]

  /// Judges the ordinary reads with everything the laws say, and the provoked answers only where there are any: whoever has not
  /// agreed to negative probes is judged on the reads alone.
  func judgeReadsAndProvoked(_ judge: (Answer) -> Judgement, provoked judgeProvoked: (Answer) -> Judgement) -> [Instance] {
    let reads = judgeAnswers(of: [.callReadOperations], whenNone: .untested(.noEvidence), judge).map { instance in
      // Nothing to read is nothing collected, which is "not tested", never "does not apply".
      guard case .inapplicable(.notDeclared("readOperation")) = instance.outcome else { return instance }
      return Instance(outcome: .untested(.noOperation), findings: instance.findings, location: instance.location)
    }
    let others = judgeAnswers(of: Self.provoked, whenNone: .untested(.noEvidence), judgeProvoked)
    return reads + others.filter(Self.isDecided)
  }

  private static func isDecided(_ instance: Instance) -> Bool {
    switch instance.outcome {
    case .passed, .failed, .cantTell(.schemaBudget), .cantTell(.patternLimit), .cantTell(.redacted), .cantTell(.needsReview): true
    case .cantTell, .inapplicable, .untested: false
    }
  }
}

extension Answer {
  /// 502, 503 and 504 come from whatever stands before the service, or say "for a while" (RFC 9110 §15.6).
  var isFromInfrastructure: Bool { (502...504).contains(status) }
}

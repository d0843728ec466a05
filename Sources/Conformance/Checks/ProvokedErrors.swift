import Model

/// The recipes that ask wrongly on purpose: their answers show how a service reports errors.
enum ProvokedErrors {
  static let recipes: [RecipeID] = [.callAnonymously, .callWithInvalidToken, .askForUnknownResource, .sendInvalidParameters, .sendUndefinedMethod]
  static let needs = Set(recipes.map(Need.recipe))
}

extension EvidenceView {
  /// Judges the answers to every provoked error. `isDeclared` is false for a path or a method that the contract does not know: there a
  /// gateway may have answered before the service was asked.
  func judgeProvokedErrors(_ judge: (Answer, _ isDeclared: Bool) -> Judgement) -> [Instance] {
    // "No operation needs a credential" says why one recipe had nothing to ask; errors exist all the same.
    let nothing = Outcome.inapplicable(.notDeclared("errorResponse"))
    let instances = ProvokedErrors.recipes.flatMap { recipe in
      judgeAnswers(of: [recipe], whenNone: nothing) { judge($0, recipe != .sendUndefinedMethod && $0.location.operation != nil) }
    }
    let judged = instances.filter { $0.outcome.word != .inapplicable }
    return judged.isEmpty ? [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] : judged
  }
}

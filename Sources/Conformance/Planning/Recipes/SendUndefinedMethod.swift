package import Model
import OpenAPI

/// Sends the method token `UJI`, which nothing defines, to known paths: 405 with Allow, or 501 (HTP-05). Never a real changing method.
package enum SendUndefinedMethod: Recipe {
  package static let id = RecipeID.sendUndefinedMethod
  package static let safety = SafetyClass.negative
  package static let method = "UJI"
  private static let most = 3

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base, let contract = ground.contract else { return draft }
    var cause = UntestedCause.noCredential
    for operation in contract.operations where operation.method == "GET" && draft.steps.count < most {
      let request = OperationRequest(ground: ground, base: base, operation: operation)
      guard let credential = CallReadOperations.credential(Security(operation, contract), ground) else { continue }
      cause = .noTestData
      guard let values = request.values(),
        let template = request.template(method: method, values: values, credential: credential, followsRedirects: false)
      else { continue }
      draft.send(.http(template), Purpose(recipe: id, operation: operation.key, variant: method))
    }
    if draft.steps.isEmpty {
      let isAnyRead = contract.operations.contains { $0.method == "GET" }
      let purpose = Purpose(recipe: id, operation: nil, variant: method)
      draft.skip(purpose, isAnyRead ? .untested(cause) : .inapplicable(.notDeclared("readOperation")))
    }
    return draft
  }
}

import Documents
package import Model
import OpenAPI

/// Sends one value that breaks its declared schema, one parameter at a time: no 5xx may come (ERR-05).
package enum SendInvalidParameters: Recipe {
  package static let id = RecipeID.sendInvalidParameters
  package static let safety = SafetyClass.negative
  private static let mostPerOperation = 4
  private static let most = 20

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base, let contract = ground.contract else { return draft }
    var draw = Draw(seed: ground.seed, label: "invalid")
    var isAnyConstrained = false
    for operation in contract.operations where operation.method == "GET" && draft.steps.count < most {
      let request = OperationRequest(ground: ground, base: base, operation: operation)
      var count = 0
      for parameter in operation.parameters where parameter.place == .query || parameter.place == .path {
        guard count < mostPerOperation, let value = MadeUpValue.invalid(parameter, contract, &draw) else { continue }
        isAnyConstrained = true
        count += 1
        let purpose = Purpose(recipe: id, operation: operation.key, variant: "invalid:\(parameter.name)")
        guard let credential = CallReadOperations.credential(Security(operation, contract), ground) else {
          draft.skip(purpose, .untested(.noCredential))
          continue
        }
        guard let values = request.values(overriding: [parameter.name: value]),
          let template = request.template(method: "GET", values: values, credential: credential, followsRedirects: false)
        else {
          draft.skip(purpose, .untested(.noTestData))
          continue
        }
        draft.send(.http(template), purpose)
      }
    }
    if !isAnyConstrained {
      draft.skip(Purpose(recipe: id, operation: nil, variant: ""), .inapplicable(.notDeclared("constrainedParameter")))
    }
    return draft
  }
}

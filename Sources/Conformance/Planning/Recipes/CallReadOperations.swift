import Documents
package import Model
import OpenAPI

/// Calls every GET operation once, the way an ordinary consumer would.
package enum CallReadOperations: Recipe {
  package static let id = RecipeID.callReadOperations
  package static let safety = SafetyClass.passive

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base, let contract = ground.contract else { return draft }
    let reads = contract.operations.filter { $0.method == "GET" }
    if reads.isEmpty {
      draft.skip(Purpose(recipe: id, operation: nil, variant: ""), .inapplicable(.notDeclared("readOperation")))
    }
    for operation in reads {
      let purpose = Purpose(recipe: id, operation: operation.key, variant: "")
      let request = OperationRequest(ground: ground, base: base, operation: operation)
      guard let credential = credential(Security(operation, contract), ground) else {
        draft.skip(purpose, .untested(.noCredential))
        continue
      }
      guard let values = request.values(),
        let template = request.template(method: "GET", values: values, credential: credential, followsRedirects: true)
      else {
        draft.skip(purpose, .untested(.noTestData))
        continue
      }
      draft.send(.http(template), purpose)
    }
    return draft
  }

  /// The credential to send; nil when one is needed and nobody gave it.
  static func credential(_ security: Security, _ ground: Ground) -> CredentialUse? {
    switch security {
    case .open: CredentialUse.none
    case .restricted(let place): ground.hasCredential ? .registered(place) : nil
    case .unsupported: nil
    }
  }
}

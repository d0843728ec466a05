package import Model
import OpenAPI

/// Calls every restricted GET operation without a credential: it must be refused (AUT-02).
package enum CallAnonymously: Recipe {
  package static let id = RecipeID.callAnonymously
  package static let safety = SafetyClass.negative

  package static func draft(_ ground: Ground) -> RecipeDraft {
    RestrictedCalls.draft(id, ground) { _ in CredentialUse.none }
  }
}

/// The restricted GET operations, each called once with a credential that must not open them.
enum RestrictedCalls {
  /// - `credential`: what to send instead; it is told nil where a plain request cannot carry what the operation asks for (mutual TLS,
  ///   two schemes together), and answers nil where nothing can be sent then.
  static func draft(_ id: RecipeID, _ ground: Ground, _ credential: (CredentialPlacement?) -> CredentialUse?) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base, let contract = ground.contract else { return draft }
    var isAnyRestricted = false
    for operation in contract.operations where operation.method == "GET" {
      let purpose = Purpose(recipe: id, operation: operation.key, variant: "")
      let use: CredentialUse?
      switch Security(operation, contract) {
      case .open: continue
      case .unsupported: use = credential(nil)
      case .restricted(let place): use = credential(place)
      }
      isAnyRestricted = true
      guard let use else {
        draft.skip(purpose, .untested(.noCredential))
        continue
      }
      let request = OperationRequest(ground: ground, base: base, operation: operation)
      guard let values = request.values(),
        let template = request.template(method: "GET", values: values, credential: use, followsRedirects: false)
      else {
        draft.skip(purpose, .untested(.noTestData))
        continue
      }
      draft.send(.http(template), purpose)
    }
    if !isAnyRestricted {
      draft.skip(Purpose(recipe: id, operation: nil, variant: ""), .inapplicable(.notDeclared("restrictedOperation")))
    }
    return draft
  }
}

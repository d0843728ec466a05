package import Model

/// Calls every restricted GET operation with a made-up credential of the right shape: it must be refused (AUT-04).
package enum CallWithInvalidToken: Recipe {
  package static let id = RecipeID.callWithInvalidToken
  package static let safety = SafetyClass.negative

  package static func draft(_ ground: Ground) -> RecipeDraft {
    RestrictedCalls.draft(id, ground) { place in place.map(CredentialUse.invalid) }
  }
}

package import Model

/// Offers TLS 1.0, then TLS 1.1, and nothing newer, with a hand-made ClientHello: both must be refused (TLS-02).
package enum OfferOldTLS: Recipe {
  package static let id = RecipeID.offerOldTLS
  package static let safety = SafetyClass.negative

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base else { return draft }
    for version in [TLSVersion.tls10, .tls11] {
      let hello = HelloTemplate(endpoint: TLSPlace.endpoint(base), version: version)
      draft.send(.hello(hello), Purpose(recipe: id, operation: nil, variant: version.rawValue))
    }
    return draft
  }
}

package import Model

/// Opens a connection, verifies the certificate, and sends nothing (TLS-02, TLS-03).
package enum InspectCertificate: Recipe {
  package static let id = RecipeID.inspectCertificate
  package static let safety = SafetyClass.passive

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base else { return draft }
    draft.send(.connect(TLSPlace.endpoint(base)), Purpose(recipe: id, operation: nil, variant: ""))
    return draft
  }
}

/// Where TLS is expected: the base URL's port, or 443 beside a service that is registered as plain HTTP.
enum TLSPlace {
  static func endpoint(_ base: BaseURL) -> Endpoint {
    switch base.scheme {
    case .https: base.endpoint
    case .http: Endpoint(host: base.endpoint.host, port: 443)
    }
  }
}

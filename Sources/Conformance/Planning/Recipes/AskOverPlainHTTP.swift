import HTTPMessages
package import Model

/// Asks for the base path over plain HTTP, without any credential: no data may come (TLS-01).
package enum AskOverPlainHTTP: Recipe {
  package static let id = RecipeID.askOverPlainHTTP
  package static let safety = SafetyClass.passive

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base else { return draft }
    let purpose = Purpose(recipe: id, operation: nil, variant: "")
    guard let port = port(base, ground.subject.service) else {
      draft.skip(purpose, .untested(.noTestData))
      return draft
    }
    let template = RequestTemplate(
      method: "GET", scheme: .http, endpoint: Endpoint(host: base.endpoint.host, port: port), target: base.path + "/",
      fields: [HeaderField(name: "Accept", value: "*/*")], credential: .none, followsRedirects: false)
    draft.send(.http(template), purpose)
    return draft
  }

  /// The plain port is registry data; 80 only beside 443 (design: rulings.md, TLS-01 on another port).
  private static func port(_ base: BaseURL, _ service: Service) -> Int? {
    switch base.scheme {
    case .http: base.endpoint.port
    case .https: service.plainHTTPPort ?? (base.endpoint.port == 443 ? 80 : nil)
    }
  }
}

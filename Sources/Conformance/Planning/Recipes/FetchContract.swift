import HTTPMessages
package import Model

/// Fetches the contract at its declared URL, as anybody may (DOC-02).
package enum FetchContract: Recipe {
  package static let id = RecipeID.fetchContract
  package static let safety = SafetyClass.passive

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    let purpose = Purpose(recipe: id, operation: nil, variant: "")
    guard let source = ground.subject.service.contract?.url else {
      draft.skip(purpose, .untested(.noEvidence))
      return draft
    }
    guard let template = template(url: source) else {
      draft.skip(purpose, .untested(.policy))
      return draft
    }
    draft.send(.http(template), purpose)
    return draft
  }

  /// A plain GET of a URL; nil when the URL is not one that may be asked.
  package static func template(url: String) -> RequestTemplate? {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let place = BaseURL(String(parts[0])) else { return nil }
    let isFolder = parts[0].hasSuffix("/")
    let query = parts.count == 2 ? "?\(parts[1])" : ""
    guard query.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x23 }) else { return nil }
    let path = place.path.isEmpty ? "/" : place.path + (isFolder ? "/" : "")
    return RequestTemplate(
      method: "GET", scheme: place.scheme, endpoint: place.endpoint, target: path + query,
      fields: [HeaderField(name: "Accept", value: "application/json, application/yaml;q=0.9, */*;q=0.1")], credential: .none,
      followsRedirects: true)
  }
}

import HTTPMessages
package import Model
import OpenAPI

/// Asks over plain HTTP, without any credential, for what is public over HTTPS: the base path, the contract, open reads (TLS-01).
package enum AskOverPlainHTTP: Recipe {
  package static let id = RecipeID.askOverPlainHTTP
  package static let safety = SafetyClass.passive
  /// Many services answer nothing at their base path; an open read or two show whether the API itself is behind the port.
  private static let mostReads = 2

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base else { return draft }
    let host = Purpose(recipe: id, operation: nil, variant: "")
    guard let port = port(base, ground.subject.service),
      let plain = BaseURL("http://\(base.endpoint.host):\(port)\(base.path)")
    else {
      draft.skip(host, .untested(.noTestData))
      return draft
    }
    draft.send(.http(template(plain.endpoint, base.path + "/")), host)
    if let url = ground.subject.service.contract?.url, let source = FetchContract.template(url: url), source.scheme == base.scheme,
      source.endpoint == base.endpoint, source.target != base.path + "/"
    {
      draft.send(.http(template(plain.endpoint, source.target)), Purpose(recipe: id, operation: nil, variant: "contract"))
    }
    askOpenReads(ground, plain, &draft)
    return draft
  }

  private static func askOpenReads(_ ground: Ground, _ plain: BaseURL, _ draft: inout RecipeDraft) {
    guard let contract = ground.contract else { return }
    var left = mostReads
    for operation in contract.operations where operation.method == "GET" && left > 0 {
      guard case .open = Security(operation, contract) else { continue }
      let request = OperationRequest(ground: ground, base: plain, operation: operation)
      guard let values = request.values(),
        let template = request.template(method: "GET", values: values, credential: .none, followsRedirects: false)
      else { continue }
      left -= 1
      draft.send(.http(template), Purpose(recipe: id, operation: operation.key, variant: "openRead"))
    }
  }

  private static func template(_ endpoint: Endpoint, _ target: String) -> RequestTemplate {
    RequestTemplate(
      method: "GET", scheme: .http, endpoint: endpoint, target: target, fields: [HeaderField(name: "Accept", value: "*/*")], credential: .none,
      followsRedirects: false)
  }

  /// The plain port is registry data; 80 only beside 443 (design: rulings.md, TLS-01 on another port).
  private static func port(_ base: BaseURL, _ service: Service) -> Int? {
    switch base.scheme {
    case .http: base.endpoint.port
    case .https: service.plainHTTPPort ?? (base.endpoint.port == 443 ? 80 : nil)
    }
  }
}

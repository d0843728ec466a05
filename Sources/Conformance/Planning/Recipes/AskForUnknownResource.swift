import Documents
import HTTPMessages
package import Model
import OpenAPI

/// Asks for things that do not exist: a made-up path, and a well-formed identifier nobody has (HTP-03).
package enum AskForUnknownResource: Recipe {
  package static let id = RecipeID.askForUnknownResource
  package static let safety = SafetyClass.negative
  /// Operations asked with an unknown identifier: enough to see a habit, few enough to be polite.
  private static let most = 5

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard let base = ground.base else { return draft }
    var draw = Draw(seed: ground.seed, label: "unknown")
    let template = RequestTemplate(
      method: "GET", scheme: base.scheme, endpoint: base.endpoint, target: "\(base.path)/selaras-\(draw.digits(10))",
      fields: [HeaderField(name: "Accept", value: "application/json, application/problem+json;q=0.9, */*;q=0.1")],
      credential: credentialOfAnyRead(ground), followsRedirects: false)
    draft.send(.http(template), Purpose(recipe: id, operation: nil, variant: "randomSegment"))
    guard let contract = ground.contract else { return draft }
    var asked = 0
    for operation in contract.operations where operation.method == "GET" && asked < most {
      guard let parameter = lastSegmentParameter(operation) else { continue }
      asked += 1
      ask(operation, parameter, ground, base, contract, &draw, &draft)
    }
    return draft
  }

  private static func ask(
    _ operation: Operation, _ parameter: Parameter, _ ground: Ground, _ base: BaseURL, _ contract: Contract, _ draw: inout Draw,
    _ draft: inout RecipeDraft
  ) {
    let purpose = Purpose(recipe: id, operation: operation.key, variant: "unknownIdentifier:\(parameter.name)")
    guard let credential = CallReadOperations.credential(Security(operation, contract), ground) else {
      draft.skip(purpose, .untested(.noCredential))
      return
    }
    let request = OperationRequest(ground: ground, base: base, operation: operation)
    let known = request.values()?[parameter.name]
    guard let unknown = MadeUpValue.unknownIdentifier(parameter, contract, known: known, &draw),
      let values = request.values(overriding: [parameter.name: unknown]),
      let template = request.template(method: "GET", values: values, credential: credential, followsRedirects: false)
    else {
      draft.skip(purpose, .untested(.noTestData))
      return
    }
    draft.send(.http(template), purpose)
  }

  /// The parameter that is the whole last segment of the path: `/penduduk/{nik}` but not `/laporan/{tahun}/pdf`.
  private static func lastSegmentParameter(_ operation: Operation) -> Parameter? {
    guard let last = operation.path.split(separator: "/").last, last.hasPrefix("{"), last.hasSuffix("}") else { return nil }
    let name = last.dropFirst().dropLast()
    return operation.parameters.first { $0.place == .path && $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// A made-up path is asked with the credential of the first restricted read, so that "401" does not hide the answer.
  private static func credentialOfAnyRead(_ ground: Ground) -> CredentialUse {
    guard let contract = ground.contract, ground.hasCredential else { return .none }
    for operation in contract.operations where operation.method == "GET" {
      if case .restricted(let place) = Security(operation, contract) { return .registered(place) }
    }
    return .none
  }
}

import HTTPMessages
package import Model
import OpenAPI

/// Reads four answers to their very last byte, each on a connection of its own: to GET, HEAD, a conditional GET, and OPTIONS (HTP-18).
package enum ReadRawMessages: Recipe {
  package static let id = RecipeID.readRawMessages
  package static let safety = SafetyClass.passive

  package static func draft(_ ground: Ground) -> RecipeDraft {
    var draft = RecipeDraft()
    guard ground.base != nil, let contract = ground.contract else { return draft }
    let reads = contract.operations.filter { $0.method == "GET" }
    guard !reads.isEmpty else {
      draft.skip(Purpose(recipe: id, operation: nil, variant: ""), .inapplicable(.notDeclared("readOperation")))
      return draft
    }
    // One host, one server software: one operation is enough, best one whose path needs no test data.
    let sorted = reads.filter { !$0.path.utf8.contains(UInt8(ascii: "{")) } + reads.filter { $0.path.utf8.contains(UInt8(ascii: "{")) }
    var cause = UntestedCause.noCredential
    for operation in sorted {
      switch template(operation, contract, ground) {
      case .success(let template): return send(template, operation)
      case .failure(let lack): if lack.cause == .noTestData { cause = .noTestData }
      }
    }
    draft.skip(Purpose(recipe: id, operation: nil, variant: ""), .untested(cause))
    return draft
  }

  private struct Lack: Error { let cause: UntestedCause }

  private static func template(_ operation: Operation, _ contract: Contract, _ ground: Ground) -> Result<RequestTemplate, Lack> {
    guard let base = ground.base, let credential = CallReadOperations.credential(Security(operation, contract), ground) else {
      return .failure(Lack(cause: .noCredential))
    }
    let request = OperationRequest(ground: ground, base: base, operation: operation)
    guard let values = request.values(),
      let template = request.template(method: "GET", values: values, credential: credential, followsRedirects: false)
    else { return .failure(Lack(cause: .noTestData)) }
    return .success(template)
  }

  private static func send(_ read: RequestTemplate, _ operation: Operation) -> RecipeDraft {
    var draft = RecipeDraft()
    func add(_ variant: String, _ method: String, _ more: [HeaderField] = []) {
      let template = RequestTemplate(
        method: method, scheme: read.scheme, endpoint: read.endpoint, target: read.target,
        fields: read.fields + more, credential: read.credential, followsRedirects: false)
      draft.send(.raw(template), Purpose(recipe: id, operation: operation.key, variant: variant))
    }
    add("GET", "GET")
    add("HEAD", "HEAD")
    // 304 wherever there is something to give (RFC 9110 §13.1.2).
    add("conditional", "GET", [HeaderField(name: "If-None-Match", value: "*")])
    add("OPTIONS", "OPTIONS")
    return draft
  }
}

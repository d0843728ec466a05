package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// Every operation declares a success, an error, and the schema of what it sends (DOC-05).
package struct SuccessAndErrorAreDeclared: Check {
  package static let id = "success-and-error-are-declared"
  package let needs: Set<Need> = [.contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeOperations { operation, contract in
      // Their answers carry no content of the API's (ruling on DOC-07 and HTP-05).
      guard !["HEAD", "OPTIONS", "TRACE"].contains(operation.method) else { return .irrelevant }
      let findings = Self.faults(of: operation, contract)
      guard !findings.isEmpty else { return .passed }
      // What is missing may stand behind a broken reference: that is DOC-01's finding, not a second one here.
      return operation.brokenResponses.isEmpty ? .failed(findings) : .untested(.prerequisite("DOC-01"))
    }
  }

  private static func faults(of operation: Operation, _ contract: Contract) -> [Finding] {
    var findings: [Finding] = []
    let place = operation.node["responses"]
    if !operation.responses.contains(where: isSuccess) { findings.append(operation.finding(noSuccess, at: place)) }
    if !operation.responses.contains(where: isError) { findings.append(operation.finding(noError, at: place)) }
    for response in operation.responses where !isWithoutBody(response.status) {
      let code = text(response.status)
      if response.media.isEmpty {
        findings.append(operation.finding(noContent, ["status": code], at: response.node))
      }
      for media in response.media where needsSchema(media) && !hasSchema(media, contract) {
        findings.append(operation.finding(noSchema, ["status": code, "media": media.range], at: media.node))
      }
    }
    return findings
  }

  /// `default` says "the others", so it does not name a success (OpenAPI 3.1.2, Responses Object).
  private static func isSuccess(_ response: ResponseDeclaration) -> Bool {
    switch response.status {
    case .exact(let code): (200...399).contains(code)
    case .range(let hundred): hundred == 2 || hundred == 3
    case .default: false
    }
  }

  private static func isError(_ response: ResponseDeclaration) -> Bool {
    switch response.status {
    case .exact(let code): code >= 400
    case .range(let hundred): hundred >= 4
    case .default: true
    }
  }

  /// 1xx, 204, 205 and 304 have no content by HTTP (RFC 9110 §15), 202 and redirections need none.
  private static func isWithoutBody(_ status: ResponseDeclaration.Status) -> Bool {
    switch status {
    case .exact(let code): code < 200 || [202, 204, 205].contains(code) || (300...399).contains(code)
    case .range(let hundred): hundred == 1 || hundred == 3
    case .default: false
    }
  }

  /// JSON needs a schema, and so does a range that may hold JSON; files and plain text speak for themselves.
  private static func needsSchema(_ media: MediaDeclaration) -> Bool {
    guard let type = MediaType(media.essence) else { return true }
    return type.isJSON || type.type == "*" || type.subtype == "*"
  }

  /// `itemSchema` describes sequences since 3.2; a schema behind a broken reference is there, and DOC-01 names the reference.
  private static func hasSchema(_ media: MediaDeclaration, _ contract: Contract) -> Bool {
    guard let content = media.content(in: contract) else { return true }
    return content["schema"] != nil || content["itemSchema"] != nil
  }

  private static func text(_ status: ResponseDeclaration.Status) -> String {
    switch status {
    case .exact(let code): String(code)
    case .range(let hundred): "\(hundred)XX"
    case .default: "default"
    }
  }

  private static let noSuccess = Wording(
    "responses.noSuccess", id: "{operation} tidak menyatakan respons sukses (2xx atau 3xx). Tambahkan respons sukses beserta skemanya.",
    en: "{operation} declares no success response (2xx or 3xx). Add one with its schema.")
  private static let noError = Wording(
    "responses.noError", id: "{operation} tidak menyatakan respons galat. Tambahkan 4xx, 5xx, atau default beserta skema galatnya.",
    en: "{operation} declares no error response. Add 4xx, 5xx or default with the error schema.")
  private static let noContent = Wording(
    "responses.noContent", id: "Respons {status} pada {operation} tidak menyatakan isi. Tambahkan content dengan jenis media dan skemanya.",
    en: "The response {status} of {operation} declares no content. Add content with a media type and its schema.")
  private static let noSchema = Wording(
    "responses.noSchema", id: "Respons {status} ({media}) pada {operation} tidak memiliki skema. Tambahkan schema yang menjelaskan isinya.",
    en: "The response {status} ({media}) of {operation} has no schema. Add a schema that describes its content.")

  package static let wordings = [noSuccess, noError, noContent, noSchema]
}

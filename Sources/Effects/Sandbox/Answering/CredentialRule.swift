import Digests
import HTTPMessages
import OpenAPI

/// Which credential opens an operation, and what a request brought.
struct CredentialRule: Sendable {
  enum Standing: Sendable { case admitted, anonymous, invalid }
  enum Place: Sendable, Hashable {
    case bearer, basic
    case header(String), query(String), cookie(String)
  }
  /// Any one of these sets opens it; empty: open to all.
  let alternatives: [[Place]]

  init(_ operation: Operation, _ contract: Contract) {
    let declared = operation.security ?? []
    if declared.contains(where: { $0.requirements.isEmpty }) {
      alternatives = []
    } else {
      alternatives = declared.map { $0.requirements.map { Self.place($0.scheme, contract) } }
    }
  }

  /// A scheme that the contract does not define, or that a plain request cannot carry, closes an operation all the same.
  private static func place(_ name: String, _ contract: Contract) -> Place {
    switch contract.securitySchemes.first(where: { $0.name.utf8.elementsEqual(name.utf8) })?.kind {
    case .http(let scheme)?: ASCII.equalIgnoringCase(scheme, "basic") ? .basic : .bearer
    case .oauth2?, .openIdConnect?, .mutualTLS?, .apiKey(.path, _)?, nil: .bearer
    case .apiKey(.header, let name)?: .header(name)
    case .apiKey(.query, let name)?: .query(name)
    case .apiKey(.cookie, let name)?: .cookie(name)
    }
  }

  func standing(of request: SiteRequest, token: String) -> Standing {
    guard !alternatives.isEmpty else { return .admitted }
    if alternatives.contains(where: { $0.allSatisfy { Self.isRight($0, request, token) } }) { return .admitted }
    return isPresent(in: request) ? .invalid : .anonymous
  }

  /// Whether the request brings any credential that this rule looks at.
  func isPresent(in request: SiteRequest) -> Bool { alternatives.joined().contains { Self.brought($0, request) != nil } }

  private static func isRight(_ place: Place, _ request: SiteRequest, _ token: String) -> Bool {
    guard let brought = brought(place, request) else { return false }
    let expected = place == .basic ? Base64.encode(Array(token.utf8)) : token
    return brought.utf8.elementsEqual(expected.utf8)
  }

  /// What stands in the credential's place, its scheme's word removed.
  private static func brought(_ place: Place, _ request: SiteRequest) -> String? {
    switch place {
    case .bearer: return authorization("bearer", request)
    case .basic: return authorization("basic", request)
    case .header(let name): return request.fields.first { ASCII.equalIgnoringCase($0.name, name) }?.value
    case .query(let name): return request.query.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    case .cookie(let name):
      return request.cookies.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
  }

  private static func authorization(_ scheme: String, _ request: SiteRequest) -> String? {
    guard let value = request.fields.first(where: { ASCII.equalIgnoringCase($0.name, "Authorization") })?.value else { return nil }
    let parts = value.split(separator: " ", maxSplits: 1)
    // Another scheme's word is a credential too, only a wrong one.
    guard parts.count == 2, ASCII.equalIgnoringCase(String(parts[0]), scheme) else { return "" }
    return FieldLists.trimmed(String(parts[1]))
  }

  /// `Bearer realm="…"` for a 401 whose contract shows no challenge (RFC 9110 §11.6.1).
  var challenge: String {
    switch alternatives.first?.first {
    case .basic?: "Basic realm=\"sandbox\""
    case .header?, .query?, .cookie?: "ApiKey realm=\"sandbox\""
    case .bearer?, nil: "Bearer realm=\"sandbox\""
    }
  }
}

import HTTPMessages
import Model

/// How the ordinary calls went (`callReadOperations`): what the answer to a provoked mistake is compared with.
extension EvidenceView {
  /// The whole answer that the ordinary call of this operation got at last; nil when it was not made or got none.
  package func ordinaryAnswer(of operation: String?) -> (answer: Answer, wasRedirected: Bool)? {
    guard let operation else { return nil }
    for result in results(of: .callReadOperations) {
      guard let asked = result.purpose.operation, asked.utf8.elementsEqual(operation.utf8), case .observed(let attempts) = result.state,
        let last = attempts.last, last.attempt.failure == nil, last.gap == nil, let answer = last.answer
      else { continue }
      return (answer, last.attempt.exchanges.count > 1)
    }
    return nil
  }

  /// The ordinary answer where it is a success.
  package func ordinarySuccess(of operation: String?) -> Answer? {
    ordinaryAnswer(of: operation).flatMap { $0.answer.isSuccess ? $0.answer : nil }
  }

  /// Whether any ordinary call succeeded: then the service works, and an error has to do with what was asked.
  package var anyOrdinaryCallSucceeded: Bool { ordinaryStatuses.contains { (200...299).contains($0) } }

  /// Whether the ordinary calls were refused for their credential and none succeeded: then a refusal says nothing.
  package var isCredentialRefused: Bool {
    !anyOrdinaryCallSucceeded && ordinaryStatuses.contains { $0 == 401 || $0 == 403 }
  }

  private var ordinaryStatuses: [Int] {
    results(of: .callReadOperations).compactMap { ordinaryAnswer(of: $0.purpose.operation)?.answer.status }
  }
}

/// Where a redirect leads, as far as its Location says.
package enum RedirectTarget {
  /// Whether the address names a login page by its host or path: `/masuk`, `https://sso.…`, `/realms/x/openid-connect/auth`.
  package static func isLogin(_ location: String) -> Bool {
    let address = location.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return NameWords(String(decoding: Array(address), as: UTF8.self)).words.contains { loginWords.contains($0) }
  }

  static func isHTTPS(_ location: String) -> Bool {
    ASCII.equalIgnoringCase(String(decoding: Array(location.utf8.prefix(8)), as: UTF8.self), "https://")
  }

  private static let loginWords: Set<String> = ["login", "masuk", "signin", "logon", "auth", "oauth", "oauth2", "authorize", "sso", "saml", "cas"]
}

/// EARL's five words. Only `passed` is a pass; the other words say why not.
package enum Outcome: Sendable, Hashable {
  case passed
  case failed
  case cantTell(CantTellCause)
  case inapplicable(InapplicableCause)
  case untested(UntestedCause)

  package var word: OutcomeWord {
    switch self {
    case .passed: .passed
    case .failed: .failed
    case .cantTell: .cantTell
    case .inapplicable: .inapplicable
    case .untested: .untested
    }
  }

  /// The cause as formats.md §5 writes it, for example `unreachable.dns` or `notDeclared(collection)`.
  package var cause: String? {
    switch self {
    case .passed, .failed: nil
    case .cantTell(let cause): cause.rawValue
    case .inapplicable(let cause): cause.text
    case .untested(let cause): cause.text
    }
  }
}

package enum OutcomeWord: String, Sendable, Hashable, CaseIterable { case passed, failed, cantTell, inapplicable, untested }

package enum CantTellCause: String, Sendable, Hashable, CaseIterable {
  case unstable, truncated, malformed, bodyLimit, schemaBudget, patternLimit, redacted, needsReview
}

package enum InapplicableCause: Sendable, Hashable {
  case apiType
  /// What the contract does not declare, for example `errorResponse`; a word of `Reporting`'s catalogue.
  case notDeclared(String)
  case lifecycle
  case firstSubmission

  package var text: String {
    switch self {
    case .apiType: "apiType"
    case .notDeclared(let what): "notDeclared(\(what))"
    case .lifecycle: "lifecycle"
    case .firstSubmission: "firstSubmission"
    }
  }
}

package enum UntestedCause: Sendable, Hashable {
  package enum Unreachable: String, Sendable, Hashable, CaseIterable { case dns, refused, timeout, tls, reset }
  case noConsent, noCredential, noTestData, noSandbox, noRegistryEntry, noEvidence
  case unreachable(Unreachable)
  case policy, rateLimited, budget, skipped, interrupted
  case prerequisite(String)
  case noOperation, codeListMissing, tooFewSamples, notTheService, contractInvalid, attestationMissing, harness

  package static let allSimple: [UntestedCause] = [
    .noConsent, .noCredential, .noTestData, .noSandbox, .noRegistryEntry, .noEvidence, .policy, .rateLimited, .budget, .skipped, .interrupted,
    .noOperation, .codeListMissing, .tooFewSamples, .notTheService, .contractInvalid, .attestationMissing, .harness,
  ]

  package var text: String {
    switch self {
    case .unreachable(let how): "unreachable.\(how.rawValue)"
    case .prerequisite(let id): "prerequisite(\(id))"
    default: "\(self)"
    }
  }

  /// Reads what `text` wrote; nil for an unknown word.
  package init?(text: String) {
    if let how = text.hasPrefixRemoved("unreachable."), let kind = Unreachable(rawValue: how) {
      self = .unreachable(kind)
    } else if let rest = text.hasPrefixRemoved("prerequisite("), rest.utf8.last == UInt8(ascii: ")") {
      self = .prerequisite(String(rest.dropLast()))
    } else if let simple = Self.allSimple.first(where: { $0.text == text }) {
      self = simple
    } else {
      return nil
    }
  }
}

extension String {
  fileprivate func hasPrefixRemoved(_ prefix: String) -> String? { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil }
}

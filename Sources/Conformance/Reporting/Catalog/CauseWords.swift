import Documents
import Model

/// Why something was not tested, cannot be told or does not apply: a short name, a sentence why, and what to do about it.
struct CauseWords: Sendable {
  let name: Wording
  let why: Wording
  /// Nil where nobody has to do anything.
  let remedy: Wording?

  init(_ code: String, _ name: (id: String, en: String), why: (id: String, en: String), remedy: (id: String, en: String)?) {
    self.name = Wording("cause.\(code)", id: name.id, en: name.en)
    self.why = Wording("cause.\(code).why", id: why.id, en: why.en)
    self.remedy = remedy.map { Wording("cause.\(code).remedy", id: $0.id, en: $0.en) }
  }

  /// The words of a cause; nil for passed and failed.
  static func of(_ outcome: Outcome) -> CauseWords? {
    switch outcome {
    case .passed, .failed: nil
    case .cantTell(let cause): of(cause)
    case .inapplicable(let cause): of(cause)
    case .untested(let cause): of(cause)
    }
  }

  /// Parameters that the words of an outcome's cause may name.
  static func parameters(of outcome: Outcome, _ voice: Voice) -> [String: String] {
    switch outcome {
    case .untested(.prerequisite(let id)): ["requirement": id]
    case .inapplicable(.notDeclared(let what)): ["what": DeclarationWords.phrase(what, voice)]
    case .passed, .failed, .cantTell, .inapplicable, .untested: [:]
    }
  }

  static func of(_ cause: UntestedCause) -> CauseWords {
    switch cause {
    case .noConsent: noConsent
    case .noCredential: noCredential
    case .noTestData: noTestData
    case .noSandbox: noSandbox
    case .noRegistryEntry: noRegistryEntry
    case .noEvidence: noEvidence
    case .unreachable(.dns): dns
    case .unreachable(.refused): refused
    case .unreachable(.timeout): timeout
    case .unreachable(.tls): tls
    case .unreachable(.reset): reset
    case .policy: policy
    case .rateLimited: rateLimited
    case .budget: budget
    case .skipped: skipped
    case .interrupted: interrupted
    case .prerequisite: prerequisite
    case .noOperation: noOperation
    case .codeListMissing: codeListMissing
    case .tooFewSamples: tooFewSamples
    case .notTheService: notTheService
    case .contractInvalid: contractInvalid
    case .attestationMissing: attestationMissing
    case .harness: harness
    }
  }

  static func of(_ cause: CantTellCause) -> CauseWords {
    switch cause {
    case .unstable: unstable
    case .truncated: truncated
    case .malformed: malformed
    case .bodyLimit: bodyLimit
    case .schemaBudget: schemaBudget
    case .patternLimit: patternLimit
    case .redacted: redacted
    case .needsReview: needsReview
    }
  }

  static func of(_ cause: InapplicableCause) -> CauseWords {
    switch cause {
    case .apiType: apiType
    case .notDeclared: notDeclared
    case .lifecycle: lifecycle
    case .firstSubmission: firstSubmission
    }
  }

  /// Every cause once, in the order of formats.md §5.
  static let all: [CauseWords] =
    UntestedCause.allSimple.map(of) + UntestedCause.Unreachable.allCases.map { of(UntestedCause.unreachable($0)) } + [
      of(UntestedCause.prerequisite(""))
    ]
    + CantTellCause.allCases.map(of) + [InapplicableCause.apiType, .notDeclared(""), .lifecycle, .firstSubmission].map(of)

  static let wordings: [Wording] = all.flatMap { [$0.name, $0.why] + ($0.remedy.map { [$0] } ?? []) }
}

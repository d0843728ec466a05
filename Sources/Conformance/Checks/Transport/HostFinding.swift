package import Documents
package import Model

extension EvidenceView {
  /// The host of the base URL as registered, lower case; what findings about TLS name.
  package var host: String {
    guard let url = subject.service.production?.baseURL, let scheme = url.firstRange(of: "://") else { return subject.service.id }
    return url[scheme.upperBound...].prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "#" }.lowercased()
  }
}

extension ProbeResult {
  /// Why nothing was seen; nil where at least one attempt was made.
  package var unseen: Outcome? {
    switch state {
    case .gap(.inapplicable(let cause)): .inapplicable(cause)
    case .gap(.untested(let cause)), .notSent(let cause): .untested(cause)
    case .observed(let attempts): attempts.isEmpty ? .untested(.harness) : nil
    }
  }

  package var attempts: [AttemptView] { if case .observed(let attempts) = state { attempts } else { [] } }

  /// Why the last attempt brought nothing that could be read.
  package var lastFailure: UntestedCause? { attempts.last?.attempt.failure?.untestedCause }

  /// A finding about what was seen at the host, where no HTTP answer is at hand.
  package func finding(_ wording: Wording, _ parameters: [String: String], isAdvice: Bool = false) -> Finding {
    Finding(wording, parameters, at: location, attribution: .service, isAdvice: isAdvice)
  }

  package func instance(_ outcome: Outcome, _ findings: [Finding] = []) -> Instance {
    Instance(outcome: outcome, findings: findings, location: location)
  }
}

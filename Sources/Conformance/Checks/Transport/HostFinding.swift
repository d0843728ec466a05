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
  /// A finding about what was seen at the host, where no HTTP answer is at hand.
  package func finding(_ wording: Wording, _ parameters: [String: String], isAdvice: Bool = false) -> Finding {
    Finding(wording, parameters, at: location, attribution: .service, isAdvice: isAdvice)
  }

  package func instance(_ outcome: Outcome, _ findings: [Finding] = []) -> Instance {
    Instance(outcome: outcome, findings: findings, location: location)
  }
}

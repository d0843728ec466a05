package import Documents
package import Model

/// `review(plan, consent, budget) → Permit`: refuses before anything is sent what nobody agreed to.
package enum PlanReview {
  /// What the operator allows for this run, beside the registry's consent.
  package struct Terms: Sendable {
    /// Classes that the operator vouches for (`--consent P1 --as "name, unit"`), beside the registry's own consent.
    package let consented: Set<SafetyClass>
    package let requestBudget: Int
    package let spacingMilliseconds: Int
    /// Hosts that a redirect may lead to beside the subject's own: other services of the same agency.
    package let agencyEndpoints: Set<Endpoint>

    package init(consented: Set<SafetyClass>, requestBudget: Int, spacingMilliseconds: Int, agencyEndpoints: Set<Endpoint>) {
      self.consented = consented
      self.requestBudget = requestBudget
      self.spacingMilliseconds = spacingMilliseconds
      self.agencyEndpoints = agencyEndpoints
    }
  }

  /// `now` decides whether a consent has run out.
  package static func review(_ plan: Plan, terms: Terms, now: Timestamp) -> (permit: Permit, diagnostics: [Diagnostic]) {
    let service = plan.subject.service
    var classes = terms.consented.union([.passive])
    if let consent = service.consent, now < consent.until { classes.formUnion(consent.classes) }
    let registered = registeredEndpoints(service)
    var permitted: Set<String> = []
    var refused: [String: UntestedCause] = [:]
    var diagnostics: [Diagnostic] = []
    var endpoints = terms.agencyEndpoints.union(registered)
    let budget = min(terms.requestBudget, service.politeness?.requestBudget ?? terms.requestBudget)
    for step in plan.steps {
      if !registered.contains(step.probe.endpoint) {
        refused[step.id] = .policy
        diagnostics.append(
          Diagnostic(foreignHost, ["step": step.id, "host": step.probe.endpoint.description], at: service.position, severity: .warning))
      } else if !classes.contains(step.safety) || step.safety == .changing {
        refused[step.id] = step.safety == .changing ? .noSandbox : .noConsent
      } else if !isPermittedMethod(step, classes) {
        refused[step.id] = .policy
      } else if permitted.count >= budget {
        refused[step.id] = .budget
      } else {
        permitted.insert(step.id)
        endpoints.insert(step.probe.endpoint)
      }
    }
    let spacing = max(terms.spacingMilliseconds, service.politeness?.spacingMilliseconds ?? 0)
    let permit = Permit(
      methods: classes.contains(.negative) ? readOnly.union(["UJI"]) : readOnly, endpoints: endpoints, steps: permitted, refused: refused,
      requestBudget: budget, spacingMilliseconds: spacing)
    return (permit, diagnostics)
  }

  /// For fetching a contract before there is a plan: one GET to its own host, with room for redirects there.
  package static func contractPermit(_ template: RequestTemplate) -> Permit {
    Permit(methods: ["GET"], endpoints: [template.endpoint], steps: [], refused: [:], requestBudget: 6, spacingMilliseconds: 0)
  }

  private static let readOnly: Set<String> = ["GET", "HEAD", "OPTIONS"]

  private static func isPermittedMethod(_ step: Step, _ classes: Set<SafetyClass>) -> Bool {
    guard let request = step.probe.request else { return true }
    return readOnly.contains(request.method) || (request.method == SendUndefinedMethod.method && classes.contains(.negative))
  }

  /// The hosts and ports that the registry itself names: base URLs, the TLS and plain ports beside them, the contract's URL.
  package static func registeredEndpoints(_ service: Service) -> Set<Endpoint> {
    var endpoints: Set<Endpoint> = []
    for environment in [service.production, service.sandbox].compactMap(\.self) {
      guard let base = BaseURL(environment.baseURL) else { continue }
      endpoints.insert(base.endpoint)
      endpoints.insert(TLSPlace.endpoint(base))
      endpoints.insert(Endpoint(host: base.endpoint.host, port: service.plainHTTPPort ?? 80))
    }
    if let url = service.contract?.url, let template = FetchContract.template(url: url) { endpoints.insert(template.endpoint) }
    return endpoints
  }

  private static let foreignHost = Wording(
    "plan.foreignHost", id: "Langkah {step} tidak dikirim: {host} bukan host terdaftar.",
    en: "Step {step} is not sent: {host} is not a registered host.")
  package static let wordings = [foreignHost]
}

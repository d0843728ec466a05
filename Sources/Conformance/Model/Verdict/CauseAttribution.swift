/// Whose move it is when something was not tested: derived from the cause, so that evidence of every age can be read by it.
extension UntestedCause {
  package var attribution: Attribution {
    switch self {
    case .noConsent, .noCredential, .noTestData, .noRegistryEntry, .policy, .budget: .configuration
    case .noSandbox, .rateLimited, .noOperation, .notTheService, .contractInvalid, .attestationMissing, .prerequisite: .service
    case .unreachable(let how): how.attribution
    case .noEvidence, .skipped, .interrupted, .tooFewSamples, .harness: .harness
    case .codeListMissing: .standard
    }
  }
}

extension UntestedCause.Unreachable {
  package var attribution: Attribution {
    switch self {
    // A name that leads nowhere stands in the registration or in the zone.
    case .dns: .configuration
    // Something at the address answered, and said no.
    case .refused, .tls: .service
    case .timeout, .reset: .network
    }
  }
}

extension TransportFailure {
  /// Why the name led nowhere; nil for other failures, and for those that an older version worded.
  package var nameFault: NameFault? { kind == .dns ? NameFault(detail: detail) : nil }

  /// Whose move it is. Half an answer is the service's: whoever cut it off was in its place.
  package var attribution: Attribution {
    switch nameFault {
    case .nxdomain, .noData, .chain: .configuration
    case .serverFailure, .refused: .thirdParty
    case .timeout: .network
    case .noServer: .harness
    case nil: untestedCause?.attribution ?? .service
    }
  }
}

package import Documents
package import Model

/// TLS 1.2 or 1.3 is agreed on, and an offer of TLS 1.0 or 1.1 alone is turned down (TLS-02).
package struct OldTLSIsRefused: Check {
  package static let id = "old-tls-is-refused"
  package let needs: Set<Need> = [.recipe(.inspectCertificate), .recipe(.offerOldTLS)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let normal = view.results(of: .inspectCertificate).map { Self.judgeNormal($0, view.host) }
    // A refusal proves something only at a server that speaks TLS at all.
    let proof = normal.first?.outcome ?? .untested(.noEvidence)
    let offers = view.results(of: .offerOldTLS).map { Self.judgeOffer($0, view.host, proof) }
    let instances = normal + offers
    return instances.isEmpty || offers.isEmpty || normal.isEmpty
      ? instances + [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] : instances
  }

  /// What a usual client and the server agree on. A certificate problem is TLS-03's: the session stands all the same.
  private static func judgeNormal(_ result: ProbeResult, _ host: String) -> Instance {
    if let outcome = result.unseen { return result.instance(outcome) }
    guard let session = result.attempts.compactMap({ $0.attempt.handshake?.session }).last else {
      return result.instance(.untested(result.lastFailure ?? .unreachable(.tls)))
    }
    // OpenSSL writes TLSv1.3, the standards write TLS 1.3.
    if session.version.hasSuffix("1.2") || session.version.hasSuffix("1.3") { return result.instance(.passed) }
    return result.instance(.failed, [result.finding(agreed, ["host": host, "version": session.version])])
  }

  private static func judgeOffer(_ result: ProbeResult, _ host: String, _ proof: Outcome) -> Instance {
    if let outcome = result.unseen { return result.instance(outcome) }
    let judged = result.attempts.compactMap { view in view.attempt.hello.map { judge($0, result, host, proof) } }
    guard let last = judged.last else { return result.instance(.untested(result.lastFailure ?? .harness)) }
    return judged.allSatisfy { $0.outcome == last.outcome } ? last : result.instance(.cantTell(.unstable))
  }

  private static func judge(_ answer: HelloAnswer, _ result: ProbeResult, _ host: String, _ proof: Outcome) -> Instance {
    switch answer {
    case .serverHello(let version, _, _) where version < .tls12:
      return result.instance(.failed, [result.finding(accepted, ["host": host, "version": version.rawValue])])
    // A version that was not offered (RFC 8446 §4.1.3), bytes that are no TLS record, broken TLS: neither a refusal nor an acceptance.
    case .serverHello, .notTLS, .violation: return result.instance(speaksTLS(proof) ? .cantTell(.malformed) : proof)
    // A warning does not end a handshake (RFC 5246 §7.2).
    case .alert(let level, _) where level != 2: return result.instance(speaksTLS(proof) ? .cantTell(.needsReview) : proof)
    case .alert, .closed: return result.instance(speaksTLS(proof) ? .passed : proof)
    // A filter on the way may have swallowed the offer.
    case .silence: return result.instance(.untested(.unreachable(.timeout)))
    }
  }

  private static func speaksTLS(_ proof: Outcome) -> Bool { proof.word == .passed || proof.word == .failed }

  private static let accepted = Wording(
    "oldTLS.accepted",
    id: "{host} masih menerima {version}; nonaktifkan TLS 1.0 dan TLS 1.1 di server atau penyeimbang beban.",
    en: "{host} still accepts {version}; disable TLS 1.0 and TLS 1.1 on the server or load balancer.")
  private static let agreed = Wording(
    "oldTLS.agreed",
    id: "{host} hanya menyepakati {version}; aktifkan TLS 1.2 atau TLS 1.3.",
    en: "{host} agrees on {version} only; enable TLS 1.2 or TLS 1.3.")

  package static let wordings = [accepted, agreed]
}

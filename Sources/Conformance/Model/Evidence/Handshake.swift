/// The outcome of a verified TLS handshake without a request (TLS-03).
package struct Handshake: Sendable, Hashable {
  package let session: SessionFacts?
  package let certificates: [CertificateFacts]
  /// Nil when the chain is trusted, the name fits and the dates hold.
  package let problem: CertificateProblem?
  package let peer: String

  package init(session: SessionFacts?, certificates: [CertificateFacts], problem: CertificateProblem?, peer: String) {
    self.session = session
    self.certificates = certificates
    self.problem = problem
    self.peer = peer
  }
}

/// What a certificate says of itself, leaf first. Texts are bounded and printable.
package struct CertificateFacts: Sendable, Hashable {
  package let subject: String
  package let issuer: String
  package let notBefore: String
  package let notAfter: String
  package let names: [String]
  package init(subject: String, issuer: String, notBefore: String, notAfter: String, names: [String]) {
    self.subject = subject
    self.issuer = issuer
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.names = names
  }
}

package enum CertificateProblem: String, Sendable, Hashable, CaseIterable {
  case expired, notYetValid, selfSigned, untrustedRoot, incompleteChain, wrongName, weakKey, other
}

/// What a server answered to a hand-made ClientHello (TLS-02).
package enum HelloAnswer: Sendable, Hashable {
  /// The server accepted: the version it chose.
  case serverHello(version: TLSVersion)
  case alert(level: UInt8, description: UInt8)
  /// Closed or reset without a TLS record: a refusal too.
  case closed
  /// Bytes that are not a TLS record; the first of them.
  case notTLS(prefix: [UInt8])
  /// No answer within the limit.
  case silence
}

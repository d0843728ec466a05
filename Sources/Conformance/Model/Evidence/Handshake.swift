/// The outcome of a verified TLS handshake without a request (TLS-03).
package struct Handshake: Sendable, Hashable {
  package let session: SessionFacts?
  /// As sent, leaf first, ten at most.
  package let certificates: [CertificateFacts]
  /// Nil when the chain is trusted, the name fits and the dates hold.
  package let problem: CertificateProblem?
  package let peer: String
  /// Whether the server asked for a certificate of ours; nil in evidence from before this was looked at.
  package let asksForClientCertificate: Bool?

  package init(
    session: SessionFacts?, certificates: [CertificateFacts], problem: CertificateProblem?, peer: String, asksForClientCertificate: Bool? = nil
  ) {
    self.session = session
    self.certificates = certificates
    self.problem = problem
    self.peer = peer
    self.asksForClientCertificate = asksForClientCertificate
  }
}

/// What a certificate says of itself. Texts are bounded and printable.
package struct CertificateFacts: Sendable, Hashable {
  package let subject: String
  package let issuer: String
  /// As RFC 3339 writes it, in UTC; older evidence has OpenSSL's form.
  package let notBefore: String
  package let notAfter: String
  /// DNS names and addresses of the subject's alternative names, 100 at most.
  package let names: [String]
  /// Key, signature and digest; nil in evidence from before they were read.
  package let details: CertificateDetails?

  package init(subject: String, issuer: String, notBefore: String, notAfter: String, names: [String], details: CertificateDetails? = nil) {
    self.subject = subject
    self.issuer = issuer
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.names = names
    self.details = details
  }
}

/// What the strength of a certificate is judged by (TLS-06), and what tells it from another.
package struct CertificateDetails: Sendable, Hashable {
  /// `RSA`, `EC`, `ED25519`; empty for a key that OpenSSL cannot read.
  package let keyType: String
  package let keyBits: Int
  /// OpenSSL's long name of the algorithm, for example `sha256WithRSAEncryption`.
  package let signature: String
  /// Subject and issuer are the same name.
  package let isSelfIssued: Bool
  /// SHA-256 of the certificate as sent, in lower-case hex.
  package let fingerprint: String
  /// How many names it has, also where `names` keeps fewer.
  package let nameCount: Int

  package init(keyType: String, keyBits: Int, signature: String, isSelfIssued: Bool, fingerprint: String, nameCount: Int) {
    self.keyType = keyType
    self.keyBits = keyBits
    self.signature = signature
    self.isSelfIssued = isSelfIssued
    self.fingerprint = fingerprint
    self.nameCount = nameCount
  }
}

package enum CertificateProblem: String, Sendable, Hashable, CaseIterable {
  case expired, notYetValid, selfSigned, untrustedRoot, incompleteChain, wrongName, weakKey
  /// More than ten certificates to the root, or more bytes of them than are read.
  case tooLarge
  case other
}

/// Why no (whole) answer came: an observation, never a thrown error.
package struct TransportFailure: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case dns, refused, timeout, tls, reset
    /// The server asked for a certificate of ours, got none, and broke off.
    case clientCertificate
    /// The answer broke HTTP so that libcurl gave up.
    case malformed
    /// The answer ended before its declared end.
    case truncated
    /// Head or body over our limit.
    case overLimit
    /// Our egress guard refused: reserved address, foreign host, downgrade, redirect limit.
    case policy
    /// libcurl could not be set up: a fault of ours.
    case harness
  }
  package let kind: Kind
  /// A short technical cause in plain ASCII (libcurl's word, the refused address), at most 200 characters.
  package let detail: String
  /// Set when `kind` is `.tls` and the certificate was the reason.
  package let certificate: CertificateProblem?

  package init(kind: Kind, detail: String, certificate: CertificateProblem?) {
    self.kind = kind
    self.detail = detail
    self.certificate = certificate
  }

  /// The cause of "not tested" that this failure means to a requirement that needed the answer.
  package var untestedCause: UntestedCause? {
    switch kind {
    case .dns: .unreachable(.dns)
    case .refused: .unreachable(.refused)
    case .timeout: .unreachable(.timeout)
    case .tls: .unreachable(.tls)
    case .reset: .unreachable(.reset)
    case .clientCertificate: .noCredential
    case .policy: .policy
    case .harness: .harness
    case .malformed, .truncated, .overLimit: nil
    }
  }
}

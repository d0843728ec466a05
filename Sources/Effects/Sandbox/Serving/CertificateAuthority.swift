import Crypto
import FoundationEssentials
import Model
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// A certificate authority of one run: its root is what the client is told to trust.
struct CertificateAuthority {
  private let key = P256.Signing.PrivateKey()
  private let root: Certificate
  private let now: Date
  let rootPEM: String

  private static let day: TimeInterval = 86_400

  init(now: Date) throws {
    self.now = now
    let name = try DistinguishedName { CommonName("Selaras Sandbox CA (simulasi)") }
    let publicKey = Certificate.PublicKey(key.publicKey)
    root = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey, notValidBefore: now - Self.day,
      notValidAfter: now + 30 * Self.day, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(keyCertSign: true, cRLSign: true))
        SubjectKeyIdentifier(hash: publicKey)
      }, issuerPrivateKey: Certificate.PrivateKey(key))
    rootPEM = try root.serializeAsPEM().pemString
  }

  /// A TLS identity for a host, proper or with a seeded fault.
  func identity(for host: String, _ fault: TLSFault) throws -> NIOSSLContext {
    let leafKey = P256.Signing.PrivateKey()
    let leaf = try leaf(for: host, leafKey, fault.certificate)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(leaf.serializeAsPEM().pemString.utf8), format: .pem))],
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(leafKey.pemRepresentation.utf8), format: .pem)))
    switch fault.minimumVersion {
    case .tls10?: configuration.minimumTLSVersion = .tlsv1
    case .tls11?: configuration.minimumTLSVersion = .tlsv11
    default: configuration.minimumTLSVersion = .tlsv12
    }
    configuration.applicationProtocols = ["http/1.1"]
    // How long a client's own close is waited for.
    configuration.shutdownTimeout = .milliseconds(200)
    return try NIOSSLContext(configuration: configuration)
  }

  private func leaf(for host: String, _ leafKey: P256.Signing.PrivateKey, _ fault: TLSFault.CertificateFault?) throws -> Certificate {
    let name = fault == .wrongName ? "nama-lain.go.id.test" : host
    let subject = try DistinguishedName { CommonName(String(name.prefix(64))) }
    let isSelfSigned = fault == .selfSigned
    let publicKey = Certificate.PublicKey(leafKey.publicKey)
    let isExpired = fault == .expired
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey, notValidBefore: now - (isExpired ? 60 : 1) * Self.day,
      notValidAfter: now + (isExpired ? -1 : 29) * Self.day, issuer: isSelfSigned ? subject : root.subject, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames([.dnsName(name)])
        SubjectKeyIdentifier(hash: publicKey)
      }, issuerPrivateKey: Certificate.PrivateKey(isSelfSigned ? leafKey : key))
  }
}

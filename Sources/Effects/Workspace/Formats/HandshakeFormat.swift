import Documents
import Model
import Reading

/// A verified handshake without a request.
enum HandshakeFormat {
  static func value(_ handshake: Handshake) -> JSONValue {
    .record([
      "session": handshake.session.map(SessionFormat.value), "certificates": .array(handshake.certificates.map(certificate)),
      "problem": .text(handshake.problem?.rawValue), "peer": .string(handshake.peer),
      "asksForClientCertificate": handshake.asksForClientCertificate.map(JSONValue.bool),
    ])
  }

  static func read(_ reader: inout MemberReader) -> Handshake? {
    let session = reader.object("session", required: false, SessionFormat.read)
    let certificates = reader.objects("certificates", readCertificate)
    let problem = reader.word("problem", CertificateProblem.self, required: false)
    let asks = reader.node["asksForClientCertificate"].map { _ in reader.boolean("asksForClientCertificate", default: false) }
    guard let peer = reader.string("peer") else { return nil }
    return Handshake(session: session, certificates: certificates, problem: problem, peer: peer, asksForClientCertificate: asks)
  }

  private static func certificate(_ certificate: CertificateFacts) -> JSONValue {
    .record([
      "subject": .string(certificate.subject), "issuer": .string(certificate.issuer), "notBefore": .string(certificate.notBefore),
      "notAfter": .string(certificate.notAfter), "names": .texts(certificate.names), "details": certificate.details.map(details),
    ])
  }

  private static func readCertificate(_ reader: inout MemberReader) -> CertificateFacts? {
    let subject = reader.string("subject")
    let issuer = reader.string("issuer")
    let notBefore = reader.string("notBefore")
    let notAfter = reader.string("notAfter")
    let names = reader.strings("names")
    let details = reader.object("details", required: false, readDetails)
    guard let subject, let issuer, let notBefore, let notAfter else { return nil }
    return CertificateFacts(subject: subject, issuer: issuer, notBefore: notBefore, notAfter: notAfter, names: names, details: details)
  }

  private static func details(_ details: CertificateDetails) -> JSONValue {
    .object([
      "keyType": .string(details.keyType), "keyBits": .integer(details.keyBits), "signature": .string(details.signature),
      "isSelfIssued": .bool(details.isSelfIssued), "fingerprint": .string(details.fingerprint), "nameCount": .integer(details.nameCount),
    ])
  }

  private static func readDetails(_ reader: inout MemberReader) -> CertificateDetails? {
    let keyType = reader.string("keyType")
    let keyBits = reader.integer("keyBits")
    let signature = reader.string("signature")
    let isSelfIssued = reader.requiredBoolean("isSelfIssued")
    let fingerprint = reader.string("fingerprint")
    let nameCount = reader.integer("nameCount")
    guard let keyType, let keyBits, let signature, let isSelfIssued, let fingerprint, let nameCount else { return nil }
    return CertificateDetails(
      keyType: keyType, keyBits: keyBits, signature: signature, isSelfIssued: isSelfIssued, fingerprint: fingerprint, nameCount: nameCount)
  }
}

enum SessionFormat {
  static func value(_ session: SessionFacts) -> JSONValue {
    .record(["version": .string(session.version), "suite": .string(session.suite), "applicationProtocol": .text(session.applicationProtocol)])
  }

  static func read(_ reader: inout MemberReader) -> SessionFacts? {
    let version = reader.string("version")
    let suite = reader.string("suite")
    let applicationProtocol = reader.string("applicationProtocol", required: false)
    guard let version, let suite else { return nil }
    return SessionFacts(version: version, suite: suite, applicationProtocol: applicationProtocol)
  }
}

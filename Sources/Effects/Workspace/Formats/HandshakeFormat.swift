import Documents
import Model
import Reading

/// A verified handshake without a request.
enum HandshakeFormat {
  static func value(_ handshake: Handshake) -> JSONValue {
    .record([
      "session": handshake.session.map(SessionFormat.value), "certificates": .array(handshake.certificates.map(certificate)),
      "problem": .text(handshake.problem?.rawValue), "peer": .string(handshake.peer),
    ])
  }

  static func read(_ reader: inout MemberReader) -> Handshake? {
    let session = reader.object("session", required: false, SessionFormat.read)
    let certificates = reader.objects("certificates", readCertificate)
    let problem = reader.word("problem", CertificateProblem.self, required: false)
    guard let peer = reader.string("peer") else { return nil }
    return Handshake(session: session, certificates: certificates, problem: problem, peer: peer)
  }

  private static func certificate(_ certificate: CertificateFacts) -> JSONValue {
    .object([
      "subject": .string(certificate.subject), "issuer": .string(certificate.issuer), "notBefore": .string(certificate.notBefore),
      "notAfter": .string(certificate.notAfter), "names": .texts(certificate.names),
    ])
  }

  private static func readCertificate(_ reader: inout MemberReader) -> CertificateFacts? {
    let subject = reader.string("subject")
    let issuer = reader.string("issuer")
    let notBefore = reader.string("notBefore")
    let notAfter = reader.string("notAfter")
    let names = reader.strings("names")
    guard let subject, let issuer, let notBefore, let notAfter else { return nil }
    return CertificateFacts(subject: subject, issuer: issuer, notBefore: notBefore, notAfter: notAfter, names: names)
  }
}

enum SessionFormat {
  static func value(_ session: SessionFacts) -> JSONValue { .object(["version": .string(session.version), "suite": .string(session.suite)]) }

  static func read(_ reader: inout MemberReader) -> SessionFacts? {
    let version = reader.string("version")
    let suite = reader.string("suite")
    guard let version, let suite else { return nil }
    return SessionFacts(version: version, suite: suite)
  }
}

/// The answer to a hand-made ClientHello: `kind` says which members there are.
enum HelloFormat {
  private enum Kind: String, CaseIterable { case serverHello, alert, closed, notTLS, silence }

  static func value(_ answer: HelloAnswer) -> JSONValue {
    switch answer {
    case .serverHello(let version): .object(["kind": kind(.serverHello), "version": .string(version.rawValue)])
    case .alert(let level, let description):
      .object(["kind": kind(.alert), "level": .integer(Int(level)), "description": .integer(Int(description))])
    case .closed: .object(["kind": kind(.closed)])
    case .notTLS(let prefix): .object(["kind": kind(.notTLS), "prefix": .string(Latin1.text(prefix))])
    case .silence: .object(["kind": kind(.silence)])
    }
  }

  static func read(_ reader: inout MemberReader) -> HelloAnswer? {
    guard let kind = reader.word("kind", Kind.self) else { return nil }
    switch kind {
    case .serverHello: return reader.word("version", TLSVersion.self).map(HelloAnswer.serverHello)
    case .alert:
      let level = byte("level", &reader)
      let description = byte("description", &reader)
      guard let level, let description else { return nil }
      return .alert(level: level, description: description)
    case .closed: return .closed
    case .notTLS: return reader.text("prefix", Latin1.bytes).map(HelloAnswer.notTLS)
    case .silence: return .silence
    }
  }

  private static func kind(_ kind: Kind) -> JSONValue { .string(kind.rawValue) }

  private static func byte(_ name: String, _ reader: inout MemberReader) -> UInt8? {
    guard let number = reader.integer(name) else { return nil }
    if let byte = UInt8(exactly: number) { return byte }
    reader.note(Diagnostic(StrictRecord.badValue, ["name": name, "value": String(number)], at: reader.node[name]?.position))
    return nil
  }
}

import Documents
import Model

/// A TLS handshake as a fence writes it: lines `name: value`.
///
/// With `recipe=inspectCertificate`: `problem` (none, expired, …), `version` (TLS 1.3), `suite`, and of the certificate `subject`, `issuer`,
/// `notBefore`, `notAfter`, `names` (with commas). With `recipe=offerOldTLS variant="TLS 1.0"`: `answer`, one of `alert 70`, `closed`,
/// `serverHello TLS 1.0`, `silence`, `notTLS`, `violation malformed`. `failure=KIND` as in `http`.
enum ExampleHandshake {
  private static let endpoint = Endpoint(host: ExampleSubject.host, port: 443)
  private static let names = ["problem", "version", "suite", "subject", "issuer", "notBefore", "notAfter", "names", "answer"]

  static func read(_ fence: Fence) -> ExampleAttempt {
    var diagnostics: [Diagnostic] = []
    let failure = ExampleFailure.read(fence, &diagnostics)
    let values = values(fence, &diagnostics)
    let version = fence.attributes["variant"].flatMap(TLSVersion.init(rawValue:))
    let isHello = fence.attributes["recipe"] == RecipeID.offerOldTLS.rawValue
    if isHello, version == nil { diagnostics.append(Diagnostic(noVariant, at: fence.position)) }
    let probe: Probe = isHello ? .hello(HelloTemplate(endpoint: endpoint, version: version ?? .tls10)) : .connect(endpoint)
    func attempt(_ handshake: Handshake?, _ hello: HelloAnswer?) -> Attempt {
      Attempt(startedAt: ExampleEvidence.now, exchanges: [], handshake: handshake, hello: hello, failure: failure)
    }
    if failure != nil { return ExampleAttempt(probe: probe, attempt: attempt(nil, nil), diagnostics: diagnostics) }
    if fence.attributes["notSent"] != nil { return ExampleAttempt(probe: probe, attempt: nil, diagnostics: diagnostics) }
    guard isHello else {
      let handshake = handshake(values, fence, &diagnostics)
      return ExampleAttempt(probe: probe, attempt: attempt(handshake, nil), diagnostics: diagnostics)
    }
    guard let answer = values["answer"].flatMap(hello) else {
      diagnostics.append(Diagnostic(badAnswer, ["value": values["answer"] ?? ""], at: fence.position))
      return ExampleAttempt(probe: probe, attempt: nil, diagnostics: diagnostics)
    }
    return ExampleAttempt(probe: probe, attempt: attempt(nil, answer), diagnostics: diagnostics)
  }

  private static func values(_ fence: Fence, _ diagnostics: inout [Diagnostic]) -> [String: String] {
    var values: [String: String] = [:]
    for line in fence.text.utf8.split(separator: 0x0A) {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
      let name = trimmed(parts.first ?? "")
      guard names.contains(name), parts.count == 2 else {
        diagnostics.append(Diagnostic(badLine, ["line": String(decoding: line, as: UTF8.self)], at: fence.position))
        continue
      }
      values[name] = trimmed(parts[1])
    }
    return values
  }

  private static func handshake(_ values: [String: String], _ fence: Fence, _ diagnostics: inout [Diagnostic]) -> Handshake {
    var problem: CertificateProblem?
    if let word = values["problem"], word != "none" {
      problem = CertificateProblem(rawValue: word)
      if problem == nil { diagnostics.append(Diagnostic(badProblem, ["value": word], at: fence.position)) }
    }
    let subject = values["subject"] ?? "CN=\(ExampleSubject.host)"
    let leaf = CertificateFacts(
      subject: subject, issuer: values["issuer"] ?? "CN=CA Contoh", notBefore: values["notBefore"] ?? "2026-01-01T00:00:00Z",
      notAfter: values["notAfter"] ?? "2027-01-01T00:00:00Z",
      names: (values["names"] ?? ExampleSubject.host).split(separator: ",").map { trimmed(String($0)) })
    let session = SessionFacts(version: openSSLName(values["version"] ?? "TLS 1.3"), suite: values["suite"] ?? "TLS_AES_256_GCM_SHA384")
    return Handshake(session: session, certificates: [leaf], problem: problem, peer: "192.0.2.1:443")
  }

  /// `TLS 1.3` is `TLSv1.3` to OpenSSL, and `TLS 1.0` is `TLSv1`.
  private static func openSSLName(_ version: String) -> String {
    switch version {
    case "TLS 1.0": "TLSv1"
    case "SSL 3.0": "SSLv3"
    default: version.hasPrefix("TLS ") ? "TLSv" + version.dropFirst(4) : version
    }
  }

  private static func hello(_ text: String) -> HelloAnswer? {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    switch (words.first, words.count) {
    case ("closed", 1): return .closed
    case ("silence", 1): return .silence
    case ("notTLS", 1): return .notTLS(prefix: Array("HTTP/1.1 400".utf8))
    // Fatal is level 2 (RFC 8446 §6).
    case ("alert", 2): return UInt8(words[1]).map { .alert(level: 2, description: $0) }
    case ("serverHello", 2): return TLSVersion(rawValue: words[1]).map { .serverHello(version: $0) }
    case ("violation", 2): return HelloViolation(rawValue: words[1]).map(HelloAnswer.violation)
    default: return nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    String(decoding: text.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 || $0 == 0x0D }.reversed(), as: UTF8.self)
  }

  private static let badLine = Wording(
    "example.handshakeLine", id: "Baris “{line}” pada blok handshake tidak dikenal.",
    en: "The line “{line}” of the handshake fence is not known.")
  private static let badAnswer = Wording(
    "example.hello", id: "“answer” harus alert ANGKA, closed, serverHello VERSI, silence, notTLS, atau violation JENIS, bukan “{value}”.",
    en: "“answer” must be alert NUMBER, closed, serverHello VERSION, silence, notTLS or violation KIND, not “{value}”.")
  private static let badProblem = Wording(
    "example.certificate", id: "“{value}” bukan masalah sertifikat yang dikenal.", en: "“{value}” is not a known certificate problem.")
  private static let noVariant = Wording(
    "example.variant", id: "Blok offerOldTLS harus menyebut variant=\"TLS 1.0\" atau \"TLS 1.1\".",
    en: "An offerOldTLS fence must name variant=\"TLS 1.0\" or \"TLS 1.1\".")
  static let wordings = [badLine, badAnswer, badProblem, noVariant]
}

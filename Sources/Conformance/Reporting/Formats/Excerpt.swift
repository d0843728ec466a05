import HTTPMessages
import Model

/// A few lines of evidence in technical words that both languages share: what was asked, what came back.
enum Excerpt {
  /// Header fields worth showing, in lower case. Cookies and credentials are not among them.
  private static let shown: Set<String> = [
    "access-control-allow-credentials", "access-control-allow-origin", "allow", "cache-control", "content-encoding", "content-length",
    "content-type", "deprecation", "etag", "link", "location", "retry-after", "server", "strict-transport-security", "sunset",
    "transfer-encoding", "vary", "warning", "www-authenticate", "x-content-type-options", "x-powered-by",
  ]

  /// The last attempt of an observation; nil when nothing was sent.
  static func text(of observation: Observation, step: Step?, bodyBytes: Int) -> String? {
    guard let attempt = observation.attempts.last else { return nil }
    var lines: [String] = []
    if let exchange = attempt.exchanges.last {
      lines += text(of: exchange, bodyBytes: bodyBytes)
    } else if let step {
      lines.append(asked(step.probe))
    }
    if let resolution = attempt.exchanges.last?.resolution { lines.append(text(of: resolution)) }
    if let handshake = attempt.handshake { lines += text(of: handshake) }
    if let hello = attempt.hello { lines.append(text(of: hello)) }
    if let failure = attempt.failure {
      lines.append("failure: \(failure.kind.rawValue)\(failure.detail.utf8.isEmpty ? "" : " (\(VisibleText.clipped(failure.detail, bytes: 200)))")")
    }
    guard !lines.isEmpty else { return nil }
    return Masking.identifiers(in: lines.map { VisibleText.of($0) }.joined(separator: "\n"))
  }

  private static func text(of exchange: Exchange, bodyBytes: Int) -> [String] {
    var lines = ["\(exchange.request.method) \(Curl.hidingSecrets(inURL: VisibleText.clipped(exchange.request.url, bytes: 500)))", ""]
    if let head = HeadReader.readAll(exchange.rawHead).last {
      lines.append("HTTP/\(head.version) \(head.status)\(head.reason.utf8.isEmpty ? "" : " \(VisibleText.clipped(head.reason, bytes: 80))")")
      for field in head.fields where shown.contains(ASCII.lowercased(field.name)) {
        lines.append("\(field.name): \(VisibleText.clipped(field.value, bytes: 200))")
      }
    }
    lines += text(of: exchange.message)
    let content = exchange.body.content
    guard !content.isEmpty else { return lines }
    lines.append("")
    if case .binary? = exchange.facts.syntax { return lines + ["[\(exchange.body.receivedBytes) B, binary]"] }
    // A little more than is shown is looked at: the cut falls between two scalars, and not inside digits before they are masked.
    lines.append(VisibleText.clipped(Masking.identifiers(in: String(decoding: content.prefix(bodyBytes + 20), as: UTF8.self)), bytes: bodyBytes))
    return lines
  }

  /// `name -> alias -> 192.0.2.1, 10.0.0.1 (refused: private); passed over 192.0.2.9`.
  private static func text(of resolution: Resolution) -> String {
    let addresses = resolution.addresses.map { $0.address + ($0.refusal.map { " (refused: \(clip($0)))" } ?? "") }.joined(separator: ", ")
    let passedOver = resolution.passedOver.isEmpty ? "" : "; no connection: \(resolution.passedOver.joined(separator: ", "))"
    return "name -> " + (resolution.aliases.map(clip) + [addresses]).joined(separator: " -> ") + passedOver
  }

  /// What the bytes showed before they were undone: bytes behind a message's end, for example, are not kept.
  private static func text(of message: MessageFacts?) -> [String] {
    guard let message else { return [] }
    var lines: [String] = []
    if !message.faults.isEmpty { lines.append("framing: \(message.faults.map(\.rawValue).joined(separator: ", "))") }
    if let coding = message.coding { lines.append("content coding \(coding.name): \(coding.result.rawValue)") }
    return lines
  }

  private static func asked(_ probe: Probe) -> String {
    switch probe {
    case .http(let request), .raw(let request): "\(request.method) \(Curl.hidingSecrets(inURL: VisibleText.clipped(request.url, bytes: 500)))"
    case .hello(let hello):
      "ClientHello \(hello.version.rawValue)\(hello.suites.isEmpty ? "" : ", \(hello.suites.count) suites") -> \(hello.endpoint)"
    case .connect(let endpoint): "TLS handshake -> \(endpoint)"
    }
  }

  private static func text(of handshake: Handshake) -> [String] {
    var lines: [String] = []
    if let session = handshake.session {
      lines.append("session: \(session.version), \(session.suite)\(session.applicationProtocol.map { ", ALPN \(clip($0))" } ?? "")")
    }
    if handshake.asksForClientCertificate == true { lines.append("asks for a client certificate") }
    if let problem = handshake.problem { lines.append("certificate problem: \(problem.rawValue)") }
    for certificate in handshake.certificates.prefix(3) {
      lines.append(
        "certificate: \(clip(certificate.subject)); issuer: \(clip(certificate.issuer)); valid \(certificate.notBefore) – \(certificate.notAfter)")
      if let details = certificate.details { lines.append("  key: \(details.keyType) \(details.keyBits); signature: \(details.signature)") }
    }
    return lines
  }

  private static func text(of hello: HelloAnswer) -> String {
    switch hello {
    case .serverHello(let version, let suite, let applicationProtocol):
      ["ServerHello \(version.rawValue)", suite?.name, applicationProtocol.map { "ALPN \(clip($0))" }].compactMap { $0 }.joined(separator: ", ")
    case .alert(let level, let description):
      "Alert level \(level), description \(description)\(TLSAlert.name(description).map { " (\($0))" } ?? "")"
    case .closed: "connection closed"
    case .notTLS(let prefix) where prefix.starts(with: "HTTP/".utf8): "not a TLS record: plain HTTP"
    case .notTLS(let prefix): "not a TLS record: \(prefix.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " "))"
    case .violation(let violation): "TLS that breaks its rules: \(violation.rawValue)"
    case .silence: "no answer"
    }
  }

  private static func clip(_ text: String) -> String { VisibleText.clipped(text, bytes: 120) }
}

import HTTPMessages
import Model

/// The command that repeats a request by hand. Every word is quoted for a POSIX shell; a credential is `"$TOKEN"`, never its value.
enum Curl {
  /// Fields that curl sets by itself.
  private static let own: Set<String> = ["host", "connection", "content-length", "user-agent"]

  static func text(of observation: Observation, step: Step?, stamp: RunStamp) -> String? {
    guard let attempt = observation.attempts.last else { return nil }
    if let exchange = attempt.exchanges.last { return text(of: exchange, stamp: stamp) }
    guard let step else { return nil }
    switch step.probe {
    case .http(let request), .raw(let request):
      return "curl --include --request \(quoted(request.method)) \(quoted(hidingSecrets(inURL: request.url)))"
    case .hello(let hello):
      return
        "openssl s_client -connect \(quoted(hello.endpoint.description)) -servername \(quoted(hello.endpoint.host)) \(flag(hello.version)) </dev/null"
    case .connect(let endpoint):
      return "openssl s_client -connect \(quoted(endpoint.description)) -servername \(quoted(endpoint.host)) -showcerts </dev/null"
    }
  }

  private static func text(of exchange: Exchange, stamp: RunStamp) -> String {
    let request = exchange.request
    var words = ["curl", "--include"]
    switch request.method {
    case "GET": break
    case "HEAD": words.append("--head")
    default: words += ["--request", quoted(request.method)]
    }
    // Sandbox runs answer on the tester's machine only: the same detour makes the line work there.
    if stamp.permits.contains("connectOverride"), let authority = authority(of: request.url) {
      words += ["--connect-to", quoted("\(authority):\(exchange.peer)")]
    }
    if stamp.permits.contains("trustStore") { words += ["--cacert", "\"$TRUST_STORE\""] }
    for field in request.fields where !own.contains(ASCII.lowercased(field.name)) { words += ["--header", header(field)] }
    words.append(quoted(hidingSecrets(inURL: request.url)))
    return Masking.identifiers(in: words.joined(separator: " "))
  }

  private static func header(_ field: HeaderField) -> String {
    guard Masking.secretFields.contains(ASCII.lowercased(field.name)) || field.value.contains(Masking.secretMark) else {
      return quoted("\(field.name): \(VisibleText.clipped(field.value, bytes: 300))")
    }
    let scheme = ["Bearer ", "Basic "].first { ASCII.equalIgnoringCase(String(decoding: field.value.utf8.prefix($0.utf8.count), as: UTF8.self), $0) }
    return quoted("\(field.name): \(scheme ?? "")") + "\"$TOKEN\""
  }

  /// Query values that stand for a secret become `$TOKEN`, in the URL as shown and in the command.
  static func hidingSecrets(inURL url: String) -> String {
    let encoded = "%5Brahasia%5D"
    return replacing(encoded, in: replacing(Masking.secretMark, in: url))
  }

  private static func replacing(_ mark: String, in text: String) -> String {
    let bytes = Array(text.utf8)
    let needle = Array(mark.utf8)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at...].starts(with: needle) {
        out += "$TOKEN".utf8
        at += needle.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// One word of a POSIX shell: in single quotes, a single quote inside written as `'\''`; `$TOKEN` stands outside them, in double quotes.
  static func quoted(_ text: String) -> String {
    var out: [UInt8] = [UInt8(ascii: "'")]
    for byte in VisibleText.oneLine(text).utf8 {
      if byte == UInt8(ascii: "'") { out += "'\\''".utf8 } else { out.append(byte) }
    }
    out.append(UInt8(ascii: "'"))
    return withTokenOpen(out)
  }

  private static func withTokenOpen(_ bytes: [UInt8]) -> String {
    let token = Array("$TOKEN".utf8)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at...].starts(with: token) {
        out += "'\"$TOKEN\"'".utf8
        at += token.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// `host:port` of an absolute http or https URL.
  private static func authority(of url: String) -> String? {
    for (scheme, port) in [("https://", "443"), ("http://", "80")] where url.utf8.starts(with: scheme.utf8) {
      let rest = url.utf8.dropFirst(scheme.utf8.count).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      let host = String(decoding: rest, as: UTF8.self)
      return rest.contains(UInt8(ascii: ":")) ? host : "\(host):\(port)"
    }
    return nil
  }

  private static func flag(_ version: TLSVersion) -> String {
    switch version {
    case .ssl3: "-ssl3"
    case .tls10: "-tls1"
    case .tls11: "-tls1_1"
    case .tls12: "-tls1_2"
    case .tls13: "-tls1_3"
    }
  }
}

import Documents
import HTTPMessages
import Model
import Observing
import OpenAPI

/// One exchange as a fence writes it: request line and fields, a blank line, status line and fields, a blank line, the body.
///
/// The response begins at the first line that starts with `HTTP/`; interim (1xx) heads may stand before the final one. Lines end in LF and
/// become CR LF in heads and in chunked bodies. Content-Length is added where the response has neither it nor Transfer-Encoding. The target
/// is absolute, or begins with `/` (https and the default host). `failure=KIND` says how the transport failed, with or without an answer
/// before it; `certificate=PROBLEM` goes with `failure=tls`.
enum ExampleExchange {
  static func read(_ fence: Fence, operation: Operation?, observer: BodyObserver) -> ExampleAttempt {
    var lines = fence.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }[...]
    let requestLines = lines.prefix { !$0.hasPrefix("HTTP/") }
    lines = lines.dropFirst(requestLines.count)
    var diagnostics: [Diagnostic] = []
    guard let request = request(requestLines) else {
      let nowhere = Probe.connect(Endpoint(host: ExampleSubject.host, port: 443))
      return ExampleAttempt(probe: nowhere, attempt: nil, diagnostics: [Diagnostic(noRequest, at: fence.position)])
    }
    let failure = ExampleFailure.read(fence, &diagnostics)
    let mayLackResponse = fence.attributes["failure"] != nil || fence.attributes["notSent"] != nil
    if lines.isEmpty, !mayLackResponse { diagnostics.append(Diagnostic(noResponse, at: fence.position)) }
    let sent = SentRequest(method: request.method, url: request.url, fields: request.fields)
    let exchanges = lines.isEmpty ? [] : [exchange(lines, sent, failure, operation, observer)]
    let attempt = Attempt(
      startedAt: ExampleEvidence.now, exchanges: exchanges, handshake: nil, hello: nil,
      failure: failure ?? exchanges.last?.message?.coding?.failure)
    return ExampleAttempt(probe: .http(request), attempt: exchanges.isEmpty && failure == nil ? nil : attempt, diagnostics: diagnostics)
  }

  // MARK: Request

  private static func request(_ lines: ArraySlice<String>) -> RequestTemplate? {
    let words = (lines.first ?? "").split(separator: " ")
    guard (2...3).contains(words.count), words.count == 2 || words[2].hasPrefix("HTTP/") else { return nil }
    var scheme = RequestTemplate.Scheme.https
    var endpoint = Endpoint(host: ExampleSubject.host, port: 443)
    var target = String(words[1])
    if !target.hasPrefix("/") {
      guard let place = place(target) else { return nil }
      (scheme, endpoint, target) = place
    }
    let fields = lines.dropFirst().compactMap(field)
    return RequestTemplate(
      method: String(words[0]), scheme: scheme, endpoint: endpoint, target: target, fields: fields, credential: .none, followsRedirects: false)
  }

  private static func place(_ url: String) -> (RequestTemplate.Scheme, Endpoint, String)? {
    for scheme in [RequestTemplate.Scheme.https, .http] where url.hasPrefix("\(scheme.rawValue)://") {
      let rest = url.dropFirst(scheme.rawValue.utf8.count + 3)
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      let authority = rest[..<slash].split(separator: ":")
      guard let host = authority.first, let port = authority.count == 2 ? Int(authority[1]) : scheme == .https ? 443 : 80 else { return nil }
      return (scheme, Endpoint(host: String(host), port: port), slash == rest.endIndex ? "/" : String(rest[slash...]))
    }
    return nil
  }

  private static func field(_ line: String) -> HeaderField? {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? HeaderField(name: String(parts[0]), value: FieldLists.trimmed(String(parts[1]))) : nil
  }

  // MARK: Response

  private static func exchange(
    _ lines: ArraySlice<String>, _ request: SentRequest, _ failure: TransportFailure?, _ operation: Operation?, _ observer: BodyObserver
  ) -> Exchange {
    var (headLines, bodyLines) = split(lines)
    let final = headLines.last { $0.hasPrefix("HTTP/") } ?? ""
    func has(_ name: String) -> Bool { headLines.contains { field($0).map { ASCII.equalIgnoringCase($0.name, name) } ?? false } }
    let isChunked = has("Transfer-Encoding")
    let body = Array(bodyLines.joined(separator: isChunked ? "\r\n" : "\n").utf8)
    let isBodyless = body.isEmpty && [" 1", " 204", " 304"].contains { final.contains($0) }
    if !isChunked, !has("Content-Length"), !isBodyless { headLines.append("Content-Length: \(body.count)") }
    let rawHead = Array((headLines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    let message = MessageReading(
      rawHead: rawHead, rawBody: body, requestMethod: request.method, connectionClosed: failure == nil || failure?.kind == .truncated,
      isCut: failure != nil)
    let observed = observer.observe(content: message.content, head: message.head, operation: operation)
    let completeness: BodyRecord.Completeness =
      switch failure?.kind {
      case .overLimit?: .overLimit
      case .truncated?: .truncated
      default: message.facts.isWhole ? .complete : .truncated
      }
    return Exchange(
      request: request, rawHead: rawHead,
      body: BodyRecord(content: observed.content, receivedBytes: message.receivedBytes, completeness: completeness),
      timings: Timings(connect: nil, handshake: nil, firstByte: 1000, total: 1000), peer: "192.0.2.1:443", tls: nil, facts: observed.facts,
      redactions: observed.redactions, message: message.facts)
  }

  /// Heads (blank lines between them kept) and the lines of the body.
  private static func split(_ lines: ArraySlice<String>) -> (head: [String], body: ArraySlice<String>) {
    var head: [String] = []
    var rest = lines
    while true {
      let part = rest.prefix { !$0.utf8.isEmpty }
      rest = rest.dropFirst(part.count + 1)
      head += part
      let isInterim = part.first.map { $0.split(separator: " ").dropFirst().first?.hasPrefix("1") ?? false } ?? false
      guard isInterim, rest.first?.hasPrefix("HTTP/") ?? false else { return (head, rest) }
      head.append("")
    }
  }

  private static let noRequest = Wording(
    "example.noRequest", id: "Blok http harus diawali baris permintaan, misalnya “GET /v1/penduduk HTTP/1.1”.",
    en: "An http fence must begin with a request line, for example “GET /v1/penduduk HTTP/1.1”.")
  private static let noResponse = Wording(
    "example.noResponse", id: "Blok http ini tidak berisi jawaban (baris yang diawali “HTTP/”), failure, atau notSent.",
    en: "This http fence holds no response (a line that starts with “HTTP/”), no failure and no notSent.")
  static let twice = Wording(
    "example.twoContracts", id: "Contoh hanya boleh memuat satu blok openapi.", en: "An example may hold one openapi fence only.")
  static let wordings = [noRequest, noResponse, twice] + ExampleFailure.wordings
}

/// `failure=KIND certificate=PROBLEM` of a fence.
enum ExampleFailure {
  static func read(_ fence: Fence, _ diagnostics: inout [Diagnostic]) -> TransportFailure? {
    guard let word = fence.attributes["failure"] else { return nil }
    guard let kind = TransportFailure.Kind(rawValue: word) else {
      let known = TransportFailure.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      diagnostics.append(Diagnostic(unknown, ["name": word, "known": known], at: fence.position))
      return nil
    }
    let certificate = fence.attributes["certificate"].flatMap(CertificateProblem.init(rawValue:))
    return TransportFailure(kind: kind, detail: "contoh", certificate: certificate)
  }

  private static let unknown = Wording(
    "example.failure", id: "“{name}” bukan kegagalan yang dikenal; yang dikenal: {known}.",
    en: "“{name}” is not a known failure; known are: {known}.")
  static let wordings = [unknown]
}

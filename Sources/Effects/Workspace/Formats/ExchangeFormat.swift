import Digests
import Documents
import Model
import Reading

/// A request and its answer: the raw head as Latin-1 text, in which every byte is one character; the body by digest.
enum ExchangeFormat {
  static func value(_ exchange: Exchange) -> JSONValue {
    .record([
      "request": .object([
        "method": .string(exchange.request.method), "url": .string(exchange.request.url), "fields": ProbeFormat.fields(exchange.request.fields),
      ]), "head": .string(Latin1.text(exchange.rawHead)), "body": body(exchange.body),
      "timings": .record([
        "connect": microseconds(exchange.timings.connect), "handshake": microseconds(exchange.timings.handshake),
        "firstByte": microseconds(exchange.timings.firstByte), "total": microseconds(exchange.timings.total),
      ]), "peer": .string(exchange.peer), "tls": exchange.tls.map(SessionFormat.value), "facts": FactsFormat.value(exchange.facts),
      "redactions": .array(exchange.redactions.map(FactsFormat.redaction)), "message": exchange.message.map(MessageFormat.value),
      "resolution": exchange.resolution.map(ResolutionFormat.value),
    ])
  }

  static func read(_ reader: inout MemberReader, bodies: BodyFolder) -> Exchange? {
    let request = reader.object("request") { inner -> SentRequest? in
      let method = inner.string("method")
      let url = inner.string("url")
      let fields = ProbeFormat.readFields(&inner)
      guard let method, let url else { return nil }
      return SentRequest(method: method, url: url, fields: fields)
    }
    let head = reader.text("head", Latin1.bytes)
    let body = reader.object("body") { readBody(&$0, bodies) }
    let timings = reader.object("timings", readTimings)
    let peer = reader.string("peer")
    let tls = reader.object("tls", required: false, SessionFormat.read)
    let facts = reader.object("facts", FactsFormat.read)
    let redactions = reader.objects("redactions", FactsFormat.readRedaction)
    let message = reader.object("message", required: false, MessageFormat.read)
    let resolution = reader.object("resolution", required: false, ResolutionFormat.read)
    guard let request, let head, let body, let timings, let peer, let facts else { return nil }
    return Exchange(
      request: request, rawHead: head, body: body, timings: timings, peer: peer, tls: tls, facts: facts, redactions: redactions, message: message,
      resolution: resolution)
  }

  /// Without content there is neither a file nor a digest.
  private static func body(_ body: BodyRecord) -> JSONValue {
    .record([
      "digest": body.content.isEmpty ? nil : .string(SHA256Digest.of(body.content).description), "receivedBytes": .integer(body.receivedBytes),
      "completeness": .string(body.completeness.rawValue),
    ])
  }

  private static func readBody(_ reader: inout MemberReader, _ bodies: BodyFolder) -> BodyRecord? {
    let digest = reader.text("digest", required: false) { SHA256Digest($0) }
    let received = reader.integer("receivedBytes")
    let completeness = reader.word("completeness", BodyRecord.Completeness.self)
    var content: [UInt8]? = []
    if let digest {
      do throws(WorkspaceFault) {
        content = try bodies.content(digest)
      } catch {
        content = nil
        reader.note(contentsOf: error.diagnostics.map { Diagnostic($0.wording, $0.parameters, at: reader.node["digest"]?.position) })
      }
    }
    guard let received, let completeness, let content else { return nil }
    return BodyRecord(content: content, receivedBytes: received, completeness: completeness)
  }

  private static func microseconds(_ value: Int64?) -> JSONValue? { value.map { .integer(Int($0)) } }

  private static func readTimings(_ reader: inout MemberReader) -> Timings? {
    let connect = reader.integer("connect", required: false)
    let handshake = reader.integer("handshake", required: false)
    let firstByte = reader.integer("firstByte")
    let total = reader.integer("total")
    guard let firstByte, let total else { return nil }
    return Timings(connect: connect.map(Int64.init), handshake: handshake.map(Int64.init), firstByte: Int64(firstByte), total: Int64(total))
  }
}

/// Bytes as text without loss: byte n is the character U+00n.
enum Latin1 {
  static func text(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.map { Unicode.Scalar($0) })
    return String(scalars)
  }

  /// Nil when a character is beyond U+00FF.
  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

import Documents
import HTTPMessages

/// An answer before it is written: a change of behaviour can still get at its parts.
struct Answer: Sendable {
  enum Body: Sendable {
    case json(OrderedJSON)
    case bytes([UInt8])

    var bytes: [UInt8] {
      switch self {
      case .json(let value): value.bytes(pretty: false)
      case .bytes(let bytes): bytes
      }
    }
  }
  var status: Int
  var fields: [HeaderField]
  var body: Body
  /// The whole answer as it goes out, whatever the rest says.
  var raw: [UInt8]?

  init(status: Int, fields: [HeaderField] = [], body: Body = .bytes([])) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  func value(_ name: String) -> String? { fields.first { ASCII.equalIgnoringCase($0.name, name) }?.value }

  /// Puts a field in the place of all of its name; nil removes them.
  mutating func set(_ name: String, _ value: String?) {
    let index = fields.firstIndex { ASCII.equalIgnoringCase($0.name, name) } ?? fields.count
    fields.removeAll { ASCII.equalIgnoringCase($0.name, name) }
    if let value { fields.insert(HeaderField(name: name, value: value), at: min(index, fields.count)) }
  }

  var isJSON: Bool { value("Content-Type").flatMap { MediaType($0) }?.isJSON ?? false }

  /// The answer with a seeded change; throws where a patch finds nothing to change.
  func changed(_ change: AnswerChange, at position: SourcePosition) throws(Diagnostic) -> Answer {
    var answer = self
    if let status = change.status { answer.status = status }
    switch change.body {
    case .json(let value)?:
      answer.body = .json(value)
      if !answer.isJSON { answer.set("Content-Type", "application/json") }
    case .text(let text)?:
      answer.body = .bytes(Array(text.utf8))
      if text.utf8.isEmpty { answer.set("Content-Type", nil) }
    case nil: answer.fitProblemStatus()
    }
    if !change.patch.isEmpty {
      guard case .json(let value) = answer.body else { throw Diagnostic(Self.notJSON, at: position) }
      answer.body = .json(try Patch.apply(change.patch, to: value))
    }
    if let name = change.duplicate {
      guard case .json(let value) = answer.body, case .object(let members) = value, let twin = value[name] else {
        throw Diagnostic(Self.noMember, ["name": name], at: position)
      }
      answer.body = .json(.object(members + [OrderedJSON.member(name, twin)]))
    }
    for (name, value) in change.fields { answer.set(name, value) }
    if let raw = change.raw { answer.raw = Array(raw.utf8) }
    return answer
  }

  /// `status` of a problem document is the answer's own (RFC 9457 §3.1.2).
  mutating func fitProblemStatus() {
    guard case .json(var value) = body, value["status"] != nil, self.value("Content-Type")?.contains("problem+json") ?? false else { return }
    value.set("status", .number(String(status)))
    body = .json(value)
  }

  /// A problem document (RFC 9457) for what no contract describes.
  static func problem(_ status: Int, fields: [HeaderField] = []) -> Answer {
    let body = OrderedJSON.object([
      .init(name: "type", value: .string("about:blank")), .init(name: "title", value: .string(StatusPhrase.of(status))),
      .init(name: "status", value: .number(String(status))),
    ])
    return Answer(status: status, fields: [HeaderField(name: "Content-Type", value: "application/problem+json")] + fields, body: .json(body))
  }

  private static let notJSON = Wording(
    "fault.patchOfText", id: "“patch” hanya dapat mengubah jawaban JSON, dan jawaban ini bukan JSON.",
    en: "A “patch” can only change a JSON answer, and this answer is none.")
  private static let noMember = Wording(
    "fault.noMember", id: "Jawaban ini tidak memiliki anggota akar “{name}” untuk ditulis dua kali.",
    en: "This answer has no root member “{name}” to be written twice.")
  static let wordings = [notJSON, noMember]
}

/// Reason phrases of status lines (RFC 9110 §15).
enum StatusPhrase {
  static func of(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 421: "Misdirected Request"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}

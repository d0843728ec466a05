import HTTPMessages
import Model
import Observing

/// Replaces secrets by name in requests and heads, then by value wherever they still stand.
struct RequestRedaction {
  let observer: BodyObserver
  private let fieldNames: [String]
  private let queryNames: [String]
  private static let mark = "[rahasia]"
  /// Names under which servers and redirects pass secrets in URLs, whatever the contract calls its own.
  private static let usualQueryNames = [
    "access_token", "api_key", "apikey", "client_secret", "id_token", "password", "refresh_token", "secret", "sig", "signature", "token",
  ]

  init(observer: BodyObserver, credential: CredentialUse) {
    self.observer = observer
    var fields = ["Authorization", "Proxy-Authorization", "Cookie"]
    var queries = Self.usualQueryNames
    switch credential {
    case .registered(let place), .invalid(let place):
      if case .header(let name) = place { fields.append(name) }
      if case .query(let name) = place { queries.append(name) }
    case .none: break
    }
    fieldNames = fields
    queryNames = queries
  }

  func redact(_ request: SentRequest) -> SentRequest {
    SentRequest(
      method: request.method, url: text(maskingQuery(Array(request.url.utf8)[...])),
      fields: request.fields.map { field in
        let isSecret = fieldNames.contains { ASCII.equalIgnoringCase($0, field.name) }
        return HeaderField(name: field.name, value: isSecret ? Self.mark : text(Array(field.value.utf8)))
      })
  }

  /// Line ends and every other line stay as they came.
  func redact(head raw: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var isCookie = false
    for line in Self.lines(raw) {
      let end = line.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? line.startIndex
      let (content, ending) = (line[..<end], line[end...])
      if content.first == 0x20 || content.first == 0x09 {
        // A folded line belongs to the field above it (RFC 9112 §5.2).
        out += isCookie ? [0x20] + Array(Self.mark.utf8) : Array(content)
      } else {
        let name = content.prefix { $0 != UInt8(ascii: ":") }
        let word = FieldLists.trimmed(String(decoding: name, as: UTF8.self))
        isCookie = ["Set-Cookie", "Set-Cookie2"].contains { ASCII.equalIgnoringCase($0, word) }
        let value = content[name.endIndex...]
        let isAddress = ["Location", "Content-Location", "Refresh", "Link"].contains { ASCII.equalIgnoringCase($0, word) }
        out += name + (isCookie ? Self.maskedCookie(value) : isAddress ? maskingQuery(value) : Array(value))
      }
      out += ending
    }
    return observer.redactText(out)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: observer.redactText(bytes), as: UTF8.self) }

  private static func lines(_ raw: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = raw[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      lines.append(rest[..<end])
      rest = rest[end...]
    }
    return lines
  }

  /// `: SESI=abc; Path=/; Secure` keeps its name and its attributes, which are judged; the value goes (RFC 6265 §4.1.1).
  private static func maskedCookie(_ value: ArraySlice<UInt8>) -> [UInt8] {
    let pair = value.prefix { $0 != UInt8(ascii: ";") }
    let head = pair.firstIndex(of: UInt8(ascii: "=")).map { Array(pair[...$0]) } ?? Array(": ".utf8)
    return head + Array(mark.utf8) + value[pair.endIndex...]
  }

  /// `?kunci=abc&x=1` → `?kunci=[rahasia]&x=1` for the names that carry secrets.
  private func maskingQuery(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard let start = text.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else { return Array(text) }
    var out = Array(text[...start])
    let separators = Array("&;#?>\", ".utf8)
    var rest = text[(start + 1)...]
    while !rest.isEmpty {
      let part = rest.prefix { !separators.contains($0) }
      let name = part.prefix { $0 != UInt8(ascii: "=") }
      let isSecret = name.endIndex < part.endIndex && queryNames.contains { ASCII.equalIgnoringCase($0, Self.percentDecoded(name)) }
      out += isSecret ? Array(name) + Array("=\(Self.mark)".utf8) : Array(part)
      rest = rest[part.endIndex...]
      if let separator = rest.popFirst() { out.append(separator) }
    }
    return out
  }

  private static func percentDecoded(_ text: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        out.append(value)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

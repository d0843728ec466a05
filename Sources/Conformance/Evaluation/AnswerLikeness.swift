import Checks
import Model

/// What two answers share when they say the same thing about different paths: status, and body without what names the path or the moment.
struct AnswerLikeness: Hashable {
  private let status: Int
  private let body: [UInt8]
  private static let most = 16 * 1024

  init(_ answer: Answer) {
    status = answer.status
    let path = Self.path(answer.exchange.request.url)
    body = Self.withoutNames(Self.removing([UInt8](path.utf8), from: Array(answer.exchange.body.content.prefix(Self.most))))
  }

  /// Path and query of a URL.
  private static func path(_ url: String) -> String {
    let parts = url.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count == 4 ? "/" + String(decoding: parts[3], as: UTF8.self) : "/"
  }

  /// The path as it was asked, with and without its query, percent-decoded too, and with JSON's `\/`.
  private static func removing(_ target: [UInt8], from body: [UInt8]) -> [UInt8] {
    let path = Array(target.prefix { $0 != UInt8(ascii: "?") })
    let decoded = percentDecoded(path)
    var out = body
    for form in [target, path, decoded, escapedSlashes(path), escapedSlashes(decoded)] where form.count > 1 { out = cut(form, from: out) }
    return out
  }

  private static func cut(_ needle: [UInt8], from bytes: [UInt8]) -> [UInt8] {
    guard needle.count <= bytes.count else { return bytes }
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == needle[0], bytes[at...].starts(with: needle) { at += needle.count } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }

  private static func percentDecoded(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        out.append(value)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return out
  }

  private static func escapedSlashes(_ text: [UInt8]) -> [UInt8] {
    text.flatMap { $0 == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), $0] : [$0] }
  }

  /// Every word that holds a digit (a time, a trace id, an identifier) becomes one sign.
  private static func withoutNames(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var rest = bytes[...]
    while let first = rest.first {
      let word = rest.prefix(while: isWord)
      if word.isEmpty {
        out.append(first)
        rest.removeFirst()
      } else {
        if word.contains(where: { (0x30...0x39).contains($0) }) { out.append(UInt8(ascii: "#")) } else { out += word }
        rest = rest.dropFirst(word.count)
      }
    }
    return out
  }

  /// Letters, digits, and what joins them in times and identifiers.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-_.:+".utf8.contains(byte)
    }
  }
}

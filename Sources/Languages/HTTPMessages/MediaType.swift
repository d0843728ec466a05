/// A media type with its parameters (RFC 9110 §8.3.1); names in lower case.
package struct MediaType: Sendable, Hashable {
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package let type: String
  package let subtype: String
  package let parameters: [Parameter]

  /// Nil when the text is not `type/subtype` with well-formed parameters.
  package init?(_ text: String) {
    let parts = FieldLists.split(text, at: UInt8(ascii: ";"))
    let name = ASCII.trimmed(parts[0][...]).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard name.count == 2, name.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ASCII.isToken) }) else { return nil }
    type = ASCII.lowercased(String(decoding: name[0], as: UTF8.self))
    subtype = ASCII.lowercased(String(decoding: name[1], as: UTF8.self))
    var parameters: [Parameter] = []
    for part in parts.dropFirst() {
      let trimmed = ASCII.trimmed(part[...])
      guard !trimmed.isEmpty else { continue }
      guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let value = trimmed[(equals + 1)...].filter { $0 != UInt8(ascii: "\"") }
      parameters.append(
        Parameter(
          name: ASCII.lowercased(String(decoding: trimmed[..<equals], as: UTF8.self)), value: String(decoding: value, as: UTF8.self)))
    }
    self.parameters = parameters
  }

  /// `application/json`, without parameters.
  package var essence: String { "\(type)/\(subtype)" }

  /// `application/json` or any type with the suffix `+json` (RFC 6839 §3.1).
  package var isJSON: Bool { essence == "application/json" || subtype.hasSuffix("+json") }

  package var isHTML: Bool { essence == "text/html" || essence == "application/xhtml+xml" }

  package var charset: String? { parameters.first { $0.name == "charset" }.map { ASCII.lowercased($0.value) } }

  /// Whether a range such as `*/*`, `application/*` or a plain type covers this type; parameters are not compared.
  package func isCovered(by range: MediaType) -> Bool {
    (range.type == "*" || range.type == type) && (range.subtype == "*" || range.subtype == subtype)
  }
}

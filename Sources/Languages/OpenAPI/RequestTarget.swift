package import Documents

/// Writes parameter values into a path and a query (OpenAPI 3.1.2, "Style Values"), percent-encoded by us.
package enum RequestTarget {
  /// The path with its templates filled; nil when a value is missing, empty, a dot segment, or not a primitive or plain list.
  package static func path(of operation: Operation, values: [String: JSONValue]) -> String? {
    var path = ""
    var rest = operation.path[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      path += encodedPath(String(rest[..<open]))
      let name = String(rest[rest.index(after: open)..<close])
      guard let value = values[name], let text = simple(value), !text.utf8.isEmpty, text != ".", text != ".." else { return nil }
      path += encoded(text)
      rest = rest[rest.index(after: close)...]
    }
    return path + encodedPath(String(rest))
  }

  /// The query without `?`, parameters in the contract's order; nil when a value cannot be written in its style.
  package static func query(of operation: Operation, values: [String: JSONValue]) -> String? {
    var parts: [String] = []
    for parameter in operation.parameters where parameter.place == .query {
      guard let value = values[parameter.name] else { continue }
      guard let written = written(parameter, value) else { return nil }
      parts += written
    }
    return parts.joined(separator: "&")
  }

  private static func written(_ parameter: Parameter, _ value: JSONValue) -> [String]? {
    let name = encoded(parameter.name)
    let style = parameter.style ?? "form"
    let explodes = parameter.explode ?? (style == "form")
    switch value {
    case .array(let elements):
      let texts = elements.compactMap(primitive).map(encoded)
      guard texts.count == elements.count else { return nil }
      if style == "form", explodes { return texts.map { "\(name)=\($0)" } }
      let separator = style == "spaceDelimited" ? "%20" : style == "pipeDelimited" ? "%7C" : ","
      return ["\(name)=\(texts.joined(separator: separator))"]
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let pairs = sorted.compactMap { member in primitive(member.value).map { (encoded(member.key), encoded($0)) } }
      guard pairs.count == members.count else { return nil }
      if style == "deepObject" { return pairs.map { "\(name)%5B\($0.0)%5D=\($0.1)" } }
      return explodes ? pairs.map { "\($0.0)=\($0.1)" } : ["\(name)=" + pairs.map { "\($0.0),\($0.1)" }.joined(separator: ",")]
    default: return primitive(value).map { ["\(name)=\(encoded($0))"] }
    }
  }

  private static func simple(_ value: JSONValue) -> String? {
    if case .array(let elements) = value {
      let texts = elements.compactMap(primitive)
      return texts.count == elements.count ? texts.joined(separator: ",") : nil
    }
    return primitive(value)
  }

  private static func primitive(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .bool(let truth): truth ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let text): text
    case .null, .array, .object: nil
    }
  }

  /// Everything but the unreserved characters (RFC 3986 §2.3).
  package static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        String(UnicodeScalar(byte))
      default: "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }.joined()
  }

  /// The literal parts of a template: path characters stay, the rest is encoded.
  private static func encodedPath(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x21, 0x24, 0x26...0x2F, 0x30...0x3B, 0x3D, 0x40...0x5A, 0x5F, 0x61...0x7A, 0x7E: String(UnicodeScalar(byte))
      // A percent sign in a template is the author's own encoding.
      case UInt8(ascii: "%"): "%"
      default: "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }.joined()
  }
}

/// Comma-separated lists in field values (RFC 9110 §5.6.1).
package enum FieldLists {
  /// The non-empty elements of all lines, blanks around them removed; commas inside quotes do not split.
  package static func tokens(_ values: [String]) -> [String] {
    values.flatMap { value -> [String] in
      split(value, at: UInt8(ascii: ",")).map { trimmed(String(decoding: $0, as: UTF8.self)) }.filter { !$0.utf8.isEmpty }
    }
  }

  /// The parts between separators that stand outside quoted strings; a backslash inside quotes takes the next byte with it (§5.6.4).
  static func split(_ value: String, at separator: UInt8) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    var isEscaped = false
    for byte in value.utf8 {
      if byte == separator, !isQuoted {
        parts.append([])
        continue
      }
      if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && !isEscaped && byte == UInt8(ascii: "\\")
      parts[parts.count - 1].append(byte)
    }
    return parts
  }

  package static func trimmed(_ text: String) -> String { String(decoding: ASCII.trimmed(Array(text.utf8)[...]), as: UTF8.self) }
}

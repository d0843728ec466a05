/// Comma-separated lists in field values (RFC 9110 §5.6.1).
package enum FieldLists {
  /// The non-empty elements of all lines, blanks around them removed; commas inside quotes do not split.
  package static func tokens(_ values: [String]) -> [String] {
    values.flatMap { value -> [String] in
      var parts: [[UInt8]] = [[]]
      var isQuoted = false
      for byte in value.utf8 {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == UInt8(ascii: ","), !isQuoted { parts.append([]) } else { parts[parts.count - 1].append(byte) }
      }
      return parts.map { trimmed(String(decoding: $0, as: UTF8.self)) }.filter { !$0.utf8.isEmpty }
    }
  }

  package static func trimmed(_ text: String) -> String { String(decoding: ASCII.trimmed(Array(text.utf8)[...]), as: UTF8.self) }
}

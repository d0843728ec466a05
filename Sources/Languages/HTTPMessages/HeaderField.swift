/// One header field line: the name as it was written, and its value without surrounding blanks (RFC 9110 §5).
package struct HeaderField: Sendable, Hashable {
  package let name: String
  /// Bytes beyond ASCII are read as Latin-1 (RFC 9110 §5.5), so no byte is lost.
  package let value: String
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

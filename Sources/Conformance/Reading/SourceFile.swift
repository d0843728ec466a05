/// A file of ours or of an agency as it was read: its name for messages, and its bytes.
package struct SourceFile: Sendable, Hashable {
  /// Relative to the folder that was read, with `/`.
  package let path: String
  package let bytes: [UInt8]
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

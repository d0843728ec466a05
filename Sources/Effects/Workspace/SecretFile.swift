/// A file that holds a credential: read whole, never kept, never named in a sentence by its content.
package enum SecretFile {
  /// Nil when it is not there, is no regular file, is larger than 64 KiB, or is not UTF-8.
  package static func read(_ path: String) -> String? {
    guard let bytes = try? OpenFile.reading(path).content(atMost: 64 << 10) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

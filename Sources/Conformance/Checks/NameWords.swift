/// The words of a name as people write names: `access_token`, `accessToken`, `X-Access-Token`, `APIKey`; lower case, ASCII only.
package struct NameWords: Sendable, Hashable {
  package let words: [String]

  package init(_ name: String) {
    let bytes = Array(name.utf8)
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      guard Self.isWordByte(byte) else {
        if !word.isEmpty { words.append(word) }
        word = []
        continue
      }
      if !word.isEmpty, Self.startsWord(bytes, index) {
        words.append(word)
        word = []
      }
      word.append(Self.isUpper(byte) ? byte | 0x20 : byte)
    }
    if !word.isEmpty { words.append(word) }
    self.words = words.map { String(decoding: $0, as: UTF8.self) }
  }

  private init(words: [String]) { self.words = words }

  /// All words run together: `accesstoken`. Names that differ only in how words are joined are equal here.
  package var compact: String { words.joined() }

  package var first: String? { words.first }

  /// The name without the `x` that private header fields begin with.
  package var withoutPrefix: NameWords { words.count > 1 && words[0] == "x" ? NameWords(words: Array(words.dropFirst())) : self }

  /// Whether this name is `other`, or ends in it where `other` has at least two words: `bps_api_key` ends in `api_key`,
  /// but `next_page_token` is not a `token`, and `tokenisasi` and `keyword` are words of their own.
  package func isOrEnds(in other: NameWords) -> Bool {
    let wanted = other.compact
    if compact == wanted { return true }
    guard other.words.count > 1 else { return false }
    return words.indices.dropFirst().contains { words[$0...].joined() == wanted }
  }

  /// An upper-case letter behind a lower-case one or a digit, or before a lower-case one at the end of an acronym.
  private static func startsWord(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard isUpper(bytes[index]) else { return false }
    if !isUpper(bytes[index - 1]) { return true }
    return index + 1 < bytes.count && (0x61...0x7A).contains(bytes[index + 1])
  }

  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  /// Letters, digits, and every byte beyond ASCII.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    isUpper(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
  }
}

/// The code of a Swift file with comments and the insides of strings blanked out, cut into words; lines stay where they are.
struct SwiftCode {
  struct Word {
    let text: String
    let line: Int
    /// True behind a dot: a member, as in `value.print`.
    let isMember: Bool
  }

  let words: [Word]
  /// The text itself, blanked.
  let plain: String

  init(_ text: String) {
    var blanker = Blanker(bytes: Array(text.utf8))
    blanker.code(until: nil)
    words = Self.words(blanker.bytes)
    plain = String(decoding: blanker.bytes, as: UTF8.self)
  }

  private static func words(_ bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    var line = 1
    var at = 0
    while at < bytes.count {
      guard isNamePart(bytes[at]) else {
        if bytes[at] == UInt8(ascii: "\n") { line += 1 }
        at += 1
        continue
      }
      let start = at
      while at < bytes.count, isNamePart(bytes[at]) { at += 1 }
      let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
      words.append(Word(text: String(decoding: bytes[start..<at], as: UTF8.self), line: line, isMember: isMember))
    }
    return words
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}

/// Walks over Swift text and replaces what is not code by blanks. Knows nested comments, raw and long strings, and interpolations.
private struct Blanker {
  var bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Up to the end, or over the closing bracket of an interpolation.
  mutating func code(until closing: UInt8?) {
    var depth = 0
    while at < bytes.count {
      if starts("//") {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
      } else if starts("/*") {
        comment()
      } else if let hashes = hashesBeforeQuote() {
        string(hashes: hashes)
      } else {
        if closing != nil, bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if let closing, bytes[at] == closing {
          if depth == 0 {
            at += 1
            return
          }
          depth -= 1
        }
        at += 1
      }
    }
  }

  private mutating func comment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        blank(2)
      } else if starts("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < bytes.count
  }

  private mutating func string(hashes: Int) {
    blank(hashes)
    let quotes = starts("\"\"\"") ? 3 : 1
    blank(quotes)
    let end = Array(repeating: UInt8(ascii: "\""), count: quotes) + Array(repeating: UInt8(ascii: "#"), count: hashes)
    let escape = [UInt8(ascii: "\\")] + Array(repeating: UInt8(ascii: "#"), count: hashes)
    while at < bytes.count, !starts(end) {
      guard starts(escape) else {
        blank()
        continue
      }
      blank(escape.count)
      if at < bytes.count, bytes[at] == UInt8(ascii: "(") {
        at += 1
        code(until: UInt8(ascii: ")"))
      } else {
        blank()
      }
    }
    blank(end.count)
  }

  /// The number of `#` before a quote that begins here; nil where no string begins.
  private func hashesBeforeQuote() -> Int? {
    var index = at
    while index < bytes.count, bytes[index] == UInt8(ascii: "#") { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: "\"") ? index - at : nil
  }

  private func starts(_ text: String) -> Bool { starts(Array(text.utf8)) }
  private func starts(_ text: [UInt8]) -> Bool { bytes[at...].starts(with: text) }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] != UInt8(ascii: "\n") { bytes[at] = UInt8(ascii: " ") }
      at += 1
    }
  }
}

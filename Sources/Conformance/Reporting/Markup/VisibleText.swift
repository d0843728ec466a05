/// Makes controls and direction marks visible, so that hostile text can neither hide nor reorder what a page or a terminal shows.
package enum VisibleText {
  /// Line feeds and tabs stay; every other control, bidi or invisible format scalar becomes `[U+202E]`.
  package static func of(_ text: String) -> String { rewritten(text, keepsLayout: true) }

  /// The same for one line: line feeds and tabs become visible too.
  package static func oneLine(_ text: String) -> String { rewritten(text, keepsLayout: false) }

  /// The beginning of a text, at most so many bytes, cut between scalars, with an ellipsis where something is missing.
  static func clipped(_ text: String, bytes most: Int) -> String {
    guard text.utf8.count > most else { return text }
    var end = text.unicodeScalars.startIndex
    var count = 0
    for index in text.unicodeScalars.indices {
      count += UTF8.width(text.unicodeScalars[index])
      if count > most { break }
      end = text.unicodeScalars.index(after: index)
    }
    return String(text.unicodeScalars[..<end]) + " …"
  }

  private static func rewritten(_ text: String, keepsLayout: Bool) -> String {
    guard text.unicodeScalars.contains(where: { isInvisible($0, keepsLayout: keepsLayout) }) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isInvisible(scalar, keepsLayout: keepsLayout) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        out.append(contentsOf: "[U+\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits)]".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// C0, DEL, C1, Arabic letter mark, zero width, bidi embeddings, overrides and isolates (UAX #9), line separators, BOM, tags.
  private static func isInvisible(_ scalar: Unicode.Scalar, keepsLayout: Bool) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: !keepsLayout
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}

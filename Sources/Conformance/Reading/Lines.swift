import Documents

/// A text file by lines, CR LF or LF, with its front matter told apart.
struct Lines {
  private let lines: [String]
  private let file: String

  init(_ source: SourceFile) {
    file = source.path
    lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }

  var count: Int { lines.count }
  subscript(index: Int) -> String { lines[index] }
  func position(_ index: Int) -> SourcePosition { SourcePosition(file: file, line: index + 1, column: 1) }

  /// The YAML between two `---` lines, the first one kept so that line numbers stay true.
  var frontMatter: (bytes: [UInt8], nextLine: Int)? {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return nil }
    return (Array(lines[..<end].joined(separator: "\n").utf8), end + 1)
  }
}

extension String {
  /// Without blanks and line ends at either side; ASCII only.
  var trimmed: String {
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    var bytes = Array(utf8)[...]
    while let first = bytes.first, blank(first) { bytes.removeFirst() }
    while let last = bytes.last, blank(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

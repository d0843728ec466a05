import Model

/// Lines for a terminal: colour only where it is wanted, words wrapped to a width, hostile text made visible before it is printed.
struct TerminalText {
  enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
  }

  let color: Bool
  let width: Int
  private(set) var lines: [String] = []

  init(color: Bool, width: Int) {
    self.color = color
    self.width = max(width, 30)
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  func styled(_ text: String, _ styles: Style...) -> String {
    styled(text, all: styles)
  }

  private func styled(_ text: String, all styles: [Style]) -> String {
    guard color, !styles.isEmpty else { return text }
    return "\u{1B}[\(styles.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
  }

  mutating func blank() { if lines.last?.utf8.isEmpty == false { lines.append("") } }

  /// A line that is ready: its texts were made visible before.
  mutating func add(_ line: String) { lines.append(line) }

  mutating func heading(_ text: String) {
    blank()
    lines.append(styled(VisibleText.oneLine(text), .bold))
  }

  /// A paragraph behind `indent` blanks; `mark` stands in the indent of the first line and is given ready, with its own width.
  mutating func paragraph(_ text: String, indent: Int = 0, mark: (text: String, width: Int) = ("", 0), styles: [Style] = []) {
    let blanks = String(repeating: " ", count: indent)
    for (index, line) in Self.wrapped(VisibleText.oneLine(text), width: max(20, width - indent)).enumerated() {
      let isMarked = index == 0 && mark.width > 0
      let start = isMarked ? String(repeating: " ", count: max(0, indent - mark.width)) + mark.text : blanks
      lines.append(start + styled(line, all: styles))
    }
  }

  /// A line as it is, for code: not wrapped, only made visible.
  mutating func verbatim(_ text: String, indent: Int) {
    lines.append(text.utf8.isEmpty ? "" : String(repeating: " ", count: indent) + VisibleText.oneLine(text))
  }

  /// Broken at blanks; a longer word stands on its own line whole, so that it can be copied.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var count = 0
    for word in text.utf8.split(separator: 0x20) {
      let word = String(decoding: word, as: UTF8.self)
      let length = word.unicodeScalars.count
      if count > 0, count + 1 + length > width {
        lines.append(line)
        (line, count) = ("", 0)
      }
      line += (count > 0 ? " " : "") + word
      count += (count > 0 ? 1 : 0) + length
    }
    return count > 0 || lines.isEmpty ? lines + [line] : lines
  }

  static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    return right ? blanks + text : text + blanks
  }

  /// Cut to a width, with an ellipsis.
  static func cut(_ text: String, to width: Int) -> String {
    text.unicodeScalars.count <= width ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(1, width - 1)))) + "…"
  }
}

extension Tone {
  /// The shape that stands for a status on a terminal.
  var mark: String {
    switch self {
    case .passed: "✓"
    case .failed: "✗"
    case .unsure: "?"
    case .untested: "○"
    case .outside: "–"
    }
  }

  var style: TerminalText.Style {
    switch self {
    case .passed: .green
    case .failed: .red
    case .unsure: .yellow
    case .untested: .blue
    case .outside: .dim
    }
  }
}

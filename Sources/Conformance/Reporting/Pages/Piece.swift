import Documents
import Model

/// Small parts that every page shares.
enum Piece {
  static func badge(_ word: String, _ tone: Tone) -> Markup {
    tag(.span, .class("badge t-\(tone.rawValue)")) {
      tone.icon
      tag(.span) { word }
    }
  }

  static func label(_ text: String) -> Markup { tag(.span, .class("tag")) { text } }

  /// Bytes of a machine: never translated, always one line.
  static func code(_ text: String, bytes most: Int = 300) -> Markup {
    tag(.code, .untranslated) { VisibleText.oneLine(VisibleText.clipped(text, bytes: most)) }
  }

  /// Evidence in its own box, which scrolls and can be reached by keyboard.
  static func quote(_ text: String, label: String) -> Markup {
    tag(.pre, .focusable, .role("region"), .label(label), .untranslated) { tag(.code) { text } }
  }

  /// Names that are kept in Indonesian are marked so on an English page (WCAG 2.2, 3.1.2).
  static func indonesian(_ text: String, _ voice: Voice, bytes most: Int = 300) -> Markup {
    let shown = VisibleText.oneLine(VisibleText.clipped(text, bytes: most))
    return voice.language == .indonesian ? .text(shown) : tag(.span, .lang(.indonesian)) { shown }
  }

  static func moment(_ time: Timestamp, _ voice: Voice) -> Markup { tag(.time, .datetime(time.description)) { voice.moment(time) } }

  static func section(_ id: String, _ title: String, @MarkupBuilder content: () -> [Markup]) -> Markup {
    tag(.section, all: [.id(id), .labelled(by: "h-\(id)")]) {
      tag(.h2, .id("h-\(id)")) { title }
      content()
    }
  }

  static func modality(_ modality: Modality, _ voice: Voice) -> [Markup] {
    // The key word of RFC 2119 stands beside ours, marked as English.
    [.text("\(voice(StandardWords.modality(modality))) ("), tag(.span, .lang(.english)) { modality.rawValue }, .text(")")]
  }

  static func facts(_ rows: [(name: String, value: [Markup])]) -> Markup {
    tag(.dl, .class("facts")) {
      for row in rows {
        tag(.div) {
          tag(.dt) { row.name }
          tag(.dd) { row.value }
        }
      }
    }
  }
}

/// A real table: caption, column heads, row heads; stacked on narrow screens where it says so.
struct PageTable {
  struct Column {
    let title: String
    var isNumber = false
    var isWide = false
    var isTight = false
  }

  let caption: String
  let columns: [Column]
  /// Cells of each row; the first one is the row's head.
  let rows: [[[Markup]]]
  var isStacked = true

  var markup: Markup {
    tag(.div, .class("scroll"), .role("region"), .label(caption), .focusable) {
      tag(.table, all: isStacked ? [.class("stack")] : []) {
        tag(.caption) { caption }
        tag(.thead) { tag(.tr) { columns.map { column in tag(.th, all: [.columnHead] + classes(of: column)) { column.title } } } }
        tag(.tbody) { rows.map(row) }
      }
    }
  }

  private func row(_ cells: [[Markup]]) -> Markup {
    tag(.tr) {
      for (index, (column, cell)) in zip(columns, cells).enumerated() {
        if index == 0 {
          tag(.th, all: [.rowHead] + classes(of: column)) { cell }
        } else {
          tag(.td, all: (column.isWide ? [] : [.columnName(column.title)]) + classes(of: column)) { cell }
        }
      }
    }
  }

  private func classes(of column: Column) -> [Attribute] {
    column.isNumber ? [.class("n")] : column.isWide ? [.class("w")] : column.isTight ? [.class("k")] : []
  }
}

/// A piece of a page that cannot hold markup by accident: text is escaped when written, tags and attributes come from closed lists.
///
/// There is no door for raw text. The only style sheet and the head are written by `Page`.
indirect enum Markup: Sendable {
  case text(String)
  case element(Tag, [Attribute], [Markup])
  case group([Markup])

  static let nothing = Markup.group([])

  /// What a reader sees, without tags: for tests and for titles.
  var plainText: String {
    switch self {
    case .text(let text): VisibleText.of(text)
    case .element(_, _, let children), .group(let children): children.map(\.plainText).joined()
    }
  }
}

/// Every tag that a report may contain. No script, no form, no frame, no image, no style.
enum Tag: String, Sendable, Hashable, CaseIterable {
  case a, abbr, article, aside, caption, code, dd, details, div, dl, dt, em, footer, h1, h2, h3, h4, header, li, main, nav, ol, p, pre, section, span
  case strong, summary, table, tbody, td, th, thead, time, tr, ul
  case circle, defs, desc, path, pattern, rect, svg, symbol, title, use
}

/// Makes an element: `tag(.p, .class("note")) { "text" }`.
func tag(_ tag: Tag, _ attributes: Attribute..., @MarkupBuilder content: () -> [Markup] = { [] }) -> Markup {
  .element(tag, attributes, content())
}

/// The same where the attributes were collected before.
func tag(_ tag: Tag, all attributes: [Attribute], @MarkupBuilder content: () -> [Markup] = { [] }) -> Markup {
  .element(tag, attributes, content())
}

/// Lets the content of an element be written as a list of strings and elements, with `if` and `for`.
@resultBuilder
enum MarkupBuilder {
  static func buildExpression(_ text: String) -> [Markup] { [.text(text)] }
  static func buildExpression(_ markup: Markup) -> [Markup] { [markup] }
  static func buildExpression(_ markup: [Markup]) -> [Markup] { markup }
  static func buildBlock(_ parts: [Markup]...) -> [Markup] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [Markup]?) -> [Markup] { part ?? [] }
  static func buildEither(first part: [Markup]) -> [Markup] { part }
  static func buildEither(second part: [Markup]) -> [Markup] { part }
  static func buildArray(_ parts: [[Markup]]) -> [Markup] { parts.flatMap { $0 } }
}

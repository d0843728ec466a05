import Documents

/// A name and a value on an element. Only the ones made here exist: no `style`, no `on…`, no `src`.
struct Attribute: Sendable, Hashable {
  let name: String
  let value: String

  private init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
  /// The name of a place in the page; anything but letters, digits, `.`, `_` and `-` becomes `-`.
  static func id(_ name: String) -> Attribute { Attribute("id", PageLink.anchor(name)) }
  static func lang(_ language: Language) -> Attribute { Attribute("lang", language.rawValue) }
  /// A passage in no human language (identifiers, bytes).
  static let untranslated = Attribute("translate", "no")
  static func href(_ link: PageLink) -> Attribute { Attribute("href", link.text) }
  static func hreflang(_ language: Language) -> Attribute { Attribute("hreflang", language.rawValue) }
  static let external = Attribute("rel", "noopener noreferrer external")
  /// The column's name, shown before the cell where a narrow screen stacks the table.
  static func columnName(_ text: String) -> Attribute { Attribute("data-label", text) }
  static func datetime(_ text: String) -> Attribute { Attribute("datetime", text) }
  static let open = Attribute("open", "")
  static let columnHead = Attribute("scope", "col")
  static let rowHead = Attribute("scope", "row")
  static func role(_ name: String) -> Attribute { Attribute("role", name) }
  static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  static func labelled(by id: String) -> Attribute { Attribute("aria-labelledby", PageLink.anchor(id)) }
  static let hidden = Attribute("aria-hidden", "true")
  static let current = Attribute("aria-current", "page")
  static let focusable = Attribute("tabindex", "0")

  // Presentation of inline SVG.
  static func viewBox(_ text: String) -> Attribute { Attribute("viewBox", text) }
  static func x(_ text: String) -> Attribute { Attribute("x", text) }
  static func width(_ text: String) -> Attribute { Attribute("width", text) }
  static func height(_ text: String) -> Attribute { Attribute("height", text) }
  static func path(_ text: String) -> Attribute { Attribute("d", text) }
  static func pattern(unit: String) -> Attribute { Attribute("patternUnits", unit) }
  static func transform(_ text: String) -> Attribute { Attribute("patternTransform", text) }
  static func circle(_ x: Int, _ y: Int, _ radius: Int) -> [Attribute] {
    [Attribute("cx", String(x)), Attribute("cy", String(y)), Attribute("r", String(radius))]
  }
}

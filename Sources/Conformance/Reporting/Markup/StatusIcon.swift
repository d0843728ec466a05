import Model

/// The shape and the tone of each status. Shape, word and colour always stand together (WCAG 2.2, 1.4.1).
enum Tone: String, Sendable, Hashable, CaseIterable {
  case passed, failed, unsure, untested, outside

  init(_ word: OutcomeWord) {
    self =
      switch word {
      case .passed: .passed
      case .failed: .failed
      case .cantTell: .unsure
      case .untested: .untested
      case .inapplicable: .outside
      }
  }

  init(_ word: Decision.Word) {
    self =
      switch word {
      case .conformant, .conformantWithWaivers: .passed
      case .nonconformant: .failed
      case .undetermined: .unsure
      }
  }

  var classes: Attribute { .class("t-\(rawValue)") }

  /// The icon, hidden from screen readers: the word beside it says the same.
  var icon: Markup {
    tag(.svg, .class("icon"), .viewBox("0 0 20 20"), .hidden) { tag(.use, .href(.inside("i-\(rawValue)"))) }
  }
}

/// Drawings that the pages refer to: five icons, four patterns; only "passed" is drawn solid.
enum StatusIcon {
  /// Stands once at the beginning of a page.
  static let sprite: Markup = tag(.svg, .class("sprite"), .hidden) {
    tag(.defs) {
      pattern("cross", ground: "b-failed", ink: "i-failed", turn: 135, width: "4.6")
      pattern("dots", ground: "b-unsure", ink: "i-unsure", turn: 0, width: "4")
      pattern("hatch", ground: "b-untested", ink: "i-untested", turn: 45, width: "3")
      pattern("faint", ground: "b-outside", ink: "i-outside", turn: 90, width: "1")
    }
    symbol(.passed) {
      circle(8)
      tag(.path, .path("M6 10.5l2.7 2.7L14 7.5"))
    }
    symbol(.failed) {
      tag(.path, .path("M6 2h8l4 4v8l-4 4H6l-4-4V6z"))
      tag(.path, .path("M7 7l6 6M13 7l-6 6"))
    }
    symbol(.unsure) {
      tag(.path, .path("M10 2l8 8-8 8-8-8z"))
      tag(.path, .path("M10 6v5M10 13.6v.2"))
    }
    symbol(.untested) {
      tag(.path, .path("M3 3h3M9 3h3M15 3h2v2M17 8v3M17 14v3h-2M12 17H9M6 17H3v-3M3 11V8M3 5V3"))
    }
    symbol(.outside) { tag(.path, .path("M3 10h14")) }
  }

  private static func symbol(_ tone: Tone, @MarkupBuilder content: () -> [Markup]) -> Markup {
    tag(.symbol, all: [.id("i-\(tone.rawValue)"), .viewBox("0 0 20 20")], content: content)
  }

  private static func circle(_ radius: Int) -> Markup { tag(.circle, all: Attribute.circle(10, 10, radius)) }

  /// Stripes of one width every 6 units, turned; the bar stays readable without colour.
  private static func pattern(_ id: String, ground: String, ink: String, turn: Int, width: String) -> Markup {
    tag(.pattern, .id(id), .width("6"), .height("6"), .pattern(unit: "userSpaceOnUse"), .transform("rotate(\(turn))")) {
      tag(.rect, .class(ground), .width("6"), .height("6"))
      tag(.rect, .class(ink), .width(width), .height("6"))
    }
  }
}

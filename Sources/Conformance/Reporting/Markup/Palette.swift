/// The colours of every page, light and dark, in one table, so that a test can compute their contrast (WCAG 2.2, 1.4.3 and 1.4.11).
enum Palette {
  struct Colour: Sendable, Hashable {
    let name: String
    let light: UInt32
    let dark: UInt32
    init(_ name: String, _ light: UInt32, _ dark: UInt32) {
      self.name = name
      self.light = light
      self.dark = dark
    }
  }

  static let colours: [Colour] = [
    Colour("paper", 0xF4F6F8, 0x0F151A),
    Colour("card", 0xFFFFFF, 0x172028),
    Colour("well", 0xEEF2F5, 0x0F171D),
    Colour("ink", 0x15202B, 0xE9EEF3),
    Colour("soft", 0x465462, 0xB1BDC9),
    Colour("line", 0xCBD3DB, 0x35434F),
    Colour("link", 0x0A4C86, 0x86C5FF),
    Colour("brand", 0x123A46, 0x0B2730),
    Colour("on-brand", 0xFFFFFF, 0xF2F7F9),
    Colour("passed", 0x17683A, 0x74D493),
    Colour("passed-tint", 0xE4F3E9, 0x14301F),
    Colour("failed", 0xB0241C, 0xFF968C),
    Colour("failed-tint", 0xFBE8E6, 0x3B1B1A),
    Colour("unsure", 0x805000, 0xF2BF63),
    Colour("unsure-tint", 0xFCF1DC, 0x342914),
    Colour("untested", 0x46508F, 0xB0BAF7),
    Colour("untested-tint", 0xE9EBF8, 0x20264A),
    Colour("outside", 0x56616C, 0xAAB4BE),
    Colour("outside-tint", 0xEBEEF1, 0x242C34),
  ]

  /// Text on ground that occurs on the pages; each at least 4.5 : 1, in light and in dark.
  static let textPairs: [(text: String, ground: String)] =
    ["paper", "card", "well", "passed-tint", "failed-tint", "unsure-tint", "untested-tint", "outside-tint"].map { ("ink", $0) }
    + ["paper", "card", "well"].flatMap { [("soft", $0), ("link", $0)] }
    + ["passed", "failed", "unsure", "untested", "outside"].flatMap { [($0, "card"), ($0, "\($0)-tint"), ($0, "paper")] }
    + [("on-brand", "brand")]

  /// Shapes on ground: bars and icons, each at least 3 : 1.
  static let shapePairs: [(shape: String, ground: String)] = ["passed", "failed", "unsure", "untested", "outside"].map { ($0, "well") }

  static func declarations(dark: Bool) -> String {
    colours.map { "--\($0.name):\(hex(dark ? $0.dark : $0.light))" }.joined(separator: ";")
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value & 0xFFFFFF, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// Contrast of two colours by name (WCAG 2.2, relative luminance); nil for an unknown name.
  static func contrast(_ first: String, _ second: String, dark: Bool) -> Double? {
    func luminance(_ name: String) -> Double? {
      guard let colour = colours.first(where: { $0.name == name }) else { return nil }
      let value = dark ? colour.dark : colour.light
      let channels = [value >> 16 & 255, value >> 8 & 255, value & 255].map { linear(Double($0) / 255) }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    guard let one = luminance(first), let two = luminance(second) else { return nil }
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// ((c + 0.055) / 1.055) ^ 2.4 without a mathematics library: x^2.4 = x^2 · (x^2)^(1/5), the root by Newton's steps.
  private static func linear(_ channel: Double) -> Double {
    if channel <= 0.04045 { return channel / 12.92 }
    let x = (channel + 0.055) / 1.055
    let square = x * x
    var root = 1.0
    for _ in 0..<40 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }
}

/// A bar of counts by status: parts of one whole, never an average. The same counts stand as text beside it.
struct CountBar {
  let counts: [(tone: Tone, count: Int)]
  /// What the whole width stands for; at least the sum of the counts.
  let whole: Int
  let title: String
  let description: String

  /// Parts in hundredths of a percent, so that equal counts draw equal bytes everywhere.
  var markup: Markup {
    let total = max(whole, counts.reduce(0) { $0 + $1.count }, 1)
    var before = 0
    var parts: [Markup] = []
    for (tone, count) in counts where count > 0 {
      let start = before * 10_000 / total
      before += count
      let width = before * 10_000 / total - start
      parts.append(tag(.rect, .class("f-\(tone.rawValue)"), .x(Self.percent(start)), .width(Self.percent(width)), .height("100%")))
    }
    return tag(.svg, .class("bar"), .role("img")) {
      tag(.title) { title }
      tag(.desc) { description }
      parts
    }
  }

  private static func percent(_ hundredths: Int) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }
}

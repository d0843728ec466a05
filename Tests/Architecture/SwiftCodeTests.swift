import Testing

/// What the rules of the house read must be code, and all of it.
@Suite struct SwiftCodeTests {
  static let cases: [(text: String, words: [String])] = [
    ("let a = 1 // print", ["let", "a", "1"]),
    ("a /* b /* c */ d */ e", ["a", "e"]),
    (#"say("print \(now()) \"x\" y") z"#, ["say", "now", "z"]),
    (##"say(#"a \(b) \#(c(d)) "e" "#) f"##, ["say", "c", "d", "f"]),
    ("\"\"\"\na \"b\" \\(c)\n\"\"\"\nd", ["c", "d"]),
    ("\"\\\\\" a \"//\" b", ["a", "b"]),
    (#""\(a("b \(c) d"))" e"#, ["a", "c", "e"]),
    ("#if os(Linux)\n#file", ["if", "os", "Linux", "file"]),
  ]

  @Test(arguments: cases) func seesOnlyCode(_ text: String, _ words: [String]) {
    #expect(SwiftCode(text).words.map(\.text) == words)
  }

  @Test func countsLinesAndMembers() {
    let words = SwiftCode("/* a\nb */ c\n\"\"\"\nd\n\"\"\"\n.e").words
    #expect(words.map(\.line) == [2, 6])
    #expect(words.map(\.isMember) == [false, true])
  }
}

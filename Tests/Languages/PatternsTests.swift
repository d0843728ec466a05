import Documents
import Patterns
import Testing

@Suite struct PatternsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let pattern: String
    let hits: [String]
    let misses: [String]
    var testDescription: String { pattern }

    init(_ pattern: String, hits: [String], misses: [String]) {
      self.pattern = pattern
      self.hits = hits
      self.misses = misses
    }
  }

  static let cases = [
    Case("b", hits: ["abc"], misses: ["a", ""]),
    Case("^a$", hits: ["a"], misses: ["a\n", "\na", "ba"]),
    Case("^[1-9][0-9]{15}$", hits: ["9901010101900001"], misses: ["990101010190000", "0901010101900001"]),
    Case("^\\d+$", hits: ["0129"], misses: ["٣", "", "1 "]),
    Case("^\\D$", hits: ["x", "٣"], misses: ["3"]),
    Case("^\\w+$", hits: ["a_Z9"], misses: ["é", "a-b"]),
    Case("^\\W$", hits: ["é", "-"], misses: ["e", "_"]),
    Case("^\\s$", hits: [" ", "\t", "\u{A0}", "\u{FEFF}", "\u{2028}", "\u{3000}"], misses: ["\u{180E}", "\u{200B}", "x"]),
    Case("^\\S$", hits: ["x", "\u{200B}"], misses: [" ", "\u{A0}"]),
    Case("^[^\\S]$", hits: ["\u{A0}"], misses: ["x"]),
    Case("^[\\s\\S]$", hits: ["\n", "é"], misses: [""]),
    Case("^.$", hits: ["é", "\u{1F432}", "\u{85}"], misses: ["\n", "\r", "\u{2028}", ""]),
    Case("^\\u{1F432}\\u00e9\\uD83D\\uDC32$", hits: ["\u{1F432}é\u{1F432}"], misses: ["é"]),
    Case("^[\\uD83D\\uDC32-\\u{1F433}]$", hits: ["\u{1F432}", "\u{1F433}"], misses: ["\u{1F434}"]),
    Case("\\uD800", hits: [], misses: ["", "a", "\u{FFFD}"]),
    Case("^\\cJ\\x41\\0$", hits: ["\nA\0"], misses: ["JA0"]),
    Case("^\\/a\\-b\\_c\\@$", hits: ["/a-b_c@"], misses: ["a-b"]),
    Case("^[\\w-.]+$", hits: ["a-b.c"], misses: ["a b", "a,b"]),
    Case("^[a\\-z]$", hits: ["-", "a", "z"], misses: ["m", "\\"]),
    Case("^[\\b]$", hits: ["\u{8}"], misses: ["b"]),
    Case("^[[:alpha:]]$", hits: ["[]", "a]", ":]"], misses: ["b", "x"]),
    Case("^[]$", hits: [], misses: ["", "a", "]"]),
    Case("^[^]$", hits: ["a", "\n"], misses: [""]),
    Case("^{a}]$", hits: ["{a}]"], misses: ["a"]),
    Case("^a{2,3}?b{1}c{0,}$", hits: ["aab", "aaabcc"], misses: ["ab"]),
    Case("^(?:a|b)+$", hits: ["abba"], misses: ["abc"]),
    Case("^(?=.*[A-Z])(?!.*\\d)[A-Za-z]{3,}$", hits: ["abC"], misses: ["abc", "aB1"]),
    Case("(?<=Rp)[0-9]+", hits: ["Rp500"], misses: ["500"]),
    Case("(?<!Rp)(?<![0-9])[0-9]+$", hits: ["500"], misses: ["Rp500"]),
    Case("^(?<tahun>[0-9]{4})-\\k<tahun>$", hits: ["2024-2024"], misses: ["2024-2025"]),
    Case("^(?<ä>a)(b)?\\2\\1$", hits: ["aa", "abba"], misses: ["ab", "aba"]),
    Case("^\\p{L}+$", hits: ["Śaéж"], misses: ["a1"]),
    Case("^\\p{Letter}\\P{Script=Latin}\\p{gc=Nd}$", hits: ["éж٣"], misses: ["éa3"]),
    Case("^[\\p{Lu}\\p{White_Space}]+$", hits: ["A B"], misses: ["a"]),
    Case("^\\P{Assigned}$", hits: ["\u{E0FFF}"], misses: ["a"]),
    Case("^#a b$", hits: ["#a b"], misses: ["ab"]),
    Case("^é$", hits: ["é"], misses: ["e\u{301}"]),
    Case("", hits: ["", "x"], misses: []),
  ]

  @Test(arguments: cases) func matchesAsECMA262Does(_ item: Case) throws {
    let pattern = try Pattern.compile(item.pattern)
    for text in item.hits { #expect(pattern.matches(text, limits: .standard) == .matches, "\(text)") }
    for text in item.misses { #expect(pattern.matches(text, limits: .standard) == .doesNot, "\(text)") }
    #expect(Pattern.syntaxFault(in: item.pattern) == nil)
  }

  static let refusals: [(String, String)] = [
    ("(?i)abc", "“(?i” at character 1 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("a++", "“+” at character 3 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("x(?>a)", "“(?>” at character 2 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("(?P<n>a)", "“(?P” at character 1 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("(?#note)", "“(?#” at character 1 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("(*UTF)a", "“(*” at character 1 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("^\\A\\d\\Z", "“\\A” at character 2 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("[\\h]", "“\\h” at character 2 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("\\Q.\\E", "“\\Q” at character 1 is not part of the ECMA-262 patterns that JSON Schema uses. [pattern.notECMA]"),
    ("\\p{IsAlphabetic}", "The Unicode property “IsAlphabetic” at character 1 is not known to ECMA-262. [pattern.unknownProperty]"),
    ("\\p{Greek}", "The Unicode property “Greek” at character 1 is not known to ECMA-262. [pattern.unknownProperty]"),
    ("\\pL", "The sequence “\\p” at character 1 is incomplete or not valid. [pattern.badEscape]"),
    ("^(abc]", "“(” at character 2 is not closed. [pattern.unclosed]"),
    ("[a", "“[” at character 1 is not closed. [pattern.unclosed]"),
    ("a)", "“)” at character 2 closes what was not opened. [pattern.unopened]"),
    ("*a", "“*” at character 1 has nothing to repeat. [pattern.nothingToRepeat]"),
    ("a**", "“*” at character 3 has nothing to repeat. [pattern.nothingToRepeat]"),
    ("(?=a)*", "“*” at character 6 has nothing to repeat. [pattern.nothingToRepeat]"),
    ("[z-a]", "The range “z-a” at character 2 is reversed. [pattern.badRange]"),
    ("a{3,2}", "The range “{3,2}” at character 2 is reversed. [pattern.badRange]"),
    ("\\", "The sequence “\\” at character 1 is incomplete or not valid. [pattern.badEscape]"),
    ("\\u12", "The sequence “\\u” at character 1 is incomplete or not valid. [pattern.badEscape]"),
    ("\\u{110000}", "The sequence “\\u{” at character 1 is incomplete or not valid. [pattern.badEscape]"),
    ("\\00", "The sequence “\\0” at character 1 is incomplete or not valid. [pattern.badEscape]"),
    ("(a)\\2", "“\\2” at character 4 refers to a group that does not exist. [pattern.unknownGroup]"),
    ("\\k<x>", "“\\k” at character 1 refers to a group that does not exist. [pattern.unknownGroup]"),
    ("(?<a>x)(?<a>y)", "The group name “(?<” at character 8 is not valid or used twice. [pattern.badGroupName]"),
    (String(repeating: "(", count: 300), "The pattern nests groups more than 200 levels deep. [pattern.tooDeep]"),
    (String(repeating: "a", count: 9000), "The pattern is longer than 8192 bytes. [pattern.tooLong]"),
  ]

  @Test(arguments: refusals) func refusesWhatOtherLanguagesMean(_ source: String, _ line: String) {
    let fault = #expect(throws: Diagnostic.self) { try Pattern.compile(source) }
    #expect(fault?.line(in: .english) == "error: \(line)")
  }

  /// Valid in ECMA-262, beyond PCRE2: said as ours, not as the pattern's fault.
  @Test(arguments: ["(?<=a+)b", "a{70000}", "(?:[ab]{3}c){60000}"]) func saysWhatItCannotRun(_ source: String) {
    #expect(Pattern.syntaxFault(in: source) == nil)
    let fault = #expect(throws: Diagnostic.self) { try Pattern.compile(source) }
    #expect(fault?.wording.code == "pattern.unsupported")
  }

  @Test(arguments: ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "^(.*)*x$", "(x+x+)+[yz]", "^(?:(a)|b)*(?:(a)|b)*(?:(a)|b)*$"])
  func givesUpOnRunawayPatterns(_ source: String) throws {
    let pattern = try Pattern.compile(source)
    let text = String(repeating: source.contains("x+") ? "x" : "a", count: 5000) + "!"
    #expect(pattern.matches(text, limits: .contract(matchSteps: 20_000)) == .limitExceeded)
  }

  @Test func boundsTheText() throws {
    let anchored = try Pattern.compile("^[a-z]*$")
    #expect(anchored.isAnchored)
    #expect(anchored.matches(String(repeating: "a", count: 128 << 10), limits: .contract(matchSteps: 1000)) == .matches)
    #expect(anchored.matches(String(repeating: "a", count: 128 << 10 + 1), limits: .contract(matchSteps: 1000)) == .limitExceeded)
    let searched = try Pattern.compile("[a-z]$")
    #expect(!searched.isAnchored)
    #expect(searched.matches(String(repeating: "a", count: 16 << 10 + 1), limits: .contract(matchSteps: 500_000)) == .limitExceeded)
  }

  @Test func isSharedAmongThreads() async throws {
    let pattern = try Pattern.compile("^(?<k>[a-z]+)-\\k<k>$")
    let wrong = await withTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask {
          (0..<500).count { _ in pattern.matches("ab\(number % 2 == 0 ? "" : "c")-ab", limits: .standard) != (number % 2 == 0 ? .matches : .doesNot) }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  @Test func saysEverythingInBothLanguages() {
    for wording in Pattern.wordings {
      #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)")
    }
    #expect(Set(Pattern.wordings.map(\.code)).count == Pattern.wordings.count)
  }
}

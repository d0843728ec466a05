import Documents
import Model
import Testing

@testable import Reporting

@Suite struct ReportingMarkupTests {
  private func html(_ markup: Markup) -> String {
    var writer = MarkupWriter()
    writer.write(markup)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("</style><b>", "&lt;/style&gt;&lt;b&gt;"),
    ("a\"\u{301}b", "a&quot;\u{301}b"),
    ("a<\u{338}b", "a&lt;\u{338}b"),
    ("'\u{20DD}&amp;", "&#39;\u{20DD}&amp;amp;"),
    ("nol\u{0}habis", "nol[U+0000]habis"),
    ("balik\u{202E}kanan\u{2066}", "balik[U+202E]kanan[U+2066]"),
    ("lebar\u{200B}nol\u{FEFF}", "lebar[U+200B]nol[U+FEFF]"),
    ("\u{1B}[31mmerah", "[U+001B][31mmerah"),
    ("baris\ndua\ttab", "baris\ndua\ttab"),
    ("\u{E0041}", "[U+E0041]"),
  ])
  func textIsEscaped(_ text: String, _ written: String) {
    #expect(html(tag(.span) { text }).utf8.elementsEqual("<span>\(written)</span>".utf8))
  }

  @Test func attributesAreEscapedAndOneLine() {
    let written = html(tag(.span, .label("\"\u{301} onmouseover=alert(1) x='\n<>")) { "a" })
    #expect(written.utf8.elementsEqual("<span aria-label=\"&quot;\u{301} onmouseover=alert(1) x=&#39;[U+000A]&lt;&gt;\">a</span>".utf8))
  }

  @Test(arguments: [
    ("https://www.rfc-editor.org/rfc/rfc9110#section-15.5", true), ("http://contoh.go.id.test/a?b=c&d=e", true),
    ("javascript:alert(1)", false), ("JAVASCRIPT:alert(1)", false), (" https://contoh.test", false), ("https://", false), ("https:///contoh", false),
    ("data:text/html,<b>", false), ("//contoh.test/a", false), ("https://contoh.test/\"onclick=", false), ("https://contoh.test/\u{301}", false),
    ("https://contoh.test/\n", false), ("https://-contoh.test", false), ("file:///etc/passwd", false), ("https://@contoh.test", false),
  ])
  func webLinksAreHTTPOnly(_ address: String, _ isLink: Bool) {
    #expect((PageLink.web(address) != nil) == isLink)
  }

  @Test(arguments: [
    ("index.en.html", true), ("../agensi/layanan/index.html", true), ("", false), ("/etc/passwd", false), ("//contoh.test", false), ("a//b", false),
    ("javascript:alert(1)", false), ("a b", false), ("a?b", false), ("a/", false), ("%2e", false),
  ])
  func fileLinksArePlainPaths(_ path: String, _ isLink: Bool) {
    #expect((PageLink.file(path) != nil) == isLink)
  }

  @Test func anchorsAreASCIIWords() {
    #expect(PageLink.inside("a\"b <c>é").text == "#a-b--c---")
  }

  @Test(arguments: [("pendek", 10, "pendek"), ("abcdef", 3, "abc …"), ("aéb", 2, "a …"), ("aé", 3, "aé"), ("e\u{301}x", 1, "e …")])
  func clippingCutsBetweenScalars(_ text: String, _ most: Int, _ clipped: String) {
    #expect(VisibleText.clipped(text, bytes: most).utf8.elementsEqual(clipped.utf8))
  }

  @Test func proseKnowsParagraphsListsFencesAndCode() {
    let text = "Satu\nbaris `kode` dan **tebal**.\n\n- a\n- b\n  lanjut\n\n1. x\n2. y\n\n```\n<b>\n```\nAkhir ` saja **."
    let written = Prose.markup(text, label: "contoh").map(html).joined()
    #expect(
      written
        == "<p>Satu baris <code translate=\"no\">kode</code> dan <strong>tebal</strong>.</p>\n<ul><li>a</li>\n<li>b lanjut</li>\n</ul>\n"
        + "<ol><li>x</li>\n<li>y</li>\n</ol>\n"
        + "<pre tabindex=\"0\" role=\"region\" aria-label=\"contoh\" translate=\"no\"><code>&lt;b&gt;</code></pre>\n<p>Akhir ` saja **.</p>\n")
  }

  @Test(arguments: Palette.textPairs.map { ($0.text, $0.ground) }, [false, true])
  func textStandsOut(_ pair: (String, String), dark: Bool) throws {
    let contrast = try #require(Palette.contrast(pair.0, pair.1, dark: dark))
    #expect(contrast >= 4.5, "\(pair.0) on \(pair.1), dark \(dark): \(contrast)")
  }

  @Test(arguments: Palette.shapePairs.map { ($0.shape, $0.ground) }, [false, true])
  func shapesStandOut(_ pair: (String, String), dark: Bool) throws {
    let contrast = try #require(Palette.contrast(pair.0, pair.1, dark: dark))
    #expect(contrast >= 3)
  }

  @Test func contrastIsComputedAsWCAGSays() throws {
    // #767676 on white is the well-known 4.54 : 1; black on white 21 : 1 bounds the formula.
    let contrast = try #require(Palette.contrast("card", "ink", dark: false))
    #expect(contrast > 15 && contrast < 21)
    #expect(Palette.contrast("card", "card", dark: true) == 1)
    #expect(Palette.contrast("card", "tidak-ada", dark: true) == nil)
  }

  @Test func barsAddUpToTheWhole() {
    let bar = CountBar(counts: [(.failed, 1), (.unsure, 0), (.passed, 2)], whole: 3, title: "AUT", description: "Gagal: 1").markup
    #expect(
      html(bar)
        == "<svg class=\"bar\" role=\"img\"><title>AUT</title><desc>Gagal: 1</desc>"
        + "<rect class=\"f-failed\" x=\"0.00%\" width=\"33.33%\" height=\"100%\"></rect>"
        + "<rect class=\"f-passed\" x=\"33.33%\" width=\"66.67%\" height=\"100%\"></rect></svg>\n")
  }
}

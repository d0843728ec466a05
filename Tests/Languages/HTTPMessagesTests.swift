import HTTPMessages
import Testing

/// What heads, fields and media types say.
@Suite struct HTTPMessagesTests {
  @Test func interimHeadsComeFirst() {
    let raw = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    let response = ResponseReader.read(rawHead: Array(raw.utf8), rawBody: [], requestMethod: "GET", connectionClosed: false)
    #expect(response.interim.map(\.status) == [103])
    #expect(response.head?.status == 200)
    #expect(response.faults == [.unaskedInterim])
  }

  @Test func fieldsKeepOrderNameAndBytes() {
    let raw = Array("HTTP/1.1 200 Baik saja\r\nX-A:  satu \r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nX-L: ".utf8) + [0xE9] + Array("\r\n\r\n".utf8)
    let head = HeadReader.readAll(raw).last
    #expect(head?.version == "1.1")
    #expect(head?.reason == "Baik saja")
    #expect(head?.fields.map(\.name) == ["X-A", "Set-Cookie", "set-cookie", "X-L"])
    #expect(head?.value("x-a") == "satu")
    #expect(head?.values("SET-COOKIE") == ["a=1", "b=2"])
    #expect(head?.value("X-L") == "\u{E9}")
    #expect(head?.value("X-B") == nil)
  }

  @Test func foldsAndTrailersAreRead() {
    let head = HeadReader.readAll(Array("HTTP/1.1 200 OK\r\nX-A: satu\r\n\tdua \r\n\r\n".utf8)).last
    #expect(head?.value("X-A") == "satu dua")
    let response = ResponseReader.read(
      rawHead: Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8), rawBody: Array("1\r\nx\r\n0\r\nX-Jejak: 1\r\n\r\n".utf8),
      requestMethod: "GET", connectionClosed: false)
    #expect(response.trailers == [HeaderField(name: "X-Jejak", value: "1")])
    #expect(response.isComplete)
  }

  struct Media: Sendable, CustomTestStringConvertible {
    let text: String
    let essence: String?
    var isJSON = false
    var charset: String?
    var testDescription: String { text.debugDescription }
  }

  static let media = [
    Media(text: "application/json", essence: "application/json", isJSON: true),
    Media(text: " Application/JSON ; Charset=\"UTF-8\"", essence: "application/json", isJSON: true, charset: "utf-8"),
    Media(text: "application/problem+json;profile=\"a;b\"", essence: "application/problem+json", isJSON: true),
    Media(text: "text/html;charset=iso-8859-1;", essence: "text/html", charset: "iso-8859-1"),
    Media(text: "application/x-ndjson", essence: "application/x-ndjson"),
    Media(text: "application/json-seq", essence: "application/json-seq"),
    Media(text: "*/*", essence: "*/*"),
    Media(text: "json", essence: nil), Media(text: "application/", essence: nil), Media(text: "application/json, text/html", essence: nil),
    Media(text: "application/json; charset", essence: nil), Media(text: "a b/c", essence: nil), Media(text: "", essence: nil),
  ]

  @Test(arguments: media) func mediaTypes(_ it: Media) {
    let media = MediaType(it.text)
    #expect(media?.essence == it.essence)
    #expect(media?.isJSON ?? false == it.isJSON)
    #expect(media?.charset == it.charset)
  }

  @Test func rangesCoverTypes() throws {
    let json = try #require(MediaType("application/json"))
    for range in ["*/*", "application/*", "application/json;q=0.5"] { #expect(json.isCovered(by: try #require(MediaType(range)))) }
    for range in ["text/*", "application/xml"] { #expect(!json.isCovered(by: try #require(MediaType(range)))) }
  }

  @Test func listsSplitOutsideQuotes() {
    #expect(FieldLists.tokens(["GET, HEAD ,,OPTIONS", " PUT"]) == ["GET", "HEAD", "OPTIONS", "PUT"])
    #expect(FieldLists.tokens([#"a="b,c", d"#]) == [#"a="b,c""#, "d"])
    #expect(FieldLists.tokens([#"a="b\",c", d"#]) == [#"a="b\",c""#, "d"])
    #expect(FieldLists.tokens([#"a="\\", d"#]) == [#"a="\\""#, "d"])
    #expect(FieldLists.tokens(["", ", ,"]) == [])
  }
}

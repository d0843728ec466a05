import HTTPMessages
import Testing

/// Responses by their exact bytes: every fault of framing, where messages end, and what fields say.
@Suite struct HTTPMessagesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let head: String
    let body: String
    var method = "GET"
    var closed = false
    let faults: [FramingFault]
    var content: String?
    var isComplete = true
    var testDescription: String { name }
  }

  static let ok = "HTTP/1.1 200 OK\r\n"

  static let cases = [
    Case(name: "plain length", head: ok + "Content-Length: 5\r\n\r\n", body: "halo!", faults: []),
    Case(name: "no length, closed", head: ok + "\r\n", body: "halo", closed: true, faults: []),
    Case(name: "no length, still open", head: ok + "\r\n", body: "halo", faults: [], isComplete: false),
    Case(name: "no length, no body", head: ok + "\r\n", body: "", faults: []),
    Case(name: "the same length twice", head: ok + "Content-Length: 5\r\ncontent-length: 5, 5\r\n\r\n", body: "halo!", faults: []),
    Case(name: "empty reason", head: "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", body: "", faults: []),
    Case(name: "HTTP/2 as the wire writes it", head: "HTTP/2 200\r\ncontent-length: 2\r\n\r\n", body: "{}", faults: []),
    Case(name: "HEAD", head: ok + "Content-Length: 5\r\n\r\n", body: "", method: "HEAD", faults: []),
    Case(name: "304", head: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", body: "", faults: []),
    Case(
      name: "chunks", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n1;a=\"b\"\r\n!\r\n0\r\n\r\n", faults: [],
      content: "halo!"),
    Case(
      name: "chunk sizes are hexadecimal", head: ok + "transfer-encoding: Chunked\r\n\r\n", body: "00A\r\n0123456789\r\n0\r\n\r\n", faults: [],
      content: "0123456789"),
    // Every fault once, by the bytes that make it.
    Case(name: "LF alone", head: "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", body: "", faults: [.bareLF]),
    Case(name: "LF alone in chunks", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\nhalo\n0\r\n\r\n", faults: [.bareLF], content: "halo"),
    Case(name: "blank before colon", head: ok + "Content-Length : 0\r\n\r\n", body: "", faults: [.whitespaceBeforeColon]),
    Case(name: "folded line", head: ok + "X-A: satu\r\n  dua\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.obsoleteFold]),
    Case(name: "field name with a bracket", head: ok + "X[A]: 1\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidFieldName]),
    Case(name: "empty field name", head: ok + ": 1\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidFieldName]),
    Case(name: "no colon", head: ok + "Content-Length\r\n\r\n", body: "", faults: [.missingColon]),
    Case(name: "NUL in value", head: ok + "X-A: a\0b\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.controlInValue]),
    Case(name: "CR in value", head: ok + "X-A: a\rb\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.controlInValue]),
    Case(name: "four digits of status", head: "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "status beyond 599", head: "HTTP/1.1 777 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "no blank behind the status", head: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "unknown version", head: "HTTP/1.9 200 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "two blanks", head: "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "nothing", head: "", body: "", faults: [.noHead], content: "", isComplete: false),
    Case(name: "no status line", head: "Content-Length: 0\r\n\r\n", body: "", faults: [.noHead], content: "", isComplete: false),
    Case(name: "only an interim head", head: "HTTP/1.1 100 Continue\r\n\r\n", body: "", faults: [.noHead], content: "", isComplete: false),
    Case(
      name: "lengths that differ", head: ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", body: "halo!", faults: [.conflictingContentLength],
      isComplete: false),
    Case(
      name: "lengths that differ in one line", head: ok + "Content-Length: 5, 6\r\n\r\n", body: "halo!", faults: [.conflictingContentLength],
      isComplete: false),
    Case(name: "signed length", head: ok + "Content-Length: +5\r\n\r\n", body: "halo!", faults: [.malformedContentLength], isComplete: false),
    Case(
      name: "length beyond Int", head: ok + "Content-Length: 99999999999999999999\r\n\r\n", body: "x", faults: [.malformedContentLength],
      isComplete: false),
    Case(
      name: "length and chunks", head: ok + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n0\r\n\r\n",
      faults: [.contentLengthWithTransferEncoding], content: "halo"),
    Case(
      name: "other transfer coding", head: ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", body: "x", faults: [.unknownTransferCoding],
      isComplete: false),
    Case(
      name: "size is no number", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "zz\r\nhalo\r\n0\r\n\r\n", faults: [.badChunk], content: "",
      isComplete: false),
    Case(
      name: "size with 0x", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "0x4\r\nhalo\r\n0\r\n\r\n", faults: [.badChunk], content: "",
      isComplete: false),
    Case(
      name: "size too short for its data", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "2\r\nhalo\r\n0\r\n\r\n", faults: [.badChunk],
      content: "ha", isComplete: false),
    Case(
      name: "size beyond Int", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "FFFFFFFFFFFFFFFF\r\nx", faults: [.badChunk], content: "",
      isComplete: false),
    Case(
      name: "no last chunk", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n", faults: [.missingLastChunk], content: "halo",
      isComplete: false),
    Case(
      name: "cut inside a chunk", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "8\r\nhalo", faults: [.missingLastChunk], content: "halo",
      isComplete: false),
    Case(
      name: "cut between CR and LF", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r", faults: [.missingLastChunk],
      content: "halo",
      isComplete: false),
    Case(
      name: "cut before the final blank line", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n0\r\n",
      faults: [.missingLastChunk], content: "halo", isComplete: false),
    Case(name: "body too short", head: ok + "Content-Length: 9\r\n\r\n", body: "halo", faults: [.shortBody], isComplete: false),
    Case(name: "body too long", head: ok + "Content-Length: 4\r\n\r\n", body: "halo!!", faults: [.bytesAfterBody], content: "halo"),
    Case(
      name: "bytes behind the last chunk", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n0\r\n\r\nHTTP/1.1",
      faults: [.bytesAfterBody], content: "halo"),
    Case(name: "content on 204", head: "HTTP/1.1 204 No Content\r\n\r\n", body: "x", faults: [.contentOnBodylessStatus], content: ""),
    Case(name: "content on HEAD", head: ok + "Content-Length: 1\r\n\r\n", body: "x", method: "HEAD", faults: [.contentOnBodylessStatus], content: ""),
  ]

  @Test(arguments: cases) func framing(_ it: Case) {
    let response = ResponseReader.read(
      rawHead: Array(it.head.utf8), rawBody: Array(it.body.utf8), requestMethod: it.method, connectionClosed: it.closed)
    #expect(response.faults == it.faults)
    #expect(String(decoding: response.content, as: UTF8.self) == it.content ?? it.body)
    #expect(response.isComplete == it.isComplete)
  }

  @Test func everyFaultHasACase() {
    #expect(Set(Self.cases.flatMap(\.faults)) == Set(FramingFault.allCases))
  }

  @Test func interimHeadsComeFirst() {
    let raw = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    let response = ResponseReader.read(rawHead: Array(raw.utf8), rawBody: [], requestMethod: "GET", connectionClosed: false)
    #expect(response.interim.map(\.status) == [103])
    #expect(response.head?.status == 200)
    #expect(response.faults.isEmpty)
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

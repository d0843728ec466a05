import HTTPMessages
import TestSupport
import Testing

/// Responses by their exact bytes: every fault of framing, and where messages end.
@Suite struct HTTPFramingTests {
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
    Case(
      name: "the same length twice", head: ok + "Content-Length: 5\r\ncontent-length: 5, 5\r\n\r\n", body: "halo!",
      faults: [.repeatedContentLength]),
    Case(name: "empty reason", head: "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", body: "", faults: []),
    Case(name: "HTTP/2 as the wire writes it", head: "HTTP/2 200\r\ncontent-length: 2\r\n\r\n", body: "{}", faults: []),
    Case(name: "HEAD", head: ok + "Content-Length: 5\r\n\r\n", body: "", method: "HEAD", faults: []),
    Case(name: "304", head: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", body: "", faults: []),
    Case(
      name: "chunks", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n1;a=\"b\"\r\n!\r\n0\r\n\r\n",
      faults: [], content: "halo!"),
    Case(
      name: "chunk sizes are hexadecimal", head: ok + "transfer-encoding: Chunked\r\n\r\n", body: "00A\r\n0123456789\r\n0\r\n\r\n",
      faults: [], content: "0123456789"),
    // Every fault once, by the bytes that make it.
    Case(name: "LF alone", head: "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", body: "", faults: [.bareLF]),
    Case(name: "LF alone in chunks", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\nhalo\n0\r\n\r\n", faults: [.bareLF], content: "halo"),
    Case(name: "blank before colon", head: ok + "Content-Length : 0\r\n\r\n", body: "", faults: [.whitespaceBeforeColon]),
    Case(name: "folded line", head: ok + "X-A: satu\r\n  dua\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.obsoleteFold]),
    Case(name: "field name with a bracket", head: ok + "X[A]: 1\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidFieldName]),
    Case(name: "empty field name", head: ok + ": 1\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidFieldName]),
    Case(name: "no colon", head: ok + "Content-Length\r\n\r\n", body: "", faults: [.missingColon]),
    Case(name: "NUL in value", head: ok + "X-A: a\0b\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.controlInValue]),
    Case(name: "CR in value", head: ok + "X-A: a\rb\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.bareCR]),
    Case(name: "two CR before LF", head: ok + "X-A: a\r\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.bareCR]),
    Case(name: "ESC in value", head: ok + "X-A: \u{1B}[31m\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.controlInValue]),
    Case(name: "DEL in value", head: ok + "X-A: \u{7F}\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.controlInValue]),
    Case(name: "TAB in value", head: ok + "X-A: a\tb\r\nContent-Length: 0\r\n\r\n", body: "", faults: []),
    Case(
      name: "control in a folded line", head: ok + "X-A: a\r\n \u{1}\r\nContent-Length: 0\r\n\r\n", body: "",
      faults: [.controlInValue, .obsoleteFold]),
    Case(name: "four digits of status", head: "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "status beyond 599", head: "HTTP/1.1 777 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "no blank behind the status", head: "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "unknown version", head: "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.unsupportedVersion]),
    Case(name: "a version nobody asked for", head: "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.unsupportedVersion]),
    Case(name: "no version", head: "HTTP/x 200 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "status 999", head: "HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "ESC in reason", head: "HTTP/1.1 200 \u{1B}c\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "CR in the status line", head: "HTTP/1.1 200 a\rb\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.bareCR]),
    Case(name: "text before the status line", head: "awal\r\n" + ok + "Content-Length: 0\r\n\r\n", body: "", faults: [.bytesBeforeStatusLine]),
    Case(name: "a blank line before it", head: "\r\n" + ok + "Content-Length: 0\r\n\r\n", body: "", faults: [.bytesBeforeStatusLine]),
    Case(name: "a head that breaks off", head: ok + "Content-Type: applic", body: "", faults: [.brokenHead], content: "", isComplete: false),
    Case(name: "a head that breaks off in a name", head: ok + "Conte", body: "", faults: [.brokenHead], content: "", isComplete: false),
    Case(name: "a head without its blank line", head: ok + "Content-Length: 0\r\n", body: "", faults: [.brokenHead], content: "", isComplete: false),
    Case(name: "a status line that breaks off", head: "HTTP/1.1 20", body: "", faults: [.brokenHead], content: "", isComplete: false),
    Case(name: "less than a status line", head: "HTT", body: "", faults: [.brokenHead], content: "", isComplete: false),
    Case(
      name: "101", head: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", body: "PRI", faults: [.unaskedSwitch], content: ""),
    Case(
      name: "eleven interim heads", head: String(repeating: "HTTP/1.1 102 Processing\r\n\r\n", count: 11) + ok + "Content-Length: 0\r\n\r\n",
      body: "", faults: [.tooManyInterim, .unaskedInterim]),
    Case(
      name: "a length on an interim head", head: "HTTP/1.1 103 X\r\nContent-Length: 0\r\n\r\n" + ok + "Content-Length: 0\r\n\r\n", body: "",
      faults: [.contentLengthOnBodyless, .unaskedInterim]),
    Case(name: "a length on 204", head: "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.contentLengthOnBodyless]),
    Case(
      name: "chunks on 204", head: "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", body: "", faults: [.transferEncodingOnBodyless]),
    Case(
      name: "chunks in HTTP/1.0", head: "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n0\r\n\r\n",
      faults: [.transferEncodingInOldVersion], content: "halo"),
    Case(
      name: "chunked twice", head: ok + "Transfer-Encoding: chunked, chunked\r\n\r\n", body: "x", faults: [.chunkedTwice], isComplete: false),
    Case(
      name: "chunked not last", head: ok + "Transfer-Encoding: chunked, gzip\r\n\r\n", body: "x",
      faults: [.chunkedNotLast, .unknownTransferCoding], isComplete: false),
    Case(name: "two blanks", head: "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n", body: "", faults: [.invalidStatusLine]),
    Case(name: "nothing", head: "", body: "", faults: [.noHead], content: "", isComplete: false),
    Case(name: "no status line", head: "Content-Length: 0\r\n\r\n", body: "", faults: [.noHead], content: "", isComplete: false),
    Case(name: "only an interim head", head: "HTTP/1.1 100 Continue\r\n\r\n", body: "", faults: [.onlyInterim], content: "", isComplete: false),
    Case(
      name: "lengths that differ", head: ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", body: "halo!", faults: [.conflictingContentLength],
      isComplete: false),
    Case(
      name: "lengths that differ in one line", head: ok + "Content-Length: 5, 6\r\n\r\n", body: "halo!", faults: [.conflictingContentLength],
      isComplete: false),
    Case(name: "signed length", head: ok + "Content-Length: +5\r\n\r\n", body: "halo!", faults: [.malformedContentLength], isComplete: false),
    Case(
      name: "length beyond Int", head: ok + "Content-Length: 99999999999999999999\r\n\r\n", body: "x",
      faults: [.malformedContentLength], isComplete: false),
    Case(
      name: "length and chunks", head: ok + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n0\r\n\r\n",
      faults: [.contentLengthWithTransferEncoding], content: "halo"),
    Case(
      name: "other transfer coding", head: ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", body: "x",
      faults: [.unknownTransferCoding], isComplete: false),
    Case(
      name: "size is no number", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "zz\r\nhalo\r\n0\r\n\r\n",
      faults: [.badChunk], content: "", isComplete: false),
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
      name: "bytes behind the last chunk", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "4\r\nhalo\r\n0\r\n\r\nHTTP/2",
      faults: [.bytesAfterBody], content: "halo"),
    Case(
      name: "a second response", head: ok + "Content-Length: 4\r\n\r\n", body: "haloHTTP/1.1 200 OK\r\n\r\n",
      faults: [.secondResponse], content: "halo"),
    Case(
      name: "a second response behind HEAD", head: ok + "\r\n", body: "HTTP/1.1 200 OK\r\n", method: "HEAD",
      faults: [.secondResponse], content: ""),
    Case(
      name: "a chunk extension of 8 KiB", head: ok + "Transfer-Encoding: chunked\r\n\r\n",
      body: "4;\(String(repeating: "a", count: 8190))\r\nhalo\r\n0\r\n\r\n", faults: [], content: "halo"),
    Case(
      name: "a chunk extension beyond", head: ok + "Transfer-Encoding: chunked\r\n\r\n",
      body: "4;\(String(repeating: "a", count: 8193))\r\nhalo\r\n0\r\n\r\n", faults: [.oversizedChunkLine], content: "", isComplete: false),
    Case(
      name: "20 trailer fields", head: ok + "Transfer-Encoding: chunked\r\n\r\n",
      body: "0\r\n\(String(repeating: "X: y\r\n", count: 20))\r\n", faults: [], content: ""),
    Case(
      name: "21 trailer fields", head: ok + "Transfer-Encoding: chunked\r\n\r\n",
      body: "0\r\n\(String(repeating: "X: y\r\n", count: 21))\r\n", faults: [.oversizedTrailer], content: "", isComplete: false),
    Case(
      name: "a trailer of more than 8 KiB", head: ok + "Transfer-Encoding: chunked\r\n\r\n",
      body: "0\r\nX: \(String(repeating: "y", count: 5000))\r\nX: \(String(repeating: "y", count: 5000))\r\n\r\n", faults: [.oversizedTrailer],
      content: "", isComplete: false),
    Case(
      name: "a length in the trailer", head: ok + "Transfer-Encoding: chunked\r\n\r\n", body: "0\r\nContent-Length: 0\r\n\r\n",
      faults: [.forbiddenTrailer], content: ""),
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

  /// What a cut explains is no proof against the sender, and our limits are none either: the two lists hold nothing else.
  @Test func onlyWhatBreaksOffIsCutOff() {
    for fault in FramingFault.cutOff.union(FramingFault.beyondLimits).subtracting([.tooManyInterim]) {
      #expect(Self.cases.filter { $0.faults.contains(fault) }.allSatisfy { !$0.isComplete }, "\(fault)")
    }
  }

  /// Every message cut at every byte: whole at its full length only, and never accused of more than having been cut.
  @Test(arguments: [
    ok + "Content-Type: application/json\r\nContent-Length: 5\r\n\r\nhalo!",
    ok + "Transfer-Encoding: chunked\r\n\r\n4;a=\"b\"\r\nhalo\r\n1\r\n!\r\n0\r\nX-Jejak: 1\r\n\r\n",
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok + "Content-Length: 5\r\n\r\nhalo!",
  ]) func aCutIsNothingButACut(_ message: String) {
    let bytes = Array(message.utf8)
    let final = bytes.indices.filter { bytes[$0...].starts(with: "HTTP/1.1 200".utf8) }.last ?? 0
    let end = bytes.indices.first { $0 >= final && bytes[$0...].starts(with: [13, 10, 13, 10]) }.map { $0 + 4 } ?? bytes.count
    for count in bytes.indices {
      let head = Array(bytes.prefix(min(count, end)))
      let body = Array(bytes.prefix(count).dropFirst(end))
      let response = ResponseReader.read(rawHead: head, rawBody: body, requestMethod: "GET", connectionClosed: true)
      #expect(!response.isComplete, "\(count)")
      let said = Set(response.faults).subtracting([.unaskedInterim])
      #expect(!said.isEmpty && (said.isSubset(of: FramingFault.cutOff) || count == 0), "\(count): \(said)")
    }
  }

  /// Every byte spoilt in every way: an answer comes, never more content than there was, and wholeness only with an end.
  @Test func spoiltBytesNeverCrash() {
    for item in Self.cases where item.body.utf8.count + item.head.utf8.count < 120 {
      Mutations.forEach(of: Array((item.head + item.body).utf8)) { label, bytes in
        let end = min(item.head.utf8.count, bytes.count)
        let body = Array(bytes.dropFirst(end))
        let response = ResponseReader.read(
          rawHead: Array(bytes.prefix(end)), rawBody: body, requestMethod: item.method, connectionClosed: item.closed)
        let isSound = response.content.count <= body.count && response.faults == response.faults.sorted()
          && (!response.isComplete || FramingFault.cutOff.isDisjoint(with: response.faults))
        if !isSound { Issue.record("\(item.name): \(label())") }
      }
    }
  }

  /// Ten times the bytes take about ten times the time, not a hundred times.
  @Test(arguments: [
    (head: ok, piece: " lipat\r\n", body: ""), (head: ok + "X:", piece: "\r", body: ""), (head: ok, piece: "a\r\n", body: ""),
    (head: "", piece: "HTTP/1.1 102 A\r\n\r\n", body: ""), (head: ok + "Transfer-Encoding: chunked\r\n\r\n", piece: "", body: "1\r\na\r\n"),
    (head: ok + "Content-Length: 1", piece: ",1", body: ""), (head: ok + "Transfer-Encoding: a", piece: ",chunked", body: ""),
    (head: "", piece: "\n", body: ""),
  ]) func workGrowsWithTheBytes(_ item: (head: String, piece: String, body: String)) {
    func seconds(_ count: Int) -> Double {
      let head = Array((item.head + String(repeating: item.piece, count: item.piece.isEmpty ? 0 : count)).utf8)
      let body = Array(String(repeating: item.body, count: item.body.isEmpty ? 0 : count).utf8)
      let start = ContinuousClock.now
      let response = ResponseReader.read(rawHead: head, rawBody: body, requestMethod: "GET", connectionClosed: true)
      #expect(response.faults.count < FramingFault.allCases.count)
      return Double((ContinuousClock.now - start).components.attoseconds) / 1e18 + Double((ContinuousClock.now - start).components.seconds)
    }
    let small = seconds(2000)
    #expect(seconds(20_000) < 60 * max(small, 0.01))
  }
}

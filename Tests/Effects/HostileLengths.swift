import TestSupport

/// Rows of hostile framing about where a message ends.
enum HostileLengths {
  private typealias Row = HostileFramingTests.Row
  private static let b = HostileBytes.self

  static let rows: [HostileFramingTests.Row] = [
    Row("H2", "shorter than its length", "failed", ["message.cutBody"], content: "cantTell(truncated)", get: length("\(b.count + 40)")),
    Row("H3", "bytes behind the length", "failed", ["message.bytesAfterBody"], content: "passed", get: length("\(b.count)") + "ekor"),
    Row(
      "H4", "two lengths that differ", "failed", ["message.conflictingContentLength"], content: "cantTell(truncated)",
      get: length("\(b.count)\r\nContent-Length: \(b.count - 2)")),
    Row(
      "H5", "the same length twice", "passed", ["message.repeatedContentLength?"], content: "passed",
      get: length("\(b.count)\r\nContent-Length: \(b.count)")),
    Row("H5", "the same length in a list", "passed", ["message.repeatedContentLength?"], content: "passed", get: length("\(b.count), \(b.count)")),
    Row("H6", "a sign before the length", "failed", ["message.malformedContentLength"], content: "cantTell(truncated)", get: length("+\(b.count)")),
    Row("H6", "a hexadecimal length", "failed", ["message.malformedContentLength"], content: "cantTell(truncated)", get: length("0x19")),
    Row("H6", "a negative length", "failed", ["message.malformedContentLength"], content: "cantTell(malformed)", get: length("-5")),
    Row(
      "H6", "a length beyond 2^63", "failed", ["message.malformedContentLength"],
      content: "cantTell(truncated)", get: length("99999999999999999999")),
    Row("H6", "blanks around the length are allowed", "passed", [], content: "passed", get: length("  \(b.count)  ")),
    Row(
      "H7", "chunks and a length", "failed", ["message.contentLengthWithTransferEncoding"], content: "passed",
      get: b.ok + b.length + b.chunked + b.close + "\r\n" + b.chunk + "0\r\n\r\n"),
    Row(
      "H8", "a chunk size that is none", "failed", ["message.badChunk"], content: "cantTell(truncated)",
      get: chunks("zz\r\n\(b.sample)\r\n0\r\n\r\n")),
    Row(
      "H8", "a chunk size that overflows", "failed", ["message.badChunk"], content: "cantTell(truncated)",
      get: chunks("ffffffffffffffffff\r\n\(b.sample)\r\n0\r\n\r\n")),
    Row("H8", "no last chunk", "failed", ["message.cutBody"], content: "cantTell(truncated)", get: chunks(b.chunk)),
    Row("H9", "LF alone in chunks", "passed", ["message.bareLF?"], content: "passed", get: chunks("19\n\(b.sample)\n0\n\n")),
    Row(
      "H11", "a length in the trailer", "failed", ["message.forbiddenTrailer"], content: "passed",
      get: chunks(b.chunk + "0\r\nContent-Length: 3\r\n\r\n")),
    Row(
      "H12", "an unknown transfer coding", "failed", ["message.unknownTransferCoding"], content: "cantTell(truncated)",
      get: b.ok + "Transfer-Encoding: sandi\r\n" + b.close + "\r\n" + b.sample),
    Row(
      "H12", "chunked, and something behind it", "failed", ["message.chunkedNotLast", "message.unknownTransferCoding"],
      content: "cantTell(truncated)",
      get: b.ok + "Transfer-Encoding: chunked, gzip\r\n" + b.close + "\r\n" + b.chunk + "0\r\n\r\n"),
    only("HEAD", "H20", "content in an answer to HEAD", ["message.contentOnBodylessStatus"], b.head("")),
    only("conditional", "H20", "content in a 304", ["message.contentOnBodylessStatus"], "HTTP/1.1 304 Not Modified\r\n" + b.close + "\r\nisi"),
    only("OPTIONS", "H20", "content in a 204", ["message.contentOnBodylessStatus"], "HTTP/1.1 204 No Content\r\n" + b.close + "\r\nisi"),
    only("OPTIONS", "H20", "a length on a 204", ["message.contentLengthOnBodyless"], "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"),
    Row(
      "H21", "no length, and never an end", "cantTell(truncated)", [], content: "untested(unreachable.timeout)", limits: HostileLab.hasty
    ) { request, peer in
      guard request.method == "GET", !request.isConditional else { return peer.sendText(HostileLab.healthy(request, ["/antrean"])) }
      peer.send(b.ok + "\r\n" + b.sample)
      peer.waitForEnd()
    },
    Row("H22", "a second answer", "failed", ["message.secondResponse"], content: "passed", get: b.head("") + b.head("")),
    // Nobody can see that it was sent too early; its bytes are in order.
    Row("H22", "an answer before the request", "passed", [], content: "passed") { request, peer in
      peer.send(HostileLab.healthy(request, ["/antrean"]))
    },
  ]

  private static func length(_ value: String) -> String {
    HostileBytes.ok + "Content-Length: \(value)\r\n" + HostileBytes.close + "\r\n" + HostileBytes.sample
  }

  private static func chunks(_ body: String) -> String { HostileBytes.ok + HostileBytes.chunked + HostileBytes.close + "\r\n" + body }

  /// All is well but for one of the four raw messages.
  private static func only(_ variant: String, _ id: String, _ what: String, _ codes: [String], _ bytes: String) -> HostileFramingTests.Row {
    Row(id, what, "failed", codes, content: "passed") { request, peer in
      let asked = request.isConditional ? "conditional" : request.method
      peer.send(asked == variant ? bytes : HostileLab.healthy(request, ["/antrean"]))
    }
  }
}

extension RawServer.Peer {
  func sendText(_ text: String) { send(text) }
}

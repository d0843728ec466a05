import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// Hostile and broken answers, by exact bytes: what is kept, what it is called, and that it ends (background: trust.md B3, swift-lab.md 1.4).
@Suite struct WireFramingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let bytes: String
    /// As `WireLab.text` writes it.
    let said: String
    var testDescription: String { String(bytes.prefix(120)).debugDescription }
    init(_ bytes: String, _ said: String) {
      self.bytes = bytes
      self.said = said
    }
  }

  static let cases = [
    Case("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 complete 2"),
    Case("HTTP/1.1 200 OK\r\n\r\nsampai tutup", "200 complete 12"),
    Case("HTTP/1.0 404 Tidak Ada\r\n\r\n", "404 complete 0"),
    // What is wrong with these the strict reader says: the bytes are all there. Chunk framing stays in the raw body.
    Case("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "200 complete 12"),
    Case("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nX-T: 1\r\n\r\n", "200 complete 24"),
    Case("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok", "200 truncated 5, truncated"),
    Case("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n", "200 complete 13"),
    Case("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nok", "200 complete 22"),
    Case("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nputus", "200 truncated 5, truncated"),
    Case("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nok", "200 complete 2"),
    Case("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", "200 complete 2"),
    Case("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "200 complete 12"),
    Case("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nok", "200 complete 2"),
    Case("HTTP/1.1 200 OK\r\nContent-Type: applic", "200 complete 0"),
    Case(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 complete 2"),
    Case("HTTP/1.1 204 No Content\r\n\r\nisi", "204 complete 3"),
    Case("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "200 complete 2"),
    Case("HTTP/1.1 200 OK\r\nX-A : b\r\nX-Lipat: a\r\n b\r\nContent-Length: 2\r\n\r\nok", "200 complete 2"),
    Case("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nbukan", "200 complete 5"),
    Case("HTTP/1.1 200 OK\r\nContent-Encoding: entah\r\nContent-Length: 5\r\n\r\nbukan", "200 complete 5"),
    Case("HTTP/1.1 200 OK\r\nX-A: b\0c\r\n\r\n", "200 complete 0"),
    Case("HTTP/1.1 200 OK\r\ntanpa titik dua\r\n\r\n", "200 complete 0"),
    Case("halo dari HTTP/0.9", "0 truncated 0, malformed"), Case("HTTP/7.0 200 OK\r\n\r\n", "200 truncated 0, malformed"),
    Case("HTTP/1.1 99 X\r\n\r\n", "0 truncated 0, malformed"),
    Case("", "reset"), Case("\r\n", "0 truncated 0, malformed"),
    Case("HTTP/1.1 200 OK\r\nX-Panjang: \(String(repeating: "a", count: 1100))\r\n\r\n", "200 overLimit 0, overLimit"),
    Case("HTTP/1.1 200 OK\r\nX-Panjang: \(String(repeating: "a", count: 120_000))\r\n\r\n", "200 overLimit 0, overLimit"),
    Case("HTTP/1.1 200 OK\r\n\((0..<60).map { "X-\($0): a\r\n" }.joined())\r\n", "200 overLimit 0, overLimit"),
    Case("HTTP/1.1 200 OK\r\n\((0..<6).map { "X-\($0): \(String(repeating: "a", count: 900))\r\n" }.joined())\r\n", "200 overLimit 0, overLimit"),
    Case(String(repeating: "HTTP/1.1 102 Processing\r\n\r\n", count: 300), "102 overLimit 0, overLimit"),
  ]

  @Test(arguments: cases) func reads(_ item: Case) async {
    let server = RawServer.answering(item.bytes)
    let said = WireLab.text(await WireLab.ask(server.port))
    #expect(said == item.said)
  }

  @Test func keepsHeadAndBodyAsTheyCame() async throws {
    let head = "HTTP/1.1 200 \r\nb: 2\r\nA:1\r\nb:  3 \r\nX-Byte: \u{E9}\u{1B}[0m\r\nSet-Cookie: a=b\r\nTransfer-Encoding: chunked\r\n\r\n"
    let raw = head.unicodeScalars.map { UInt8($0.value) }
    let body = Array("3\r\n\u{0}".utf8) + [0xFF, 0xFE] + Array("\r\n0\r\n\r\n".utf8)
    let server = RawServer { peer in
      peer.request()
      for byte in raw + body { peer.send([byte]) }
    }
    let exchange = try #require(await WireLab.ask(server.port).exchanges.first)
    #expect(exchange.rawHead == raw)
    #expect(exchange.rawBody == body)
    #expect(exchange.peer == "127.0.0.1:\(server.port)")
    #expect(exchange.tls == nil)
    let sent = exchange.request
    #expect(sent.url == "http://layanan.karawang.go.id.test/")
    #expect(
      sent.fields == [
        HeaderField(name: "User-Agent", value: "selaras-uji (+https://contoh.go.id.test)"),
        HeaderField(name: "Accept-Encoding", value: "identity"),
      ])
  }

  @Test func aResetIsNamedByWhatHadCome() async {
    let early = RawServer { peer in
      peer.request()
      peer.reset()
    }
    #expect(WireLab.text(await WireLab.ask(early.port)) == "reset")
    let late = RawServer { peer in
      peer.request()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nputus")
      peer.pause(milliseconds: 100)
      peer.reset()
    }
    #expect(WireLab.text(await WireLab.ask(late.port)) == "200 truncated 5, truncated")
  }

  @Test func aClosedPortIsRefused() async {
    let server = RawServer { _ in }
    server.stop()
    try? await Task.sleep(for: .milliseconds(80))
    let attempt = await WireLab.ask(server.port)
    #expect(attempt.failure == TransportFailure(kind: .refused, detail: "Connection refused", certificate: nil))
  }

  @Test func aPortThatDropsPacketsIsATimeout() async {
    let deaf = RawServer.Deaf()
    for probe in [
      WireLab.request(), .connect(WireLab.secure), .hello(HelloTemplate(endpoint: WireLab.secure, version: .tls10)),
    ] {
      let attempt = await WireLab.ask(deaf.port, probe, limits: WireLab.hasty)
      #expect(attempt.failure?.kind == .timeout)
      #expect(attempt.exchanges.isEmpty && attempt.handshake == nil && attempt.hello == nil)
    }
  }

  @Test func silenceAndDripsEnd() async {
    let silent = RawServer { peer in
      peer.request()
      peer.waitForEnd()
    }
    #expect(WireLab.text(await WireLab.ask(silent.port, limits: WireLab.hasty)) == "timeout")
    let dripping = RawServer { peer in
      peer.request()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      while peer.send("x") { peer.pause(milliseconds: 100) }
    }
    let attempt = await WireLab.ask(dripping.port, limits: WireLab.hasty)
    #expect(attempt.failure?.kind == .timeout)
    #expect(attempt.exchanges.first?.completeness == .truncated)
  }

  @Test func aHugeBodyStopsAtTheLimit() async throws {
    let chunk = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    for head in ["Content-Length: 104857600", "Connection: close"] {
      let server = RawServer { peer in
        peer.request()
        peer.send("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n")
        for _ in 0..<100 where !peer.send(chunk) { return }
      }
      let attempt = await WireLab.ask(server.port)
      #expect(WireLab.text(attempt) == "200 overLimit 100000, overLimit")
      #expect(attempt.failure?.detail == "body over 100000 bytes")
      #expect(attempt.exchanges.first?.rawBody.count == 100_000)
      // What the two kernels buffered; the rest was never taken.
      #expect(server.sent < 20 << 20)
    }
  }

  @Test func theBodyLimitIsExact() async {
    for (count, said) in [(99_999, "200 complete 99999"), (100_000, "200 complete 100000"), (100_001, "200 overLimit 100000, overLimit")] {
      let server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n" + String(repeating: "a", count: count))
      #expect(WireLab.text(await WireLab.ask(server.port)) == said)
    }
  }
}

import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// The raw exchange shows what libcurl's HTTP hides.
@Suite struct WireRawTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let method: String
    let answer: String
    /// Bytes of the head, then of what came behind it.
    let head: Int
    let body: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "whole", method: "GET", answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", head: 38, body: "ok"),
    Case(name: "beyond the length", method: "GET", answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, lebih", head: 38, body: "ok, lebih"),
    Case(name: "body on HEAD", method: "HEAD", answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", head: 38, body: "ok"),
    Case(name: "body on 204", method: "OPTIONS", answer: "HTTP/1.1 204 No Content\r\n\r\n{}", head: 27, body: "{}"),
    Case(name: "body on 304", method: "GET", answer: "HTTP/1.1 304 Not Modified\r\n\r\n{}", head: 29, body: "{}"),
    Case(
      name: "interim first", method: "GET", answer: "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1", head: 66,
      body: "1"),
    Case(
      name: "101 is final", method: "GET", answer: "HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", head: 26,
      body: "HTTP/1.1 200 OK\r\n\r\n"),
    Case(name: "bare line feeds", method: "GET", answer: "HTTP/1.1 200 OK\nContent-Length: 1\n\n1", head: 35, body: "1"),
    Case(name: "a head that breaks off", method: "GET", answer: "HTTP/1.1 200 OK\r\nContent-Le", head: 27, body: ""),
    Case(
      name: "a second response", method: "GET", answer: "HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", head: 19, body: "HTTP/1.1 200 OK\r\n\r\n"),
  ]

  @Test(arguments: cases) func everyByteIsSeen(_ example: Case) async throws {
    let server = RawServer.answering(example.answer)
    let transport = WireLab.transport(server.port)
    defer { transport.stop() }
    let attempt = await transport.exchangeRaw(Self.request(example.method), permit: WireLab.permit, credential: nil)
    let exchange = try #require(attempt.exchanges.first)
    #expect(attempt.failure == nil)
    #expect(exchange.rawHead.count == example.head)
    #expect(String(decoding: exchange.rawBody, as: UTF8.self) == example.body)
    #expect(exchange.connectionClosed)
    #expect(
      server.requests == [
        "\(example.method) /satu?a=1 HTTP/1.1\r\nHost: \(WireLab.host)\r\nUser-Agent: selaras-uji (+https://contoh.go.id.test)\r\n"
          + "Accept-Encoding: identity\r\n"
          + "Connection: close\r\n\r\n"
      ])
  }

  @Test func whatIsNoHTTPIsKeptAsItCame() async throws {
    let server = RawServer.answering("+OK POP3 siap\r\n")
    let transport = WireLab.transport(server.port)
    let attempt = await transport.exchangeRaw(Self.request(), permit: WireLab.permit, credential: nil)
    #expect(attempt.failure?.kind == .malformed)
    #expect(attempt.exchanges.first.map { String(decoding: $0.rawHead, as: UTF8.self) } == "+OK POP3 siap\r\n")
  }

  @Test func aServerThatStaysOpenIsReadUntilItIsQuiet() async throws {
    let server = RawServer { peer in
      peer.request()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
      peer.waitForEnd()
    }
    let transport = WireLab.transport(server.port, limits: WireLab.hasty)
    let attempt = await transport.exchangeRaw(Self.request(), permit: WireLab.permit, credential: nil)
    #expect(WireLab.text(attempt) == "200 complete 2")
    #expect(attempt.exchanges.first?.connectionClosed == false)
  }

  @Test(arguments: ["silent", "endless", "reset", "cancelled"]) func itEnds(_ how: String) async throws {
    let server = RawServer { peer in
      peer.request()
      switch how {
      case "endless":
        peer.send("HTTP/1.1 200 OK\r\n\r\n")
        while peer.send([UInt8](repeating: 0x61, count: 65_536)) {}
      case "reset":
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")
        peer.pause(milliseconds: 50)
        peer.reset()
      default: peer.waitForEnd()
      }
    }
    let transport = WireLab.transport(server.port, limits: how == "silent" ? WireLab.hasty : WireLab.limits)
    let task = Task { await transport.exchangeRaw(Self.request(), permit: WireLab.permit, credential: nil) }
    if how == "cancelled" {
      for _ in 0..<20_000 where server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
    }
    let attempt = await task.value
    let expected = [
      "silent": "timeout", "endless": "200 overLimit", "reset": "200 truncated 2, truncated", "cancelled": "harness",
    ]
    #expect(WireLab.text(attempt).hasPrefix(expected[how]!), "\(WireLab.text(attempt))")
  }

  @Test func theGuardStandsBeforeItToo() async {
    let server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n")
    let transport = WireLab.transport(server.port, permits: [])
    #expect(await transport.exchangeRaw(Self.request(), permit: WireLab.permit, credential: nil).failure?.kind == .policy)
    let open = WireLab.transport(server.port)
    #expect(await open.exchangeRaw(Self.request("DELETE"), permit: WireLab.permit, credential: nil).failure?.kind == .policy)
    #expect(server.connections == 0)
  }

  private static func request(_ method: String = "GET") -> RequestTemplate {
    RequestTemplate(
      method: method, scheme: .http, endpoint: WireLab.plain, target: "/satu?a=1", fields: [], credential: .none, followsRedirects: false)
  }
}

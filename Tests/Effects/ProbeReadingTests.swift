import HTTPMessages
import Model
import Testing
import Wire

/// From wire bytes to what is kept: framing, completeness, codings, operations.
@Suite struct ProbeReadingTests {
  private static func read(
    _ exchanges: [WireExchange], _ step: Step = ProbeSamples.step(1, "unknown"), failure: TransportFailure? = nil
  ) async throws -> Attempt {
    let transport = ScriptedTransport { _, _ in
      var attempt = WireAttempt()
      attempt.exchanges = exchanges
      attempt.failure = failure
      return attempt
    }
    let (observations, _) = try await ProbeRunnerTests.run([step], transport, contract: try ProbeRunnerTests.contract())
    return try #require(observations.first?.attempts.last)
  }

  struct Body: Sendable, CustomTestStringConvertible {
    let head: String
    let body: String
    let kept: String
    let completeness: BodyRecord.Completeness
    var failure: String?
    var wire = BodyRecord.Completeness.complete
    var testDescription: String { "\(head) \(body)".debugDescription }
  }

  static let bodies = [
    Body(head: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", body: "{}", kept: "{}", completeness: .complete),
    Body(head: "HTTP/1.1 200 OK\r\n\r\n", body: "{}", kept: "{}", completeness: .complete),
    Body(
      head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", body: "2\r\n{}\r\n0\r\nX: y\r\n\r\n", kept: "{}", completeness: .complete),
    Body(head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", body: "2\r\n{}\r\n", kept: "{}", completeness: .truncated),
    Body(head: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", body: "{}", kept: "{}", completeness: .truncated),
    Body(head: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", body: "{}", kept: "{}", completeness: .truncated),
    Body(head: "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n", body: "", kept: "", completeness: .truncated),
    // libcurl ends with code 0 here.
    Body(head: "HTTP/1.1 200 OK\r\nContent-Type: applic", body: "", kept: "", completeness: .truncated),
    Body(head: "HTTP/1.1 200 OK\r\n\r\n", body: "{\"a\"", kept: "{\"a\"", completeness: .overLimit, wire: .overLimit),
    Body(head: "HTTP/1.1 204 No Content\r\n\r\n", body: "", kept: "", completeness: .complete),
    Body(head: "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", body: "{}", kept: "{}", completeness: .complete),
    Body(
      head: "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", body: "abc", kept: "", completeness: .complete,
      failure: "content coding gzip: not what the name says"),
    Body(head: "HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\n\r\n", body: "{}", kept: "{}", completeness: .complete),
    Body(head: "HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\n\r\n", body: "", kept: "", completeness: .complete),
  ]

  @Test(arguments: bodies) func keeps(_ item: Body) async throws {
    let attempt = try await Self.read([ProbeRunnerTests.exchange(item.head, item.body, completeness: item.wire)])
    let exchange = try #require(attempt.exchanges.last)
    #expect(String(decoding: exchange.body.content, as: UTF8.self) == item.kept)
    #expect(exchange.body.completeness == item.completeness)
    #expect(attempt.failure?.detail == item.failure)
    #expect(exchange.rawHead == Array(item.head.utf8))
  }

  @Test func everyRedirectHopIsAnExchange() async throws {
    let attempt = try await Self.read([
      ProbeRunnerTests.exchange("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"), ProbeRunnerTests.exchange(ProbeRunnerTests.ok, "{}"),
    ])
    #expect(attempt.exchanges.map { HeadReader.readAll($0.rawHead).last?.status } == [302, 200])
  }

  @Test func factsComeFromTheOperationOfTheStep() async throws {
    let body = #"{"kontak":"+62 812-3456-789"}"#
    let known = try await Self.read([ProbeRunnerTests.exchange(ProbeRunnerTests.ok, body)], ProbeSamples.step(1, "read"))
    let facts = try #require(known.exchanges.first?.facts)
    #expect(facts.typedValues.map { "\($0.pointer) \($0.type) \($0.basis)" } == ["/kontak telepon annotation"])
    #expect(known.exchanges.first.map { String(decoding: $0.body.content, as: UTF8.self) } == #"{"kontak":"+99 999-9999-999"}"#)
    #expect(known.exchanges.first?.redactions.map { "\($0.pointer) \($0.type)" } == ["/kontak telepon"])
  }

  @Test func aFailureIsKeptWithItsExchangesInPlainWords() async throws {
    let failure = TransportFailure(kind: .truncated, detail: "putus\u{1B}[31m\n" + String(repeating: "x", count: 300), certificate: nil)
    let attempt = try await Self.read(
      [ProbeRunnerTests.exchange(ProbeRunnerTests.ok, "{", completeness: .truncated)], failure: failure)
    #expect(attempt.failure?.kind == .truncated)
    #expect(attempt.failure?.detail == "putus?[31m?" + String(repeating: "x", count: 189))
    #expect(attempt.exchanges.first?.body.completeness == .truncated)
  }
}

import Model
import TestSupport
import Testing
import Wire

/// H1–H22 of the catalogue of hostile cases (background: trust.md B3, section 3): what each broken or oversized message comes to.
///
/// Where the catalogue says "failed (limit)" for a message that is larger than what we read, we say `cantTell(bodyLimit)`: RFC 9112 has no
/// upper bounds (§3, §5 leave them to the recipient), so a large message is no fault that could be held against its sender.
/// Where it says "content untested", content is `cantTell` with the cause: something came, and it cannot be judged.
@Suite struct HostileFramingTests {
  typealias Script = @Sendable (HostileLab.Request, RawServer.Peer) -> Void

  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let what: String
    /// Of HTP-18.
    let framing: String
    /// Codes of its findings, advice with a question mark.
    let codes: [String]
    /// Of DOC-06, which reads the content of the answer.
    let content: String
    let limits: WireLimits
    let script: Script
    var testDescription: String { "\(id): \(what)" }

    init(
      _ id: String, _ what: String, _ framing: String, _ codes: [String], content: String, limits: WireLimits = HostileLab.limits,
      _ script: @escaping Script
    ) {
      (self.id, self.what, self.framing, self.codes) = (id, what, framing, codes)
      (self.content, self.limits, self.script) = (content, limits, script)
    }

    /// The same bytes whatever is asked of the operation.
    init(_ id: String, _ what: String, _ framing: String, _ codes: [String], content: String, always bytes: String) {
      self.init(id, what, framing, codes, content: content) { _, peer in peer.send(bytes) }
    }

    /// These bytes for GET; HEAD, the conditional GET and OPTIONS are answered as they should be.
    init(_ id: String, _ what: String, _ framing: String, _ codes: [String], content: String, get bytes: [UInt8]) {
      self.init(id, what, framing, codes, content: content) { request, peer in
        let isPlainGet = request.method == "GET" && !request.isConditional
        peer.send(isPlainGet ? bytes : Array(HostileLab.healthy(request, ["/antrean"]).utf8))
      }
    }

    init(_ id: String, _ what: String, _ framing: String, _ codes: [String], content: String, get text: String) {
      self.init(id, what, framing, codes, content: content, get: Array(text.utf8))
    }
  }

  static let rows = HostileHeads.rows + HostileLengths.rows + HostileLimits.rows

  @Test func everyCaseOfTheCatalogueHasARow() {
    #expect(Set(Self.rows.map(\.id)) == Set((1...22).map { "H\($0)" }))
  }

  @Test(arguments: rows) func comesTo(_ row: Row) async throws {
    let server = HostileLab.server { row.script($0, $1) }
    let report = try await HostileLab.run(port: server.port, limits: row.limits)
    let said = "\(row.testDescription)\n\(report.summary)"
    #expect(report.outcome("HTP-18") == row.framing, "\(said)")
    // libcurl gives up on the worst of them before our own reader sees the bytes, and says so in its own words.
    let codes = report.codes("HTP-18").filter { $0 != "message.notHTTP" || row.codes.contains($0) }
    #expect(codes == row.codes, "\(said)")
    #expect(report.outcome("DOC-06") == row.content, "\(said)")
    // A broken frame fails its own requirement and no other; content that was not read whole is judged by nobody.
    let accused = report.requirements(.failed).subtracting(HostileLabTests.inborn)
    #expect(accused == (row.framing == "failed" ? ["HTP-18"] : []), "\(said)")
    for requirement in HostileLab.contentRequirements {
      #expect((report.outcome(requirement) == "passed") == (row.content == "passed"), "\(requirement) of \(said)")
    }
    #expect(report.seconds < 120, "\(said)")
  }
}

/// Byte sequences that the rows are made of.
enum HostileBytes {
  static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
  static let sample = HostileLab.sample
  static let count = HostileLab.sample.utf8.count
  static let length = "Content-Length: \(HostileLab.sample.utf8.count)\r\n"
  static let close = "Connection: close\r\n"
  static let chunked = "Transfer-Encoding: chunked\r\n"
  static let chunk = "\(String(HostileLab.sample.utf8.count, radix: 16))\r\n\(HostileLab.sample)\r\n"
  /// A good answer with these lines in its head.
  static func head(_ lines: String) -> String { ok + length + lines + close + "\r\n" + sample }
}

import Model
import TestSupport
import Testing

/// B1–B16 of the catalogue of hostile cases (background: trust.md B3, section 4): what each hostile body comes to.
///
/// Where the catalogue says "failed (limit)", we say `cantTell(bodyLimit)`: neither HTTP nor JSON (RFC 8259 §9) bounds size or depth, so a
/// body beyond what we read is no fault of its sender. B17 and B18 have suites of their own.
@Suite struct HostileBodiesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let what: String
    let head: String
    let body: [UInt8]
    /// Outcomes of requirements; of all others it is only asked that they fail nobody.
    let outcomes: [String: String]
    var testDescription: String { "\(id): \(what)" }

    init(_ id: String, _ what: String, _ outcomes: [String: String], type: String? = "application/json", fields: String = "", _ body: [UInt8]) {
      (self.id, self.what, self.outcomes, self.body) = (id, what, outcomes, body)
      head = "HTTP/1.1 200 OK\r\n\(type.map { "Content-Type: \($0)\r\n" } ?? "")\(fields)Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    }

    init(_ id: String, _ what: String, _ outcomes: [String: String], type: String? = "application/json", fields: String = "", _ body: String) {
      self.init(id, what, outcomes, type: type, fields: fields, Array(body.utf8))
    }
  }

  static let rows = HostileContents.rows + HostileJSON.rows

  @Test func everyCaseOfTheCatalogueHasARow() {
    // B17 and B18 are HostileStrangersTests and HostileEchoTests.
    #expect(Set(Self.rows.map(\.id)) == Set((1...16).map { "B\($0)" }))
  }

  @Test(arguments: rows) func comesTo(_ row: Row) async throws {
    let server = HostileLab.server { request, peer in
      let isPlainGet = request.method == "GET" && !request.isConditional
      peer.send(isPlainGet ? Array(row.head.utf8) + row.body : Array(HostileLab.healthy(request, ["/antrean"]).utf8))
    }
    let report = try await HostileLab.run(port: server.port)
    let said = "\(row.testDescription)\n\(report.summary)"
    for (requirement, outcome) in row.outcomes.sorted(by: { $0.key < $1.key }) {
      #expect(report.outcome(requirement) == outcome, "\(requirement) of \(said)")
    }
    let expected = Set(row.outcomes.filter { $0.value == "failed" }.map(\.key))
    #expect(report.requirements(.failed).subtracting(HostileLabTests.inborn) == expected, "\(said)")
    #expect(report.seconds < 120, "\(said)")
  }
}

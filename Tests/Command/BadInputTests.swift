import Foundation
import TestSupport
import Testing

/// Bad input gets a clear error with its place, nothing is lost, and what is good goes on.
@Suite(.serialized) struct BadInputTests {
  @Test func aBrokenRowIsReportedWithItsNumberAndTheOthersGoOn() async throws {
    try await SelarasProcess.withFolder { folder in
      let rows = """
        formatVersion: 1
        region: { id: Uji, en: Test }
        agencies:
          - { id: dinas-a, name: Dinas A, regionCode: '32.15', unit: Unit }
        services:
          - { id: satu, agency: dinas-a, title: Satu, apiType: none }
          - { id: Dua Salah, agency: dinas-a, apiType: none }
          - { id: tiga, agency: dinas-b, apiType: GRAPHQL }
          - { id: empat, agency: dinas-a, title: Empat, apiType: none }

        """
      try Data(rows.utf8).write(to: URL(fileURLWithPath: folder + "/r.yaml"))
      let check = try SelarasProcess.run(["registry", "check", folder + "/r.yaml"])
      #expect(check.code == 65)
      #expect(check.output.contains("5 rows: 3 accepted, 2 rejected."), "\(check.output)")
      #expect(check.errors.contains("Row 2: r.yaml:7:11: error: “id” may hold only"), "\(check.errors)")
      #expect(check.errors.contains("Row 3: r.yaml:8:"), "\(check.errors)")
      let sweep = try SelarasProcess.run(["sweep", "--registry", folder + "/r.yaml", "--permit", "loopback", "--output", folder + "/out"])
      #expect(sweep.code == 65)
      #expect(sweep.output.contains("2 registered applications"), "\(sweep.output)\(sweep.errors)")
      #expect(FileManager.default.fileExists(atPath: folder + "/out/index.html"))
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let contract: String
    let error: String
    var testDescription: String { name }
  }

  private static let bomb: String = {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 { text += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n" }
    return "openapi: 3.1.0\ninfo: { title: x, version: 1.0.0 }\npaths: {}\n" + text
  }()

  @Test(arguments: [
    Bad(name: "an alias bomb", contract: bomb, error: "[yaml."),
    Bad(
      name: "a reference to a file outside",
      contract: #"{"openapi":"3.1.0","info":{"title":"x","version":"1.0.0"},"paths":{"/x":{"$ref":"../../../../etc/passwd"}}}"#,
      error: "contract.json:1:"),
    Bad(
      name: "duplicate names", contract: #"{"openapi":"3.1.0","openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{}}"#,
      error: "stands twice"),
    Bad(name: "a truncated file", contract: #"{"openapi":"3.1.0","#, error: "contract.json:1:20: error: The JSON is cut off"),
    Bad(name: "deep nesting", contract: String(repeating: "[", count: 100_000), error: "nesting is too deep"),
    Bad(name: "Swagger 2.0", contract: #"{"swagger":"2.0","info":{},"paths":{}}"#, error: "This contract is Swagger 2.0"),
    Bad(name: "no contract at all", contract: "hello", error: "contract.json:1:1: error"),
    Bad(name: "a NUL byte", contract: "{\"openapi\":\"3.1.0\u{0}\"}", error: "control character"),
  ]) func aHostileContractHasAPlaceAndIsSurvived(_ bad: Bad) async throws {
    try await SelarasProcess.withFolder { folder in
      let name = bad.name == "an alias bomb" ? "contract.yaml" : "contract.json"
      try Data(bad.contract.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      // Planned without sending: the contract is read, and said to be wrong.
      let result = try SelarasProcess.run(["plan", "https://layanan.contoh.go.id.test/v1", "--contract", folder + "/" + name])
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.errors.contains(bad.error), "\(result.errors.prefix(2000))")
    }
  }

  @Test func aHundredMegabytesAndARedirectToMetadataAreOutcomesWithTheirCause() async throws {
    // A hundred megabytes offered on one path, a way to the cloud's metadata on the other.
    let server = RawServer { peer in
      let isJump = peer.request().hasPrefix("GET /lompat")
      guard !isJump else {
        peer.send("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        return
      }
      peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\nConnection: close\r\n\r\n")
      let piece = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 16)
      for _ in 0..<1600 where !peer.send(piece) { return }
    }
    defer { server.stop() }
    try await SelarasProcess.withFolder { folder in
      let contract = """
        openapi: 3.1.0
        info: { title: Uji, version: 1.0.0 }
        paths:
          /besar: { get: { operationId: besar, responses: { '200': { description: ok, content: { application/json: { schema: {} } } } } } }
          /lompat: { get: { operationId: lompat, responses: { '200': { description: ok, content: { application/json: { schema: {} } } } } } }

        """
      try Data(contract.utf8).write(to: URL(fileURLWithPath: folder + "/c.yaml"))
      let result = try SelarasProcess.run([
        "test", "http://127.0.0.1:\(server.port)", "--contract", folder + "/c.yaml", "--permit", "loopback", "--spacing", "0", "--only", "DOC-06",
        "--output", folder + "/out", "--format", "json",
      ])
      #expect(result.code == 2, "\(result.errors)")
      let text = try String(contentsOfFile: folder + "/out/evidence.ndjson", encoding: .utf8)
      #expect(text.contains("overLimit"))
      #expect(text.contains("169.254.169.254"))
      #expect(text.contains("policy"))
      // Two megabytes are kept at most, of a hundred that were offered.
      let size = try FileManager.default.attributesOfItem(atPath: folder + "/out/evidence.ndjson")[.size] as? Int
      #expect((size ?? .max) < 100_000)
      let json = try String(contentsOfFile: folder + "/out/result.json", encoding: .utf8)
      #expect(json.contains("\"cantTell\""))
    }
  }
}

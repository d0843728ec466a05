import Documents
import Foundation
import Relay
import Reporting
import TestSupport
import Testing

/// B18 of the catalogue of hostile cases: a service gives our credential and people's numbers back, in every spelling; none of it is kept.
@Suite struct HostileEchoTests {
  private static let secret = ProbeRedactionTests.secret
  private static let nik = ProbeRedactionTests.nik

  /// Every spelling of both, HTML's numeric ones and a form's among them.
  private static let spellings: [String] = [secret, nik].flatMap { canary in
    ProbeRedactionTests.forms(canary) + [
      canary.utf8.map { "&#\($0);" }.joined(), canary.utf8.map { "&#x\(String($0, radix: 16));" }.joined(),
      "token=" + ProbeRedactionTests.percent(canary) + "&a=b",
    ]
  }

  private static func answer(_ spelling: String, _ request: HostileLab.Request) -> String {
    let isKnown = request.path == "/antrean"
    let isHead = request.method == "HEAD"
    // Inside JSON a spelling is written as it is where it may stand so, else with its quotes escaped.
    let text = spelling.replacing("\"", with: "\\\"")
    let body = #"{"loket":3,"menunggu":12,"gema":"\#(text)","nik":"\#(nik)","pesan":"Bearer \#(text)"}"#
    let type = (isKnown ? "application/json" : "text/html") + "\r\nX-Gema: \(spelling)"
    return HostileLab.answer(isKnown ? "200 OK" : "404 Not Found", type, isKnown ? body : "<p>\(spelling)</p>", isHead: isHead)
  }

  @Test(arguments: spellings) func keepsNoneOfIt(_ spelling: String) async throws {
    let server = RawServer { peer in
      guard let request = HostileLab.Request(peer.request()) else { return }
      peer.send(Self.answer(spelling, request))
    }
    _ = try await HostileLab.run(port: server.port, credential: Self.secret) { folder, report in
      try SubjectReports.write(report.result, evidence: report.evidence, formats: [.html, .json], to: folder + "/laporan")
      var kept = try Self.files(under: folder)
      #expect(kept.keys.contains { $0.hasSuffix("evidence.ndjson") } && kept.keys.contains { $0.hasSuffix(".html") }, "\(kept.keys.sorted())")
      for language in Language.allCases {
        let text = TerminalReport.text(report.result, evidence: report.evidence, language: language, color: false, width: 100)
        kept["terminal-\(language)"] = text
      }
      for (name, text) in kept.sorted(by: { $0.key < $1.key }) {
        for canary in [Self.secret, Self.nik, spelling] where text.contains(canary) { Issue.record("\(name) holds \(canary)") }
      }
    }
    // It was really sent: otherwise nothing could have come back.
    #expect(server.requests.contains { $0.contains("Bearer \(Self.secret)") })
  }

  @Test func aCodedEchoIsDecodedBeforeItIsKept() async throws {
    let server = HostileLab.server { request, peer in
      let body = CodedSamples.gzipOfIdentifier
      let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
        + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
      peer.send(Array(head.utf8) + (request.method == "HEAD" ? [] : body))
    }
    _ = try await HostileLab.run(port: server.port) { folder, _ in
      let kept = try Self.files(under: folder)
      #expect(kept.values.contains { $0.contains("9901010101900001") })
      #expect(!kept.values.contains { $0.contains(Self.nik) })
    }
  }

  /// A name can be a secret too, and would be kept in lower case.
  @Test func aCodingCalledLikeASecretIsNotNamed() async throws {
    let server = HostileLab.server { request, peer in
      peer.send(HostileLab.healthy(request, ["/antrean"]).replacing("\r\n\r\n", with: "\r\nContent-Encoding: \(Self.secret)\r\n\r\n"))
    }
    _ = try await HostileLab.run(port: server.port, credential: Self.secret) { folder, report in
      #expect(report.codes("HTP-18") == ["message.unreadCoding?"], "\(report.summary)")
      for (name, text) in try Self.files(under: folder) { #expect(!text.lowercased().contains(Self.secret.lowercased()), "\(name)") }
    }
  }

  private static func files(under folder: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder), !isFolder.boolValue else { continue }
      found[name] = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)
    }
    return found
  }
}

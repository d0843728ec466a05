import Model
import TestSupport
import Testing

/// B17 of the catalogue of hostile cases: something else than the service answers, and the service is not judged by it.
@Suite struct HostileStrangersTests {
  struct Stranger: Sendable, CustomTestStringConvertible {
    let what: String
    let answer: String
    /// OPS-01 alone may hold a lasting 5xx against the service, whoever writes its page.
    var operation = "untested(notTheService)"
    var testDescription: String { what }
  }

  static let strangers = [
    Stranger(what: "a login page", answer: page("200 OK", "<form action=/masuk><input name=sandi type=password></form>")),
    Stranger(what: "a redirect to a login page", answer: redirect("/masuk?tujuan=/antrean")),
    Stranger(what: "a captive portal", answer: redirect("http://portal.wifi.example/selamat-datang")),
    Stranger(what: "a captive portal's page", answer: page("200 OK", "<p>Selamat datang di jaringan tamu. <a href=/setuju>Setuju</a></p>")),
    Stranger(
      what: "a maintenance page", answer: page("503 Service Unavailable", "<h1>Sedang dalam pemeliharaan</h1>"), operation: "failed"),
    Stranger(what: "a maintenance page that says 200", answer: page("200 OK", "<h1>Sedang dalam pemeliharaan</h1>")),
    Stranger(
      what: "the challenge of a firewall",
      answer: page("403 Forbidden", "<script>tantangan(\"9f\")</script><noscript>Aktifkan JavaScript</noscript>")),
  ]

  private static func page(_ status: String, _ body: String) -> String {
    HostileLab.answer(status, "text/html; charset=utf-8", "<!doctype html><html><body>\(body)</body></html>")
  }
  private static func redirect(_ location: String) -> String {
    "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
  }

  @Test(arguments: strangers) func isNotTheService(_ stranger: Stranger) async throws {
    let server = RawServer { peer in
      guard let request = HostileLab.Request(peer.request()) else { return }
      let isHead = request.method == "HEAD"
      let head = stranger.answer.firstRange(of: "\r\n\r\n").map { stranger.answer[..<$0.upperBound] } ?? ""
      peer.send(isHead ? String(head) : stranger.answer)
    }
    let report = try await HostileLab.run(port: server.port, operations: ["/antrean", "/loket"])
    let said = "\(stranger.what)\n\(report.summary)"
    #expect(report.outcome("OPS-01") == stranger.operation, "\(said)")
    for requirement in ["DOC-06", "DOC-07", "ERR-01", "ERR-03", "HTP-02", "HTP-03", "HTP-04", "HTP-05", "HTP-18", "SEM-02"] {
      #expect(report.outcome(requirement) == "untested(notTheService)", "\(requirement) of \(said)")
    }
    let accused = report.requirements(.failed).subtracting(HostileLabTests.inborn)
    #expect(accused.isSubset(of: stranger.operation == "failed" ? ["OPS-01"] : []), "\(said)")
  }
}

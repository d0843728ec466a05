import TestSupport

/// Rows of hostile framing whose fault stands in the head.
enum HostileHeads {
  private typealias Row = HostileFramingTests.Row
  private static let b = HostileBytes.self

  static let rows: [HostileFramingTests.Row] = [
    Row("H1", "the head breaks off", "failed", ["message.cutHead"], content: "cantTell(truncated)", get: "HTTP/1.1 200 OK\r\nContent-Type: applic"),
    Row("H1", "the head breaks off behind a line", "failed", ["message.cutHead"], content: "cantTell(truncated)", get: b.ok),
    Row(
      "H9", "LF alone in the head", "passed", ["message.bareLF?"], content: "passed",
      get: "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: \(b.count)\nConnection: close\n\n" + b.sample),
    Row("H13", "HTTP/0.9", "failed", ["message.noHead"], content: "cantTell(malformed)", get: b.sample),
    Row("H13", "a garbage status line", "failed", ["message.noHead"], content: "cantTell(malformed)", get: "SIAP 200 OK\r\n\r\n" + b.sample),
    Row(
      "H13", "HTTP/3.0", "failed", ["message.unsupportedVersion"], content: "cantTell(malformed)",
      get: "HTTP/3.0 200 OK\r\nContent-Type: application/json\r\n" + b.length + b.close + "\r\n" + b.sample),
    Row(
      "H13", "HTTP/1.2", "failed", ["message.unsupportedVersion"], content: "cantTell(malformed)",
      get: "HTTP/1.2 200 OK\r\nContent-Type: application/json\r\n" + b.length + b.close + "\r\n" + b.sample),
    Row("H14", "status 99", "failed", ["message.invalidStatusLine"], content: "cantTell(malformed)", get: status("99 X")),
    Row("H14", "status 1000", "failed", ["message.invalidStatusLine"], content: "cantTell(malformed)", get: status("1000 X")),
    Row("H14", "status -200", "failed", ["message.invalidStatusLine"], content: "cantTell(malformed)", get: status("-200 X")),
    Row("H14", "status 999", "failed", ["message.invalidStatusLine"], content: "cantTell(malformed)", get: status("999 X")),
    Row("H14", "no blank behind the status", "failed", ["message.invalidStatusLine"], content: "passed", get: status("200")),
    Row("H15", "NUL", "failed", ["message.controlInValue"], content: "cantTell(malformed)", get: b.head("X-A: a\0b\r\n")),
    Row("H15", "a control byte", "failed", ["message.controlInValue"], content: "passed", get: b.head("X-A: a\u{1}b\r\n")),
    Row("H15", "ESC", "failed", ["message.controlInValue"], content: "passed", get: b.head("X-A: \u{1B}[31mmerah\r\n")),
    Row("H15", "CR alone", "failed", ["message.bareCR"], content: "passed", get: b.head("X-A: a\rSet-Cookie: b=c\r\n")),
    Row("H15", "a folded line", "failed", ["message.obsoleteFold"], content: "passed", get: b.head("X-A: satu\r\n dua\r\n")),
    Row("H15", "a blank before the colon", "failed", ["message.whitespaceBeforeColon"], content: "passed", get: b.head("X-A : satu\r\n")),
    Row("H15", "no colon", "failed", ["message.missingColon"], content: "cantTell(malformed)", get: b.head("tanpa titik dua\r\n")),
    Row("H15", "an invalid name", "failed", ["message.invalidFieldName"], content: "passed", get: b.head("X[A]: satu\r\n")),
    Row(
      "H16", "invalid UTF-8", "passed", [], content: "passed",
      get: Array((b.ok + b.length + b.close + "X-A: ").utf8) + [0xC3, 0x28, 0xFF] + Array(("\r\n\r\n" + b.sample).utf8)),
    Row(
      "H19", "one unasked interim answer", "passed", ["message.unaskedInterim?"], content: "passed",
      get: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + b.head("")),
    Row(
      "H19", "an interim answer and nothing more", "failed", ["message.cutHead"], content: "cantTell(truncated)",
      get: "HTTP/1.1 102 Processing\r\n\r\n"),
    Row(
      "H20", "101 that nobody asked for", "failed", ["message.unaskedSwitch"], content: "cantTell(malformed)",
      get: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nPRI"),
    Row(
      "H22", "frames of HTTP/2", "failed", ["message.noHead"], content: "cantTell(malformed)",
      get: [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100] + [UInt8](repeating: 0, count: 900)),
  ]

  private static func status(_ text: String) -> String {
    "HTTP/1.1 \(text)\r\nContent-Type: application/json\r\n" + HostileBytes.length + HostileBytes.close + "\r\n" + HostileBytes.sample
  }
}

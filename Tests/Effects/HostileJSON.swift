/// Rows about JSON that is none, or is more than most readers bear.
enum HostileJSON {
  private typealias Row = HostileBodiesTests.Row

  private static func broken(_ id: String, _ what: String, _ body: [UInt8]) -> HostileBodiesTests.Row {
    Row(id, what, ["HTP-18": "passed", "SEM-02": "failed", "DOC-06": "untested(prerequisite(SEM-02))", "OPS-01": "passed"], body)
  }
  private static func broken(_ id: String, _ what: String, _ body: String) -> HostileBodiesTests.Row { broken(id, what, Array(body.utf8)) }

  private static func tooMuch(_ id: String, _ what: String, _ body: String) -> HostileBodiesTests.Row {
    Row(id, what, ["HTP-18": "passed", "SEM-02": "cantTell(bodyLimit)", "DOC-06": "untested(prerequisite(SEM-02))", "OPS-01": "passed"], body)
  }

  private static func good(_ id: String, _ what: String, _ body: String) -> HostileBodiesTests.Row {
    Row(id, what, ["HTP-18": "passed", "SEM-02": "passed", "DOC-06": "passed", "OPS-01": "passed"], body)
  }

  private static func with(_ more: String) -> String { #"{"loket":3,"menunggu":12,"# + more + "}" }

  static let rows: [HostileBodiesTests.Row] = [
    tooMuch("B7", "100,000 deep", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)),
    broken("B8", "a name twice", #"{"loket":3,"loket":4,"menunggu":12}"#),
    broken("B8", "a name twice by an escape", #"{"loket":3,"\u006coket":4,"menunggu":12}"#),
    good("B9", "names that look alike", with("\"\u{E9}\":1,\"e\u{301}\":2")),
    broken("B10", "a comma before the end", #"{"loket":3,"menunggu":12,}"#),
    broken("B10", "a comment", "/* */" + HostileLab.sample),
    broken("B10", "NaN", #"{"loket":NaN,"menunggu":12}"#),
    broken("B10", "a leading zero", #"{"loket":03,"menunggu":12}"#),
    broken("B10", "something behind it", HostileLab.sample + "x"),
    broken("B10", "a byte order mark", "\u{FEFF}" + HostileLab.sample),
    broken("B10", "UTF-16", Array(HostileLab.sample.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })),
    good("B11", "numbers beyond every type", with(#""a":1e400,"b":1e-400,"c":9007199254740993,"d":-0,"e":1.0"#)),
    good("B11", "a number of 100,000 digits", with(#""a":"# + String(repeating: "9", count: 100_000))),
    Row("B11", "true is no integer", ["HTP-18": "passed", "SEM-02": "passed", "DOC-06": "failed"], #"{"loket":true,"menunggu":12}"#),
    good("B11", "1.0 is an integer", #"{"loket":1.0,"menunggu":12}"#),
    broken("B12", "invalid UTF-8", Array(#"{"loket":3,"menunggu":12,"a":""#.utf8) + [0xFF, 0xC0] + Array(#""}"#.utf8)),
    broken("B12", "a raw control byte", with("\"a\":\"\u{1}\"")),
    good("B12", "NUL by an escape", with(#""a":"\u0000""#)),
    good("B13", "100,000 combining marks", with("\"a\":\"a" + String(repeating: "\u{301}\u{327}", count: 50_000) + "\"")),
    good("B14", "30,000 members", with((0..<30_000).map { "\"m\($0)\":0" }.joined(separator: ","))),
    tooMuch("B14", "more values than we read", with("\"a\":[" + String(repeating: "0,", count: 1_000_000) + "0]")),
    good("B14", "a string of 256 KiB", with("\"a\":\"" + String(repeating: "a", count: 256 << 10) + "\"")),
  ]
}

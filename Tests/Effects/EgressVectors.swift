import TestSupport
import Testing

/// The spellings and redirects of `Tests/Fixtures/Wire/egress-vectors.tsv`, each with what must become of it.
struct EgressVector: Sendable, CustomTestStringConvertible {
  enum Form: String, Sendable { case address, base, location, chain }

  let form: Form
  let text: String
  /// `admission`, `policy`, or `allowed` with what is sent.
  let expected: String
  var testDescription: String { "\(form.rawValue) \(text)" }

  static let all: [EgressVector] = {
    let path = Suites.repository + "/Tests/Fixtures/Wire/egress-vectors.tsv"
    return String(decoding: Suites.bytes(path), as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      precondition(cells.count == 3, "\(path): three cells in every line, separated by tabs: \(line)")
      return EgressVector(form: Form(rawValue: cells[0])!, text: plain(cells[1]), expected: cells[2])
    }
  }()

  static func of(_ form: Form) -> [EgressVector] { all.filter { $0.form == form } }

  /// `\u{9}` stands for a character, `\\` for a backslash.
  private static func plain(_ text: String) -> String {
    text.replacing(/\\(?:\\|u\{([0-9A-F]+)\})/) { match in
      match.1.map { String(UnicodeScalar(UInt32($0, radix: 16)!)!) } ?? "\\"
    }
  }
}

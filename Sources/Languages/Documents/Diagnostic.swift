/// A place in a file, both counted from 1; the column counts Unicode scalars.
package struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
}

/// What is wrong with a file that was handed to us, where, in both languages.
///
/// Diagnostics are about specification files (ours or an agency's). What an endpoint does wrong is a finding, never this.
package struct Diagnostic: Error, Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable { case error, warning }

  package let wording: Wording
  package let parameters: [String: String]
  package let severity: Severity
  package let position: SourcePosition?
  package let pointer: JSONPointer?

  package init(
    _ wording: Wording, _ parameters: [String: String] = [:], at position: SourcePosition?, pointer: JSONPointer? = nil,
    severity: Severity = .error
  ) {
    self.wording = wording
    self.parameters = parameters
    self.severity = severity
    self.position = position
    self.pointer = pointer
  }

  package var isError: Bool { severity == .error }

  package func text(in language: Language) -> String { wording.text(in: language, parameters) }

  /// One line as compilers write it: `file:line:column: error: sentence [code]`.
  package func line(in language: Language) -> String {
    let word = language == .indonesian ? (isError ? "galat" : "peringatan") : severity.rawValue
    let place = position.map { "\($0): " } ?? ""
    return "\(place)\(word): \(text(in: language)) [\(wording.code)]"
  }
}

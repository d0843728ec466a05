import Documents
import Foundation
import Model
import Reporting
import Synchronization

/// Speaks to the person at the terminal: data on standard output, everything else on standard error.
struct Speaker: Sendable {
  let language: Language
  let isQuiet: Bool
  let allowsColor: Bool

  var voice: Voice { Voice(language: language) }
  /// Colour only for a person who watches.
  var color: Bool { allowsColor && isatty(1) == 1 }
  /// Columns to fill; 100 where nobody says.
  var width: Int { Int(ProcessInfo.processInfo.environment["COLUMNS"] ?? "").map { min(max($0, 40), 160) } ?? 100 }

  func print(_ text: String) {
    let line = text.utf8.last == 0x0A || text.utf8.isEmpty ? text : text + "\n"
    guard !StandardStream.output.write(line) else { return }
    warn(Self.unwritten)
    // Data that nobody gets must not look like an answer.
    exit(Ending.inputOutput.rawValue)
  }

  /// One line, whatever `--quiet` says.
  func warn(_ text: String) { StandardStream.errors.write(VisibleText.of(text) + "\n") }

  func warn(_ wording: Wording, _ parameters: [String: String] = [:]) { warn(voice(wording, parameters)) }

  /// News of progress; nothing with `--quiet`.
  func tell(_ wording: Wording, _ parameters: [String: String] = [:]) { if !isQuiet { warn(voice(wording, parameters)) } }

  func say(_ diagnostics: [Diagnostic]) { for diagnostic in diagnostics { warn(diagnostic.line(in: language)) } }

  private static let unwritten = Wording(
    "command.unwritten", id: "Hasil tidak dapat ditulis ke keluaran standar; periksa tujuannya, lalu ulangi.",
    en: "The result could not be written to standard output; check where it goes, and try again.")
  static let wordings = [unwritten]
}

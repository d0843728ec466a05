import Foundation
import TestSupport

/// A text file of the repository, with its path from the root.
struct HouseFile {
  let path: String
  let text: String

  /// The file's name without folder and ending.
  var name: String { URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }
  var folders: [String] { Array(path.split(separator: "/").dropLast().map(String.init)) }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Files under a folder of the repository with one of the endings, sorted by path.
  static func under(_ folder: String, endings: [String]) -> [HouseFile] {
    Suites.files(under: "\(Suites.repository)/\(folder)", endings: endings).map { path in
      HouseFile(path: String(path.dropFirst(Suites.repository.count + 1)), text: String(decoding: Suites.bytes(path), as: UTF8.self))
    }
  }

  /// One file by its path from the root; its text is empty where it does not exist.
  static func at(_ path: String) -> HouseFile {
    HouseFile(path: path, text: String(decoding: Suites.bytes("\(Suites.repository)/\(path)"), as: UTF8.self))
  }

  static let sources = under("Sources", endings: [".swift"])
  static let tests = under("Tests", endings: [".swift"])

  /// Every text that is committed, except third-party data.
  static let committed: [HouseFile] =
    sources + tests + under("Sources/Shims", endings: [".h", ".modulemap"]) + under("Specs", endings: [".md", ".yaml", ".yml", ".json"])
    + under(".ci", endings: [""]) + under("Reports/Example", endings: [".html", ".json", ".md"])
    + [
      "Package.swift", "Makefile", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "publiccode.yml", "Reports/README.md",
      ".gitignore",
    ].map(at)
}

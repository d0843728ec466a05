import Testing

/// A file is a page: short, named by its subject, beginning with one sentence that says what it is.
@Suite struct TidyTests {
  /// Lines; tests may be longer, they are tables.
  static let longest = (sources: 250, tests: 300)
  static let widest = 150
  /// Names that sort by mechanism instead of meaning; what they would hold has a subject of its own.
  static let drawers: Set<String> = [
    "Context", "Options", "Manager", "Core", "Common", "Util", "Utils", "Utilities", "Helper", "Helpers", "Extensions", "Misc",
  ]

  @Test func filesAreAPage() {
    for (files, longest) in [(HouseFile.sources, Self.longest.sources), (HouseFile.tests, Self.longest.tests)] {
      for file in files where file.lines.count - 1 > longest {
        Issue.record("\(file.path): \(file.lines.count - 1) lines; over \(longest) it is two things: give each a file.")
      }
    }
  }

  @Test func linesAreClean() {
    for file in HouseFile.sources + HouseFile.tests {
      for (index, line) in file.lines.enumerated() {
        let place = "\(file.path):\(index + 1):"
        if line.unicodeScalars.count > Self.widest { Issue.record("\(place) \(line.unicodeScalars.count) columns; wrap at \(Self.widest).") }
        if line.contains("\t") { Issue.record("\(place) a tab; indent with two blanks.") }
        if line.hasSuffix(" ") { Issue.record("\(place) blanks at the end of the line; remove them.") }
      }
      if !file.text.hasSuffix("\n") || file.text.hasSuffix("\n\n") { Issue.record("\(file.path): end the file with one newline.") }
    }
  }

  /// The abstract: the first sentence of the first documentation comment.
  @Test func filesBeginWithASentence() {
    for file in HouseFile.sources where !Self.isPlain(file) {
      guard let abstract = Self.abstract(of: file) else {
        Issue.record("\(file.path): begin the first declaration with `///` and one sentence that says more than its name.")
        continue
      }
      let length = abstract.unicodeScalars.count
      if length > Self.widest { Issue.record("\(file.path): the first sentence has \(length) characters; say it in \(Self.widest): \(abstract)") }
    }
  }

  @Test func namesAreSubjects() {
    let declarations: Set<String> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    for file in HouseFile.sources + HouseFile.tests {
      for folder in file.folders where Self.drawers.contains(folder) {
        Issue.record("\(file.path): “\(folder)” is a drawer, not a subject: name the folder by what is in it.")
      }
      let words = SwiftCode(file.text).words
      for (word, next) in zip(words, words.dropFirst()) where declarations.contains(word.text) && Self.isDrawer(next.text) {
        Issue.record("\(file.path):\(next.line): “\(next.text)” says how, not what: name the type by its subject.")
      }
    }
  }

  /// A file is found by its name, so no two files of a layer share one.
  @Test func fileNamesAreUnique() {
    let layers = Dictionary(grouping: HouseFile.sources) { "\($0.folders[1])/\($0.name)" }
    for (_, files) in layers.sorted(by: { $0.key < $1.key }) where files.count > 1 {
      Issue.record("\(files.map(\.path).joined(separator: " and ")) share a name: name each by its own subject.")
    }
  }

  private static func isDrawer(_ name: String) -> Bool { drawers.contains { name == $0 || name.hasSuffix($0) && name.count > $0.count } }

  /// The command's entry point says everything in its configuration.
  private static func isPlain(_ file: HouseFile) -> Bool { file.text.contains("@main") }

  private static func abstract(of file: HouseFile) -> String? {
    var lines = file.lines.drop { $0.isEmpty || !$0.hasPrefix("///") && ($0.hasPrefix("//") || $0.hasPrefix("#") || $0.contains("import ")) }
    // An extension may leave the word to its first member.
    if let first = lines.first, !first.hasPrefix("///"), first.contains("extension ") { lines = lines.dropFirst() }
    let sentences = lines.map { $0.trimmingPrefix { $0 == " " } }.prefix { $0.hasPrefix("/// ") }
    guard !sentences.isEmpty else { return nil }
    let paragraph = sentences.map { $0.dropFirst(4) }.joined(separator: " ")
    guard let end = paragraph.firstRange(of: ". ") else { return paragraph }
    return String(paragraph[..<end.lowerBound]) + "."
  }
}

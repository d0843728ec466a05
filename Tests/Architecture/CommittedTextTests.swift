import Testing

/// What is committed is true on every machine: no path of one, no address of a package registry, no link into nothing.
@Suite struct CommittedTextTests {
  /// Written in two halves, so that this file does not find itself.
  static let foreign: [(needle: String, why: String)] = [
    ("/ho" + "me/", "a path of one machine"),
    ("/wo" + "rk/", "a path of one machine"),
    ("/tm" + "p/", "a path of one machine; ask the system for a temporary folder"),
    ("/Us" + "ers/", "a path of one machine"),
    ("py" + "pi.org", "the host of a package registry"),
    ("registry.np" + "mjs.org", "the host of a package registry"),
    ("proxy.gol" + "ang.org", "the host of a package registry"),
    ("crates" + ".io", "the host of a package registry"),
    ("artifac" + "tory", "the host of a package registry"),
  ]

  /// Texts that must show such a path, each with the reason; a line here that is not needed any more fails.
  static let exceptions: [String: String] = [:]

  @Test func namesNoMachine() {
    var used: Set<String> = []
    for file in HouseFile.committed {
      for (index, line) in file.lines.enumerated() {
        guard let found = Self.foreign.first(where: { line.contains($0.needle) }) else { continue }
        if Self.exceptions[file.path] != nil {
          used.insert(file.path)
        } else {
          Issue.record("\(file.path):\(index + 1): “\(found.needle)” is \(found.why).")
        }
      }
    }
    for path in Self.exceptions.keys.sorted() where !used.contains(path) {
      Issue.record("\(path) needs no exception any more: remove its line from CommittedTextTests.exceptions.")
    }
  }

  @Test func linksLeadSomewhere() {
    let known = Set(HouseFile.committed.filter { !$0.text.isEmpty }.map(\.path) + ["LICENSE"])
    for file in HouseFile.committed where file.path.hasSuffix(".md") && !file.path.hasPrefix("Specs/Standard/") {
      for match in file.text.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
        let target = (file.folders + match.1.split(separator: "/").map(String.init)).joined(separator: "/")
        if !known.contains(target) { Issue.record("\(file.path): the link to \(match.1) leads to no committed file.") }
      }
    }
  }

  /// The top level holds what the design promises.
  @Test func documentsAreThere() {
    let promised = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "publiccode.yml", "Makefile", ".ci/run"]
    for path in promised + ["Specs/README.md", "Reports/README.md"] {
      #expect(!HouseFile.at(path).text.isEmpty, "\(path) is missing.")
    }
  }
}

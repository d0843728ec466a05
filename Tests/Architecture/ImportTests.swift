import Testing

/// Who imports whom: the sources, Package.swift and ARCHITECTURE.md agree with one table.
@Suite struct ImportTests {
  @Test(arguments: Module.all.map(\.name)) func importsOnlyWhatTheTableAllows(_ name: String) throws {
    let module = try #require(Module.all.first { $0.name == name })
    for file in HouseFile.sources where file.path.hasPrefix(module.folder + "/") {
      for (line, imported) in Self.imports(of: file) where !module.mayImport.contains(imported) {
        Issue.record(
          """
          \(file.path):\(line): \(module.name) may not import \(imported). Move the code to a module that may, or, where the design itself \
          is to change, change Tests/Architecture/Module.swift, Package.swift and ARCHITECTURE.md together and write the reason there.
          """)
      }
    }
  }

  @Test func everySourceFileBelongsToAModule() {
    for file in HouseFile.sources where !Module.all.contains(where: { file.path.hasPrefix($0.folder + "/") }) {
      Issue.record("\(file.path): no module of Tests/Architecture/Module.swift has this folder: add its line, and one to ARCHITECTURE.md.")
    }
  }

  /// The table is in order: whatever a module imports stands above it, so there are no cycles and no layer reads upward.
  @Test func theTableReadsDownward() {
    for (index, module) in Module.all.enumerated() {
      let above = Set(Module.all[..<index].map(\.name))
      for name in module.ours.subtracting(above).sorted() {
        Issue.record("Module.swift: \(module.name) imports \(name), which stands below it. Languages, Conformance, Effects, selaras; never up.")
      }
    }
  }

  @Test func packageDeclaresTheSame() {
    let declared = PackageText.dependencies(HouseFile.at("Package.swift").text)
    for module in Module.all {
      let expected = module.ours.union(module.outside).sorted()
      let list = expected.joined(separator: ", ")
      #expect(declared[module.name]?.sorted() == expected, "Package.swift: the dependencies of \(module.name) should be \(list).")
    }
  }

  @Test func architectureShowsTheSame() {
    let shown = HouseFile.at("ARCHITECTURE.md").lines
    func list(_ names: [String]) -> String { names.isEmpty ? "–" : names.joined(separator: ", ") }
    for module in Module.all {
      let row = "| \(module.name) | \(module.layer.rawValue) | \(list(module.imports)) | \(list(module.outside)) |"
      #expect(shown.contains { $0 == row }, "ARCHITECTURE.md: the module table should have the row\n\(row)")
    }
    let rows = shown.drop { !$0.hasPrefix("| module | layer |") }.prefix { $0.hasPrefix("|") }.count - 2
    #expect(rows == Module.all.count, "ARCHITECTURE.md: the module table should have \(Module.all.count) rows, no module is left over.")
  }

  /// The module after each `import`, whatever stands before it.
  private static func imports(of file: HouseFile) -> [(line: Int, module: String)] {
    let words = SwiftCode(file.text).words
    let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    return words.indices.dropLast().compactMap { index in
      guard words[index].text == "import", !words[index].isMember else { return nil }
      let next = kinds.contains(words[index + 1].text) && index + 2 < words.count ? words[index + 2] : words[index + 1]
      return (words[index].line, next.text)
    }
  }
}

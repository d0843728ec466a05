import Testing

/// Languages and Conformance are pure: equal inputs give equal results, today or in five years.
@Suite struct PurityTests {
  /// Words that reach the world without an import of it, and why each is refused.
  static let refused: [String: String] = {
    let groups: [(String, [String])] = [
      ("the time is an argument (“now” is when the evidence was recorded)", ["ContinuousClock", "SuspendingClock", "Date", "clock_gettime"]),
      ("files are read by Workspace", ["FileManager", "FileHandle", "fopen", "contentsOfFile"]),
      ("only Wire touches the network", ["URLSession", "URLRequest", "socket", "getaddrinfo"]),
      (
        "randomness is an argument (the plan's seed)",
        ["SystemRandomNumberGenerator", "random", "randomElement", "shuffle", "shuffled", "UUID", "hashValue"]
      ),
      ("settings are arguments", ["CommandLine", "ProcessInfo", "Process", "getenv"]),
      ("text is returned, not printed", ["print", "debugPrint", "dump", "readLine", "fputs"]),
      ("Execution's run is the only asynchronous verb", ["async", "await", "Task", "TaskGroup", "Thread", "DispatchQueue"]),
    ]
    return Dictionary(uniqueKeysWithValues: groups.flatMap { reason, words in words.map { ($0, reason) } })
  }()

  @Test func languagesAndConformanceTouchNothing() {
    for file in HouseFile.sources where file.path.hasPrefix("Sources/Languages/") || file.path.hasPrefix("Sources/Conformance/") {
      for word in SwiftCode(file.text).words {
        guard let reason = Self.refused[word.text] else { continue }
        Issue.record("\(file.path):\(word.line): “\(word.text)” has no place here: \(reason). Take an argument, or move the code to Effects.")
      }
    }
  }

  /// Results are read and written by versioned formats; a value of the model that is `Codable` would become a format by accident.
  @Test func valuesAreNotCodable() {
    for file in HouseFile.sources where file.path.hasPrefix("Sources/Conformance/Model/") {
      for word in SwiftCode(file.text).words where ["Codable", "Encodable", "Decodable"].contains(word.text) {
        Issue.record("\(file.path):\(word.line): values of the model are not \(word.text): write a format in Workspace or Reporting.")
      }
    }
  }

  @Test func nothingIsPublic() {
    for file in HouseFile.sources {
      for word in SwiftCode(file.text).words where word.text == "public" {
        Issue.record("\(file.path):\(word.line): “public” should be “package”: nobody outside this package imports it.")
      }
    }
  }
}

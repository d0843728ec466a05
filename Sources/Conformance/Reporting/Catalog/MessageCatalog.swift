package import Documents

/// All sentences of the program by their code. Two sentences under one code are a bug of ours, found when the catalogue is made.
package struct MessageCatalog: Sendable {
  private let byCode: [String: Wording]

  /// The same wording twice is taken once; another text under a known code traps.
  package init(_ wordings: [Wording]) {
    byCode = Dictionary(wordings.map { ($0.code, $0) }) { first, second in
      precondition(first == second, "the message code \(first.code) stands for two different sentences")
      return first
    }
  }

  package subscript(code: String) -> Wording? { byCode[code] }

  /// Every code, sorted by bytes.
  package var codes: [String] { byCode.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}

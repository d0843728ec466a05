package import Documents
package import Model

/// Tells a body that gives data from one that only says why there are none.
package struct ContentReading: Sendable {
  private let signs: [ProfileData.ErrorSign]
  private let messageNames: Set<String>
  private let idleNames: Set<String>

  package init(_ data: ProfileData) {
    signs = data.errorSigns
    messageNames = Set(data.errorMessageMembers.map { NameWords($0).compact })
    let codes = data.errorCodeMembers.map { NameWords($0).compact }
    idleNames = messageNames.union(codes).union(data.errorSigns.map { NameWords($0.member).compact }).union(Self.envelopeNames)
  }

  /// Members of an answer that are about the answer and not about its subject.
  private static let envelopeNames: Set<String> = [
    "status", "success", "error", "errors", "code", "kode", "message", "pesan", "title", "detail", "type", "instance", "timestamp", "waktu", "path",
    "method", "requestid", "traceid", "correlationid", "idpermintaan", "version", "meta",
  ]

  // MARK: Data

  /// Whether the document gives data: a non-empty list, or an object with more than codes, messages and empty members.
  package func givesData(_ root: Node) -> Bool {
    switch root.kind {
    case .array: return root.count > 0
    case .object:
      let members = root.members.filter { !idleNames.contains(NameWords($0.name).compact) }
      let containers = members.filter { $0.value.kind == .object || $0.value.kind == .array }
      guard containers.isEmpty else { return containers.contains { !Self.leaves(of: $0.value).isEmpty } }
      return members.contains { Self.isFilled($0.value) }
    default: return false
    }
  }

  /// Which share of the data members of `success` stands in `other` too; nil when `success` has none.
  package func share(of success: Node, in other: Node) -> Double? {
    let wanted = dataLeaves(success)
    guard !wanted.isEmpty else { return nil }
    return Double(wanted.intersection(dataLeaves(other)).count) / Double(wanted.count)
  }

  private func dataLeaves(_ root: Node) -> Set<JSONPointer> {
    Self.leaves(of: root).filter { $0.tokens.count != 1 || !idleNames.contains(NameWords($0.tokens[0]).compact) }
  }

  /// Pointers of filled scalars, every list read as one element; at most a few thousand of them.
  private static func leaves(of root: Node) -> Set<JSONPointer> {
    var found: Set<JSONPointer> = []
    var waiting: [(node: Node, pointer: JSONPointer)] = [(root, .root)]
    while let (node, pointer) = waiting.popLast(), found.count < 2000 {
      switch node.kind {
      case .object: for (name, value) in node.members { waiting.append((value, pointer.appending(name))) }
      case .array: for element in node.elements.prefix(20) { waiting.append((element, pointer.appending("*"))) }
      default: if isFilled(node) { found.insert(pointer) }
      }
    }
    return found
  }

  private static func isFilled(_ node: Node) -> Bool {
    switch node.kind {
    case .null: false
    case .string: !(node.string ?? "").utf8.isEmpty
    case .boolean, .number: true
    case .object, .array: node.count > 0
    }
  }

  // MARK: Error signs

  package enum Sign: Sendable, Hashable {
    case none
    /// This root member says that the request failed.
    case error(member: String)
    /// It says so, or it describes the thing that was asked for: both readings fit.
    case unclear(member: String)
  }

  /// The sign of an error at the root of a success (HTP-02). Members below the root say nothing: FHIR bundles have entries that failed.
  package func sign(in root: Node) -> Sign {
    guard root.kind == .object else { return .none }
    var unclear: String?
    for sign in signs {
      guard let (name, value) = root.members.first(where: { NameWords($0.name).compact == NameWords(sign.member).compact }),
        sign.values.contains(where: { Self.matches(value, $0) })
      else { continue }
      if !Self.doubleMeaning.contains(NameWords(name).compact) || !givesData(root) { return .error(member: name) }
      if root.members.contains(where: { messageNames.contains(NameWords($0.name).compact) }) { unclear = unclear ?? name }
    }
    return unclear.map(Sign.unclear) ?? .none
  }

  /// Names that are also properties of things: a shop's `kode: 404`, a payment's `status: "gagal"`. They count beside data only as unclear.
  private static let doubleMeaning: Set<String> = ["status", "state", "code", "kode", "result", "hasil"]

  /// Against a JSON text without regard to the case of letters, or against a number range `400..599` (also three digits in quotes).
  private static func matches(_ value: Node, _ text: String) -> Bool {
    guard let dots = text.firstRange(of: ".."), let low = Int(text[..<dots.lowerBound]), let high = Int(text[dots.upperBound...]) else {
      return JSONValue(value).text(pretty: false).lowercased().utf8.elementsEqual(text.lowercased().utf8)
    }
    let number = value.integer ?? value.string.flatMap { $0.utf8.count == 3 ? Int($0) : nil }
    return number.map { (low...max(low, high)).contains($0) } ?? false
  }
}

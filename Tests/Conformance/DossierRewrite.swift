import Documents
import Model

/// Changes of an example that must not change its outcome (design: formats.md §1).
enum DossierRewrite: CaseIterable {
  case headerNameCase, headerOrder, memberOrder, insignificantSpace

  func apply(to example: Example) -> Example {
    Example(
      expectation: example.expectation, title: example.title, fences: example.fences.map(rewritten), finding: example.finding,
      position: example.position)
  }

  private func rewritten(_ fence: Fence) -> Fence {
    guard fence.kind == .http else { return fence }
    var lines = fence.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let status = lines.lastIndex(where: { $0.hasPrefix("HTTP/") }) else { return fence }
    let end = lines[status...].firstIndex(of: "") ?? lines.endIndex
    let head = Array(lines[(status + 1)..<end])
    let body = end == lines.endIndex ? "" : lines[(end + 1)...].joined(separator: "\n")
    switch self {
    case .headerNameCase: lines.replaceSubrange((status + 1)..<end, with: head.map(Self.otherCase))
    case .headerOrder: lines.replaceSubrange((status + 1)..<end, with: Self.reordered(head))
    case .memberOrder, .insignificantSpace:
      guard let changed = changed(body, head) else { return fence }
      lines.replaceSubrange((end + 1)..., with: [changed])
    }
    return Fence(kind: fence.kind, attributes: fence.attributes, text: lines.joined(separator: "\n"), position: fence.position)
  }

  private static func otherCase(_ line: String) -> String {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    return ([name == name.lowercased() ? name.uppercased() : name.lowercased()] + parts.dropFirst().map(String.init)).joined(separator: ":")
  }

  /// Backwards, lines of one name in their order: that order means something (RFC 9110 §5.3).
  private static func reordered(_ head: [String]) -> [String] {
    func name(_ line: String) -> String { (line.split(separator: ":").first.map(String.init) ?? "").lowercased() }
    var names: [String] = []
    for line in head where !names.contains(name(line)) { names.append(name(line)) }
    return names.reversed().flatMap { wanted in head.filter { name($0) == wanted } }
  }

  /// A body of strict JSON without duplicate names whose length nobody declared, written otherwise.
  private func changed(_ body: String, _ head: [String]) -> String? {
    let isMeasured = head.contains { $0.lowercased().hasPrefix("content-length:") || $0.lowercased().hasPrefix("transfer-encoding:") }
    guard !isMeasured, let document = try? JSONReader.read(Array(body.utf8), file: "body", limits: .body), document.duplicateNames.isEmpty else {
      return nil
    }
    return text(document.root)
  }

  private func text(_ node: Node) -> String {
    let blank = self == .insignificantSpace ? "\n\t " : ""
    switch node.kind {
    case .object:
      let members = node.members.map { "\(JSONValue.string($0.name).text(pretty: false))\(blank):\(blank)\(text($0.value))" }
      return "{\(blank)\((self == .memberOrder ? members.reversed() : members).joined(separator: "\(blank),\(blank)"))\(blank)}"
    case .array: return "[\(blank)\(node.elements.map(text).joined(separator: ",\(blank)"))\(blank)]"
    case .number: return node.numberText ?? "0"
    default: return JSONValue(node).text(pretty: false)
    }
  }
}

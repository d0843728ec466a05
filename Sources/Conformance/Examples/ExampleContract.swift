import Digests
import Documents
import Model

/// The contract of an example: the fence's text, completed by the members of a default document that it does not have.
///
/// A text that names `openapi` or `swagger`, or cannot be read at all, is the whole contract. Otherwise members are put over the default
/// one by one (`info` replaces all of `info`; `null` leaves a member out). The text stays as written, so that order, duplicate names and
/// line numbers are the dossier's own; the default members follow behind it.
enum ExampleContract {
  private static let file = "contoh.yaml"

  private static let defaults: [(name: String, yaml: String)] = [
    ("openapi", "openapi: 3.1.0"),
    (
      "info",
      """
      info:
        title: Layanan Contoh
        version: 1.0.0
        contact: { name: Bidang Contoh, email: data@contoh.go.id.test, url: 'https://contoh.go.id.test' }
      """
    ),
    (
      "servers",
      """
      servers:
        - { url: '\(ExampleSubject.baseURL)', description: Produksi }
      """
    ),
  ]

  static func input(_ fences: [Fence]) -> (input: ContractInput?, diagnostics: [Diagnostic]) {
    guard let fence = fences.first else { return (nil, []) }
    let extra = fences.dropFirst().map { Diagnostic(ExampleExchange.twice, at: $0.position) }
    let bytes = completed(fence.text)
    return (ContractInput(file: file, bytes: bytes, digest: SHA256Digest.of(bytes)), extra)
  }

  private static func completed(_ text: String) -> [UInt8] {
    guard let document = try? DocumentReader.read(Array(text.utf8), file: file, limits: .contract), document.root.kind == .object,
      document.root["openapi"] == nil, document.root["swagger"] == nil
    else { return Array(text.utf8) }
    let missing = defaults.filter { document.root[$0.name] == nil }
    let isFlow = text.utf8.first { $0 != 0x20 && $0 != 0x0A } == UInt8(ascii: "{")
    if isFlow { return flow(document.root, missing.map(\.yaml)) }
    let dropped = Set(document.root.members.filter { $0.value.kind == .null }.compactMap { document.root.namePosition($0.name)?.line })
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().map { index, line in
      dropped.contains(index + 1) ? "" : String(decoding: line, as: UTF8.self)
    }
    return Array((lines + missing.map(\.yaml)).joined(separator: "\n").utf8) + [0x0A]
  }

  /// A text in JSON form is rewritten: there is no place behind its closing brace.
  private static func flow(_ root: Node, _ missing: [String]) -> [UInt8] {
    guard case .object(var members) = JSONValue(root) else { return [] }
    members = members.filter { $0.value != .null }
    for text in missing {
      guard let document = try? YAMLReader.read(Array(text.utf8), file: file, limits: .contract), case .object(let more) = JSONValue(document.root)
      else { continue }
      members.merge(more) { own, _ in own }
    }
    return Array(JSONValue.object(members).text(pretty: true).utf8)
  }
}

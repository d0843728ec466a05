import DataTypes
import Digests
import Documents
package import HTTPMessages
package import Model
package import OpenAPI
import Patterns

/// Reads the facts off the true bytes of one answer, then replaces what must not be kept. Pure: used on live bytes and on the
/// exchanges of dossier examples alike, so that both are judged the same.
package struct BodyObserver: Sendable {
  private let contract: Contract?
  private let leaks: [(name: String, pattern: Pattern)]
  private let secrets: [String]
  private let key: [UInt8]

  /// - `secrets`: credential values to replace wherever they occur, raw or percent-, JSON- or base64-encoded.
  /// - `key`: lives as long as the run; equal personal values get equal keyed digests inside it.
  package init(contract: Contract?, leakPatterns: [ProfileData.LeakPattern], secrets: [String], key: [UInt8]) {
    self.contract = contract
    leaks = leakPatterns.compactMap { entry in (try? Pattern.compile(entry.pattern)).map { (entry.name, $0) } }
    self.secrets = secrets
    self.key = key
  }

  /// The content after transfer decoding, observed and redacted.
  package func observe(
    content: [UInt8], head: ResponseHead?, operation: Operation?
  ) -> (content: [UInt8], facts: BodyFacts, redactions: [Redaction]) {
    guard !content.isEmpty else { return ([], .none, []) }
    let media = head?.value("Content-Type").flatMap(MediaType.init)
    let reading = BodySyntaxReader.read(content, media: media)
    let scanned = String(decoding: content.prefix(BodyFacts.searchedForLeaks), as: UTF8.self)
    let hits = leaks.filter { $0.pattern.matches(scanned, limits: .standard) == .matches }.map(\.name).sorted()
    let schema = operation.flatMap { Self.schema($0, status: head?.status ?? 0, media) }
    let typed = reading.document.map { typedValues($0, schema: schema) } ?? []
    let facts = BodyFacts(
      syntax: reading.syntax, duplicateNames: reading.document?.duplicateNames.map { $0.object.appending($0.name) } ?? [],
      typedValues: typed.map(\.value), leaks: hits, identifierLikeCount: Self.identifierLike(content))
    let isBroken = if case .brokenJSON = reading.syntax { true } else { false }
    let redactor = Redactor(secrets: secrets, key: key)
    let result = redactor.redact(content, document: reading.document, typed: typed.map { ($0.node, $0.value) }, isBroken: isBroken)
    return (result.content, facts, result.redactions)
  }

  /// Redacts texts that are kept beside bodies: URLs, header lines, causes. The length stays.
  package func redactText(_ bytes: [UInt8]) -> [UInt8] { Redactor(secrets: secrets, key: key).redactText(bytes) }

  /// The same observer with more values to replace.
  package func hiding(_ more: [String]) -> BodyObserver { BodyObserver(contract, leaks, secrets + more, key) }

  private init(_ contract: Contract?, _ leaks: [(name: String, pattern: Pattern)], _ secrets: [String], _ key: [UInt8]) {
    self.contract = contract
    self.leaks = leaks
    self.secrets = secrets
    self.key = key
  }

  private func typedValues(_ document: Document, schema: Node?) -> [(node: Node, value: TypedValue)] {
    InstanceTyping.typedValues(instance: document.root, schema: schema, contract: contract).prefix(5000).map { node, field in
      let text = node.string ?? node.numberText ?? ""
      let answer = NationalTypes.judge(text, as: field.type)
      let value = TypedValue(
        pointer: node.pointer, type: field.type.rawValue, basis: field.basis.rawValue, kind: "\(node.kind)",
        brokenRule: answer.brokenRule, isSynthetic: answer.isSynthetic)
      return (node, value)
    }
  }

  private static func schema(_ operation: Operation, status: Int, _ media: MediaType?) -> Node? {
    guard let media else { return nil }
    return operation.response(for: status)?.media(for: media.essence)?.schema
  }

  /// How many runs of exactly sixteen digits keep the NIK's structure, whatever the field is called.
  private static func identifierLike(_ content: [UInt8]) -> Int {
    var count = 0
    var start: Int?
    for index in 0...content.count {
      let isDigit = index < content.count && (0x30...0x39).contains(content[index])
      if isDigit, start == nil { start = index }
      if !isDigit, let first = start {
        if index - first == 16, NationalTypes.looksLikeNIK(content[first..<index]) { count += 1 }
        start = nil
      }
    }
    return count
  }
}

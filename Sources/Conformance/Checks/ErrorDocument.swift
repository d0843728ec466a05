import Documents
import HTTPMessages
import Model

/// What the JSON object of an error gives a program and a person: a code or type, and a message.
struct ErrorDocument {
  let hasCode: Bool
  let hasMessage: Bool

  init(_ root: Node, media: MediaType?, data: ProfileData) {
    // FHIR R4: the outcome's issues carry severity, code and diagnostics; FHR-03 judges them.
    if root["resourceType"]?.string == "OperationOutcome", let issues = root["issue"], issues.kind == .array, issues.count > 0 {
      (hasCode, hasMessage) = (true, true)
      return
    }
    let codeNames = data.errorCodeMembers.map(Self.words)
    let messageNames = data.errorMessageMembers.map(Self.words)
    var codes: Set<Int> = []
    var messages: Set<Int> = []
    for (name, value) in Self.objects(root).flatMap({ Array($0.members) }) {
      let words = Self.words(name)
      if Self.isCode(value), codeNames.contains(where: { Self.matches(words, $0) }) { codes.insert(value.identity) }
      if Self.isMessage(value), messageNames.contains(where: { Self.matches(words, $0) }) { messages.insert(value.identity) }
    }
    // A problem document without `type` has the type about:blank (RFC 9457 §3.1.1, §4.2.1); title and detail are its messages.
    let isProblem = media?.essence == "application/problem+json"
    let problemMessages = isProblem ? ["title", "detail"].compactMap { root[$0] }.filter(Self.isMessage) : []
    messages.formUnion(problemMessages.map(\.identity))
    hasMessage = !messages.isEmpty
    // A lone `error: "…"` may be either: it is taken as the message, and cannot be the code as well.
    hasCode = isProblem || !codes.subtracting(messages).isEmpty || (!codes.isEmpty && messages.count > 1)
  }

  /// The root, the objects directly in it, and those in its lists: `error: {code, message}`, `errors: [{…}]`, `metaData: {…}`.
  private static func objects(_ root: Node) -> [Node] {
    [root] + root.members.flatMap { $0.value.kind == .object ? [$0.value] : $0.value.elements.prefix(20).filter { $0.kind == .object } }
  }

  private static func isCode(_ value: Node) -> Bool { value.kind == .number || !(value.string ?? "").utf8.isEmpty }

  /// A text, or a list or an object of details.
  private static func isMessage(_ value: Node) -> Bool { value.count > 0 || !(value.string ?? "").utf8.isEmpty }

  /// The same words; or one listed word that heads the name: last in English (`errorCode`), first in Indonesian (`kodeGalat`).
  private static func matches(_ words: [[UInt8]], _ listed: [[UInt8]]) -> Bool {
    if words == listed { return true }
    guard listed.count == 1 else { return words.flatMap(\.self) == listed.flatMap(\.self) }
    return words.first == listed[0] || words.last == listed[0] || words.flatMap(\.self) == listed[0]
  }

  /// Lower-case words of `errorCode`, `error_code`, `error-code`, `ErrorCode`.
  private static func words(_ name: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var isInWord = false
    var wasUpper = true
    for byte in name.utf8 {
      let isSeparator = byte == 0x5F || byte == 0x2D || byte == 0x20 || byte == 0x2E
      let isUpper = (0x41...0x5A).contains(byte)
      if isSeparator {
        isInWord = false
      } else {
        if !isInWord || (isUpper && !wasUpper) { words.append([]) }
        words[words.count - 1].append(isUpper ? byte | 0x20 : byte)
        isInWord = true
      }
      wasUpper = isUpper
    }
    return words
  }
}

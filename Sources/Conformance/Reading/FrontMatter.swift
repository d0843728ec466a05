import Documents
import Model

/// The typed front matter of a dossier.
struct FrontMatter {
  let id: String
  let title: Bilingual
  let modality: Modality
  let level: Level
  let dimension: String
  let critical: Bool
  let since: String
  let sources: [Source]
  let types: Set<APIType>
  let safety: SafetyClass
  let verification: Verification

  init?(_ reader: inout MemberReader) {
    let id = reader.string("id")
    let title = reader.bilingual("title")
    let modality = reader.word("modality", Modality.self)
    let level = Self.level(&reader)
    let dimension = reader.string("dimension")
    critical = reader.boolean("critical", default: false)
    let since = reader.string("since")
    sources = reader.array("sources").compactMap { Self.source($0, &reader) }
    types = Self.types(&reader)
    let safety = Self.safety(&reader)
    let verification = reader.required("verify").flatMap { Self.verification($0, &reader) }
    if sources.isEmpty { reader.note(Diagnostic(Self.noSource, at: reader.node.position)) }
    guard let id, let title, let modality, let level, let dimension, let since, let safety, let verification else { return nil }
    (self.id, self.title, self.modality, self.level, self.dimension) = (id, title, modality, level, dimension)
    (self.since, self.safety, self.verification) = (since, safety, verification)
  }

  private static func level(_ reader: inout MemberReader) -> Level? {
    guard let number = reader.integer("level") else { return nil }
    guard let level = Level(rawValue: number) else {
      reader.note(Diagnostic(badLevel, ["value": String(number)], at: reader.node["level"]?.position))
      return nil
    }
    return level
  }

  private static func source(_ node: Node, _ reader: inout MemberReader) -> Source? {
    var inner = MemberReader(node)
    let name = inner.string("name")
    let section = inner.string("section", required: false)
    let url = inner.string("url", required: false)
    let isRead = inner.required("verified")?.boolean
    if isRead == nil, let node = inner.node["verified"] { inner.wrong(node, "verified", expected: "boolean") }
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let name, let isRead else { return nil }
    return Source(name: name, section: section, url: url, verified: isRead)
  }

  private static func types(_ reader: inout MemberReader) -> Set<APIType> {
    guard let node = reader.required("applies") else { return [] }
    var inner = MemberReader(node)
    var types: Set<APIType> = []
    for element in inner.array("types") {
      guard let type = element.string.flatMap(APIType.init(rawValue:)) else {
        inner.wrong(element, "types", expected: "API type")
        continue
      }
      types.insert(type)
    }
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    return types
  }

  private static func safety(_ reader: inout MemberReader) -> SafetyClass? {
    guard let text = reader.string("safety") else { return nil }
    if let safety = SafetyClass(name: text) { return safety }
    reader.note(Diagnostic(badSafety, ["value": text], at: reader.node["safety"]?.position))
    return nil
  }

  /// `{check: …, with: …}`, `{all: […]}`, `{any: […]}` or `{attested: {id, en}}`; nesting is bounded by the document's depth.
  private static func verification(_ node: Node, _ reader: inout MemberReader) -> Verification? {
    var inner = MemberReader(node)
    defer { reader.note(contentsOf: inner.diagnostics) }
    if let name = inner.string("check", required: false) {
      let arguments = inner.node("with").map(JSONValue.init) ?? .null
      inner.refuseUnknown()
      return .check(CheckCall(check: name, arguments: arguments))
    }
    for (name, combine) in [("all", Verification.all), ("any", Verification.any)] where inner.node[name] != nil {
      let parts = inner.array(name).compactMap { verification($0, &inner) }
      // A second combination beside the first would be dropped in silence, and its checks with it.
      inner.refuseUnknown()
      return combine(parts)
    }
    if let text = inner.bilingual("attested", required: false) {
      inner.refuseUnknown()
      return .attested(text)
    }
    inner.note(Diagnostic(badVerify, at: node.position, pointer: node.pointer))
    return nil
  }

  private static let badLevel = Wording(
    "dossier.level", id: "Tingkat harus 1, 2, atau 3, bukan {value}.", en: "The level must be 1, 2 or 3, not {value}.")
  private static let badSafety = Wording(
    "dossier.safety", id: "Kelas keamanan harus P0, P1, atau P2, bukan “{value}”.", en: "The safety class must be P0, P1 or P2, not “{value}”.")
  private static let badVerify = Wording(
    "dossier.verify", id: "“verify” harus berisi check, all, any, atau attested.", en: "“verify” must hold check, all, any or attested.")
  private static let noSource = Wording(
    "dossier.noSource", id: "Setiap persyaratan wajib menyebut sumbernya.", en: "Every requirement must name its source.")
  static let wordings = [badLevel, badSafety, badVerify, noSource]
}

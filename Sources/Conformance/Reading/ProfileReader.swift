import Digests
package import Documents
package import Model

/// A profile file as written, before what it extends and the dossiers it lists are joined to it.
package struct ProfileDraft: Sendable {
  package let id: String
  package let version: String
  package let extends: String?
  package let isSimulation: Bool
  package let name: Bilingual
  package let dimensions: [Dimension]
  package let levels: [LevelName]
  package let requirements: [Listing]
  package let data: [String: DataList]
  package let position: SourcePosition

  /// A requirement by id, tightened where the profile says so.
  package struct Listing: Sendable {
    package let id: String
    package let modality: Modality?
    package let level: Level?
    package let position: SourcePosition
  }

  /// One list of `data`: plain texts, or signs, or patterns.
  package enum DataList: Sendable {
    case texts([String])
    case signs([ProfileData.ErrorSign])
    case patterns([ProfileData.LeakPattern])
  }
}

/// Reads a profile (design: formats.md §2).
package enum ProfileReader {
  package static func read(_ file: SourceFile) -> (draft: ProfileDraft?, diagnostics: [Diagnostic]) {
    let document: Document
    do { document = try DocumentReader.read(file.bytes, file: file.path, limits: .contract) } catch { return (nil, [error]) }
    var reader = MemberReader(document.root)
    version(&reader)
    let id = reader.string("id")
    let version = reader.string("version")
    let extends = reader.string("extends", required: false)
    let isSimulation = reader.boolean("simulation", default: false)
    let name = reader.bilingual("name")
    _ = reader.strings("languages", required: false)
    let dimensions = reader.array("dimensions", required: extends == nil).compactMap { dimension($0, &reader) }
    let levels = reader.array("levels", required: extends == nil).compactMap { level($0, &reader) }
    let listings = reader.array("requirements", required: extends == nil).compactMap { listing($0, &reader) }
    let data = reader.node("data").map { Self.data($0, &reader) } ?? [:]
    score(&reader)
    reader.refuseUnknown()
    guard let id, let version, let name, reader.diagnostics.isEmpty else { return (nil, reader.diagnostics) }
    let draft = ProfileDraft(
      id: id, version: version, extends: extends, isSimulation: isSimulation, name: name, dimensions: dimensions, levels: levels,
      requirements: listings, data: data, position: document.root.position)
    return (draft, [])
  }

  /// `formatVersion: 1`, nothing else is known yet.
  package static func version(_ reader: inout MemberReader) {
    guard let number = reader.integer("formatVersion"), number != 1 else { return }
    reader.note(Diagnostic(unknownVersion, ["version": String(number)], at: reader.node["formatVersion"]?.position))
  }

  private static func score(_ reader: inout MemberReader) {
    guard let node = reader.node("score") else { return }
    var inner = MemberReader(node)
    if let model = inner.string("model"), model != "score/1" {
      inner.note(Diagnostic(unknownModel, ["model": model], at: node["model"]?.position))
    }
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
  }

  private static func dimension(_ node: Node, _ reader: inout MemberReader) -> Dimension? {
    var inner = MemberReader(node)
    let code = inner.string("code")
    let name = inner.bilingual("name")
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let code, let name else { return nil }
    return Dimension(code: code, name: name)
  }

  private static func level(_ node: Node, _ reader: inout MemberReader) -> LevelName? {
    var inner = MemberReader(node)
    let level = levelNumber(required: true, &inner)
    let name = inner.bilingual("name")
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let level, let name else { return nil }
    return LevelName(level: level, name: name)
  }

  /// A level that does not exist is said: dropped in silence, a tightening would not hold.
  private static func levelNumber(required isRequired: Bool, _ reader: inout MemberReader) -> Level? {
    guard let number = reader.integer("level", required: isRequired) else { return nil }
    if let level = Level(rawValue: number) { return level }
    reader.note(Diagnostic(badLevel, ["value": String(number)], at: reader.node["level"]?.position))
    return nil
  }

  private static func listing(_ node: Node, _ reader: inout MemberReader) -> ProfileDraft.Listing? {
    if let id = node.string { return ProfileDraft.Listing(id: id, modality: nil, level: nil, position: node.position) }
    var inner = MemberReader(node)
    let id = inner.string("id")
    let modality = inner.word("modality", Modality.self, required: false)
    let level = levelNumber(required: false, &inner)
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let id else { return nil }
    return ProfileDraft.Listing(id: id, modality: modality, level: level, position: node.position)
  }

  private static func data(_ node: Node, _ reader: inout MemberReader) -> [String: ProfileDraft.DataList] {
    var inner = MemberReader(node)
    var lists: [String: ProfileDraft.DataList] = [:]
    for name in ProfileJoiner.textLists where node[name] != nil { lists[name] = .texts(inner.strings(name)) }
    if node["errorSigns"] != nil {
      lists["errorSigns"] = .signs(inner.array("errorSigns").compactMap { sign($0, &inner) })
    }
    if node["leakPatterns"] != nil {
      lists["leakPatterns"] = .patterns(inner.array("leakPatterns").compactMap { pattern($0, &inner) })
    }
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    return lists
  }

  private static func sign(_ node: Node, _ reader: inout MemberReader) -> ProfileData.ErrorSign? {
    var inner = MemberReader(node)
    let member = inner.string("member")
    // A value is written as in JSON; a bare range such as 400..599 is a string in YAML.
    let values = inner.array("values").map { value in value.string.map { isRange($0) ? $0 : "\"\($0)\"" } ?? JSONValue(value).text(pretty: false) }
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let member else { return nil }
    return ProfileData.ErrorSign(member: member, values: values)
  }

  private static func isRange(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."))
    return text.contains("..") && parts.count == 2 && parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func pattern(_ node: Node, _ reader: inout MemberReader) -> ProfileData.LeakPattern? {
    var inner = MemberReader(node)
    let name = inner.string("name")
    let pattern = inner.string("pattern")
    inner.refuseUnknown()
    reader.note(contentsOf: inner.diagnostics)
    guard let name, let pattern else { return nil }
    return ProfileData.LeakPattern(name: name, pattern: pattern)
  }

  private static let unknownVersion = Wording(
    "file.formatVersion", id: "formatVersion {version} belum dikenal; yang dikenal: 1.", en: "formatVersion {version} is not known; known is 1.")
  private static let unknownModel = Wording(
    "profile.scoreModel", id: "Model skor “{model}” belum dikenal; yang dikenal: score/1.",
    en: "The score model “{model}” is not known; known is score/1.")
  private static let badLevel = Wording(
    "profile.level", id: "Tingkat harus 1, 2, atau 3, bukan {value}.", en: "The level must be 1, 2 or 3, not {value}.")
  package static let wordings = [unknownVersion, unknownModel, badLevel]
}

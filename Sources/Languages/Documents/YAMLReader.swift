import CYAML

/// Reads one YAML document (1.2, core schema) into the same tree as JSON, from libyaml's events; typing and limits are ours.
package enum YAMLReader {
  package static func read(_ bytes: [UInt8], file: String, limits: DocumentLimits) throws(Diagnostic) -> Document {
    let start = SourcePosition(file: file, line: 1, column: 1)
    guard bytes.count <= limits.bytes else {
      throw Diagnostic(JSONReader.tooLarge, ["limit": String(limits.bytes)], at: start)
    }
    var builder = YAMLBuilder(file: file, limits: limits)
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { preconditionFailure("libyaml could not allocate a parser.") }
    defer { yaml_parser_delete(&parser) }
    let fault: Diagnostic? = bytes.withUnsafeBufferPointer { buffer in
      let empty: [UInt8] = [0]
      return empty.withUnsafeBufferPointer { spare in
        yaml_parser_set_input_string(&parser, buffer.baseAddress ?? spare.baseAddress!, buffer.count)
        return run(&parser, &builder, file)
      }
    }
    if let fault { throw fault }
    guard let document = builder.document() else { throw Diagnostic(empty, at: start) }
    return document
  }

  private static func run(_ parser: inout yaml_parser_t, _ builder: inout YAMLBuilder, _ file: String) -> Diagnostic? {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        let problem = parser.problem.map { String(cString: $0) } ?? "unreadable"
        let mark = parser.problem_mark
        let place = SourcePosition(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
        return Diagnostic(syntax, ["problem": problem], at: place)
      }
      defer { yaml_event_delete(&event) }
      if UInt32(bitPattern: selaras_yaml_kind(&event)) == YAML_STREAM_END_EVENT.rawValue { return nil }
      if let fault = builder.take(YAMLEvent(&event)) { return fault }
    }
  }

  static let syntax = Wording(
    "yaml.syntax", id: "YAML tidak dapat dibaca: {problem}.", en: "The YAML cannot be read: {problem}.")
  static let empty = Wording("yaml.empty", id: "Berkas ini kosong.", en: "The file is empty.")
  static let severalDocuments = Wording(
    "yaml.severalDocuments", id: "Berkas berisi lebih dari satu dokumen YAML (“---”).", en: "The file holds more than one YAML document (“---”).")
  static let duplicateKey = Wording(
    "yaml.duplicateKey", id: "Nama “{name}” muncul dua kali dalam objek yang sama.", en: "The name “{name}” stands twice in the same mapping.")
  static let keyNotScalar = Wording(
    "yaml.keyNotScalar", id: "Nama anggota harus teks biasa, bukan daftar atau objek.",
    en: "A member's name must be plain text, not a sequence or a mapping.")
  static let tag = Wording("yaml.tag", id: "Tag “{tag}” tidak dipakai di sini.", en: "The tag “{tag}” is not used here.")
  static let notJSON = Wording(
    "yaml.notJSON", id: "Nilai “{value}” tidak ada padanannya di JSON.", en: "The value “{value}” has no counterpart in JSON.")
  static let unknownAlias = Wording(
    "yaml.unknownAlias", id: "Alias “*{name}” belum didefinisikan.", en: "The alias “*{name}” is not defined.")
  static let aliasLoop = Wording("yaml.aliasLoop", id: "Alias “*{name}” memuat dirinya sendiri.", en: "The alias “*{name}” contains itself.")
  static let aliasBudget = Wording(
    "yaml.aliasBudget", id: "Alias mengembang melebihi {limit} nilai: dokumen ditolak.",
    en: "Aliases expand to more than {limit} values: the document is refused.")
  static let tooDeep = Wording("yaml.tooDeep", id: "Susunan YAML terlalu dalam.", en: "The YAML is nested too deeply.")
  static let tooMany = Wording("yaml.tooManyNodes", id: "YAML berisi terlalu banyak nilai.", en: "The YAML holds too many values.")

  package static let wordings = [
    syntax, empty, severalDocuments, duplicateKey, keyNotScalar, tag, notJSON, unknownAlias, aliasLoop, aliasBudget, tooDeep, tooMany,
  ]
}

/// One of libyaml's events as a Swift value.
struct YAMLEvent {
  enum Kind { case scalar, alias, sequenceStart, mappingStart, end, documentStart, other }
  let kind: Kind
  let mark: Places.Mark
  let text: [UInt8]
  let isPlain: Bool
  let anchor: String?
  let tag: String?

  init(_ event: inout yaml_event_t) {
    switch UInt32(bitPattern: selaras_yaml_kind(&event)) {
    case YAML_SCALAR_EVENT.rawValue: kind = .scalar
    case YAML_ALIAS_EVENT.rawValue: kind = .alias
    case YAML_SEQUENCE_START_EVENT.rawValue: kind = .sequenceStart
    case YAML_MAPPING_START_EVENT.rawValue: kind = .mappingStart
    case YAML_SEQUENCE_END_EVENT.rawValue, YAML_MAPPING_END_EVENT.rawValue: kind = .end
    case YAML_DOCUMENT_START_EVENT.rawValue: kind = .documentStart
    default: kind = .other
    }
    mark = Places.Mark(
      line: Int32(clamping: selaras_yaml_line(&event) + 1), column: Int32(clamping: selaras_yaml_column(&event) + 1))
    if kind == .scalar, let value = selaras_yaml_value(&event) {
      text = Array(UnsafeBufferPointer(start: value, count: Int(selaras_yaml_length(&event))))
      isPlain = selaras_yaml_is_plain(&event) != 0
    } else {
      text = []
      isPlain = false
    }
    anchor = selaras_yaml_anchor(&event).map { String(cString: $0) }
    tag = selaras_yaml_tag(&event).map { String(cString: $0) }
  }
}

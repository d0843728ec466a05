/// Reads strict JSON (RFC 8259) into a flat tree; iterative, bounded, every fault with its byte offset.
package enum JSONReader {
  package static func read(_ bytes: [UInt8], file: String, limits: DocumentLimits) throws(Diagnostic) -> Document {
    guard bytes.count <= min(limits.bytes, Int(Int32.max) - 1) else {
      throw Diagnostic(tooLarge, ["limit": String(limits.bytes), "offset": "0"], at: SourcePosition(file: file, line: 1, column: 1))
    }
    var parser = JSONParser(bytes, limits: limits)
    if let fault = parser.run() {
      let tree = Tree(file: file, bytes: bytes, cells: [], places: .offsets(LineIndex(bytes)))
      throw Diagnostic(fault.wording, ["offset": String(fault.offset)], at: tree.position(offset: fault.offset))
    }
    return Document(
      file: file, bytes: bytes, cells: parser.cells, places: .offsets(LineIndex(bytes)), duplicates: parser.duplicates,
      loneSurrogates: parser.loneSurrogates)
  }

  static let unexpectedEnd = Wording(
    "json.unexpectedEnd", id: "JSON terpotong: teks berakhir sebelum selesai (byte {offset}).",
    en: "The JSON is cut off: the text ends too early (byte {offset}).")
  static let unexpectedByte = Wording(
    "json.unexpectedByte", id: "Ada karakter yang tidak boleh di sini (byte {offset}).",
    en: "There is a character that may not stand here (byte {offset}).")
  static let invalidLiteral = Wording(
    "json.invalidLiteral", id: "Kata ini bukan true, false, atau null (byte {offset}); NaN dan Infinity tidak ada di JSON.",
    en: "This word is not true, false or null (byte {offset}); JSON has no NaN or Infinity.")
  static let invalidNumber = Wording(
    "json.invalidNumber", id: "Angka ini tidak mengikuti tata tulis JSON (byte {offset}).",
    en: "This number does not follow JSON's grammar (byte {offset}).")
  static let controlCharacter = Wording(
    "json.controlCharacter", id: "Karakter kendali di dalam string harus ditulis sebagai \\u00XX (byte {offset}).",
    en: "A control character inside a string must be written as \\u00XX (byte {offset}).")
  static let invalidEscape = Wording(
    "json.invalidEscape", id: "Urutan garis miring terbalik ini tidak dikenal (byte {offset}).",
    en: "This backslash sequence is not known (byte {offset}).")
  static let invalidUTF8 = Wording("json.invalidUTF8", id: "Byte ini bukan UTF-8 (byte {offset}).", en: "This byte is not UTF-8 (byte {offset}).")
  static let byteOrderMark = Wording(
    "json.byteOrderMark", id: "JSON tidak boleh diawali byte order mark.", en: "JSON may not begin with a byte order mark.")
  static let trailingContent = Wording(
    "json.trailingContent", id: "Ada isi lain setelah nilai JSON selesai (byte {offset}).",
    en: "Something follows the end of the JSON value (byte {offset}).")
  static let tooDeep = Wording(
    "json.tooDeep", id: "Susunan terlalu dalam (byte {offset}).", en: "The nesting is too deep (byte {offset}).")
  static let tooLarge = Wording(
    "document.tooLarge", id: "Dokumen melebihi batas {limit} byte.", en: "The document is over the limit of {limit} bytes.")
  static let tooManyNodes = Wording(
    "document.tooManyNodes", id: "Dokumen berisi terlalu banyak nilai (byte {offset}).", en: "The document holds too many values (byte {offset}).")

  package static let wordings = [
    unexpectedEnd, unexpectedByte, invalidLiteral, invalidNumber, controlCharacter, invalidEscape, invalidUTF8, byteOrderMark, trailingContent,
    tooDeep, tooLarge, tooManyNodes,
  ]
}

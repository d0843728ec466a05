package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// Every JSON body follows JSON's grammar, and no object names a member twice (SEM-02).
package struct JSONBodiesAreStrict: Check {
  package static let id = "json-bodies-are-strict"
  package let needs: Set<Need> = [.contract, .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let declaresJSON = view.contract?.contract?.operations.contains { $0.responses.contains(where: Self.isJSON) } ?? false
    let whenNone: Outcome = declaresJSON ? .untested(.noEvidence) : .inapplicable(.notDeclared("jsonBody"))
    return view.judgeAnswers(of: [.callReadOperations], whenNone: whenNone, Self.judge)
  }

  private static func judge(_ answer: Answer) -> Judgement {
    guard let syntax = answer.facts.syntax, answer.exchange.request.method != "HEAD", isMeantAsJSON(answer, syntax) else { return .irrelevant }
    if answer.isCoded { return .cantTell(.needsReview, []) }
    switch syntax {
    case .json:
      let findings = answer.facts.duplicateNames.map(ShownPlace.init).map { place in
        answer.finding(duplicate, ["pointer": place.text], at: place.pointer)
      }
      return findings.isEmpty ? .passed : .failed(Array(findings.prefix(most)))
    case .brokenJSON(let code, let offset):
      if ErrorsAreMachineReadable.limitCodes.contains(code) { return .cantTell(.bodyLimit, []) }
      // A page labelled as JSON is a wrong label: HTP-04 and DOC-07 say so.
      if isMarkup(answer) { return .irrelevant }
      return .failed([answer.finding(kinds[code] ?? unexpectedByte, ["offset": String(offset)])])
    case .html, .text, .binary: return .irrelevant
    }
  }

  /// Enough to show the habit.
  private static let most = 10

  /// Labelled as JSON; or labelled with nothing or with a catch-all, and either strict JSON or JSON by the contract.
  private static func isMeantAsJSON(_ answer: Answer, _ syntax: BodySyntax) -> Bool {
    if let media = answer.mediaType, !catchAll.contains(media.essence) { return media.isJSON }
    if case .json = syntax { return true }
    return answer.operation?.response(for: answer.status).map(isJSON) ?? false
  }

  private static let catchAll: Set<String> = ["text/plain", "text/html", "application/octet-stream"]

  private static func isJSON(_ response: ResponseDeclaration) -> Bool {
    response.media.contains { MediaType($0.range)?.isJSON ?? false }
  }

  private static func isMarkup(_ answer: Answer) -> Bool {
    let first = answer.exchange.body.content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "<")
  }

  private static let duplicate = Wording(
    "strictJSON.duplicate",
    id: "{operation} menulis anggota {pointer} lebih dari sekali dalam objek yang sama; tulis setiap nama satu kali saja.",
    en: "{operation} writes the member {pointer} more than once in the same object; write each name only once.")
  private static let unexpectedEnd = Wording(
    "strictJSON.unexpectedEnd",
    id: "JSON dari {operation} berakhir sebelum selesai (byte {offset}); kirimkan dokumen yang utuh.",
    en: "The JSON of {operation} ends before it is complete (byte {offset}); send the whole document.")
  private static let unexpectedByte = Wording(
    "strictJSON.unexpectedByte",
    id: "JSON dari {operation} memuat karakter yang tidak boleh ada pada byte {offset}; hasilkan JSON dengan pustaka baku.",
    en: "The JSON of {operation} holds a character that may not stand at byte {offset}; write JSON with a standard library.")
  private static let invalidLiteral = Wording(
    "strictJSON.invalidLiteral",
    id:
      "JSON dari {operation} memuat kata yang bukan true, false, atau null pada byte {offset} (misalnya NaN); pakai null atau hilangkan anggotanya.",
    en: "The JSON of {operation} holds a word other than true, false or null at byte {offset} (for example NaN); use null or leave the member out.")
  private static let invalidNumber = Wording(
    "strictJSON.invalidNumber",
    id: "JSON dari {operation} memuat angka yang salah tulis pada byte {offset}, misalnya nol di depan atau koma desimal; tulis menurut RFC 8259.",
    en: "The JSON of {operation} holds a number in a wrong form at byte {offset}, for example with a leading zero; write it as RFC 8259 says.")
  private static let controlCharacter = Wording(
    "strictJSON.controlCharacter",
    id: "JSON dari {operation} memuat karakter kendali mentah di dalam teks pada byte {offset}; tulis sebagai \\n atau \\u00XX.",
    en: "The JSON of {operation} holds a raw control character inside a text at byte {offset}; write it as \\n or \\u00XX.")
  private static let invalidEscape = Wording(
    "strictJSON.invalidEscape",
    id: "JSON dari {operation} memuat urutan garis miring terbalik yang tidak dikenal pada byte {offset}; pakai hanya urutan dalam RFC 8259.",
    en: "The JSON of {operation} holds an unknown backslash sequence at byte {offset}; use only those of RFC 8259.")
  private static let invalidUTF8 = Wording(
    "strictJSON.invalidUTF8",
    id: "JSON dari {operation} memuat byte yang bukan UTF-8 pada byte {offset}; kirimkan teks dalam UTF-8.",
    en: "The JSON of {operation} holds a byte that is not UTF-8 at byte {offset}; send text in UTF-8.")
  private static let byteOrderMark = Wording(
    "strictJSON.byteOrderMark",
    id: "JSON dari {operation} diawali byte order mark; kirimkan UTF-8 tanpa tanda itu.",
    en: "The JSON of {operation} begins with a byte order mark; send UTF-8 without it.")
  private static let trailingContent = Wording(
    "strictJSON.trailingContent",
    id: "Setelah JSON dari {operation} selesai masih ada isi lain mulai byte {offset}; kirimkan satu nilai JSON saja.",
    en: "Something follows the end of the JSON of {operation} at byte {offset}; send a single JSON value.")

  /// By the code of the reader's diagnostic, which the facts keep.
  private static let kinds: [String: Wording] = [
    "json.unexpectedEnd": unexpectedEnd, "json.unexpectedByte": unexpectedByte, "json.invalidLiteral": invalidLiteral,
    "json.invalidNumber": invalidNumber, "json.controlCharacter": controlCharacter, "json.invalidEscape": invalidEscape,
    "json.invalidUTF8": invalidUTF8, "json.byteOrderMark": byteOrderMark, "json.trailingContent": trailingContent,
  ]

  package static let wordings = [
    duplicate, unexpectedEnd, unexpectedByte, invalidLiteral, invalidNumber, controlCharacter, invalidEscape, invalidUTF8, byteOrderMark,
    trailingContent,
  ]
}

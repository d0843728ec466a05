import Documents
import HTTPMessages
import Model

/// Tells what a body is by its bytes first and its label second.
enum BodySyntaxReader {
  static func read(_ content: [UInt8], media: MediaType?) -> (syntax: BodySyntax, document: Document?) {
    let looksLikeJSON = firstSignificant(content).map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
    let isLabelled = media?.isJSON ?? false
    if looksLikeJSON || isLabelled {
      do {
        return (.json, try JSONReader.read(content, file: "body", limits: .body))
      } catch {
        let offset = error.parameters["offset"].flatMap(Int.init) ?? 0
        return (.brokenJSON(code: error.wording.code, offset: offset), nil)
      }
    }
    if media?.isHTML ?? false || looksLikeHTML(content) { return (.html, nil) }
    return (content.contains(0) || String(validating: content, as: UTF8.self) == nil ? .binary : .text, nil)
  }

  private static func firstSignificant(_ content: [UInt8]) -> UInt8? {
    content.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  private static func looksLikeHTML(_ content: [UInt8]) -> Bool {
    let start = content.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.prefix(9).map { $0 | 0x20 }
    return start.starts(with: "<!doctyp".utf8) || start.starts(with: "<html".utf8)
  }
}

import DataTypes
import Documents
import OpenAPI

/// Identifiers shown in part only, such as 990101******0001: no identifiers any more, if the contract says so.
enum MaskedValue {
  /// Digits and mask characters (`*`, `x`, `X`, `#`, `•`), at least one of the latter.
  static func isMasked(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains(where: isMask) && scalars.allSatisfy { isMask($0) || ("0"..."9").contains($0) }
  }

  /// The contract says of the field at this place that its values are masked.
  static func isDeclared(_ pointer: JSONPointer, _ answer: Answer, _ contract: Contract?) -> Bool {
    guard let contract, let operation = answer.operation else { return false }
    guard let name = pointer.tokens.last(where: { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return false }
    return SchemaFields.inResponses(of: operation, contract).contains { field in
      field.name.utf8.elementsEqual(name.utf8) && isDeclared(SchemaParts(field.schema, contract))
    }
  }

  /// Its description says so, its example is masked, or its pattern admits a star or an x.
  static func isDeclared(_ schema: SchemaParts) -> Bool {
    let texts = (schema.strings("description") + schema.strings("title")).map { $0.lowercased() }
    if texts.contains(where: { text in words.contains { text.contains($0) } }) { return true }
    let examples = schema.strings("example") + schema.elements("examples").compactMap(\.string)
    return examples.contains(where: isMasked) || schema.strings("pattern").contains(where: admitsMask)
  }

  private static let words = ["disamarkan", "tersamar", "disensor", "masked", "masking"]

  private static func isMask(_ scalar: Unicode.Scalar) -> Bool { "*xX#•".unicodeScalars.contains(scalar) }

  /// A star that is escaped or stands in a class, or the letter x.
  private static func admitsMask(_ pattern: String) -> Bool {
    var isInClass = false
    var isEscaped = false
    for byte in pattern.utf8 {
      if isEscaped {
        if byte == UInt8(ascii: "*") { return true }
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "*") where isInClass: return true
      case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
      default: break
      }
    }
    return false
  }
}

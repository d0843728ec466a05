package import Documents
package import Model
import OpenAPI

/// Every operation of the contract has an operationId of the agreed form that no other operation has (DOC-04).
package struct EveryOperationHasAUniqueID: Check {
  package static let id = "every-operation-has-a-unique-id"
  package let needs: Set<Need> = [.contract]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeOperations { operation, contract in
      guard let id = operation.id, !id.utf8.isEmpty else { return .failed([operation.finding(Self.missing)]) }
      guard Self.isWellFormed(id) else { return .failed([operation.finding(Self.malformed, ["id": id])]) }
      let twins = contract.operations.filter { $0.id.map { $0.utf8.elementsEqual(id.utf8) } ?? false && $0.key != operation.key }
      guard let twin = twins.first else { return .passed }
      return .failed([operation.finding(Self.duplicate, ["id": id, "other": twin.key])])
    }
  }

  /// A letter, then 2 to 99 letters, digits, `_`, `.` or `-`: names that every generator and every report can use.
  private static func isWellFormed(_ id: String) -> Bool {
    let bytes = Array(id.utf8)
    guard (3...100).contains(bytes.count), isLetter(bytes[0]) else { return false }
    return bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

  private static let missing = Wording(
    "operationID.missing",
    id: "Operasi {operation} tidak memiliki operationId.",
    en: "Operation {operation} has no operationId.")
  private static let malformed = Wording(
    "operationID.malformed",
    id: "operationId “{id}” pada {operation} harus diawali huruf dan berisi 3 sampai 100 huruf, angka, titik, garis bawah, atau tanda hubung.",
    en: "The operationId “{id}” of {operation} must start with a letter and have 3 to 100 letters, digits, dots, underscores or hyphens.")
  private static let duplicate = Wording(
    "operationID.duplicate",
    id: "operationId “{id}” dipakai oleh {operation} dan juga oleh {other}.",
    en: "The operationId “{id}” is used by {operation} and by {other} as well.")

  package static let wordings = [missing, malformed, duplicate]
}

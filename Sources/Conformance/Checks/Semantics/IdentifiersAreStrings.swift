import DataTypes
package import Documents
package import Model
import OpenAPI

/// NIK, NPWP, postcode and every other identifier is a string, in the contract and in answers (SEM-03).
package struct IdentifiersAreStrings: Check {
  package static let id = "identifiers-are-strings"
  package let needs: Set<Need> = [.contract, .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeTypedFields(
      TypedFieldRule(
        isWanted: \.isIdentifier, whenNone: .notDeclared("identifierField"),
        declared: { field, operation, contract in
          let numeric = SchemaParts(field.schema, contract).types.first { $0 == "integer" || $0 == "number" }
          guard let numeric else { return [] }
          let words = ["field": field.name, "type": field.field.type.rawValue, "declared": numeric]
          return [operation.finding(Self.declaredNumber, words, at: field.schema, isAdvice: field.field.basis == .nameHint)]
        },
        sent: { value, answer in
          guard value.kind == "number" else { return [] }
          let place = ShownPlace(value.pointer)
          return [
            answer.finding(Self.sentNumber, ["pointer": place.text, "type": value.type], at: place.pointer, isAdvice: value.isOnlyHinted)
          ]
        }))
  }

  private static let declaredNumber = Wording(
    "identifier.declaredNumber",
    id: "Kontrak menyatakan pengenal “{field}” ({type}) pada {operation} bertipe {declared}; ubah menjadi string dengan pola.",
    en: "The contract declares the identifier “{field}” ({type}) of {operation} as {declared}; change it to a string with a pattern.")
  private static let sentNumber = Wording(
    "identifier.sentNumber",
    id: "{operation} mengirim pengenal {pointer} ({type}) sebagai angka; kirimkan sebagai string agar tidak satu digit pun berubah.",
    en: "{operation} sends the identifier {pointer} ({type}) as a number; send it as a string so that no digit can change.")

  package static let wordings = [declaredNumber, sentNumber]
}

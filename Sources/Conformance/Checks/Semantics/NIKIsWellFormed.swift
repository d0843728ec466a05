import DataTypes
package import Documents
package import Model
import OpenAPI

/// The contract gives NIK fields a pattern, and every NIK that is sent keeps the layout of the population administration (SEM-07).
package struct NIKIsWellFormed: Check {
  package static let id = "nik-is-well-formed"
  package let needs: Set<Need> = [.contract, .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeTypedFields(
      TypedFieldRule(
        isWanted: { $0 == .nik }, whenNone: .notDeclared("nikField"), declared: Self.declared,
        sent: { value, answer in
          // A number is SEM-03's: which digits it had before it became one cannot be said.
          guard value.kind == "string" else { return nil }
          let place = ShownPlace(value.pointer)
          let words = ["pointer": place.text]
          if let text = answer.document?.root.at(value.pointer)?.string, MaskedValue.isMasked(text) {
            if MaskedValue.isDeclared(value.pointer, answer, view.contract?.contract) { return nil }
            return [answer.finding(Self.maskedUndeclared, words, at: place.pointer, isAdvice: value.isOnlyHinted)]
          }
          guard let rule = value.brokenRule else { return [] }
          return [answer.finding(Self.broken[rule] ?? Self.length, words, at: place.pointer, isAdvice: value.isOnlyHinted)]
        }))
  }

  private static func declared(_ field: SchemaField, _ operation: Operation, _ contract: Contract) -> [Finding]? {
    let parts = SchemaParts(field.schema, contract)
    if MaskedValue.isDeclared(parts) { return nil }
    if ["pattern", "enum", "const"].contains(where: parts.hasAnywhere) { return [] }
    return [operation.finding(noPattern, ["field": field.name], at: field.schema, isAdvice: field.field.basis == .nameHint)]
  }

  private static let noPattern = Wording(
    "nik.noPattern",
    id: "Kontrak tidak memberi pola pada bidang NIK “{field}” pada {operation}; tambahkan pattern: '^[1-9][0-9]{15}$'.",
    en: "The contract gives the NIK field “{field}” of {operation} no pattern; add pattern: '^[1-9][0-9]{15}$'.")
  private static let maskedUndeclared = Wording(
    "nik.maskedUndeclared",
    id:
      "NIK pada {pointer} dari {operation} disamarkan, tetapi kontrak tidak menyatakannya; sebutkan penyamaran itu dalam deskripsi atau "
        + "pola bidangnya.",
    en: "The NIK at {pointer} of {operation} is masked, but the contract does not say so; name the masking in the field's description or pattern.")
  private static let length = Wording(
    "nik.length",
    id: "NIK pada {pointer} dari {operation} bukan 16 angka tanpa nol di depan; periksa dengan aturan NIK saat data masuk dan keluar.",
    en: "The NIK at {pointer} of {operation} is not 16 digits without a leading zero; check the NIK rules when data come in and go out.")
  private static let regency = Wording(
    "nik.kabkota",
    id: "Kode kabupaten/kota (angka 3–4) dalam NIK pada {pointer} dari {operation} tidak mungkin; periksa sumber datanya.",
    en: "The regency code (digits 3–4) of the NIK at {pointer} of {operation} is impossible; check where the data come from.")
  private static let district = Wording(
    "nik.kecamatan",
    id: "Kode kecamatan (angka 5–6) dalam NIK pada {pointer} dari {operation} tidak mungkin; periksa sumber datanya.",
    en: "The district code (digits 5–6) of the NIK at {pointer} of {operation} is impossible; check where the data come from.")
  private static let day = Wording(
    "nik.day",
    id: "Hari lahir (angka 7–8) dalam NIK pada {pointer} dari {operation} tidak mungkin; periksa sumber datanya.",
    en: "The day of birth (digits 7–8) of the NIK at {pointer} of {operation} is impossible; check where the data come from.")
  private static let month = Wording(
    "nik.month",
    id: "Bulan lahir (angka 9–10) dalam NIK pada {pointer} dari {operation} tidak mungkin; periksa sumber datanya.",
    en: "The month of birth (digits 9–10) of the NIK at {pointer} of {operation} is impossible; check where the data come from.")
  private static let date = Wording(
    "nik.date",
    id: "Tanggal lahir (angka 7–12) dalam NIK pada {pointer} dari {operation} tidak ada di kalender; periksa sumber datanya.",
    en: "The date of birth (digits 7–12) of the NIK at {pointer} of {operation} is not in the calendar; check where the data come from.")
  private static let serial = Wording(
    "nik.serial",
    id: "Nomor urut (empat angka terakhir) dalam NIK pada {pointer} dari {operation} adalah 0000; periksa sumber datanya.",
    en: "The serial number (last four digits) of the NIK at {pointer} of {operation} is 0000; check where the data come from.")

  /// By the part of rule 6.1 that is broken first.
  private static let broken: [String: Wording] = [
    "length": length, "kabkota": regency, "kecamatan": district, "day": day, "month": month, "date": date, "serial": serial,
  ]

  package static let wordings = [noPattern, maskedUndeclared, length, regency, district, day, month, date, serial]
}

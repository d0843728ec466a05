import DataTypes
package import Documents
package import Model
import OpenAPI

/// Every date-time is written as RFC 3339 with its offset from UTC (SEM-05).
package struct DateTimesCarryAnOffset: Check {
  package static let id = "date-times-carry-an-offset"
  package let needs: Set<Need> = [.contract, .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeTypedFields(
      TypedFieldRule(
        isWanted: { $0 == .dateTime }, whenNone: .notDeclared("dateTimeField"), declared: Self.declared,
        sent: { value, answer in
          let place = ShownPlace(value.pointer)
          let words = ["pointer": place.text]
          if let rule = value.brokenRule {
            return [answer.finding(Self.broken[rule] ?? Self.form, words, at: place.pointer, isAdvice: value.isOnlyHinted)]
          }
          return Self.remarks(value, answer).map { answer.finding($0, words, at: place.pointer, isAdvice: true) }
        }))
  }

  private static func declared(_ field: SchemaField, _ operation: Operation, _ contract: Contract) -> [Finding] {
    let parts = SchemaParts(field.schema, contract)
    let types = parts.types.filter { $0 != "null" }
    if field.field.basis == .nameHint {
      let isPlainText = types == ["string"] && !parts.hasAnywhere("format") && !parts.hasAnywhere("pattern") && !parts.hasAnywhere("enum")
      return isPlainText ? [operation.finding(noFormat, ["field": field.name], at: field.schema, isAdvice: true)] : []
    }
    let isNeverText = !types.isEmpty && !types.contains("string")
    return isNeverText ? [operation.finding(declaredNumber, ["field": field.name, "declared": types[0]], at: field.schema)] : []
  }

  /// Allowed and unusual: a leap second, an offset that no Indonesian zone has (requirements.md §6.8).
  private static func remarks(_ value: TypedValue, _ answer: Answer) -> [Wording] {
    guard let text = answer.document?.root.at(value.pointer)?.string else { return [] }
    let bytes = Array(text.utf8)
    guard bytes.count >= 20 else { return [] }
    let isLeap = bytes[17] == UInt8(ascii: "6")
    let isUsual = bytes.last == UInt8(ascii: "Z") || usualOffsets.contains(String(decoding: bytes.suffix(6), as: UTF8.self))
    return (isLeap ? [leapSecond] : []) + (isUsual ? [] : [foreignOffset])
  }

  private static let usualOffsets: Set<String> = ["+07:00", "+08:00", "+09:00", "+00:00"]

  private static let noOffset = Wording(
    "dateTime.noOffset",
    id: "Nilai {pointer} dari {operation} tidak memuat selisih dari UTC; tulis, misalnya, 2026-11-23T09:30:00+07:00.",
    en: "The value {pointer} of {operation} carries no offset from UTC; write, for example, 2026-11-23T09:30:00+07:00.")
  private static let separator = Wording(
    "dateTime.separator",
    id: "Nilai {pointer} dari {operation} tidak memakai huruf T di antara tanggal dan jam; tulis, misalnya, 2026-11-23T09:30:00+07:00.",
    en: "The value {pointer} of {operation} has no letter T between date and time; write, for example, 2026-11-23T09:30:00+07:00.")
  private static let form = Wording(
    "dateTime.form",
    id: "Nilai {pointer} dari {operation} bukan tanggal-waktu menurut RFC 3339; tulis, misalnya, 2026-11-23T09:30:00+07:00.",
    en: "The value {pointer} of {operation} is no date-time as RFC 3339 writes it; write, for example, 2026-11-23T09:30:00+07:00.")
  private static let date = Wording(
    "dateTime.date",
    id: "Nilai {pointer} dari {operation} memuat tanggal yang tidak ada di kalender; periksa sumber datanya.",
    en: "The value {pointer} of {operation} holds a date that is not in the calendar; check where the data come from.")
  private static let time = Wording(
    "dateTime.time",
    id: "Nilai {pointer} dari {operation} memuat jam yang salah tulis; tulis, misalnya, 2026-11-23T09:30:00+07:00.",
    en: "The value {pointer} of {operation} holds a time in a wrong form; write, for example, 2026-11-23T09:30:00+07:00.")
  private static let declaredNumber = Wording(
    "dateTime.declaredNumber",
    id: "Kontrak menyatakan tanggal-waktu “{field}” pada {operation} bertipe {declared}; ubah menjadi string dengan format: date-time.",
    en: "The contract declares the date-time “{field}” of {operation} as {declared}; change it to a string with format: date-time.")
  private static let noFormat = Wording(
    "dateTime.noFormat",
    id: "Bidang “{field}” pada {operation} tampaknya tanggal-waktu; nyatakan format: date-time agar pemakai layanan tahu pasti.",
    en: "The field “{field}” of {operation} seems to be a date-time; declare format: date-time so that consumers know for sure.")
  private static let leapSecond = Wording(
    "dateTime.leapSecond",
    id: "Nilai {pointer} dari {operation} memuat detik kabisat (60); banyak program tidak dapat membacanya.",
    en: "The value {pointer} of {operation} holds a leap second (60); many programs cannot read it.")
  private static let foreignOffset = Wording(
    "dateTime.foreignOffset",
    id: "Nilai {pointer} dari {operation} memakai selisih yang bukan WIB, WITA, WIT, atau UTC; periksa apakah memang demikian.",
    en: "The value {pointer} of {operation} has an offset other than WIB, WITA, WIT or UTC; check whether that is meant.")

  /// By the rule that the national type names (requirements.md §6.8).
  private static let broken: [String: Wording] = ["offset": noOffset, "separator": separator, "form": form, "date": date, "time": time]

  package static let wordings = [noOffset, separator, form, date, time, declaredNumber, noFormat, leapSecond, foreignOffset]
}

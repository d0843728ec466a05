import Documents

/// What can be wrong with a pattern; offsets count characters from 1.
enum PatternWordings {
  static let tooLong = Wording("pattern.tooLong", id: "Pola lebih panjang dari {limit} byte.", en: "The pattern is longer than {limit} bytes.")
  static let notECMA = Wording(
    "pattern.notECMA",
    id: "“{construct}” pada karakter ke-{offset} bukan bagian dari pola ECMA-262 yang dipakai JSON Schema.",
    en: "“{construct}” at character {offset} is not part of the ECMA-262 patterns that JSON Schema uses.")
  static let unclosed = Wording(
    "pattern.unclosed", id: "“{construct}” pada karakter ke-{offset} tidak ditutup.",
    en: "“{construct}” at character {offset} is not closed.")
  static let unopened = Wording(
    "pattern.unopened", id: "“{construct}” pada karakter ke-{offset} menutup sesuatu yang tidak dibuka.",
    en: "“{construct}” at character {offset} closes what was not opened.")
  static let nothingToRepeat = Wording(
    "pattern.nothingToRepeat", id: "“{construct}” pada karakter ke-{offset} tidak punya sesuatu untuk diulang.",
    en: "“{construct}” at character {offset} has nothing to repeat.")
  static let badRange = Wording(
    "pattern.badRange", id: "Rentang “{construct}” pada karakter ke-{offset} terbalik.",
    en: "The range “{construct}” at character {offset} is reversed.")
  static let badEscape = Wording(
    "pattern.badEscape", id: "Urutan “{construct}” pada karakter ke-{offset} tidak lengkap atau tidak sah.",
    en: "The sequence “{construct}” at character {offset} is incomplete or not valid.")
  static let unknownGroup = Wording(
    "pattern.unknownGroup", id: "“{construct}” pada karakter ke-{offset} merujuk grup yang tidak ada.",
    en: "“{construct}” at character {offset} refers to a group that does not exist.")
  static let badGroupName = Wording(
    "pattern.badGroupName", id: "Nama grup “{construct}” pada karakter ke-{offset} tidak sah atau dipakai dua kali.",
    en: "The group name “{construct}” at character {offset} is not valid or used twice.")
  static let unknownProperty = Wording(
    "pattern.unknownProperty", id: "Sifat Unicode “{construct}” pada karakter ke-{offset} tidak dikenal ECMA-262.",
    en: "The Unicode property “{construct}” at character {offset} is not known to ECMA-262.")
  static let tooDeep = Wording(
    "pattern.tooDeep", id: "Grup pada pola bersarang lebih dari {limit} tingkat.", en: "The pattern nests groups more than {limit} levels deep.")
  static let unsupported = Wording(
    "pattern.unsupported", id: "Pola sah, tetapi tidak dapat dijalankan alat uji ini: {problem}.",
    en: "The pattern is valid, but this tool cannot run it: {problem}.")

  static let all = [
    tooLong, notECMA, unclosed, unopened, nothingToRepeat, badRange, badEscape, unknownGroup, badGroupName, unknownProperty, tooDeep, unsupported,
  ]
}

import Documents

/// What each keyword says when it is broken; the code is `schema.` and the keyword.
enum SchemaWordings {
  static let table: [String: Wording] = Dictionary(uniqueKeysWithValues: all.map { (String($0.code.dropFirst("schema.".count)), $0) })

  static let all: [Wording] = [
    wording("false", "Nilai ini tidak boleh ada menurut kontrak.", "The contract allows no value here."),
    wording(
      "type", "Tipe nilai adalah {actual}, padahal kontrak menyatakan {expected}.",
      "The value is of type {actual}, but the contract declares {expected}."),
    wording(
      "enum", "Nilai tidak ada dalam daftar pilihan kontrak (jumlah pilihan: {count}).",
      "The value is not in the contract's list of choices (number of choices: {count})."),
    wording(
      "const", "Nilai berbeda dari nilai tetap yang dinyatakan kontrak.", "The value differs from the constant that the contract declares."),
    wording("required", "Anggota wajib “{name}” tidak ada.", "The required member “{name}” is missing."),
    wording(
      "additionalProperties", "Anggota “{name}” tidak dinyatakan, padahal kontrak melarang anggota lain.",
      "The member “{name}” is not declared, and the contract forbids others."),
    wording(
      "unevaluatedProperties", "Anggota “{name}” tidak dinyatakan di bagian mana pun, padahal kontrak melarang anggota lain.",
      "The member “{name}” is declared nowhere, and the contract forbids others."),
    wording(
      "unevaluatedItems", "Elemen ke-{index} tidak dinyatakan di bagian mana pun, padahal kontrak melarang elemen lain.",
      "Element {index} is declared nowhere, and the contract forbids others."),
    wording(
      "propertyNames", "Nama anggota “{name}” tidak sesuai aturan nama di kontrak.",
      "The member name “{name}” does not follow the contract's rule for names."),
    wording("minProperties", "Objek berisi {actual} anggota, minimal {limit}.", "The object has {actual} members; the minimum is {limit}."),
    wording("maxProperties", "Objek berisi {actual} anggota, maksimal {limit}.", "The object has {actual} members; the maximum is {limit}."),
    wording(
      "dependentRequired", "Anggota “{name}” wajib ada karena “{because}” ada.", "The member “{name}” is required because “{because}” is there."),
    wording("minLength", "Panjang teks {actual} karakter, minimal {limit}.", "The text has {actual} characters; the minimum is {limit}."),
    wording("maxLength", "Panjang teks {actual} karakter, maksimal {limit}.", "The text has {actual} characters; the maximum is {limit}."),
    wording("pattern", "Teks tidak sesuai pola {pattern}.", "The text does not match the pattern {pattern}."),
    wording("format", "Nilai tidak sesuai format {format}.", "The value is not of the format {format}."),
    wording("minimum", "Angka lebih kecil dari batas bawah {limit}.", "The number is below the minimum {limit}."),
    wording("maximum", "Angka lebih besar dari batas atas {limit}.", "The number is above the maximum {limit}."),
    wording("exclusiveMinimum", "Angka harus lebih besar dari {limit}.", "The number must be above {limit}."),
    wording("exclusiveMaximum", "Angka harus lebih kecil dari {limit}.", "The number must be below {limit}."),
    wording("multipleOf", "Angka bukan kelipatan {limit}.", "The number is not a multiple of {limit}."),
    wording("minItems", "Daftar berisi {actual} elemen, minimal {limit}.", "The list has {actual} elements; the minimum is {limit}."),
    wording("maxItems", "Daftar berisi {actual} elemen, maksimal {limit}.", "The list has {actual} elements; the maximum is {limit}."),
    wording("uniqueItems", "Daftar berisi dua elemen yang sama.", "The list holds two equal elements."),
    wording(
      "contains", "Elemen yang diminta kontrak ada {actual} di dalam daftar, minimal {limit}.",
      "The list has {actual} of the elements that the contract demands; the minimum is {limit}."),
    wording(
      "maxContains", "Elemen yang dibatasi kontrak ada {actual} di dalam daftar, maksimal {limit}.",
      "The list has {actual} of the elements that the contract limits; the maximum is {limit}."),
    wording(
      "anyOf", "Nilai tidak cocok dengan satu pun dari {count} bentuk yang dinyatakan kontrak.",
      "The value fits none of the {count} shapes that the contract declares."),
    wording(
      "oneOf", "Nilai tidak cocok dengan satu pun dari {count} bentuk yang dinyatakan kontrak; harus tepat satu.",
      "The value fits none of the {count} shapes that the contract declares; it must fit exactly one."),
    wording(
      "oneOf.several", "Nilai cocok dengan {actual} dari {count} bentuk yang dinyatakan kontrak; harus tepat satu.",
      "The value fits {actual} of the {count} shapes that the contract declares; it must fit exactly one."),
    wording("not", "Nilai cocok dengan bentuk yang dilarang kontrak.", "The value fits a shape that the contract forbids."),
  ]

  private static func wording(_ keyword: String, _ id: String, _ en: String) -> Wording { Wording("schema.\(keyword)", id: id, en: en) }
}

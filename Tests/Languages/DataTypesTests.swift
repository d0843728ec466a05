import DataTypes
import Testing

/// The vectors of requirements.md §6, and the edges of every rule; all person numbers carry prefix 99, which no province has.
@Suite struct DataTypesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let type: NationalType
    let rule: String?
    let texts: [String]
    init(_ type: NationalType, _ rule: String?, _ texts: [String]) { (self.type, self.rule, self.texts) = (type, rule, texts) }
    var testDescription: String { "\(type.rawValue) \(rule ?? "ok")" }
  }

  static let cases = [
    // §6.1
    Case(.nik, nil, ["9901010101900001", "9999994101900001", "9901012902000001", "9901016902040002", "9901017112990003"]),
    Case(.nik, "date", ["9901012902010001", "9901016902010001", "9901013002900001", "9901013104900001", "9901017104900001"]),
    Case(.nik, "day", ["9901013201900001", "9901014001900001", "9901017201900001", "9901010001900001", "9901019901900001"]),
    Case(.nik, "month", ["9901010113900001", "9901010100900001"]),
    Case(.nik, "serial", ["9901010101900000"]),
    Case(.nik, "kabkota", ["9900010101900001", "9970010101900001"]),
    Case(.nik, "kecamatan", ["9901000101900001"]),
    Case(
      .nik, "length",
      [
        "0901010101900001", "990101010190001", "99010101019000011", "99.0101.010190.0001", "", " 9901010101900001", "9901010101900001\n",
        "990101010190000١", "９９01010101900001",
      ]),
    // §6.2
    Case(.npwp, nil, ["0099010101900001", "9901010101900001", "1234567890123456"]),
    Case(.npwp, "length", ["099010101900001", "09.901.010.1-900.001", "00990101019000012", ""]),
    Case(.nitku, nil, ["9901010101900001000000", "0099010101900001000001"]),
    Case(.nitku, "length", ["9901010101900001", "99010101019000010000000"]),
    // §6.3
    Case(
      .wilayah, nil,
      ["32", "32.15", "32.15.01", "32.15.01.1001", "3215", "321501", "3215011001", "32.71", "32.99.99.3999", "91.01.40001", "910140001"]),
    Case(.wilayah, "length", ["3", "321", "32150", "3215011", "32150110011", "", "3a", "32,15", "32.15.51001", "321551001"]),
    Case(.wilayah, "form", ["3.215", "32..15", "32.1501", "3215.01", ".3215", "32.15.", "32.15.011001", "9.10140001"]),
    Case(.wilayah, "provinsi", ["02", "02.15"]),
    Case(.wilayah, "kabkota", ["32.00", "32.70", "327001"]),
    Case(.wilayah, "kecamatan", ["32.15.00", "3215001001"]),
    Case(.wilayah, "desa", ["32.15.01.0001", "3215014001", "32.15.01.9001"]),
    // §6.4
    Case(.bps, nil, ["32", "3215", "3215010", "3215010001", "3271", "3299"]),
    Case(.bps, "length", ["321501", "32.15", "321", ""]),
    Case(.bps, "provinsi", ["02"]),
    Case(.bps, "kabkota", ["3200", "3270010"]),
    // §6.5
    Case(.nip, nil, ["199001012015041001", "200002292024212001"]),
    Case(.nip, "date", ["199013012015041001", "199002302015041001", "190000002015041001"]),
    Case(.nip, "length", ["19900101201504100", "19900101 201504 1 001", ""]),
    Case(.npsn, nil, ["20219001", "K9999001", "P9999001", "202190"]),
    Case(.npsn, "length", ["2021900", "X9999001", "k9999001", "K999900", "202190011"]),
    Case(.nisn, nil, ["0012345678"]),
    Case(.nisn, "length", ["001234567", "00123456789"]),
    Case(.kk, nil, ["9901010102150001"]),
    Case(.kk, "length", ["990101010215001"]),
    Case(.nib, nil, ["9120000000001"]),
    Case(.nib, "length", ["912000000000"]),
    Case(.kodepos, nil, ["41311", "10110"]),
    Case(.kodepos, "length", ["04131", "4131", "413111", "4131a"]),
    // §6.7
    Case(.date, nil, ["2026-11-23", "2024-02-29", "2000-02-29"]),
    Case(.date, "date", ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31"]),
    Case(.date, "form", ["23-11-2026", "2026/11/23", "2026-1-1", "20261123", "2026-11-23T00:00:00Z", ""]),
    // §6.8
    Case(
      .dateTime, nil,
      [
        "2026-11-23T09:30:00+07:00", "2026-11-23T02:30:00Z", "2026-11-23T09:30:00.1+08:00", "2026-11-23T09:30:00.123456789+09:00",
        "2026-11-23T09:30:00-11:59", "2026-11-23T09:30:00+14:59", "2026-11-23T09:30:00+00:00", "2016-12-31T23:59:60Z",
      ]),
    Case(
      .dateTime, "offset",
      ["2026-11-23T09:30:00", "2026-11-23T09:30:00z", "2026-11-23T09:30:00+7:00", "2026-11-23T09:30:00+0700", "2026-11-23T09:30:00+07"]),
    Case(.dateTime, "offset", ["2026-11-23T09:30:00-00:00", "2026-11-23T09:30:00+15:00", "2026-11-23T09:30:00+07:60", "2026-11-23T09:30:00 WIB"]),
    Case(.dateTime, "separator", ["2026-11-23 09:30:00+07:00", "2026-11-23t09:30:00Z"]),
    Case(.dateTime, "form", ["23-11-2026 09:30", "1795339200", "2026-11-23", ""]),
    Case(.dateTime, "date", ["2026-02-30T09:30:00Z", "2026-13-01T09:30:00Z"]),
    Case(.dateTime, "time", ["2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z", "2026-11-23T09:30:61Z", "2026-11-23T9:30:00Z", "2026-11-23T09:30Z"]),
    Case(.dateTime, "time", ["2026-11-23T09:30:00.Z", "2026-11-23T09:30:00.1234567890Z"]),
    // §6.9
    Case(.telepon, nil, ["+6281200000001", "+62212345678", "+6221234567890", "+12025550123", "+6591234567"]),
    Case(
      .telepon, "form",
      ["081200000001", "+62 812 0000 0001", "+62081200000", "+622123456", "+622123456789012", "6281200000001", "+0123456789", "+", ""]),
  ]

  @Test(arguments: cases) func vectors(_ it: Case) {
    for text in it.texts { #expect(NationalTypes.judge(text, as: it.type).brokenRule == it.rule, "\(text)") }
  }

  @Test func syntheticNumbersAreKnown() {
    for prefix in ["97", "98", "99"] { #expect(NationalTypes.judge("\(prefix)01010101900001", as: .nik).isSynthetic) }
    for prefix in ["11", "32", "96"] {
      // Shaped like a NIK, and of nobody: serial 0000 is never given out.
      #expect(!NationalTypes.judge("\(prefix)01010101900000", as: .nik).isSynthetic)
    }
    #expect(!NationalTypes.looksLikeNIK(Array("9901010101900001".utf8)[...]))
  }

  @Test(arguments: [
    ("nik", "nik"), ("NIK", "nik"), ("no_ktp", "nik"), ("noKTP", "nik"), ("no-ktp", "nik"), ("Nomor Induk Kependudukan", "nik"), ("nomorKK", "kk"),
    ("kodePos", "kodepos"), ("kodepos", "kodepos"), ("kode_wilayah", "wilayah"), ("createdAt", "date-time"), ("tanggalLahir", "date"),
    ("noHP", "telepon"), ("npwp", "npwp"), ("nomor_rekening", "rekening"), ("NPSN", "npsn"), ("nip", "nip"),
  ]) func namesHintAtTypes(_ name: String, _ type: String) {
    #expect(
      NationalTypes.type(annotation: nil, format: nil, name: name) == NationalType(rawValue: type).map { TypedField(type: $0, basis: .nameHint) })
  }

  @Test(arguments: ["nikah", "teknik", "nik_ayah_valid", "klinik", "unik", "nipis", "kk_count", "kode", "nomor", "phone", "waktuTempuh", "snip", ""])
  func otherNamesHintAtNothing(_ name: String) { #expect(NationalTypes.type(annotation: nil, format: nil, name: name) == nil) }

  @Test func annotationBeforeFormatBeforeName() {
    #expect(NationalTypes.type(annotation: "kk", format: "nik", name: "npwp") == TypedField(type: .kk, basis: .annotation))
    #expect(NationalTypes.type(annotation: nil, format: "nik", name: "npwp") == TypedField(type: .nik, basis: .format))
    #expect(NationalTypes.type(annotation: "tidak-dikenal", format: "int64", name: "npwp") == TypedField(type: .npwp, basis: .nameHint))
    #expect(NationalTypes.type(annotation: nil, format: "date-time", name: "x") == TypedField(type: .dateTime, basis: .format))
  }

  @Test func identifiersAreStrings() {
    #expect(NationalType.allCases.filter { !$0.isIdentifier } == [.date, .dateTime])
  }
}

/// Guesses a field's type from its name, whatever the casing; short lists of sure names, for a wrong guess accuses.
enum NameHints {
  static func type(of name: String) -> NationalType? { table[words(name).joined(separator: "_")] }

  /// `noKTP`, `no_ktp` and `no-ktp` are the same words.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    let bytes = Array(name.utf8)
    for (index, byte) in bytes.enumerated() {
      let isUpper = (0x41...0x5A).contains(byte)
      let follows = index > 0 && ((0x61...0x7A).contains(bytes[index - 1]) || (0x30...0x39).contains(bytes[index - 1]))
      if byte == 0x5F || byte == 0x2D || byte == 0x20 || (isUpper && follows) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if byte != 0x5F, byte != 0x2D, byte != 0x20 { word.append(isUpper ? byte | 0x20 : byte) }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static let table: [String: NationalType] = [
    "nik": .nik, "no_ktp": .nik, "nomor_ktp": .nik, "nomor_induk_kependudukan": .nik, "no_nik": .nik, "nomor_nik": .nik,
    "kk": .kk, "no_kk": .kk, "nomor_kk": .kk, "nomor_kartu_keluarga": .kk,
    "npwp": .npwp, "no_npwp": .npwp, "nomor_npwp": .npwp, "nitku": .nitku,
    "nip": .nip, "no_nip": .nip, "nisn": .nisn, "npsn": .npsn, "nib": .nib,
    "kode_wilayah": .wilayah, "kode_kecamatan": .wilayah, "kode_kabupaten": .wilayah, "kode_provinsi": .wilayah, "kode_kelurahan": .wilayah,
    "kode_desa": .wilayah,
    "kode_pos": .kodepos, "kodepos": .kodepos,
    "telepon": .telepon, "no_telepon": .telepon, "nomor_telepon": .telepon, "no_hp": .telepon, "nomor_hp": .telepon,
    "no_rekening": .rekening, "nomor_rekening": .rekening,
    "waktu": .dateTime, "timestamp": .dateTime, "created_at": .dateTime, "updated_at": .dateTime, "dibuat_pada": .dateTime,
    "diperbarui_pada": .dateTime, "waktu_dibuat": .dateTime, "waktu_diperbarui": .dateTime,
    "tanggal_lahir": .date, "tgl_lahir": .date,
  ]
}

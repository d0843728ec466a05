/// Region codes by form: Kemendagri (dotted or compact) and BPS. Whether a code exists is a dated list's business.
enum RegionCodes {
  /// An island's nine digits, or 2, 4, 6 or 10 digits; dots behind the second, fourth and sixth, all or none.
  static func brokenRule(wilayah bytes: [UInt8]) -> String? {
    let digits = bytes.filter { $0 != 0x2E }
    if digits.count == 9 { return brokenRule(island: bytes, digits) }
    guard [2, 4, 6, 10].contains(digits.count), NationalTypes.isDigits(digits, digits.count) else { return "length" }
    if digits.count != bytes.count {
      let places = bytes.indices.filter { bytes[$0] == 0x2E }
      let expected = [2: [], 4: [2], 6: [2, 5], 10: [2, 5, 8]][digits.count] ?? []
      if places != expected { return "form" }
    }
    return brokenPrefix(digits) ?? (digits.count == 10 && !(0x31...0x33).contains(digits[6]) ? "desa" : nil)
  }

  /// Four digits of regency or city and five that begin with 4; dots behind the second and fourth may stand.
  private static func brokenRule(island bytes: [UInt8], _ digits: [UInt8]) -> String? {
    guard NationalTypes.isDigits(digits, 9), digits[4] == 0x34 else { return "length" }
    let places = bytes.indices.filter { bytes[$0] == 0x2E }
    guard [[], [2], [2, 5], [4]].contains(places) else { return "form" }
    return digits[0] == 0x30 ? "provinsi" : nil
  }

  /// 2, 4, 7 or 10 digits without dots.
  static func brokenRule(bps bytes: [UInt8]) -> String? {
    guard [2, 4, 7, 10].contains(bytes.count), NationalTypes.isDigits(bytes, bytes.count) else { return "length" }
    return brokenPrefix(Array(bytes.prefix(4)))
  }

  private static func brokenPrefix(_ digits: [UInt8]) -> String? {
    if digits[0] == 0x30 { return "provinsi" }
    if digits.count >= 4 {
      let second = NationalTypes.number(digits[2..<4])
      if second == 0 || second == 70 { return "kabkota" }
    }
    if digits.count >= 6, NationalTypes.number(digits[4..<6]) == 0 { return "kecamatan" }
    return nil
  }
}

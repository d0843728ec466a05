/// Gives fields their type, and judges texts by it.
package enum NationalTypes {
  /// In this order: the contract's annotation `x-id-tipe`, a `format` of that name, the field's name.
  package static func type(annotation: String?, format: String?, name: String) -> TypedField? {
    if let type = annotation.flatMap(NationalType.init(rawValue:)) { return TypedField(type: type, basis: .annotation) }
    if let type = format.flatMap(NationalType.init(rawValue:)) { return TypedField(type: type, basis: .format) }
    return NameHints.type(of: name).map { TypedField(type: $0, basis: .nameHint) }
  }

  package static func judge(_ text: String, as type: NationalType) -> TypeAnswer {
    let bytes = Array(text.utf8)
    switch type {
    case .nik: return NIK.judge(bytes)
    case .npwp: return TypeAnswer(brokenRule: isDigits(bytes, 16) ? nil : "length")
    case .nitku: return TypeAnswer(brokenRule: isDigits(bytes, 22) ? nil : "length")
    case .kk: return TypeAnswer(brokenRule: isDigits(bytes, 16) ? nil : "length", isSynthetic: bytes.starts(with: "99".utf8))
    case .nip: return NIP.judge(bytes)
    case .nisn: return TypeAnswer(brokenRule: isDigits(bytes, 10) ? nil : "length")
    case .npsn: return TypeAnswer(brokenRule: isNPSN(bytes) ? nil : "length")
    case .nib: return TypeAnswer(brokenRule: isDigits(bytes, 13) ? nil : "length")
    case .wilayah: return TypeAnswer(brokenRule: RegionCodes.brokenRule(wilayah: bytes))
    case .bps: return TypeAnswer(brokenRule: RegionCodes.brokenRule(bps: bytes))
    case .kodepos: return TypeAnswer(brokenRule: isDigits(bytes, 5) && bytes[0] != 0x30 ? nil : "length")
    case .telepon: return TypeAnswer(brokenRule: isTelephone(bytes) ? nil : "form")
    case .rekening: return TypeAnswer(brokenRule: !bytes.isEmpty && isDigits(bytes, bytes.count) ? nil : "form")
    case .date: return TypeAnswer(brokenRule: Calendar.brokenRule(date: bytes))
    case .dateTime: return TypeAnswer(brokenRule: Calendar.brokenRule(dateTime: bytes))
    }
  }

  /// Sixteen digits that keep every rule of a NIK under a prefix of a real province: what must not leak.
  package static func looksLikeNIK(_ bytes: ArraySlice<UInt8>) -> Bool {
    let answer = NIK.judge(Array(bytes))
    return answer.ok && !answer.isSynthetic
  }

  static func isDigits(_ bytes: [UInt8], _ count: Int) -> Bool { bytes.count == count && bytes.allSatisfy { (0x30...0x39).contains($0) } }

  static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) } }

  private static func isNPSN(_ bytes: [UInt8]) -> Bool {
    if isDigits(bytes, 8) || isDigits(bytes, 6) { return true }
    return bytes.count == 8 && (bytes[0] == UInt8(ascii: "K") || bytes[0] == UInt8(ascii: "P")) && isDigits(Array(bytes.dropFirst()), 7)
  }

  /// `+62` and 8 to 12 digits, or another country's number by E.164.
  private static func isTelephone(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "+"), bytes.count > 2, bytes[1] != 0x30 else { return false }
    let digits = Array(bytes.dropFirst())
    guard isDigits(digits, digits.count) else { return false }
    return digits.starts(with: "62".utf8) ? (10...14).contains(digits.count) && digits[2] != 0x30 : (7...15).contains(digits.count)
  }
}

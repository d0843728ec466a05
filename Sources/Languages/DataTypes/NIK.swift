/// The national identity number: six digits of region, DDMMYY of birth (DD + 40 for women), four of serial.
enum NIK {
  /// Names the first rule broken, in this order: length, kabkota, kecamatan, day, month, date, serial.
  static func judge(_ bytes: [UInt8]) -> TypeAnswer {
    guard NationalTypes.isDigits(bytes, 16), bytes[0] != 0x30 else { return TypeAnswer(brokenRule: "length") }
    let isSynthetic = bytes[0] == 0x39 && bytes[1] >= 0x37
    func two(_ at: Int) -> Int { NationalTypes.number(bytes[at..<(at + 2)]) }
    return TypeAnswer(brokenRule: brokenRule(two), isSynthetic: isSynthetic)
  }

  private static func brokenRule(_ two: (Int) -> Int) -> String? {
    // Level 2: 01 to 69 regencies, 71 to 99 cities.
    if two(2) == 0 || two(2) == 70 { return "kabkota" }
    if two(4) == 0 { return "kecamatan" }
    let day = two(6) > 40 ? two(6) - 40 : two(6)
    if !(1...31).contains(day) { return "day" }
    if !(1...12).contains(two(8)) { return "month" }
    // The century is not written: real in 19YY or in 20YY is enough.
    let isReal = [1900, 2000].contains { day <= Calendar.length(ofMonth: two(8), year: $0 + two(10)) }
    if !isReal { return "date" }
    return two(12) == 0 && two(14) == 0 ? "serial" : nil
  }
}

/// The employee number of the civil service: birth date, month of appointment, sex, serial.
enum NIP {
  static func judge(_ bytes: [UInt8]) -> TypeAnswer {
    guard NationalTypes.isDigits(bytes, 18) else { return TypeAnswer(brokenRule: "length") }
    let birth = bytes[0..<8]
    let text = Array(birth[0..<4]) + [0x2D] + Array(birth[4..<6]) + [0x2D] + Array(birth[6..<8])
    // Contract employees (PPPK) fill the other digits otherwise: only the birth date is sure.
    return TypeAnswer(brokenRule: Calendar.brokenRule(date: text) == nil ? nil : "date", isSynthetic: false)
  }
}

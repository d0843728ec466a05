/// Well-formed UTF-8 (Unicode 3.9 table 3-7): no overlong form, no surrogate, nothing beyond U+10FFFF.
enum UTF8Check {
  /// Length of the sequence that starts at `at` with a byte from 0x80 up; 0 when it is not well formed.
  static func length(_ bytes: [UInt8], _ at: Int) -> Int {
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    let more: Int
    switch bytes[at] {
    case 0xC2...0xDF: more = 1
    case 0xE0: (more, low) = (2, 0xA0)
    case 0xED: (more, high) = (2, 0x9F)
    case 0xE1...0xEF: more = 2
    case 0xF0: (more, low) = (3, 0x90)
    case 0xF4: (more, high) = (3, 0x8F)
    case 0xF1...0xF3: more = 3
    default: return 0
    }
    guard at + more < bytes.count, (low...high).contains(bytes[at + 1]) else { return 0 }
    for index in 2..<max(2, more + 1) where bytes[at + index] & 0xC0 != 0x80 { return 0 }
    return more + 1
  }
}

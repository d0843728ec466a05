/// Runs of decimal digits in the spellings that JSON and URLs give them: `7`, `\u0037`, `%37`.
enum DigitRuns {
  enum Spelling: CaseIterable {
    /// Digits as they are, whatever stands around them.
    case plain
    /// Escapes are understood: `%20` is a blank and no digits.
    case escaped
  }

  /// Calls `found` for each run with the offsets of the bytes that carry its digits, and these digits.
  static func forEach(in bytes: [UInt8], _ spelling: Spelling, _ found: (_ places: [Int], _ digits: [UInt8]) -> Void) {
    var places: [Int] = []
    var digits: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let step = step(bytes, index, spelling)
      if step.isDigit {
        places.append(step.next - 1)
        digits.append(bytes[step.next - 1])
      } else if !places.isEmpty {
        found(places, digits)
        places.removeAll(keepingCapacity: true)
        digits.removeAll(keepingCapacity: true)
      }
      index = step.next
    }
    if !places.isEmpty { found(places, digits) }
  }

  /// One character; the digit is its last byte.
  private static func step(_ bytes: [UInt8], _ index: Int, _ spelling: Spelling) -> (isDigit: Bool, next: Int) {
    let byte = bytes[index]
    if isDigit(byte) { return (true, index + 1) }
    guard spelling == .escaped else { return (false, index + 1) }
    func escape(_ from: Int, _ zeros: String) -> (isDigit: Bool, next: Int)? {
      let end = from + zeros.utf8.count + 2
      guard end <= bytes.count, bytes[from..<end].allSatisfy(isHex) else { return nil }
      let isDigit = bytes[from..<(end - 1)].elementsEqual((zeros + "3").utf8) && isDigit(bytes[end - 1])
      return (isDigit, end)
    }
    switch byte {
    case UInt8(ascii: "%"): return escape(index + 1, "") ?? (false, index + 1)
    case UInt8(ascii: "\\"):
      guard index + 1 < bytes.count else { return (false, index + 1) }
      return bytes[index + 1] == UInt8(ascii: "u") ? escape(index + 2, "00") ?? (false, index + 2) : (false, index + 2)
    default: return (false, index + 1)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (0x41...0x46).contains(byte & 0xDF) }
}

/// Finding bytes in bytes.
enum ByteSearch {
  /// Offsets of every occurrence, none overlapping.
  static func places(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
    guard let first = needle.first, needle.count <= bytes.count else { return [] }
    var places: [Int] = []
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      let last = text.count - needle.count
      while index <= last {
        if text[index] == first, needle.indices.allSatisfy({ text[index + $0] == needle[$0] }) {
          places.append(index)
          index += needle.count
        } else {
          index += 1
        }
      }
    }
    return places
  }
}

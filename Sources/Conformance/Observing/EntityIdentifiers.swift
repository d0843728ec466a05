import DataTypes

/// Finds NIKs whose digits are written as HTML's numeric characters (`&#51;`, `&#x33;`), and blots the whole run out: length stays.
enum EntityIdentifiers {
  static func masked(in bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
    var out = bytes
    var run = Run()
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let entity = entity(bytes[index...]) {
        run.add(entity.digit, at: index, length: entity.length, isEntity: true)
        index += entity.length
      } else if (0x30...0x39).contains(byte) {
        run.add(byte, at: index, length: 1, isEntity: false)
        index += 1
      } else {
        run.cover(&out)
        run = Run()
        index += 1
      }
    }
    run.cover(&out)
    return out
  }

  private struct Run {
    private var digits: [UInt8] = []
    private var start = 0
    private var end = 0
    private var holdsEntity = false

    mutating func add(_ digit: UInt8, at index: Int, length: Int, isEntity: Bool) {
      if digits.isEmpty { start = index }
      digits.append(digit)
      end = index + length
      holdsEntity = holdsEntity || isEntity
    }

    func cover(_ bytes: inout [UInt8]) {
      guard holdsEntity, digits.count == 16, NationalTypes.looksLikeNIK(digits[...]) else { return }
      for place in start..<end { bytes[place] = UInt8(ascii: "*") }
    }
  }

  /// The decimal digit that a numeric character reference stands for.
  private static func entity(_ rest: ArraySlice<UInt8>) -> (digit: UInt8, length: Int)? {
    guard rest.starts(with: "&#".utf8), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let number = rest[(rest.startIndex + 2)..<end]
    let isHexadecimal = number.first == UInt8(ascii: "x") || number.first == UInt8(ascii: "X")
    let text = String(decoding: isHexadecimal ? number.dropFirst() : number, as: UTF8.self)
    guard let value = UInt8(text, radix: isHexadecimal ? 16 : 10), (0x30...0x39).contains(value) else { return nil }
    return (value, end - rest.startIndex + 1)
  }
}

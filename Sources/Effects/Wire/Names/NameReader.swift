/// Walks over a DNS message that anyone may have written: every step is bounded by the message, and pointers only lead backwards.
struct NameReader {
  struct Record {
    let owner: [UInt8]
    let type: UInt16
    let isInternet: Bool
    let lifetime: Int
    let data: Range<Int>
  }

  let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func number16() -> UInt16? {
    guard at + 2 <= bytes.count else { return nil }
    defer { at += 2 }
    return UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
  }

  mutating func skip(_ count: Int) -> Bool {
    guard at + count <= bytes.count else { return false }
    at += count
    return true
  }

  mutating func record() -> Record? {
    guard let owner = name(), let type = number16(), let group = number16(), let high = number16(), let low = number16(), let length = number16()
    else { return nil }
    let start = at
    guard skip(Int(length)) else { return nil }
    // A lifetime with its first bit set is none (RFC 2181 §8).
    let lifetime = high & 0x8000 != 0 ? 0 : Int(high) << 16 | Int(low)
    return Record(owner: owner, type: type, isInternet: group == 1, lifetime: lifetime, data: start..<at)
  }

  /// The name that fills a record's data to its end.
  func name(inside data: Range<Int>) -> [UInt8]? {
    var inner = self
    inner.at = data.lowerBound
    guard let name = inner.name(), inner.at == data.upperBound else { return nil }
    return name
  }

  /// Lower case and uncompressed (RFC 1035 §4.1.4); nil when it leaves the message, is too long, or points anywhere but before itself.
  mutating func name() -> [UInt8]? {
    var name: [UInt8] = []
    var (position, start, end) = (at, at, Int?.none)
    while position < bytes.count {
      let length = Int(bytes[position])
      switch length & 0xC0 {
      case 0 where length == 0:
        at = end ?? position + 1
        return name + [0]
      case 0:
        guard position + 1 + length <= bytes.count, name.count + 1 + length <= 254 else { return nil }
        name.append(UInt8(length))
        name += bytes[(position + 1)...(position + length)].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        position += 1 + length
      case 0xC0:
        guard position + 1 < bytes.count else { return nil }
        let target = (length & 0x3F) << 8 | Int(bytes[position + 1])
        // Strictly backwards from where this run of labels began: no loop can be written.
        guard target < start else { return nil }
        end = end ?? position + 2
        (position, start) = (target, target)
      default: return nil
      }
    }
    return nil
  }
}

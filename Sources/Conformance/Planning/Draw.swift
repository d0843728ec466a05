/// A small seeded generator (SplitMix64): the same seed and label draw the same values on every machine.
struct Draw {
  private var state: UInt64

  init(seed: UInt64, label: String) {
    state = label.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  /// Decimal digits, the first one not zero.
  mutating func digits(_ count: Int) -> String {
    (0..<count).map { String($0 == 0 ? 1 + below(9) : below(10)) }.joined()
  }

  mutating func hex(_ count: Int) -> String {
    (0..<count).map { _ in String(below(16), radix: 16) }.joined()
  }
}

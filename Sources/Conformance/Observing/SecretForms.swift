import Digests

/// One secret in the spellings in which servers give it back: plain, percent-, JSON- and HTML-escaped, base64 and base64url.
struct SecretForms {
  private let plain: [UInt8]
  /// Longest first.
  private let encoded: [[UInt8]]

  /// Nil for a value of less than four bytes: everything looks like it.
  init?(_ secret: String) {
    plain = Array(secret.utf8)
    guard plain.count >= 4 else { return nil }
    var forms: Set<[UInt8]> = []
    for encode in [Base64.encode, Base64.encodeURL] as [([UInt8]) -> String] {
      forms.insert(Array(encode(plain).utf8))
      // Inside a longer text the secret begins at any of three alignments; what its neighbours decide is left out.
      for lead in 0..<3 {
        let text = Array(encode([UInt8](repeating: 0, count: lead) + plain).utf8)
        let core = text[((lead * 8 + 5) / 6)..<((lead + plain.count) * 8 / 6)]
        if core.count >= 8 { forms.insert(Array(core)) }
      }
    }
    encoded = forms.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
  }

  /// Every spelling becomes as many asterisks.
  func masked(in bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    for form in [plain] + encoded {
      for place in ByteSearch.places(of: form, in: out) { Self.cover(place..<(place + form.count), in: &out) }
    }
    guard out.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else { return out }
    let view = Unescaped(out)
    for place in ByteSearch.places(of: plain, in: view.text) {
      Self.cover(view.starts[place]..<view.starts[place + plain.count], in: &out)
    }
    return out
  }

  private static func cover(_ range: Range<Int>, in bytes: inout [UInt8]) {
    for index in range { bytes[index] = UInt8(ascii: "*") }
  }
}

/// A text with its escapes undone, and where each byte came from. All dialects at once: this is for finding, not for reading.
private struct Unescaped {
  var text: [UInt8] = []
  /// One more than `text` has.
  var starts: [Int] = []

  init(_ bytes: [UInt8]) {
    text.reserveCapacity(bytes.count)
    starts.reserveCapacity(bytes.count + 1)
    var index = 0
    while index < bytes.count {
      let (value, length) = Self.character(bytes[index...])
      text.append(value)
      starts.append(index)
      index += length
    }
    starts.append(bytes.count)
  }

  private static func character(_ rest: ArraySlice<UInt8>) -> (value: UInt8, length: Int) {
    let first = rest[rest.startIndex]
    func number(_ skip: Int, _ count: Int, _ radix: Int) -> UInt8? {
      let digits = rest.dropFirst(skip).prefix(count)
      guard digits.count == count, count > 0 else { return nil }
      return UInt8(String(decoding: digits, as: UTF8.self), radix: radix)
    }
    switch first {
    case UInt8(ascii: "%"):
      if let value = number(1, 2, 16) { return (value, 3) }
    case UInt8(ascii: "\\"):
      guard let second = rest.dropFirst().first else { break }
      if second == UInt8(ascii: "u") { return number(2, 4, 16).map { ($0, 6) } ?? (second, 2) }
      return (second, 2)
    case UInt8(ascii: "&"):
      guard let end = rest.prefix(10).firstIndex(of: UInt8(ascii: ";")) else { break }
      let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
      let length = end - rest.startIndex + 1
      if let known = entities[name] { return (known, length) }
      if name.hasPrefix("#x"), let value = number(3, length - 4, 16) { return (value, length) }
      if name.hasPrefix("#"), let value = number(2, length - 3, 10) { return (value, length) }
    default: break
    }
    return (first, 1)
  }

  private static let entities: [String: UInt8] = ["amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "sol": 0x2F, "equals": 0x3D]
}

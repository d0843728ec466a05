/// The one spelling of a host that goes on the wire: what libraries read in several ways is not let in at all.
package enum HostSpelling {
  /// Lower case, one trailing dot removed; nil for everything but a plain DNS name or an IPv4 address of four plain decimals.
  ///
  /// A last label of digits or of hex digits behind `0x` makes the whole an address to most readers (WHATWG URL, "ends in a number"), so
  /// `2130706433`, `0x7f.1` and `0177.0.0.1` are refused: a name that one part of a program resolves and another computes is no name.
  package static func normalised(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    // Before anything is made lower case: U+212A would become a plain k.
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    bytes = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard bytes.count <= 253, labels.allSatisfy({ (1...63).contains($0.count) && $0.allSatisfy(isLabelByte) }) else { return nil }
    if let last = labels.last, isNumber(last), !isPlainAddress(labels) { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A port as written in a URL: decimal, without sign or leading zero, 1 to 65535.
  package static func port(_ text: some StringProtocol) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy(isDigit), text.utf8.first != UInt8(ascii: "0") else { return nil }
    return Int(text).flatMap { $0 <= 65535 ? $0 : nil }
  }

  private static func isPlainAddress(_ labels: [ArraySlice<UInt8>]) -> Bool {
    labels.count == 4
      && labels.allSatisfy { label in
        label.allSatisfy(isDigit) && (label.count == 1 || label.first != UInt8(ascii: "0")) && UInt8(String(decoding: label, as: UTF8.self)) != nil
      }
  }

  private static func isNumber(_ label: ArraySlice<UInt8>) -> Bool {
    if label.allSatisfy(isDigit) { return true }
    return label.starts(with: "0x".utf8) && label.dropFirst(2).allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Letters, digits and hyphens (RFC 1123 §2.1), and the underscore that names in use have.
  private static func isLabelByte(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || isDigit(byte) || byte == 0x2D || byte == 0x5F }
}

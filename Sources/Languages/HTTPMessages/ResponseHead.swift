/// A status line and its field lines as they were received, in order (RFC 9112 §4, §5).
package struct ResponseHead: Sendable, Hashable {
  /// `1.1` for `HTTP/1.1`.
  package let version: String
  package let status: Int
  package let reason: String
  package let fields: [HeaderField]
  package let faults: [FramingFault]

  package init(version: String, status: Int, reason: String, fields: [HeaderField], faults: [FramingFault]) {
    self.version = version
    self.status = status
    self.reason = reason
    self.fields = fields
    self.faults = faults
  }

  /// Values of every line of that name, which is compared without case.
  package func values(_ name: String) -> [String] {
    fields.filter { ASCII.equalIgnoringCase($0.name, name) }.map(\.value)
  }

  package func value(_ name: String) -> String? { values(name).first }
}

/// Comparing protocol words by bytes, without case.
package enum ASCII {
  package static func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).allSatisfy { lower($0) == lower($1) }
  }

  package static func lowercased(_ text: String) -> String { String(decoding: text.utf8.map(lower), as: UTF8.self) }

  static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// `tchar` of RFC 9110 §5.6.2.
  package static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// CTL of RFC 5234, TAB left out: what no field value may hold (RFC 9110 §5.5).
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09) || byte == 0x7F }

  package static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return rest
  }

  /// Every byte one scalar, so that nothing is lost.
  package static func latin1(_ bytes: ArraySlice<UInt8>) -> String { String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }
}

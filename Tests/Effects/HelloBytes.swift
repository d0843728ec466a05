/// Answers to a ClientHello as bytes, well-formed or not.
enum HelloBytes {
  static let selectsTLS13: (UInt16, [UInt8]) = (43, [3, 4])
  /// The random by which a HelloRetryRequest is told from a ServerHello (RFC 8446 §4.1.3).
  static let retry: [UInt8] = [
    0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91, 0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E,
    0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
  ]

  /// A handshake message; `extensions` nil leaves the block away.
  static func serverHello(
    _ minor: UInt8, suite: UInt16, random: [UInt8] = [UInt8](repeating: 7, count: 32), session: [UInt8] = [], compression: UInt8 = 0,
    extensions: [(UInt16, [UInt8])]? = nil, tail: [UInt8] = []
  ) -> [UInt8] {
    var body: [UInt8] = [3, minor] + random + [UInt8(session.count)] + session + big(suite) + [compression]
    if let extensions {
      let block = extensions.flatMap { big($0.0) + big(UInt16($0.1.count)) + $0.1 }
      body += big(UInt16(block.count)) + block
    }
    return message(2, body + tail)
  }

  static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    [type, UInt8(body.count >> 16), UInt8(body.count >> 8 & 0xFF), UInt8(body.count & 0xFF)] + body
  }

  static func record(_ type: UInt8, _ data: [UInt8], minor: UInt8 = 3) -> [UInt8] { [type, 3, minor] + big(UInt16(data.count)) + data }

  static func handshake(_ message: [UInt8]) -> [UInt8] { record(22, message) }

  /// One record for every `size` bytes.
  static func cut(_ message: [UInt8], _ size: Int) -> [UInt8] {
    stride(from: 0, to: message.count, by: size).flatMap { handshake(Array(message[$0..<min($0 + size, message.count)])) }
  }

  static func alert(_ level: UInt8, _ description: UInt8) -> [UInt8] { record(21, [level, description]) }

  private static func big(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }
}

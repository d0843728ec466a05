import Model

/// The bytes of a ClientHello that offers one old version and nothing newer (RFC 5246 §7.4.1.2, RFC 4346, RFC 2246).
enum ClientHello {
  /// Suites that servers of that time knew, forward secrecy first; SCSV tells that no renegotiation is wanted (RFC 5746).
  private static let suites: [UInt16] = [
    0xC009, 0xC00A, 0xC013, 0xC014, 0x0033, 0x0039, 0x0067, 0x002F, 0x0035, 0xC008, 0xC012, 0x0016, 0x000A, 0xC007, 0xC011, 0x0005, 0x0004,
    0x00FF,
  ]

  static func bytes(_ version: TLSVersion, host: String, random: [UInt8]) -> [UInt8] {
    var body = big(version.wireNumber) + random + [0]
    body += sized(suites.flatMap(big), 2)
    body += [1, 0]
    body += sized(extensions(host), 2)
    let message = [1] + sized(body, 3)
    // The record says TLS 1.0 in the first flight, which every server accepts (RFC 5246 appendix E.1).
    return [0x16] + big(min(version.wireNumber, 0x0301)) + sized(message, 2)
  }

  private static func extensions(_ host: String) -> [UInt8] {
    let name: [UInt8] = [0] + sized(Array(host.utf8), 2)
    let serverName = big(0) + sized(sized(name, 2), 2)
    let groups = big(10) + sized(sized([0x001D, 0x0017, 0x0018, 0x0019].flatMap(big), 2), 2)
    let points = big(11) + sized(sized([0], 1), 2)
    return serverName + groups + points
  }

  private static func big(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

  /// The bytes behind their length in `width` bytes.
  private static func sized(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(bytes.count >> (8 * $0) & 0xFF) } + bytes
  }
}

/// Reads the first answer to a ClientHello.
enum HelloReading {
  /// Nil while more bytes are needed.
  static func answer(_ bytes: [UInt8]) -> HelloAnswer? {
    guard let type = bytes.first else { return nil }
    guard type == 0x15 || type == 0x16 else { return .notTLS(prefix: Array(bytes.prefix(16))) }
    guard bytes.count >= 5 else { return nil }
    guard bytes[1] == 3 else { return .notTLS(prefix: Array(bytes.prefix(16))) }
    if type == 0x15 {
      guard bytes.count >= 7 else { return nil }
      return .alert(level: bytes[5], description: bytes[6])
    }
    // Handshake header (4), then the version that the server chose.
    guard bytes.count >= 11 else { return nil }
    guard bytes[5] == 2 else { return .notTLS(prefix: Array(bytes.prefix(16))) }
    let number = UInt16(bytes[9]) << 8 | UInt16(bytes[10])
    guard let version = TLSVersion.allCases.first(where: { $0.wireNumber == number }) else { return .notTLS(prefix: Array(bytes.prefix(16))) }
    return .serverHello(version: version)
  }
}

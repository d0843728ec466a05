import Model

/// The bytes of a ClientHello that offers one version and nothing newer (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2, RFC 4346, RFC 2246).
enum ClientHello {
  /// How many random bytes a hello takes: its random, a session id and a public key.
  static let randomCount = 96

  /// - `random`: `randomCount` bytes.
  /// - Returns: one record; nil when what is offered cannot be written, or fits no record.
  static func bytes(_ hello: HelloTemplate, random: [UInt8]) -> [UInt8]? {
    precondition(random.count == randomCount, "A hello takes \(randomCount) random bytes.")
    let names = hello.applicationProtocols.map { Array($0.utf8) }
    guard names.allSatisfy({ (1...255).contains($0.count) }), hello.offeredSuites.count < 8000 else { return nil }
    let isNew = hello.version == .tls13
    // TLS 1.3 hides its number in an extension, and an id of the old kind keeps boxes on the way content (RFC 8446 appendix D.4).
    var body = big(min(hello.version.wireNumber, TLSVersion.tls12.wireNumber)) + random[0..<32] + (isNew ? [32] + random[32..<64] : [0])
    // 0x00FF tells an old server that no renegotiation is wanted (RFC 5746 §3.3).
    body += sized(hello.offeredSuites.map(\.number).flatMap(big) + (isNew ? [] : [0x00, 0xFF]), 2)
    body += [1, 0]
    let extensions = sized(extensions(hello, names, key: Array(random[64..<96])), 2)
    let message = [1] + sized(body + extensions, 3)
    guard message.count <= 16_384 else { return nil }
    // The record says TLS 1.0 in the first flight, which every server accepts (RFC 5246 appendix E.1, RFC 8446 §5.1).
    return [0x16] + big(min(hello.version.wireNumber, TLSVersion.tls10.wireNumber)) + sized(message, 2)
  }

  private static func extensions(_ hello: HelloTemplate, _ names: [[UInt8]], key: [UInt8]) -> [UInt8] {
    // Addresses are not names (RFC 6066 §3).
    let serverName: [UInt8] = [0] + sized(Array(hello.endpoint.host.utf8), 2)
    var bytes = IPAddress(hello.endpoint.host) == nil ? piece(0, sized(serverName, 2)) : []
    bytes += piece(10, sized([0x001D, 0x0017, 0x0018, 0x0019].flatMap(big), 2))
    if hello.version < .tls13 { bytes += piece(11, sized([0], 1)) }
    if hello.version >= .tls12 { bytes += piece(13, sized(signatures.flatMap(big), 2)) }
    if !names.isEmpty { bytes += piece(16, sized(names.flatMap { sized($0, 1) }, 2)) }
    if hello.version == .tls13 {
      bytes += piece(43, sized(big(hello.version.wireNumber), 1))
      bytes += piece(45, sized([1], 1))
      // Any 32 bytes are a public key of X25519; the secret behind it is not needed to read a ServerHello.
      bytes += piece(51, sized(big(0x001D) + sized(key, 2), 2))
    }
    return bytes
  }

  /// ECDSA, EdDSA, RSA-PSS and PKCS #1 with SHA-2, SHA-1 last: an old certificate should not hide an old version.
  private static let signatures: [UInt16] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
  ]

  private static func piece(_ type: UInt16, _ data: [UInt8]) -> [UInt8] { big(type) + sized(data, 2) }

  private static func big(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

  /// The bytes behind their length in `width` bytes.
  private static func sized(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(bytes.count >> (8 * $0) & 0xFF) } + bytes
  }
}

/// Base64 of RFC 4648: §4 with padding, §5 (URL-safe) without.
package enum Base64 {
  private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let urlSafe = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  package static func encode(_ bytes: [UInt8]) -> String { encode(bytes, standard, pads: true) }
  package static func encodeURL(_ bytes: [UInt8]) -> String { encode(bytes, urlSafe, pads: false) }

  private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], pads: Bool) -> String {
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...group.count { out.append(alphabet[value >> (18 - 6 * place) & 63]) }
      if pads { out += [UInt8](repeating: UInt8(ascii: "="), count: 3 - group.count) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

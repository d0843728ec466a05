import Model

/// A second look before anything is quoted: evidence is redacted when it is kept, yet a report is copied further than evidence is.
enum Masking {
  /// What stands for a secret in kept requests.
  static let secretMark = "[rahasia]"

  /// Sixteen digits in a row (the length of a NIK) become nines, unless they carry the unassigned prefix 99.
  static func identifiers(in text: String) -> String {
    var bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      guard isDigit(bytes[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if end - start == 16, bytes[start] != UInt8(ascii: "9") || bytes[start + 1] != UInt8(ascii: "9") {
        for index in start..<end { bytes[index] = UInt8(ascii: "9") }
      }
      start = end
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Fields whose values are credentials, whatever the evidence kept of them; names in lower case.
  static let secretFields: Set<String> = [
    "authorization", "cookie", "proxy-authorization", "set-cookie", "x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

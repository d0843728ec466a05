import Digests
import HTTPMessages
import Model

/// Puts a credential where its scheme wants it; only here does a secret meet a request.
enum CredentialDress {
  /// Nil when a registered credential is asked for and none was given, or its value cannot be sent.
  static func put(_ request: RequestTemplate, _ credential: WireCredential?) -> (url: String, fields: [HeaderField])? {
    switch request.credential {
    case .none: return (request.url, request.fields)
    case .registered(let place):
      guard let value = credential?.value, isSendable(value) else { return nil }
      return dress(request, place, value)
    case .invalid(let place): return dress(request, place, madeUp(place))
    }
  }

  private static func isSendable(_ value: String) -> Bool { !value.utf8.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }

  private static func dress(_ request: RequestTemplate, _ place: CredentialPlacement, _ value: String) -> (url: String, fields: [HeaderField]) {
    func with(_ name: String, _ text: String) -> (url: String, fields: [HeaderField]) {
      (request.url, request.fields + [HeaderField(name: name, value: text)])
    }
    switch place {
    case .bearer: return with("Authorization", "Bearer \(value)")
    case .basic: return with("Authorization", "Basic \(Base64.encode(Array(value.utf8)))")
    case .header(let name): return with(name, value)
    case .cookie(let name): return with("Cookie", "\(name)=\(value)")
    case .query(let name):
      return ("\(request.url)\(request.target.contains("?") ? "&" : "?")\(percent(name))=\(percent(value))", request.fields)
    }
  }

  private static func percent(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "-._~".utf8.contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
    }.joined()
  }

  /// Random, of the usual shape: no server can know it.
  private static func madeUp(_ place: CredentialPlacement) -> String {
    let text = Hex.text((0..<16).map { _ in UInt8.random(in: 0...255) })
    return place == .basic ? "uji-\(text.prefix(8)):\(text)" : text
  }
}

import COpenSSL
import Digests
import Model

/// What certificates say, read by OpenSSL from their own bytes, and OpenSSL's verification results (x509_vfy.h).
enum CertificateReading {
  /// Names kept of one certificate.
  static let mostNames = 100

  /// - `der`: one certificate; nil when OpenSSL cannot read it.
  static func facts(_ der: [UInt8]) -> CertificateFacts? {
    guard let certificate = der.withUnsafeBufferPointer({ $0.baseAddress.flatMap { selaras_x509_read($0, der.count) } }) else { return nil }
    defer { X509_free(certificate) }
    let (names, nameCount) = names(certificate)
    let details = CertificateDetails(
      keyType: selaras_x509_key_type(certificate).map { printable($0) } ?? "", keyBits: Int(selaras_x509_key_bits(certificate)),
      signature: selaras_x509_signature(certificate).map { printable($0) } ?? "", isSelfIssued: selaras_x509_is_self_issued(certificate) == 1,
      fingerprint: SHA256Digest.of(der).hex, nameCount: nameCount)
    return CertificateFacts(
      subject: name(certificate, isIssuer: 0), issuer: name(certificate, isIssuer: 1), notBefore: time(certificate, isEnd: 0),
      notAfter: time(certificate, isEnd: 1), names: names, details: details)
  }

  private static func name(_ certificate: OpaquePointer, isIssuer: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 500)
    let count = Int(selaras_x509_name(certificate, isIssuer, &buffer, Int32(buffer.count)))
    return printable(buffer.prefix(count).map(UInt8.init(bitPattern:)))
  }

  /// RFC 3339 in UTC; empty when the certificate's time is none.
  private static func time(_ certificate: OpaquePointer, isEnd: Int32) -> String {
    var parts = [Int32](repeating: 0, count: 6)
    guard selaras_x509_time(certificate, isEnd, &parts) == 1 else { return "" }
    func text(_ index: Int, _ width: Int) -> String {
      let digits = String(parts[index])
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return "\(text(0, 4))-\(text(1, 2))-\(text(2, 2))T\(text(3, 2)):\(text(4, 2)):\(text(5, 2))Z"
  }

  private static func names(_ certificate: OpaquePointer) -> (kept: [String], count: Int) {
    guard let list = selaras_x509_alternatives(certificate) else { return ([], 0) }
    defer { selaras_x509_alternatives_free(list) }
    var kept: [String] = []
    var count = 0
    for index in 0..<selaras_x509_alternative_count(list) {
      var kind: Int32 = 0
      var length: Int32 = 0
      guard let bytes = selaras_x509_alternative(list, index, &kind, &length) else { continue }
      count += 1
      guard kept.count < mostNames else { continue }
      let data = UnsafeBufferPointer(start: bytes, count: Int(length))
      kept.append(kind == 7 && (length == 4 || length == 16) ? IPAddress(bytes: Array(data)).description : printable(data))
    }
    return (kept, count)
  }

  static func problem(verifyResult: Int) -> CertificateProblem {
    switch verifyResult {
    // OpenSSL compares the name (62) or address (64); where libcurl does, its result stays at "ok", or at the 1 it began with (7.88, measured).
    case 0, 1, 62, 64: .wrongName
    case 9: .notYetValid
    case 10: .expired
    case 18: .selfSigned
    case 19: .untrustedRoot
    case 2, 20, 21: .incompleteChain
    case 22: .tooLarge
    case 66, 67, 68: .weakKey
    default: .other
    }
  }

  /// OpenSSL finds no issuer for an untrusted authority that is not sent along either. A chain whose links hold, of two and more
  /// certificates, lacks nothing but a trusted root.
  static func refined(_ problem: CertificateProblem?, _ chain: [CertificateFacts]) -> CertificateProblem? {
    guard problem == .incompleteChain, chain.count > 1 else { return problem }
    let isLinked = zip(chain, chain.dropFirst()).allSatisfy { $0.issuer.utf8.elementsEqual($1.subject.utf8) }
    return isLinked ? .untrustedRoot : problem
  }

  /// At most 500 printable ASCII characters; everything else becomes a question mark.
  static func printable(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.lazy.prefix(500).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  private static func printable(_ text: UnsafePointer<CChar>) -> String { printable(String(cString: text).utf8) }
}

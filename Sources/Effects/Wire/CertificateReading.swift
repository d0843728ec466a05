import Model

/// Reads libcurl's certificate lines, and OpenSSL's verification result (x509_vfy.h).
enum CertificateReading {
  static func facts(_ lines: [String]) -> CertificateFacts {
    func value(_ name: String) -> String {
      let line = lines.first { $0.hasPrefix(name + ":") }
      return printable(line.map { String($0.dropFirst(name.utf8.count + 1)) } ?? "")
    }
    let names = value("X509v3 Subject Alternative Name").split(separator: ",").prefix(100).map { entry in
      String(entry.split(separator: ":").last ?? entry).trimmingBlanks
    }
    return CertificateFacts(
      subject: value("Subject"), issuer: value("Issuer"), notBefore: value("Start date"), notAfter: value("Expire date"), names: names)
  }

  static func problem(verifyResult: Int) -> CertificateProblem {
    switch verifyResult {
    // libcurl compares the name itself and leaves its result at "ok", or at the 1 it began with (7.88, measured).
    case 0, 1, 62: .wrongName
    case 9: .notYetValid
    case 10: .expired
    case 18: .selfSigned
    case 19: .untrustedRoot
    case 2, 20, 21: .incompleteChain
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
  private static func printable(_ text: String) -> String {
    String(decoding: text.utf8.prefix(500).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}

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
    // libcurl compares the name itself, before it has read OpenSSL's result: "ok", or its own "not ok" of the start.
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

  /// At most 500 printable ASCII characters; everything else becomes a question mark.
  private static func printable(_ text: String) -> String {
    String(decoding: text.utf8.prefix(500).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}

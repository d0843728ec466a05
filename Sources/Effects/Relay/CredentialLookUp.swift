package import Documents
#if canImport(Glibc)
import Glibc
#endif
package import Model
package import Wire
import Workspace

/// Finds a credential by the name the registry gives; its value goes to the wire and nowhere else.
package enum CredentialLookUp {
  /// A missing one is a warning: what needs it stays `untested(noCredential)`.
  package static func find(_ reference: CredentialReference) -> (credential: WireCredential?, diagnostics: [Diagnostic]) {
    let value: String?
    let name: String
    switch reference.place {
    case .environmentVariable(let variable):
      name = variable
      value = getenv(variable).map { String(cString: $0) }
    case .file(let path):
      name = path
      value = SecretFile.read(path)
    }
    guard let text = value.map(trimmed), !text.utf8.isEmpty else {
      return (nil, [Diagnostic(missing, ["name": name], at: nil, severity: .warning)])
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return (nil, [Diagnostic(unsendable, ["name": name], at: nil, severity: .warning)])
    }
    return (WireCredential(value: text), [])
  }

  private static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes.drop { $0 <= 0x20 }, as: UTF8.self)
  }

  private static let missing = Wording(
    "credential.missing", id: "Kredensial “{name}” tidak ada; operasi terbatas tidak diuji.",
    en: "The credential “{name}” is not there; restricted operations are not tested.")
  private static let unsendable = Wording(
    "credential.unsendable", id: "Isi kredensial “{name}” tidak dapat dikirim: ada spasi atau karakter kendali di dalamnya.",
    en: "The value of the credential “{name}” cannot be sent: it holds blanks or control characters.")
  static let wordings = [missing, unsendable]
}

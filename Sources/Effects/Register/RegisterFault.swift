package import Documents
import GRDB

/// Why the register does not take or give something, in both languages.
package struct RegisterFault: Error, Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No permission, no space, no such folder (exit code 73).
    case cannotWrite
    /// The database failed half-way (exit code 74).
    case inputOutput
    /// The file is no register of ours, of another version, or damaged (exit code 65).
    case damaged
    /// Another result is registered under the same name (exit code 65).
    case conflict
    /// Another process held the register too long (exit code 74; trying again may help).
    case busy
  }
  package let kind: Kind
  package let wording: Wording
  package let parameters: [String: String]

  init(_ kind: Kind, _ wording: Wording, _ parameters: [String: String]) {
    self.kind = kind
    self.wording = wording
    self.parameters = parameters
  }

  package func text(in language: Language) -> String { wording.text(in: language, parameters) }

  /// What SQLite's result codes mean to a person.
  static func of(_ error: any Error, path: String) -> RegisterFault {
    if let fault = error as? RegisterFault { return fault }
    guard let error = error as? DatabaseError else { return RegisterFault(.inputOutput, other, ["path": path, "detail": "\(type(of: error))"]) }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return RegisterFault(.busy, busy, ["path": path])
    case .SQLITE_FULL: return RegisterFault(.cannotWrite, full, ["path": path])
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return RegisterFault(.cannotWrite, cannotOpen, ["path": path])
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: return RegisterFault(.damaged, notDatabase, ["path": path])
    default: return RegisterFault(.inputOutput, other, ["path": path, "detail": "\(error.extendedResultCode)"])
    }
  }

  private static let busy = Wording(
    "register.busy", id: "Register {path} terlalu lama dipakai proses lain; ulangi setelah proses itu selesai.",
    en: "Another process held the register {path} too long; try again when it has finished.")
  private static let full = Wording(
    "register.full", id: "Register {path} tidak dapat ditulis karena ruang penyimpanan penuh; kosongkan ruang, lalu ulangi.",
    en: "The register {path} cannot be written because the disk is full; free some space and try again.")
  private static let cannotOpen = Wording(
    "register.cannotOpen", id: "Register {path} tidak dapat dibuka atau ditulis; periksa folder dan hak aksesnya.",
    en: "The register {path} cannot be opened or written; check its folder and permissions.")
  static let notDatabase = Wording(
    "register.notDatabase", id: "{path} bukan register selaras atau rusak; pilih berkas lain, atau pulihkan dari cadangan.",
    en: "{path} is not a register of selaras, or is damaged; choose another file, or restore a copy.")
  private static let other = Wording(
    "register.other", id: "Basis data register {path} gagal bekerja ({detail}); periksa penyimpanannya, lalu ulangi.",
    en: "The database of the register {path} failed ({detail}); check the disk and try again.")
  static let wordings = [busy, full, cannotOpen, notDatabase, other]
}

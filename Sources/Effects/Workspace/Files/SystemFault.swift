import Documents
import Glibc

/// What the operating system's error numbers mean to a person.
enum SystemFault {
  /// While a file is made or written. What the person can mend is `cannotWrite`, the rest is input-output.
  static func writing(_ path: String, _ number: Int32) -> WorkspaceFault {
    switch number {
    case ENOSPC, EDQUOT: WorkspaceFault(.cannotWrite, diskFull, ["path": path])
    case EROFS: WorkspaceFault(.cannotWrite, readOnly, ["path": path])
    case EACCES, EPERM: WorkspaceFault(.cannotWrite, denied, ["path": path])
    case ENOENT: WorkspaceFault(.cannotWrite, notThere, ["path": path])
    case ENOTDIR, EEXIST, EISDIR: WorkspaceFault(.cannotWrite, notAFolder, ["path": path])
    case ENAMETOOLONG: WorkspaceFault(.cannotWrite, tooLong, ["path": path])
    default: WorkspaceFault(.inputOutput, other, ["path": path, "number": String(number)])
    }
  }

  static func reading(_ path: String, _ number: Int32) -> WorkspaceFault {
    switch number {
    case EACCES, EPERM: WorkspaceFault(.unreadable, denied, ["path": path])
    case ENOENT: WorkspaceFault(.unreadable, notThere, ["path": path])
    case ENOTDIR: WorkspaceFault(.unreadable, notAFolder, ["path": path])
    case ENAMETOOLONG: WorkspaceFault(.unreadable, tooLong, ["path": path])
    case ELOOP: WorkspaceFault(.unreadable, loop, ["path": path])
    default: WorkspaceFault(.inputOutput, other, ["path": path, "number": String(number)])
    }
  }

  private static let diskFull = Wording(
    "workspace.diskFull", id: "{path} tidak dapat ditulis karena ruang penyimpanan penuh; kosongkan ruang, lalu ulangi.",
    en: "{path} cannot be written because the disk is full; free some space and try again.")
  private static let readOnly = Wording(
    "workspace.readOnly", id: "{path} berada di penyimpanan yang hanya dapat dibaca; pilih folder lain.",
    en: "{path} is on a disk that can only be read; choose another folder.")
  private static let denied = Wording(
    "workspace.denied", id: "Izin atas {path} tidak cukup; periksa hak akses berkas dan foldernya.",
    en: "The permissions of {path} do not suffice; check the rights on the file and its folder.")
  private static let notThere = Wording(
    "workspace.notThere", id: "{path} tidak ada; periksa penulisannya.", en: "{path} is not there; check how it is written.")
  private static let notAFolder = Wording(
    "workspace.notAFolder", id: "Di jalur {path} ada berkas di tempat folder, atau folder di tempat berkas; pilih nama lain.",
    en: "On the way to {path} a file stands where a folder should, or a folder where a file should; choose another name.")
  private static let tooLong = Wording(
    "workspace.tooLong", id: "Nama {path} terlalu panjang untuk penyimpanan ini.", en: "The name {path} is too long for this disk.")
  private static let loop = Wording(
    "workspace.loop", id: "{path} adalah tautan simbolis yang tidak boleh diikuti.", en: "{path} is a symbolic link that may not be followed.")
  private static let other = Wording(
    "workspace.other", id: "Sistem operasi gagal mengerjakan {path} (kode galat {number}); periksa penyimpanannya, lalu ulangi.",
    en: "The operating system failed on {path} (error number {number}); check the disk and try again.")
  static let wordings = [diskFull, readOnly, denied, notThere, notAFolder, tooLong, loop, other]
}

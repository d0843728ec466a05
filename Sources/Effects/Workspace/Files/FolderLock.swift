import Documents

/// Keeps a second process out of a folder as long as it lives. The lock is the system's, on an open file: no killed process leaves it behind.
package final class FolderLock: Sendable {
  private let file: OpenFile

  /// Throws `busy` when another process, or another holder in this one, has it. The empty file stays; it means nothing by itself.
  package init(_ folder: String) throws(WorkspaceFault) {
    file = try OpenFile.appending("\(folder)/.lock", creates: true)
    guard file.takesLock() else { throw Self.busy(folder) }
  }

  static func busy(_ folder: String) -> WorkspaceFault { WorkspaceFault(.busy, inUse, ["path": folder]) }

  private static let inUse = Wording(
    "workspace.busy", id: "{path} sedang dipakai proses selaras lain; tunggu sampai selesai atau pilih folder lain.",
    en: "{path} is in use by another selaras process; wait until it has finished or choose another folder.")
  static let wordings = [inUse]
}

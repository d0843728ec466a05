import Documents

/// Keeps a second process out of a folder as long as it lives. The lock is the system's, on an open file: no killed process leaves it behind.
package final class FolderLock: Sendable {
  private let file: OpenFile

  /// Throws `busy` when another process, or another holder in this one, has it. The empty file stays; it means nothing by itself.
  package init(_ folder: String) throws(WorkspaceFault) {
    file = try OpenFile.appending("\(folder)/.lock", creates: true)
    guard try file.takesLock() else { throw Self.busy(folder) }
  }

  /// One of many: each worker of a run holds it, and nobody may hold it alone meanwhile.
  init(sharing folder: String) throws(WorkspaceFault) {
    file = try OpenFile.appending(Self.workers(folder), creates: true)
    guard try file.takesLock(shared: true) else { throw Self.busy(folder) }
  }

  /// Whether anybody shares the folder now.
  static func isShared(_ folder: String) throws(WorkspaceFault) -> Bool { !(try OpenFile.appending(workers(folder), creates: true).takesLock()) }

  private static func workers(_ folder: String) -> String { "\(folder)/.workers" }

  static func busy(_ folder: String) -> WorkspaceFault { WorkspaceFault(.busy, inUse, ["path": folder]) }

  private static let inUse = Wording(
    "workspace.busy", id: "{path} sedang dipakai proses selaras lain; tunggu sampai selesai atau pilih folder lain.",
    en: "{path} is in use by another selaras process; wait until it has finished or choose another folder.")
  static let wordings = [inUse]
}

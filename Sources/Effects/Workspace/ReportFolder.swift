import Documents
package import Model

/// Writes reports: each file whole or not at all, and none outside the folder.
package enum ReportFolder {
  /// Every path is looked at before the first byte is written.
  package static func write(_ files: [ReportFile], to folder: String) throws(WorkspaceFault) {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for (index, file) in sorted.enumerated() {
      guard PathText.isPlain(file.path) else { throw WorkspaceFault(.cannotWrite, outside, ["path": file.path]) }
      precondition(index == 0 || !sorted[index - 1].path.utf8.elementsEqual(file.path.utf8), "a report has the file \(file.path) twice")
    }
    try Folder.make(folder)
    guard let root = Folder.real(folder) else { throw WorkspaceFault(.cannotWrite, outside, ["path": folder]) }
    for file in sorted {
      let path = "\(folder)/\(file.path)"
      let above = PathText.folder(of: path)
      // Looked at before anything is made: an older link in the folder must not lead the report elsewhere.
      try stay(above, inside: root, named: file.path)
      try Folder.make(above)
      try Folder.replace(path, with: file.bytes)
    }
  }

  private static func stay(_ path: String, inside root: String, named name: String) throws(WorkspaceFault) {
    var known = path
    while Folder.real(known) == nil, !known.utf8.elementsEqual(PathText.folder(of: known).utf8) { known = PathText.folder(of: known) }
    guard let real = Folder.real(known), PathText.isInside(real, root) else { throw WorkspaceFault(.cannotWrite, outside, ["path": name]) }
  }

  private static let outside = Wording(
    "workspace.reportOutside", id: "Berkas laporan “{path}” akan berada di luar folder laporan dan tidak ditulis.",
    en: "The report file “{path}” would lie outside the report's folder and is not written.")
  static let wordings = [outside]
}

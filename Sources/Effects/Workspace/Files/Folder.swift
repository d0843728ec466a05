import Glibc
import Synchronization

/// Folders: made with those above them, listed in order, and written into so that a reader sees a whole file or none.
enum Folder {
  private static let temporaries = Atomic<Int>(0)

  static func make(_ path: String) throws(WorkspaceFault) {
    if isFolder(path) { return }
    let above = PathText.folder(of: path)
    if above != path { try make(above) }
    if mkdir(path, 0o755) != 0, errno != EEXIST || !isFolder(path) { throw SystemFault.writing(path, errno) }
    try OpenFile.folder(above).synchronize()
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The path without links and dots; nil when it leads nowhere.
  static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Writes a temporary file beside, waits until it is on the disk, and gives it its name.
  static func replace(_ path: String, with bytes: [UInt8]) throws(WorkspaceFault) {
    let folder = PathText.folder(of: path)
    let number = temporaries.add(1, ordering: .relaxed).newValue
    let temporary = "\(folder)/.\(PathText.last(of: path)).\(getpid()).\(number).tmp"
    do throws(WorkspaceFault) {
      let file = try OpenFile.creating(temporary, for: path)
      try file.write(bytes)
      try file.synchronize()
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let number = errno
      unlink(temporary)
      throw SystemFault.writing(path, number)
    }
    try OpenFile.folder(folder).synchronize()
  }

  /// Names in a folder sorted by bytes, without hidden ones.
  static func names(in path: String) throws(WorkspaceFault) -> [String] {
    guard let stream = opendir(path) else { throw SystemFault.reading(path, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // Nil is the end as well as a fault; half a list must not pass for the whole one.
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw SystemFault.reading(path, errno) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

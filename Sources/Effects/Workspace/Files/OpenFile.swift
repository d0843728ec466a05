import Documents
import Glibc

/// An open file of this process, closed when nobody holds it any more; every fault names the path.
final class OpenFile: Sendable {
  let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// For reading. Only a regular file: a device or a pipe would give bytes without end, or never.
  static func reading(_ path: String, followsLink: Bool = true) throws(WorkspaceFault) -> OpenFile {
    // Without O_NONBLOCK the opening of a pipe waits for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw SystemFault.reading(path, errno) }
    let file = OpenFile(path: path, descriptor: descriptor)
    guard file.isRegular else { throw WorkspaceFault(.unreadable, notAFile, ["path": path]) }
    return file
  }

  /// A new temporary file, whose faults name the file that it will become.
  static func creating(_ temporary: String, for path: String) throws(WorkspaceFault) -> OpenFile {
    var descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if descriptor < 0, errno == EEXIST {
      // Left by a process that was killed, whose number is ours now.
      unlink(temporary)
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw SystemFault.writing(path, errno) }
    return OpenFile(path: path, descriptor: descriptor)
  }

  /// An existing file, or with `creates` a new one, to write at its end.
  static func appending(_ path: String, creates: Bool) throws(WorkspaceFault) -> OpenFile {
    let descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | (creates ? O_CREAT : 0), 0o644)
    guard descriptor >= 0 else { throw SystemFault.writing(path, errno) }
    return OpenFile(path: path, descriptor: descriptor)
  }

  static func folder(_ path: String) throws(WorkspaceFault) -> OpenFile {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFault.writing(path, errno) }
    return OpenFile(path: path, descriptor: descriptor)
  }

  private var isRegular: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The whole content; a file that is larger, or grows beyond the limit meanwhile, is refused.
  func content(atMost limit: Int) throws(WorkspaceFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFault.reading(path, errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limit else { throw WorkspaceFault(.unreadable, Self.tooLarge, ["path": path, "limit": String(limit)]) }
    }
  }

  func write(_ bytes: [UInt8]) throws(WorkspaceFault) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemFault.writing(path, count == 0 ? EIO : errno) }
      done += count
    }
  }

  /// Returns when the bytes are on the disk.
  func synchronize() throws(WorkspaceFault) {
    while fsync(descriptor) != 0 {
      // Some file systems have no fsync for a folder: then there is nothing to wait for.
      if errno == EINVAL { return }
      guard errno == EINTR else { throw SystemFault.writing(path, errno) }
    }
  }

  func truncate(to length: Int) throws(WorkspaceFault) {
    while ftruncate(descriptor, off_t(length)) != 0 {
      guard errno == EINTR else { throw SystemFault.writing(path, errno) }
    }
  }

  /// True when this open file now holds the lock; it goes with the file, also when the process is killed.
  func takesLock(shared isShared: Bool = false) throws(WorkspaceFault) -> Bool {
    while flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else { throw SystemFault.writing(path, errno) }
    }
    return true
  }

  private static let notAFile = Wording(
    "workspace.notAFile", id: "{path} bukan berkas biasa (mungkin folder, perangkat, atau pipa) dan tidak dibaca.",
    en: "{path} is not an ordinary file (perhaps a folder, a device or a pipe) and is not read.")
  private static let tooLarge = Wording(
    "workspace.tooLarge", id: "{path} melebihi batas {limit} byte dan tidak dibaca.",
    en: "{path} is over the limit of {limit} bytes and is not read.")
  static let wordings = [notAFile, tooLarge]
}

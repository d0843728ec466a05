import Digests
import Documents
import Synchronization

/// `bodies/`: each body once, under its SHA-256 digest. What does not match its name is damaged, and nothing is concluded from it.
final class BodyFolder: Sendable {
  private let path: String
  /// Bodies that many answers share are kept in memory once.
  private let known = Mutex<[SHA256Digest: [UInt8]]>([:])

  init(bundle: String) { path = "\(bundle)/bodies" }

  func keep(_ content: [UInt8]) throws(WorkspaceFault) {
    let file = "\(path)/\(SHA256Digest.of(content).hex)"
    // Written whole or not at all, so a file that is there is complete.
    if Folder.isThere(file) { return }
    try Folder.make(path)
    try Folder.replace(file, with: content)
  }

  func content(_ digest: SHA256Digest) throws(WorkspaceFault) -> [UInt8] {
    if let content = known.withLock({ $0[digest] }) { return content }
    let content = try OpenFile.reading("\(path)/\(digest.hex)", followsLink: false).content(atMost: StrictRecord.limits.bytes)
    guard SHA256Digest.of(content) == digest else { throw WorkspaceFault(.damaged, Self.mismatch, ["path": "bodies/\(digest.hex)"]) }
    known.withLock { $0[digest] = content }
    return content
  }

  static let mismatch = Wording(
    "bundle.digest", id: "Isi {path} tidak cocok dengan sidiknya; berkas ini rusak atau diubah, sehingga bukti ini tidak dapat dipakai.",
    en: "The content of {path} does not match its digest; it is damaged or was changed, so this evidence cannot be used.")
}

import Documents
import Foundation
import Glibc

/// The process's limit of open files: every connection is one, and the system's own libraries end a process that gets none at a bad time.
enum OpenFiles {
  private static let fewest: rlim_t = 64

  /// Raises the limit as far as the system allows; ends the process with a sentence where even that is too little to begin.
  static func claim() {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(files, &limit)
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < fewest else { return }
    let values = ["limit": "\(limit.rlim_cur)", "fewest": "\(fewest)"]
    for language in [Language.indonesian, .english] {
      FileHandle.standardError.write(Data((tooFew.text(in: language, values) + "\n").utf8))
    }
    exit(Ending.inputOutput.rawValue)
  }

  private static let tooFew = Wording(
    "machine.openFiles", id: "Batas berkas terbuka di sini {limit}; diperlukan paling sedikit {fewest}. Naikkan dengan: ulimit -n 1024",
    en: "The limit of open files here is {limit}; at least {fewest} are needed. Raise it: ulimit -n 1024")

  static let wordings = [tooFew]
}

import Foundation
import TestSupport
import Testing

/// Every system call that can fail on the path of a small run fails once in turn: no crash, no hang, no wrong outcome.
@Suite(.serialized, .enabled(if: TortureLab.strace != nil, "strace is not installed: nothing else makes system calls of a whole program fail"))
struct TortureTests {
  /// One call and the ways in which it fails.
  struct Row: Sendable, CustomTestStringConvertible {
    /// Names of the same call on different systems; the run makes one of them.
    let calls: [String]
    let errors: [String]
    /// Only on files with known names: where the loader and the runtime make the same call, one that fails for them ends the process before it
    /// is ours, and for the runtime's event descriptors no such failure exists.
    var ownFiles = false
    /// The first occurrence that may fail.
    var from = 1
    var testDescription: String { calls[0] }

    init(_ calls: String, _ errors: String, ownFiles: Bool = false, from: Int = 1) {
      self.calls = calls.split(separator: " ").map(String.init)
      self.errors = errors.split(separator: " ").map(String.init)
      (self.ownFiles, self.from) = (ownFiles, from)
    }
  }

  /// What is not here, and why:
  /// - `mmap`, `mprotect`, `munmap`, `brk`, `madvise`: memory. A Swift process that gets none ends, by the language's design.
  /// - `futex`, `rt_sigaction`, `rt_sigprocmask`, `sigaltstack`, `set_robust_list`, `rseq`, `prctl`, `gettid`, `getpid`, `exit`: made by the
  ///   C library and the runtime, with arguments for which the kernel knows no failure.
  /// - `signalfd4`, `timerfd_create`, `timerfd_settime`, the first `epoll_create1` and `epoll_ctl` of a thread: libdispatch's own, which ends the
  ///   process when it gets none; therefore a run with too few of them does not begin (`fewOpenFiles`).
  /// - `openat` of libdispatch's look after its threads, which ends the process likewise when it is refused.
  /// - `openat` and `write` of temporary files: they bear the process's number, and strace takes exact names only. Their `fsync` and `rename` fail.
  /// - `read` and `write` of event descriptors: ours and libdispatch's have one name, and a wake-up that libdispatch loses is waited for without end.
  static let rows = [
    Row("socket", "EMFILE ENOBUFS"), Row("connect", "ENETUNREACH EADDRNOTAVAIL EINTR"), Row("bind", "EADDRINUSE"), Row("socketpair", "EMFILE"),
    Row("setsockopt", "ENOPROTOOPT"), Row("getsockopt", "ENOBUFS"), Row("getsockname", "ENOBUFS"), Row("getpeername", "ENOTCONN"),
    Row("sendto", "ECONNRESET EINTR EAGAIN"), Row("recvfrom", "ECONNRESET EINTR EAGAIN ETIMEDOUT"), Row("recvmsg", "ENOBUFS"),
    Row("fcntl", "EINVAL"), Row("epoll_wait epoll_pwait", "EINTR"), Row("epoll_ctl", "ENOMEM ENOSPC", from: 2), Row("poll ppoll", "EINTR ENOMEM"),
    Row("eventfd2", "EMFILE"), Row("clone3 clone", "EAGAIN"), Row("getrandom", "EINTR"),
    Row("openat", "EMFILE EIO EACCES", ownFiles: true), Row("read", "EIO EINTR", ownFiles: true), Row("write", "ENOSPC EIO EINTR", ownFiles: true),
    Row("newfstatat fstat", "EIO", ownFiles: true), Row("getdents64", "EIO"), Row("close", "EIO EINTR", ownFiles: true),
    Row("fsync", "EIO ENOSPC EINTR"), Row("rename renameat renameat2", "EIO ENOSPC"), Row("mkdir mkdirat", "ENOSPC"),
    Row("flock", "EINTR ENOLCK EAGAIN"), Row("readlink", "EIO"), Row("lseek", "ESPIPE"),
  ]

  /// Exit codes of README.md that a run cut by a fault of this machine may have. Not 0 and 1, which would be a judgement, and not 64.
  static let codes: Set<Int32> = [2, 65, 69, 70, 73, 74, 75, 77]
  /// Occurrences of one call with one error that fail: all, or so many spread from the first to the last.
  private static let most = 3
  /// Runs at a time. A run mostly waits, out of politeness.
  private static let abreast = 5

  struct Blow: Sendable {
    let row: Row
    let call: String
    let error: String
    let occurrence: Int
    var name: String { "\(call) → \(error), occurrence \(occurrence)" }
  }

  @Test func everyCallFailsOnce() async throws {
    try await TortureLab.with { lab in
      let clean = try await lab.run([])
      let ownFiles = try await lab.run([], ownFiles: true)
      let outcomes = try #require(clean.outcomes, "\(clean.errors)")
      #expect(clean.code == 2 && outcomes.values.count { $0 == "passed" } >= 6 && !outcomes.values.contains("failed"), "\(outcomes)")
      #expect(ownFiles.outcomes == outcomes)
      let blows = Self.rows.flatMap { Self.blows($0, ($0.ownFiles ? ownFiles : clean).calls) }
      #expect(blows.count >= 100)
      var injected: [String: Int] = [:]
      try await withThrowingTaskGroup(of: (Blow, TortureLab.Ending).self) { group in
        var waiting = blows[...]
        func start() {
          guard let blow = waiting.popFirst() else { return }
          group.addTask {
            let options = ["-e", "trace=\(blow.call)", "-e", "inject=\(blow.call):error=\(blow.error):when=\(blow.occurrence)"]
            return (blow, try await lab.run(options, ownFiles: blow.row.ownFiles))
          }
        }
        for _ in 0..<Self.abreast { start() }
        while let (blow, ending) = try await group.next() {
          start()
          injected[blow.row.calls[0], default: 0] += ending.injected
          Self.expectClean(ending, like: outcomes, blow.name)
        }
      }
      for row in Self.rows { #expect(injected[row.calls[0], default: 0] > 0, "\(row.calls): the run makes no such call any more; take out the row") }
      print("torture:", injected.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
  }

  /// libdispatch ends a process that gets no descriptor, so that a run with too few of them does not begin.
  @Test func fewOpenFiles() async throws {
    try await TortureLab.with { lab in
      #expect(try await lab.run([], openFiles: 64).outcomes != nil)
      for limit in [8, 9, 10, 12, 16, 20, 40, 63] {
        let ending = try await lab.run([], openFiles: limit)
        #expect(!ending.isHung && !ending.isSignal && ending.code == 74, "ulimit -n \(limit): \(ending)")
        #expect(ending.outcomes == nil && ending.errors.contains("\(limit)"), "ulimit -n \(limit): \(ending.errors)")
      }
    }
  }

  private static func expectClean(_ ending: TortureLab.Ending, like clean: [String: String], _ blow: String) {
    #expect(!ending.isHung, "\(blow): hangs: \(ending.errors)")
    guard !ending.isHung else { return }
    #expect(!ending.isSignal && ending.code < 128, "\(blow): ended by signal \(ending.code): \(ending.errors)")
    #expect(codes.contains(ending.code), "\(blow): exit code \(ending.code): \(ending.errors)")
    #expect(!ending.errors.isEmpty || ending.code == 2, "\(blow): not a word on exit code \(ending.code)")
    #expect(ending.code != 2 || ending.outcomes != nil, "\(blow): no result")
    for (requirement, outcome) in ending.outcomes ?? [:] where outcome == "failed" || outcome == "passed" {
      #expect(clean[requirement] == outcome, "\(blow): \(requirement) is \(outcome)")
    }
  }

  /// strace counts for each thread. The main thread is the loader's and the runtime's, so that the count begins behind it.
  private static func blows(_ row: Row, _ threads: [[String: Int]]) -> [Blow] {
    guard let call = row.calls.first(where: { name in threads.contains { $0[name] != nil } }) else { return [] }
    let first = max(row.from, row.ownFiles ? 1 : (threads.first?[call] ?? 0) + 1)
    let last = threads.dropFirst(row.ownFiles ? 0 : 1).compactMap { $0[call] }.max() ?? 0
    guard first <= last else { return [] }
    let count = min(most, last - first + 1)
    let places = (0..<count).map { count == 1 ? first : first + (last - first) * $0 / (count - 1) }
    return row.errors.flatMap { error in places.map { Blow(row: row, call: call, error: error, occurrence: $0) } }
  }
}

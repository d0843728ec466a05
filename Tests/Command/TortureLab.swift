import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

/// A small run against a healthy sample service, under strace, which lets chosen system calls fail.
struct TortureLab: Sendable {
  /// How one run ended.
  struct Ending: Sendable {
    let code: Int32
    let isSignal: Bool
    let isHung: Bool
    let errors: String
    /// By requirement; nil when no result was written.
    let outcomes: [String: String]?
    /// strace's account.
    let trace: String

    /// Calls that were made to fail.
    var injected: Int { trace.split(separator: "\n").count { $0.hasSuffix("(INJECTED)") } }

    /// How often each thread made each call; the main thread first.
    var calls: [[String: Int]] {
      var threads: [Substring] = []
      var counts: [[String: Int]] = []
      for line in trace.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let name = parts[1].firstMatch(of: /^ *([a-z][a-z0-9_]*)\(/)?.1 else { continue }
        if !threads.contains(parts[0]) { (threads, counts) = (threads + [parts[0]], counts + [[:]]) }
        counts[threads.firstIndex(of: parts[0])!][String(name), default: 0] += 1
      }
      return counts
    }
  }

  static let strace = ["/usr/bin/strace", "/bin/strace", "/usr/local/bin/strace"].first { FileManager.default.isExecutableFile(atPath: $0) }
  /// Registration, contract, ordinary calls, handshake, old hellos, plain HTTP, and messages read to their end.
  private static let requirements = ["DOC-01", "GOV-01", "HTP-18", "OPS-01", "TLS-01", "TLS-02", "TLS-03"]
  /// Seconds after which a run hangs. The slowest tries again twice and looks again after ten seconds.
  private static let patience = 60

  let sandbox: Sandbox
  let folder: String
  private let numbers = Counter()

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  static func with(_ body: (TortureLab) async throws -> Void) async throws {
    try await SelarasProcess.withFolder { folder in
      let scenario = try #require(Scenario.single(service: "pensiun", faults: [], specs: Suites.repository + "/Specs").scenario)
      let sandbox = try await Sandbox.start(scenario, directory: folder + "/sandbox")
      do { try await body(TortureLab(sandbox: sandbox, folder: folder)) } catch {
        await sandbox.stop()
        throw error
      }
      await sandbox.stop()
    }
  }

  /// The program under strace with these options of it.
  ///
  /// - `ownFiles`: only calls on the files that the run reads and writes under names known beforehand; a temporary file bears the process's number.
  /// - `openFiles`: it may have so many at once, and no more.
  func run(_ options: [String], ownFiles: Bool = false, openFiles: Int? = nil) async throws -> Ending {
    let place = "\(folder)/\(numbers.next())"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let (output, trace) = (place + "/hasil", place + "/trace")
    let paths = ownFiles ? try files(place, output).flatMap { ["-P", $0] } : []
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.strace))
    let limit = openFiles.map { ["/bin/sh", "-c", "ulimit -n \($0); exec \"$0\" \"$@\""] } ?? []
    process.arguments = ["-f", "-qq", "-o", trace] + options + paths + limit + [SelarasProcess.program] + arguments(output)
    return try await end(of: process, place)
  }

  private func arguments(_ output: String) -> [String] {
    ["test", "pensiun", "--registry", sandbox.registryPath, "--profile", "simulasi", "--specs", Suites.repository + "/Specs"]
      + sandbox.connectOverrides.flatMap { ["--connect", $0] } + ["--trust-store", sandbox.trustStore, "--permit", "loopback", "--spacing", "0"]
      + Self.requirements.flatMap { ["--only", $0] } + ["--seed", "7", "--format", "json", "--lang", "en", "--output", output]
  }

  private func files(_ place: String, _ output: String) throws -> [String] {
    var paths = [sandbox.registryPath, sandbox.trustStore, place, place + "/err", output]
    paths += ["plan.json", "evidence.ndjson", ".lock", "bodies", "result.json"].map { "\(output)/\($0)" }
    for root in [Suites.repository + "/Specs/Standard", folder + "/sandbox/contracts"] {
      paths += [root] + (try FileManager.default.subpathsOfDirectory(atPath: root)).sorted().map { "\(root)/\($0)" }
    }
    return paths
  }

  private func end(of process: Process, _ place: String) async throws -> Ending {
    process.currentDirectoryURL = URL(fileURLWithPath: Suites.repository)
    // A backtrace takes seconds, and tells no more than the signal does.
    let extra = ["SELARAS_SANDBOX_TOKEN": sandbox.token, "SWIFT_BACKTRACE": "enable=no", "LANG": "en_US.UTF-8"]
    process.environment = ProcessInfo.processInfo.environment.merging(extra) { $1 }
    process.standardInput = FileHandle.nullDevice
    for name in ["out", "err"] { try Data().write(to: URL(fileURLWithPath: "\(place)/\(name)")) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: place + "/out"))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: place + "/err"))
    let isHung = Mutex(false)
    let watch = DispatchWorkItem {
      isHung.withLock { $0 = true }
      SelarasProcess.kill(.all, of: process)
    }
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do {
        try process.run()
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.patience), execute: watch)
      } catch { ended.resume(throwing: error) }
    }
    watch.cancel()
    let text = { (name: String) in (try? String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)) ?? "" }
    return Ending(
      code: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal, isHung: isHung.withLock { $0 },
      errors: text("err"), outcomes: Self.outcomes(place + "/hasil/result.json"), trace: text("trace"))
  }

  private static func outcomes(_ path: String) -> [String: String]? {
    guard let data = FileManager.default.contents(atPath: path), let result = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let requirements = result["requirements"] as? [[String: Any]]
    else { return nil }
    let pairs = requirements.compactMap { entry in (entry["id"] as? String).flatMap { id in (entry["outcome"] as? String).map { (id, $0) } } }
    return Dictionary(pairs) { first, _ in first }
  }
}

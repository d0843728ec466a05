import Foundation
import Glibc
import Synchronization
import TestSupport

/// The real program, run as a person or a pipeline runs it.
enum SelarasProcess {
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Beside the test bundle: `swift build --build-tests` makes both.
  static let program: String = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent("selaras").path
  }()

  private static func process(_ arguments: [String], _ environment: [String: String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Suites.repository)
    process.environment = ProcessInfo.processInfo.environment.merging(["LANG": "en_US.UTF-8", "NO_COLOR": "1"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Starts it and lets it run; what it prints is lost.
  static func start(_ arguments: [String], environment: [String: String]) throws -> Process {
    let process = process(arguments, environment)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  enum Victims { case parent, children, all }

  /// SIGKILL for a process that we started or for its children; waits for the process where it was meant.
  static func kill(_ victims: Victims, of process: Process) {
    let parent = process.processIdentifier
    if victims != .parent { children(of: parent).forEach { Glibc.kill($0, SIGKILL) } }
    guard victims != .children else { return }
    if process.isRunning { Glibc.kill(parent, SIGKILL) }
    process.waitUntilExit()
  }

  private static func children(of parent: Int32) -> [Int32] {
    var found: [Int32] = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let number = Int32(name), let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8),
        status.contains("PPid:\t\(parent)\n")
      else { continue }
      found.append(number)
    }
    return found
  }

  /// Runs it in the repository, in English unless `arguments` say otherwise; ended after `seconds`.
  static func run(_ arguments: [String], environment: [String: String] = [:], seconds: Int = 60) throws -> Result {
    let process = process(arguments, environment)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: nobody has to read while the program writes.
    let places = ["out", "err"].map { folder.appendingPathComponent($0) }
    for place in places { try Data().write(to: place) }
    process.standardOutput = try FileHandle(forWritingTo: places[0])
    process.standardError = try FileHandle(forWritingTo: places[1])
    try process.run()
    let watch = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: watch)
    process.waitUntilExit()
    watch.cancel()
    let texts = try places.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Result(code: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// A folder of its own for a test, removed afterwards.
  static func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }
}

import Foundation
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

  /// Runs it in the repository, in English unless `arguments` say otherwise; killed after a minute.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: Suites.repository)
    process.environment = ProcessInfo.processInfo.environment.merging(["LANG": "en_US.UTF-8", "NO_COLOR": "1"]) { $1 }.merging(environment) { $1 }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: nobody has to read while the program writes.
    let places = ["out", "err"].map { folder.appendingPathComponent($0) }
    for place in places { try Data().write(to: place) }
    process.standardOutput = try FileHandle(forWritingTo: places[0])
    process.standardError = try FileHandle(forWritingTo: places[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let watch = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: watch)
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

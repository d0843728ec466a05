import Dispatch
import Foundation

/// Ctrl-C and SIGTERM cancel the work, which then records what is in flight and ends.
enum Interrupts {
  /// Runs `work`; a signal, or the end of the time budget, cancels it.
  static func cancelling<Value: Sendable>(
    after seconds: Int?, _ work: @Sendable @escaping () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    let timer = seconds.map { limit in
      Task {
        try await Task.sleep(for: .seconds(limit))
        task.cancel()
      }
    }
    defer {
      timer?.cancel()
      sources.forEach { $0.cancel() }
    }
    return try await task.value
  }

  /// Returns when somebody asks the process to end.
  static func wait() async {
    // The sleep ends by being cancelled, and by nothing else.
    try? await cancelling(after: nil) { while true { try await Task.sleep(for: .seconds(86_400)) } }
  }
}

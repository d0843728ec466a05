import Dispatch
import Glibc

/// Waits until the process is asked to end, by Ctrl-C or by the system.
package enum StopSignal {
  private static let queue = DispatchQueue(label: "selaras.stop")

  package static func wait() async {
    await withCheckedContinuation { continuation in
      queue.async {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) }
        let sources = [SIGINT, SIGTERM].map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        nonisolated(unsafe) var isDone = false
        for source in sources {
          source.setEventHandler {
            // The handlers hold the sources until one of them has run.
            for other in sources { other.cancel() }
            guard !isDone else { return }
            isDone = true
            continuation.resume()
          }
          source.resume()
        }
      }
    }
  }
}

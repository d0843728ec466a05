import Glibc
package import Model

/// The machine's own time.
package struct SystemClock: RunClock {
  package init() {}

  package func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// On the continuous clock: a step of the wall clock neither shortens nor prolongs a pause.
  package func sleep(milliseconds: Int) async throws { try await Task.sleep(for: .milliseconds(milliseconds), clock: .continuous) }
}

package import Model

/// Time as an argument: a run asks it and nothing else.
package protocol RunClock: Sendable {
  func now() -> Timestamp
  /// Throws `CancellationError` when the run is cancelled meanwhile.
  func sleep(milliseconds: Int) async throws
}

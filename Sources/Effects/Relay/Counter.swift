import Synchronization

/// Counts from several tasks.
package final class Counter: Sendable {
  private let count: Atomic<Int>
  package init(_ start: Int) { count = Atomic(start) }
  package func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}

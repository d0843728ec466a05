/// Which subjects are still to do, which are being done, and which have killed a worker; pure bookkeeping for the parent of a sweep.
///
/// A worker that dies leaves its started subjects as suspects. Suspects run again one at a time; the one that kills a second worker is parked.
package struct SweepQueue: Sendable {
  private var waiting: [[SubjectKey]]
  private var suspects: [SubjectKey] = []
  private var working: [Int: [[SubjectKey]]] = [:]
  private var started: [Int: Set<SubjectKey>] = [:]
  private var strikes: [SubjectKey: Int] = [:]
  private var isAlone: Set<Int> = []
  package private(set) var parked: [SubjectKey] = []

  package init(_ groups: [[SubjectKey]]) { waiting = groups.filter { !$0.isEmpty }.reversed() }

  package var isFinished: Bool { waiting.isEmpty && suspects.isEmpty && working.values.allSatisfy(\.isEmpty) }

  /// The next group for a worker; nil when it must wait or nothing is left. Suspects come last and alone.
  package mutating func next(for worker: Int, limit: Int) -> [SubjectKey]? {
    let mine = working[worker] ?? []
    guard mine.count < limit, !isAlone.contains(worker) else { return nil }
    if let group = waiting.popLast() {
      working[worker] = mine + [group]
      return group
    }
    guard mine.isEmpty, working.values.allSatisfy(\.isEmpty), let suspect = suspects.popLast() else { return nil }
    isAlone.insert(worker)
    working[worker] = [[suspect]]
    return [suspect]
  }

  package mutating func start(_ key: SubjectKey, by worker: Int) { started[worker, default: []].insert(key) }

  package mutating func finish(_ key: SubjectKey, by worker: Int) {
    started[worker]?.remove(key)
    working[worker] = (working[worker] ?? []).map { $0.filter { $0 != key } }.filter { !$0.isEmpty }
    if working[worker]?.isEmpty ?? true { isAlone.remove(worker) }
  }

  /// The worker died: what it had not started goes back, what it had started is suspect.
  package mutating func lose(_ worker: Int) {
    let guilty = started.removeValue(forKey: worker) ?? []
    for group in working.removeValue(forKey: worker) ?? [] {
      let innocent = group.filter { !guilty.contains($0) }
      if !innocent.isEmpty { waiting.append(innocent) }
    }
    isAlone.remove(worker)
    for key in guilty.sorted(by: { $0.description < $1.description }) {
      strikes[key, default: 0] += 1
      if strikes[key, default: 0] >= 2 { parked.append(key) } else { suspects.append(key) }
    }
  }
}

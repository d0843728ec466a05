
/// Runs a sweep's subjects in child processes and hears what becomes of them; ends when every subject is done or parked.
package struct SweepParent: Sendable {
  package enum End: Sendable, Hashable { case finished, interrupted }
  private let program: String
  private let arguments: [String]
  private let workers: Int
  private let limit: Int

  /// - `limit`: groups that one worker has in flight.
  package init(program: String, arguments: [String], workers: Int, limit: Int) {
    self.program = program
    self.arguments = arguments
    self.workers = workers
    self.limit = limit
  }

  /// - `heard`: every event, for progress. A subject that was parked has no result: the caller records that.
  package func run(_ groups: [[SubjectKey]], heard: (WorkerEvent) -> Void) async throws -> End {
    var queue = SweepQueue(groups)
    var children: [Int: WorkerProcess] = [:]
    var nextNumber = 0
    let (stream, continuation) = AsyncStream.makeStream(of: (Int, WorkerEvent).self)
    func begin() throws {
      let number = nextNumber
      nextNumber += 1
      let child = try WorkerProcess(program: program, arguments: arguments)
      children[number] = child
      Task { for await event in child.events { continuation.yield((number, event)) } }
    }
    func feed() {
      for number in children.keys.sorted() { while let group = queue.next(for: number, limit: limit) { children[number]?.send(group) } }
      if queue.isFinished { children.values.forEach { $0.close() } }
    }
    if !queue.isFinished { for _ in 0..<max(1, min(workers, groups.count)) { try begin() } }
    feed()
    var isInterrupted = false
    while !children.isEmpty {
      guard let (number, event) = await Self.next(stream) else {
        isInterrupted = true
        children.values.forEach { $0.interrupt() }
        await Self.drain(Array(children.values))
        break
      }
      heard(event)
      switch event {
      case .started(let key): queue.start(key, by: number)
      case .done(let key), .fault(let key, _): queue.finish(key, by: number)
      case .ended:
        children[number] = nil
        queue.lose(number)
        if !queue.isFinished, children.isEmpty { try begin() }
      }
      feed()
    }
    continuation.finish()
    return isInterrupted ? .interrupted : .finished
  }

  /// Nil when this task was cancelled.
  private static func next(_ stream: AsyncStream<(Int, WorkerEvent)>) async -> (Int, WorkerEvent)? {
    var iterator = stream.makeAsyncIterator()
    return await iterator.next()
  }

  /// Gives interrupted workers 25 s to record what is in flight, then ends them.
  private static func drain(_ children: [WorkerProcess]) async {
    // Detached: this task is cancelled already, and its own sleeps would end at once.
    await Task.detached {
      for _ in 0..<250 where children.contains(where: \.isRunning) { try? await Task.sleep(for: .milliseconds(100)) }
      for child in children where child.isRunning { child.kill() }
    }.value
  }
}

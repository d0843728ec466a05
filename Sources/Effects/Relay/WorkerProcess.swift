import Foundation
import Glibc
import Synchronization

/// A child that works on subjects: fed by lines on its standard input, heard by lines on its standard output.
///
/// A crash of ours then costs one child and not the sweep.
package final class WorkerProcess: Sendable {
  package let events: AsyncStream<WorkerEvent>
  private let process: Mutex<Process>
  private let input: Mutex<FileHandle?>

  /// Throws when the program cannot be started.
  package init(program: String, arguments: [String]) throws {
    // Writing to a worker that has died is an error to be heard by `.ended`, not the end of the parent.
    signal(SIGPIPE, SIG_IGN)
    let child = Process()
    let toChild = Pipe()
    let fromChild = Pipe()
    child.executableURL = URL(fileURLWithPath: program)
    child.arguments = arguments
    child.standardInput = toChild
    child.standardOutput = fromChild
    // A child that inherited our ends would keep its own pipe open, and never see the end of its input.
    for end in [toChild.fileHandleForWriting, fromChild.fileHandleForReading] { _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC) }
    let (stream, continuation) = AsyncStream.makeStream(of: WorkerEvent.self)
    events = stream
    try child.run()
    let output = fromChild.fileHandleForReading
    Thread.detachNewThread {
      Self.read(output) { continuation.yield($0) }
      continuation.yield(.ended)
      continuation.finish()
    }
    process = Mutex(child)
    input = Mutex(toChild.fileHandleForWriting)
  }

  /// Hands over subjects that must run one after the other. A worker that has died meanwhile says so by `.ended`.
  package func send(_ group: [SubjectKey]) {
    let line = group.map(\.description).joined(separator: " ") + "\n"
    input.withLock { try? $0?.write(contentsOf: Data(line.utf8)) }
  }

  /// No more subjects: the worker finishes what it has and ends.
  package func close() {
    input.withLock { handle in
      try? handle?.close()
      handle = nil
    }
  }

  package var isRunning: Bool { process.withLock { $0.isRunning } }
  package func interrupt() { process.withLock { $0.isRunning ? $0.interrupt() : () } }
  package func kill() { process.withLock { if $0.isRunning { _ = Glibc.kill($0.processIdentifier, SIGKILL) } } }

  /// Line by line as they come: `FileHandle.read(upToCount:)` would wait until its buffer is full.
  private static func read(_ handle: FileHandle, _ each: (WorkerEvent) -> Void) {
    var rest: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(handle.fileDescriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest += piece[..<count]
      while let end = rest.firstIndex(of: 0x0A) {
        if let event = WorkerEvent(line: String(decoding: rest[..<end], as: UTF8.self)) { each(event) }
        rest.removeFirst(end + 1)
      }
    }
  }
}

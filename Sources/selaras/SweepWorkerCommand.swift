import ArgumentParser
import Documents
import Execution
import Foundation
import Model
import Register
import Relay
import Wire
import Workspace

/// A child of `selaras sweep`: subjects come on standard input, a group a line; what becomes of them goes to standard output.
struct SweepWorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sweep-worker", shouldDisplay: false)

  @Option(name: .long) var run: String
  @OptionGroup var standard: StandardArguments
  @OptionGroup var consent: ConsentArguments
  @OptionGroup var wire: WireArguments
  @OptionGroup var language: LanguageArguments

  func run() async throws {
    let speaker = language.speaker
    // Writing to a parent that was killed must not end us before what is in flight is recorded.
    signal(SIGPIPE, SIG_IGN)
    let standard = try standard.standard(speaker)
    let terms = try consent.terms(standard)
    try await Trouble.spoken(by: speaker) {
      let lock = try RunFolder.workerLock(at: run)
      defer { withExtendedLifetime(lock) {} }
      let record = try RunFolder.read(at: run)
      guard let path = record.registry, let registry = RegistryFolder.read(at: path).registry else { throw Ending.invalidInput.exit }
      let transport = CurlTransport(wire.settings(maxConnections: 256))
      defer { transport.stop() }
      let clock = SystemClock()
      let relay = SubjectRelay(
        standard: standard, terms: terms, seed: record.seed, run: SubjectRun(transport: transport, clock: clock, retries: .standard),
        transport: transport)
      let worker = SweepWorker(
        relay: relay, registry: registry, registryPath: path, runFolder: run, stamp: record.stamp,
        register: try Register(path: "\(run)/register.sqlite"), formats: [.html, .json], now: { clock.now() },
        sentence: { Trouble.lines($0, speaker.language).joined(separator: " ") })
      let groups = Self.groups()
      try await Interrupts.cancelling(after: nil) {
        // A dead parent reads nothing: then the line is lost, and so is nothing else.
        await worker.work(groups) { event in try? FileHandle.standardOutput.write(contentsOf: Data((event.line + "\n").utf8)) }
        // The parent says that the sweep was interrupted.
        if Task.isCancelled { throw Ending.interrupted.exit }
      }
    }
  }

  /// Groups as the parent sends them; ends when it closes the pipe, or when it died.
  private static func groups() -> AsyncStream<[SubjectKey]> {
    let (stream, continuation) = AsyncStream.makeStream(of: [SubjectKey].self)
    Thread.detachNewThread {
      while let line = readLine() { continuation.yield(line.split(separator: " ").compactMap { SubjectKey(String($0)) }) }
      continuation.finish()
    }
    return stream
  }
}

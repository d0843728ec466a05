import Deciding
package import Model
package import Register
import Workspace

/// Works on subjects of a run, several side by side, and keeps each result as soon as it is there.
package struct SweepWorker: Sendable {
  private let relay: SubjectRelay
  private let agencies: [String: Agency]
  private let services: [SubjectKey: Service]
  private let byAgency: [String: [Service]]
  private let registryPath: String
  private let runFolder: String
  private let stamp: RunStamp
  private let register: Register
  private let formats: Set<SubjectReports.Format>
  private let now: @Sendable () -> Timestamp
  private let sentence: @Sendable (any Error) -> String

  /// - `sentence`: says a fault of ours in the operator's language.
  package init(
    relay: SubjectRelay, registry: Registry, registryPath: String, runFolder: String, stamp: RunStamp, register: Register,
    formats: Set<SubjectReports.Format>, now: @Sendable @escaping () -> Timestamp, sentence: @Sendable @escaping (any Error) -> String
  ) {
    self.relay = relay
    // Looked up for each of 27,000 subjects: a list would be walked 27,000 times.
    agencies = Dictionary(registry.agencies.map { ($0.id, $0) }) { first, _ in first }
    byAgency = Dictionary(grouping: registry.services, by: \.agency)
    services = Dictionary(registry.services.map { (SubjectKey($0), $0) }) { first, _ in first }
    self.registryPath = registryPath
    self.runFolder = runFolder
    self.stamp = stamp
    self.register = register
    self.formats = formats
    self.now = now
    self.sentence = sentence
  }

  /// Takes groups as they come; the subjects of one group run one after the other. Ends with the stream, or when cancelled.
  ///
  /// The parent ends the stream when nothing is left to do; work that is left then means that the parent is dead, and is abandoned.
  package func work(_ groups: AsyncStream<[SubjectKey]>, say: @Sendable @escaping (WorkerEvent) -> Void) async {
    await withTaskGroup(of: Void.self) { tasks in
      for await group in groups {
        tasks.addTask {
          for key in group where !Task.isCancelled { await work(key, say: say) }
        }
      }
      tasks.cancelAll()
    }
  }

  private func work(_ key: SubjectKey, say: @Sendable @escaping (WorkerEvent) -> Void) async {
    say(.started(key))
    // The parent has read the same registry; what is not there was never asked for.
    guard let service = services[key] else { return say(.fault(key, "–")) }
    let folder = "\(runFolder)/\(key)"
    do {
      let inputs = SubjectInputs.registered(
        service, of: agencies[service.agency], colleagues: byAgency[service.agency] ?? [], registryPath: registryPath)
      let outcome = try await relay.relay(inputs, stamp: stamp, folder: folder, now: now()) { _, _ in }
      // An interrupted subject is evidence to go on from, not a result.
      guard outcome.evidence.isComplete || !Task.isCancelled else { return }
      let digest = try SubjectReports.write(outcome.result, evidence: outcome.evidence, formats: formats, to: folder)
      try register.add(
        RowMaker.row(of: outcome.result, evidence: outcome.evidence, folder: key.description), run: stamp.runID,
        resultDigest: digest)
      say(.done(key))
    } catch is CancellationError {
      return
    } catch {
      say(.fault(key, sentence(error)))
    }
  }
}

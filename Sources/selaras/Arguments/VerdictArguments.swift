import ArgumentParser
import Model

/// When a verdict makes the command fail.
struct VerdictArguments: ParsableArguments {
  enum FailOn: String, ExpressibleByArgument, CaseIterable { case must, should, never }

  @Option(name: .customLong("fail-on"), help: "must | should | never: kapan kode keluar bukan 0 · when the exit code is not 0")
  var failOn: FailOn?

  @Option(name: .customLong("min-score"), help: "Angka terendah yang diterima · the lowest number that is accepted")
  var minScore: Int?

  /// - `standing`: what counts when the option is not given.
  func ending(_ results: [(decision: Decision, verdicts: [Verdict])], standing: FailOn) -> Ending {
    let rule = failOn ?? standing
    guard rule != .never || minScore != nil else { return .done }
    var ending = Ending.done
    for (decision, verdicts) in results {
      if let minScore, (decision.score.number ?? -1) < minScore { return .nonconformant }
      guard rule != .never else { continue }
      if rule == .should, verdicts.contains(where: { $0.modality == .should && $0.outcome.word == .failed }) { return .nonconformant }
      switch decision.word {
      case .conformant, .conformantWithWaivers: break
      case .nonconformant: return .nonconformant
      case .undetermined: ending = .undetermined
      }
    }
    return ending
  }
}

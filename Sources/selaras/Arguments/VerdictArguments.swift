import ArgumentParser
import Model

/// When a verdict makes the command fail.
struct VerdictArguments: ParsableArguments {
  enum FailOn: String, ExpressibleByArgument, CaseIterable { case must, should, never }

  @Option(name: .customLong("fail-on"), help: "must | should | never: kapan kode keluar bukan 0 · when the exit code is not 0")
  var failOn: FailOn?

  @Option(name: .customLong("min-score"), help: "Angka terendah yang diterima · the lowest number that is accepted")
  var minScore: Int?

  /// What this rule looks at of one subject.
  struct Judged {
    let decision: Decision
    let hasFailedRecommendation: Bool

    init(_ result: SubjectResult) {
      decision = result.decision
      hasFailedRecommendation = result.verdicts.contains { $0.modality == .should && $0.outcome.word == .failed }
    }

    /// Nil for an application that was not judged.
    init?(_ row: SubjectRow, _ standard: Standard) {
      guard let found = row.decision else { return nil }
      decision = found
      hasFailedRecommendation = row.failed.contains { standard.requirement($0)?.modality == .should }
    }
  }

  /// - `standing`: what counts when the option is not given.
  func ending(_ results: [Judged], standing: FailOn) -> Ending {
    let rule = failOn ?? standing
    guard rule != .never || minScore != nil else { return .done }
    var ending = Ending.done
    for judged in results {
      let decision = judged.decision
      if let minScore, (decision.score.number ?? -1) < minScore { return .nonconformant }
      guard rule != .never else { continue }
      if rule == .should, judged.hasFailedRecommendation { return .nonconformant }
      switch decision.word {
      case .conformant, .conformantWithWaivers: break
      case .nonconformant: return .nonconformant
      case .undetermined: ending = .undetermined
      }
    }
    return ending
  }
}

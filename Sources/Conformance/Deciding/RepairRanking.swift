package import Model

/// What to repair first: each failed requirement is imagined repaired alone, and ranked by what that lifts.
package enum RepairRanking {
  /// Best first: by word, then level, then number; equals by what binds most (critical, MUST, lower level), then by id.
  ///
  /// A failure that only follows from others is repaired with its roots and is no repair of its own.
  package static func repairs(_ verdicts: [Verdict], decision: Decision) -> [Repair] {
    let failed = verdicts.filter { $0.outcome == .failed }
    let failedIDs = Set(failed.map(\.requirement))
    let roots = failed.filter { verdict in !verdict.dependsOn.contains(where: failedIDs.contains) }
    let ranked = roots.map { root in (root: root, after: Decider.decide(repaired(root.requirement, verdicts), claim: decision.claim)) }
    return ranked.sorted { isBefore($0, $1) }.map { root, after in
      Repair(requirement: root.requirement, numberAfter: after.score.number, wordAfter: after.word, levelAfter: after.levelReached)
    }
  }

  /// The verdicts after one repair: the requirement passes, and so does, again and again, what hung on repaired ones only.
  private static func repaired(_ requirement: String, _ verdicts: [Verdict]) -> [Verdict] {
    var repaired: Set<String> = [requirement]
    while true {
      let more = verdicts.filter { verdict in
        verdict.outcome == .failed && !verdict.dependsOn.isEmpty && !repaired.contains(verdict.requirement)
          && verdict.dependsOn.allSatisfy(repaired.contains)
      }
      if more.isEmpty { break }
      repaired.formUnion(more.map(\.requirement))
    }
    return verdicts.map { repaired.contains($0.requirement) ? $0.passing : $0 }
  }

  private static func isBefore(_ left: (root: Verdict, after: Decision), _ right: (root: Verdict, after: Decision)) -> Bool {
    let (a, b) = (left.after, right.after)
    if a.word.rank != b.word.rank { return a.word.rank > b.word.rank }
    if a.levelReached != b.levelReached { return a.levelReached > b.levelReached }
    if (a.score.number ?? -1) != (b.score.number ?? -1) { return (a.score.number ?? -1) > (b.score.number ?? -1) }
    if left.root.critical != right.root.critical { return left.root.critical }
    if left.root.modality.rank != right.root.modality.rank { return left.root.modality.rank > right.root.modality.rank }
    if left.root.level != right.root.level { return left.root.level < right.root.level }
    return left.root.requirement.utf8.lexicographicallyPrecedes(right.root.requirement.utf8)
  }
}

extension Decision.Word {
  /// From the worst to the best word.
  package var rank: Int {
    switch self {
    case .nonconformant: 0
    case .undetermined: 1
    case .conformantWithWaivers: 2
    case .conformant: 3
    }
  }
}

extension Modality {
  fileprivate var rank: Int {
    switch self {
    case .may: 0
    case .should: 1
    case .must: 2
    }
  }
}

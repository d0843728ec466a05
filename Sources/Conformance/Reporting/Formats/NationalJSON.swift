import Digests
import Documents
import Model

/// `national.json`: the counts behind a region's page, over registered applications; sorted, and the totals add up.
enum NationalJSON {
  static func file(region: Bilingual, counts: RowCounts, stamp: RunStamp, profile: Profile, finishedAt: Timestamp) -> ReportFile {
    let total = RowCounts.words.map { counts.verdict($0) }.reduce(0, +)
    precondition(total == counts.registered, "the verdicts of the region do not add up to the registered applications")
    let value = JSONValue.object([
      "formatVersion": .integer(1),
      "run": .object([
        "id": .string(stamp.runID), "tool": .string(stamp.tool), "vantage": .string(stamp.vantage), "startedAt": .string(stamp.startedAt.description),
        "finishedAt": .string(finishedAt.description),
        "stamps": .array(
          (profile.isSimulation ? Set(stamp.permits).union(["simulation"]) : Set(stamp.permits)).sorted(by: precedes).map(JSONValue.string)),
      ]),
      "profile": .object(["id": .string(profile.id), "version": .string(profile.version), "digest": .string(profile.digest.description)]),
      "region": .object(["id": .string(region.indonesian), "en": .string(region.english)]),
      "summary": summary(counts),
      "agencies": .array(
        counts.byAgency.sorted { precedes($0.agency, $1.agency) }.map { line in
          .object(["agency": .string(line.agency), "name": .string(line.name), "summary": summary(line.counts)])
        }),
      "failed": .array(counts.failures.map { .object(["requirement": .string($0.requirement), "applications": .integer($0.count)]) }),
    ])
    return ReportFile(path: "national.json", bytes: Array((value.text(pretty: true) + "\n").utf8))
  }

  private static func summary(_ counts: RowCounts) -> JSONValue {
    .object([
      "registered": .integer(counts.registered), "examined": .integer(counts.examined),
      "incomplete": .integer(counts.rows.filter { $0.decision != nil && !$0.isComplete }.count),
      "funnel": .object(Dictionary(uniqueKeysWithValues: FunnelStage.allCases.map { ($0.name, .integer(counts.reached($0))) })),
      "verdicts": .object(Dictionary(uniqueKeysWithValues: RowCounts.words.map { ($0?.rawValue ?? "notExamined", .integer(counts.verdict($0))) })),
      "states": .object(Dictionary(uniqueKeysWithValues: Score.State.allCases.map { ($0.rawValue, .integer(counts.state($0))) })),
    ])
  }

  private static func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}

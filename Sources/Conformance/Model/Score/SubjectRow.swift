/// One line of an agency's, a region's or the nation's page: kept in the register, never an average of anything.
package struct SubjectRow: Sendable, Hashable {
  package let agency: String
  package let agencyName: String
  package let regionCode: String
  package let service: String
  package let title: String
  package let apiType: APIType
  package let stage: FunnelStage
  /// Nil for an application that is only recorded: nothing was claimed, nothing judged.
  package let decision: Decision?
  /// Outcome counts by requirement id of what is not passed: failed ones first in a national "most common" list.
  package let failed: [String]
  /// Path of the subject's report folder relative to the run's root, for example `disdukcapil-karawang/kependudukan`.
  package let folder: String?
  package let isComplete: Bool

  package init(
    agency: String, agencyName: String, regionCode: String, service: String, title: String, apiType: APIType, stage: FunnelStage,
    decision: Decision?, failed: [String], folder: String?, isComplete: Bool
  ) {
    self.agency = agency
    self.agencyName = agencyName
    self.regionCode = regionCode
    self.service = service
    self.title = title
    self.apiType = apiType
    self.stage = stage
    self.decision = decision
    self.failed = failed
    self.folder = folder
    self.isComplete = isComplete
  }
}

/// How far a registered application has come; each stage contains those before it.
package enum FunnelStage: Int, Sendable, Hashable, CaseIterable, Comparable {
  case recorded, ownerKnown, apiExists, contractExists, contractValid, reachable, level1, level2, level3
  package static func < (left: FunnelStage, right: FunnelStage) -> Bool { left.rawValue < right.rawValue }
  package var name: String { "\(self)" }
}

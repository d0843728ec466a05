import Documents
import Model

/// The stages from a recorded application to level 3.
enum FunnelWords {
  static func stage(_ stage: FunnelStage) -> Wording {
    switch stage {
    case .recorded: recorded
    case .ownerKnown: ownerKnown
    case .apiExists: apiExists
    case .contractExists: contractExists
    case .contractValid: contractValid
    case .reachable: reachable
    case .level1: level1
    case .level2: level2
    case .level3: level3
    }
  }

  private static let recorded = Wording("funnel.recorded", id: "Tercatat", en: "Recorded")
  private static let ownerKnown = Wording("funnel.ownerKnown", id: "Pemilik diketahui", en: "Owner known")
  private static let apiExists = Wording("funnel.apiExists", id: "Memiliki API", en: "Has an API")
  private static let contractExists = Wording("funnel.contractExists", id: "Memiliki kontrak API", en: "Has a contract")
  private static let contractValid = Wording("funnel.contractValid", id: "Kontrak sah", en: "Contract is valid")
  private static let reachable = Wording("funnel.reachable", id: "Dapat dihubungi", en: "Reachable")
  private static let level1 = Wording("funnel.level1", id: "Mencapai tingkat 1", en: "Reached level 1")
  private static let level2 = Wording("funnel.level2", id: "Mencapai tingkat 2", en: "Reached level 2")
  private static let level3 = Wording("funnel.level3", id: "Mencapai tingkat 3", en: "Reached level 3")

  static let wordings = [recorded, ownerKnown, apiExists, contractExists, contractValid, reachable, level1, level2, level3]
}

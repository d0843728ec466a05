import Documents
import Model
import Reading
import TestSupport
import Workspace

/// The standard of this repository as its own reader reads it.
struct HouseStandard {
  let standard: Standard?
  let diagnostics: [Diagnostic]
  /// Paths below Specs.
  let dossiers: [String]

  static let national = HouseStandard(profile: "nasional")
  static let simulation = HouseStandard(profile: "simulasi")

  init(profile: String) {
    let specs = "\(Suites.repository)/Specs"
    (standard, diagnostics) = SpecsFolder.standard(at: specs, profileID: profile)
    dossiers = ((try? SpecsFolder.sources(at: specs))?.dossiers ?? []).map(\.path)
  }

  var requirements: [Requirement] { standard?.requirements ?? [] }
}

/// A seeded fault as far as the links of the catalogue go.
struct HouseFault {
  let file: HouseFile
  let id: String
  let requirement: String
  let mayAlsoTrip: [String]
  let service: String

  static let all: [HouseFault] = HouseFile.under("Specs/Faults", endings: [".yaml"]).compactMap(HouseFault.init)

  init?(_ file: HouseFile) {
    guard let root = (try? YAMLReader.read(Array(file.text.utf8), file: file.path, limits: .contract))?.root else { return nil }
    self.file = file
    id = root["id"]?.string ?? ""
    requirement = root["requirement"]?.string ?? ""
    mayAlsoTrip = root["mayAlsoTrip"]?.elements.compactMap(\.string) ?? []
    service = root["service"]?.string ?? ""
  }
}

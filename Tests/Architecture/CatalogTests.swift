import Checks
import Documents
import Model
import Planning
import Testing

/// Requirement, check, recipe and fault are held together by equal names; every link leads somewhere, in both directions.
@Suite struct CatalogTests {
  static let national = HouseStandard.national

  /// The checks that the dossiers call, made with the dossiers' arguments.
  static let called: [any Check] = national.requirements.flatMap { $0.verification.calls }.compactMap { try? CheckCatalog.make($0) }

  @Test func theStandardIsReadWithoutADiagnostic() {
    for standard in [Self.national, .simulation] {
      for diagnostic in standard.diagnostics { Issue.record("Specs/\(diagnostic.line(in: .english))") }
      #expect(!standard.requirements.isEmpty, "Specs/Standard: no requirement was read.")
    }
  }

  // MARK: Checks

  @Test func everyCheckHasAFileAndALine() {
    let files = HouseFile.sources.filter { $0.path.hasPrefix("Sources/Conformance/Checks/") && $0.folders.count > 3 }
    let names = Set(CheckCatalog.all.map { String(describing: $0) })
    for file in files where file.text.contains(": Check {") && !names.contains(file.name) {
      Issue.record("\(file.path): add the line `\(file.name).self,` to CheckCatalog.all, and name the check like its file.")
    }
    for name in names.sorted() where !files.contains(where: { $0.name == name }) {
      Issue.record("CheckCatalog: \(name) should be in a file of its name, Sources/Conformance/Checks/<Subject>/\(name).swift.")
    }
    #expect(names.count == CheckCatalog.all.count, "CheckCatalog.all has a line twice: remove one.")
  }

  /// `EveryOperationHasAUniqueID` is `every-operation-has-a-unique-id`: who knows one finds the other.
  @Test func everyCheckIsCalledLikeItsType() {
    for type in CheckCatalog.all {
      let name = String(describing: type)
      let joined = type.id.split(separator: "-").joined()
      #expect(name.lowercased() == joined, "\(name): its id should be the type's name in kebab case, not “\(type.id)”.")
      #expect(type.id == type.id.lowercased(), "\(type.id): write it in lower case.")
    }
  }

  @Test func everyDossierCallsAKnownCheck() {
    for requirement in Self.national.requirements {
      for call in requirement.verification.calls {
        do { _ = try CheckCatalog.make(call) } catch {
          switch error {
          case .unknownCheck(let id):
            let known = CheckCatalog.all.map { $0.id }.sorted().joined(separator: ", ")
            Issue.record("\(requirement.position): there is no check “\(id)”; it is one of \(known).")
          case .unfitArguments(let id):
            Issue.record("\(requirement.position): “\(id)” does not take what stands under `with:`; see `init?(arguments:)` of the check.")
          }
        }
      }
    }
  }

  @Test func everyCheckIsCalled() {
    let used = Set(Self.national.requirements.flatMap { $0.verification.calls }.map(\.check))
    for type in CheckCatalog.all where !used.contains(type.id) {
      Issue.record("No dossier calls “\(type.id)”: write the requirement, or remove the check and its line in CheckCatalog.")
    }
  }

  // MARK: Recipes

  @Test func everyRecipeHasAFileAndALine() {
    let files = HouseFile.sources.filter { $0.path.hasPrefix("Sources/Conformance/Planning/Recipes/") }
    let ids = RecipeCatalog.all.map { $0.id }
    #expect(ids == RecipeID.allCases, "RecipeCatalog.all should list every case of RecipeID, in the same order.")
    for type in RecipeCatalog.all {
      let name = String(describing: type)
      #expect(files.contains { $0.name == name }, "RecipeCatalog: \(name) should be in Sources/Conformance/Planning/Recipes/\(name).swift.")
      #expect(
        name.prefix(1).lowercased() + name.dropFirst() == type.id.rawValue,
        "\(name): its RecipeID should have the type's name, not “\(type.id.rawValue)”.")
    }
    for file in files where file.text.contains(": Recipe {") && !RecipeCatalog.all.contains(where: { String(describing: $0) == file.name }) {
      Issue.record("\(file.path): add the line `\(file.name).self,` to RecipeCatalog.all and its case to RecipeID.")
    }
  }

  @Test func everyRecipeIsAskedFor() {
    let asked = Set(Self.called.flatMap(\.needs))
    for id in RecipeID.allCases where !asked.contains(.recipe(id)) {
      Issue.record("No check that a dossier calls needs the recipe \(id.rawValue): name it in the `needs` of a check, or remove the recipe.")
    }
  }

  // MARK: Profile and faults

  @Test func everyDossierIsListed() {
    let listed = Set(Self.national.requirements.map(\.position.file))
    for path in Self.national.dossiers where !listed.contains(path) {
      Issue.record("Specs/\(path): list the requirement in `requirements` of Specs/Standard/profile.yaml.")
    }
    let simulated = HouseStandard.simulation.requirements.map(\.id)
    #expect(simulated == Self.national.requirements.map(\.id), "The profile simulasi should judge what nasional does.")
  }

  @Test func everyFaultTripsAKnownRequirement() {
    let known = Set(Self.national.requirements.map(\.id))
    let registry = HouseFile.at("Specs/Registry/karawang.yaml").text
    #expect(HouseFault.all.count == HouseFile.under("Specs/Faults", endings: [".yaml"]).count, "A file in Specs/Faults is not YAML.")
    for fault in HouseFault.all {
      #expect(fault.id == fault.file.name, "\(fault.file.path): its id should be “\(fault.file.name)”, the file's name.")
      for id in [fault.requirement] + fault.mayAlsoTrip where !known.contains(id) {
        Issue.record("\(fault.file.path): there is no requirement \(id) in the national profile.")
      }
      let beginning = fault.requirement.lowercased() + "-"
      #expect(fault.id.hasPrefix(beginning), "\(fault.file.path): its name should begin with \(beginning).")
      #expect(registry.contains("- id: \(fault.service)\n"), "\(fault.file.path): \(fault.service) is not in Specs/Registry/karawang.yaml.")
    }
  }

  @Test func everyRequirementHasAFault() {
    let tripped = Set(HouseFault.all.map(\.requirement))
    for requirement in Self.national.requirements where !tripped.contains(requirement.id) {
      let name = "Specs/Faults/\(requirement.id.lowercased())-….yaml"
      Issue.record("\(requirement.id): add a fault that trips it, \(name); without one nothing proves that it can fail.")
    }
  }

  @Test func theSimulationNamesKnownFaults() throws {
    let known = Set(HouseFault.all.map(\.id))
    let simulation = HouseFile.at("Specs/Registry/karawang-simulation.yaml")
    for match in simulation.text.matches(of: /faults: \[([^\]]+)\]/) {
      for id in match.1.split(separator: ",").map({ $0.trimmingPrefix(" ") }) where !known.contains(String(id)) {
        Issue.record("\(simulation.path): there is no fault “\(id)” in Specs/Faults.")
      }
    }
  }
}

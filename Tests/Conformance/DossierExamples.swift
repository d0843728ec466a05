import Documents
import Evaluation
import Foundation
import Model
import Reading
import TestSupport
import Testing

/// Every executed example of the standard as it stands in `Specs/Standard`, or in a folder of a test's own.
struct DossierExamples {
  struct Case: Sendable, CustomTestStringConvertible {
    let requirement: Requirement
    let example: Example
    var testDescription: String { "\(requirement.id) \(example.expectation.rawValue): \(example.title)" }
  }

  let cases: [Case]
  let profile: Profile
  let diagnostics: [Diagnostic]

  static let standard = DossierExamples(root: Suites.repository, folder: "Specs/Standard")

  /// Paths are relative to `root`, so that no message names this machine.
  init(root: String, folder: String) {
    func files(_ ending: String, where isWanted: (String) -> Bool) -> [SourceFile] {
      Suites.files(under: "\(root)/\(folder)", endings: [ending]).filter { isWanted(String($0.dropFirst(root.utf8.count + 1))) }.map {
        SourceFile(path: String($0.dropFirst(root.utf8.count + 1)), bytes: Suites.bytes($0))
      }
    }
    let dossiers = files(".md") { $0.contains("/Requirements/") }
    let profiles = files(".yaml") { !$0.contains("/DataTypes/") && !$0.contains("/Rulesets/") }
    var cases: [Case] = []
    var diagnostics: [Diagnostic] = []
    for file in dossiers {
      let reading = DossierReader.read(file)
      diagnostics += reading.diagnostics
      if let requirement = reading.requirement { cases += requirement.examples.map { Case(requirement: requirement, example: $0) } }
    }
    // The simulation's own profile knows the hosts of the examples.
    let drafts = profiles.compactMap { ProfileReader.read($0).draft }
    let chosen = drafts.first(where: \.isSimulation) ?? drafts.first
    let standard = chosen.flatMap { StandardReader.read(profiles: profiles, dossiers: dossiers, profileID: $0.id).standard }
    self.cases = cases
    self.diagnostics = diagnostics
    profile = standard?.profile ?? EvaluationSamples.profile
  }
}

import Documents
import Evaluation
import Examples
import Foundation
import Model
import TestSupport
import Testing

/// Runs every example of every dossier; a failure stands at the line of the dossier where the example is written.
@Suite struct DossierExamplesTests {
  @Test func dossiersAreReadable() {
    for diagnostic in DossierExamples.standard.diagnostics { Self.report(diagnostic) }
  }

  @Test(arguments: DossierExamples.standard.cases)
  func exampleIsWhatItsHeadingSays(_ it: DossierExamples.Case) {
    for diagnostic in ExampleJudge.review(it.example, for: it.requirement, profile: DossierExamples.standard.profile) { Self.report(diagnostic) }
  }

  @Test(arguments: DossierExamples.standard.cases)
  func harmlessRewritesKeepTheOutcome(_ it: DossierExamples.Case) {
    let profile = DossierExamples.standard.profile
    let expected = ExampleJudge.verdict(of: it.example, for: it.requirement, profile: profile).verdict.outcome.word
    for rewrite in DossierRewrite.allCases {
      let rewritten = rewrite.apply(to: it.example)
      let actual = ExampleJudge.verdict(of: rewritten, for: it.requirement, profile: profile).verdict.outcome.word
      if actual == expected { continue }
      let sentence = "\(it.requirement.id) “\(it.example.title)”: \(rewrite) turns \(expected) into \(actual)"
      Issue.record("\(sentence)", sourceLocation: Self.location(it.example.position))
    }
  }

  private static func report(_ diagnostic: Diagnostic) {
    let place = diagnostic.position ?? SourcePosition(file: "Specs/Standard", line: 1, column: 1)
    Issue.record("\(diagnostic.line(in: .english))", sourceLocation: location(place))
  }

  private static func location(_ position: SourcePosition) -> SourceLocation {
    SourceLocation(
      fileID: "Specs/\(position.file)", filePath: "\(Suites.repository)/\(position.file)", line: position.line, column: position.column)
  }
}

import Checks
import Documents
import Evaluation
import Examples
import JSONSchema
import OpenAPI
import Patterns
import Planning
import Reading
import Register
import Relay
import Reporting
import Sandbox
import Testing
import Workspace
import selaras

/// Everything a person reads exists in Indonesian and English, under one code.
@Suite struct WordingTests {
  /// Every module's sentences; a module with sentences of its own has a line here.
  static let all: [Wording] =
    YAMLReader.wordings + JSONReader.wordings + Pattern.wordings + SchemaViolation.wordings + ContractReader.wordings
    + MemberReader.wordings + DossierReader.wordings + ProfileReader.wordings + StandardReader.wordings + RegistryReader.wordings
    + CheckCatalog.wordings + PlanReview.wordings + ExampleJudge.wordings + ReportingWordings.wordings
    + WorkspaceWordings.wordings + Register.wordings + Sandbox.wordings + RelayWordings.wordings + CommandWordings.wordings

  @Test func codesAreUnique() {
    for (code, same) in Dictionary(grouping: Self.all, by: \.code).sorted(by: { $0.key < $1.key }) where Set(same).count > 1 {
      Issue.record("The code \(code) stands for \(Set(same).count) sentences: give each a code of its own.")
    }
  }

  @Test func placeholdersAreEqualInBothLanguages() {
    for wording in Self.all {
      let (indonesian, english) = (wording.placeholders(in: .indonesian), wording.placeholders(in: .english))
      guard indonesian != english else { continue }
      let odd = indonesian.symmetricDifference(english).sorted().joined(separator: ", ")
      Issue.record("\(wording.code): the placeholder \(odd) is in one language only.")
    }
  }

  @Test func sentencesAreWrittenOut() {
    for wording in Self.all {
      for text in [wording.indonesian, wording.english] {
        #expect(!text.isEmpty, "\(wording.code): a language is missing.")
        #expect(!text.contains("  ") && !text.hasPrefix(" ") && !text.hasSuffix(" "), "\(wording.code): blanks to remove in “\(text)”.")
      }
      let stops = [wording.indonesian, wording.english].map { text in text.last.map { ".:?!".contains($0) } ?? false }
      #expect(stops[0] == stops[1], "\(wording.code): one language ends the sentence, the other does not.")
    }
  }

  /// "The contract declares no …" needs a noun in both languages; without one the report would show the bare word.
  @Test func everyDeclarationHasItsWords() {
    let known = Set(Self.all.map(\.code))
    for file in HouseFile.sources where file.path.hasPrefix("Sources/Conformance/Checks/") {
      for match in file.text.matches(of: /notDeclared\("(\w+)"\)/) where !known.contains("declared.\(match.1)") {
        Issue.record("\(file.path): “\(match.1)” has no words: add `declared.\(match.1)` to DeclarationWords.")
      }
    }
  }

  /// A wording that is written but in no list would be shown as its bare code.
  @Test func everyWordingIsListed() {
    let listed = Set(Self.all.map(\.code))
    for file in HouseFile.sources {
      for match in file.text.matches(of: /Wording\(\s*"([A-Za-z0-9.\-]+)"/) where !listed.contains(String(match.1)) {
        Issue.record("\(file.path): \(match.1) is in no list: add it to the `wordings` of its type, and a new module's list to WordingTests.all.")
      }
    }
  }
}

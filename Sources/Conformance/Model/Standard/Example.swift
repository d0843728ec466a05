package import Documents

/// An executed example of a dossier: evidence in, outcome and exact finding out.
package struct Example: Sendable {
  package enum Expectation: String, Sendable, Hashable, CaseIterable {
    case passed = "Passed", failed = "Failed", cantTell = "CantTell", inapplicable = "Inapplicable", untested = "Untested"
  }
  package let expectation: Expectation
  package let title: String
  package let fences: [Fence]
  /// The exact sentences of the first finding; a failed example has both.
  package let finding: Bilingual?
  package let position: SourcePosition

  package init(expectation: Expectation, title: String, fences: [Fence], finding: Bilingual?, position: SourcePosition) {
    self.expectation = expectation
    self.title = title
    self.fences = fences
    self.finding = finding
    self.position = position
  }
}

/// A fenced block inside an example, with the place where its text starts.
package struct Fence: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable { case http, openapi, registry, handshake }
  package let kind: Kind
  /// Words after the kind in the opening line, for example `recipe=askForUnknownResource operation=getPenduduk`.
  package let attributes: [String: String]
  package let text: String
  package let position: SourcePosition

  package init(kind: Kind, attributes: [String: String], text: String, position: SourcePosition) {
    self.kind = kind
    self.attributes = attributes
    self.text = text
    self.position = position
  }
}

import Testing

/// The wire sends only what carries a permit, so whoever can make a permit decides what leaves: the review of the plan, and nobody else.
@Suite struct PermitTests {
  private static let maker = "Sources/Conformance/Planning/PlanReview.swift"

  @Test func onlyTheReviewMakesAPermit() {
    var made = 0
    for file in HouseFile.sources {
      let code = SwiftCode(file.text).plain
      for form in [/\bPermit\s*\(/, /\bPermit\s*\.\s*init\b/, /\.\s*init\s*\(\s*methods\s*:/] {
        let count = code.matches(of: form).count
        if file.path == Self.maker {
          made += count
        } else if count > 0 {
          Issue.record("\(file.path): a permit is made here. Ask PlanReview for it: what was not reviewed is not sent.")
        }
      }
    }
    #expect(made > 0, "\(Self.maker) makes no permit any more: name the file that does in PermitTests.")
  }

  /// Every method that the review can permit, by name: reading ones, and the made-up one that no server can know.
  @Test func theReviewNamesNoMethodThatChangesAnything() {
    let text = HouseFile.at(Self.maker).text
    for method in ["POST", "PUT", "PATCH", "DELETE", "CONNECT", "TRACE"] {
      #expect(!text.contains("\"\(method)\""), "\(Self.maker) names \(method): read-only is a property of the permit.")
    }
  }
}

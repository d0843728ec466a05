import Checks
package import Documents
import Evaluation
package import Model

/// Runs a dossier's example: its fences become evidence, read by the same observer and judged by the same evaluator as a real run.
///
/// The fences (also described, in both languages, in `Specs/Standard/README.md`):
/// - `openapi`: a whole OpenAPI document, or only its parts, put over a default document member by member (`ExampleContract`).
/// - `registry`: members of a service entry, merged over a complete one; `null` removes, `selfDeclared: true` drops the entry (`ExampleSubject`).
/// - `http recipe=… operation="GET /x" variant=… attempt=2 failure=timeout notSent=noConsent`: one exchange (`ExampleExchange`).
/// - `handshake recipe=… variant="TLS 1.0"`: lines `name: value` (`ExampleHandshake`).
///
/// A recipe that a check needs and no fence shows gives its gaps: those that the real recipe draws from the example's contract and registry.
/// Beside fences that show exchanges, only the inapplicable ones: an example need not show everything.
package enum ExampleJudge {
  /// The requirement's verdict on the example, and what is malformed in the example itself.
  package static func verdict(of example: Example, for requirement: Requirement, profile: Profile) -> ExampleVerdict {
    var draft = ExampleEvidence(example)
    let evidence = draft.evidence(needs: needs(of: requirement), profile: profile)
    let verdict = Evaluator.verdict(on: requirement, profile: profile, ofExample: evidence)
    return ExampleVerdict(verdict: verdict, diagnostics: draft.diagnostics)
  }

  /// Everything by which the example is not what its heading and its finding say; empty when it holds.
  package static func review(_ example: Example, for requirement: Requirement, profile: Profile) -> [Diagnostic] {
    let result = verdict(of: example, for: requirement, profile: profile)
    var diagnostics = result.diagnostics
    let outcome = result.verdict.outcome
    if outcome.word != example.expectation.word {
      let cause = outcome.cause.map { " (\($0))" } ?? ""
      diagnostics.append(
        Diagnostic(
          otherOutcome,
          [
            "requirement": requirement.id, "title": example.title, "expected": example.expectation.word.rawValue,
            "actual": outcome.word.rawValue + cause + (result.finding.map { ": \($0.wording.text(in: .english, $0.parameters))" } ?? ""),
          ], at: example.position))
    } else if let expected = example.finding {
      for (language, sentence) in [(Language.indonesian, expected.indonesian), (.english, expected.english)] {
        let actual = result.finding.map { $0.wording.text(in: language, $0.parameters) } ?? "–"
        guard !actual.utf8.elementsEqual(sentence.utf8) else { continue }
        diagnostics.append(
          Diagnostic(
            otherFinding,
            ["requirement": requirement.id, "title": example.title, "language": language.rawValue, "expected": sentence, "actual": actual],
            at: example.position))
      }
    }
    return diagnostics
  }

  private static func needs(of requirement: Requirement) -> Set<Need> {
    requirement.verification.calls.reduce(into: []) { needs, call in
      if let check = try? CheckCatalog.make(call) { needs.formUnion(check.needs) }
    }
  }

  private static let otherOutcome = Wording(
    "example.outcome", id: "Contoh {requirement} “{title}” seharusnya {expected}, tetapi hasilnya {actual}.",
    en: "The example “{title}” of {requirement} should be {expected}, and comes out as {actual}.")
  private static let otherFinding = Wording(
    "example.finding", id: "Contoh {requirement} “{title}”: finding.{language} tertulis “{expected}”, temuannya “{actual}”.",
    en: "Example “{title}” of {requirement}: finding.{language} is written “{expected}”, the finding is “{actual}”.")
  package static let wordings = [otherOutcome, otherFinding] + ExampleEvidence.wordings
}

/// What an example comes to.
package struct ExampleVerdict: Sendable {
  package let verdict: Verdict
  package let diagnostics: [Diagnostic]

  package init(verdict: Verdict, diagnostics: [Diagnostic]) {
    self.verdict = verdict
    self.diagnostics = diagnostics
  }

  /// The finding that an example quotes: the first thing to repair, or else the first advice.
  package var finding: Finding? { verdict.findings.first { !$0.isAdvice } ?? verdict.findings.first }
}

extension Example.Expectation {
  package var word: OutcomeWord {
    switch self {
    case .passed: .passed
    case .failed: .failed
    case .cantTell: .cantTell
    case .inapplicable: .inapplicable
    case .untested: .untested
    }
  }
}

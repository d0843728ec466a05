package import Documents
package import Model

/// No error answer shows stack frames, database messages, file paths or a debug page (ERR-03).
package struct ErrorsRevealNoInternals: Check {
  package static let id = "errors-reveal-no-internals"
  package let needs = ProvokedErrors.needs.union([.recipe(.callReadOperations)])

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    unprovoked(view) + view.judgeProvokedErrors { answer, _ in Self.judge(answer) }
  }

  /// Ordinary calls count only where they happened to be answered with an error: that one could not be asked is no gap in this proof.
  private func unprovoked(_ view: EvidenceView) -> [Instance] {
    view.judgeAnswers(of: [.callReadOperations], whenNone: .untested(.noEvidence), Self.judge).filter {
      [.passed, .failed, .cantTell(.unstable)].contains($0.outcome)
    }
  }

  private static func judge(_ answer: Answer) -> Judgement {
    guard answer.status >= 400, answer.exchange.request.method != "HEAD" else { return .irrelevant }
    let hits = answer.facts.leaks
    if !hits.isEmpty {
      return .failed(hits.map { answer.finding(leak, ["status": String(answer.status), "pattern": $0]) })
    }
    if answer.isCoded { return .cantTell(.needsReview, []) }
    return answer.exchange.body.content.count > BodyFacts.searchedForLeaks ? .cantTell(.bodyLimit, []) : .passed
  }

  private static let leak = Wording(
    "errorLeak.found",
    id: "Jawaban {status} dari {operation} membocorkan bagian dalam sistem ({pattern}); matikan mode debug dan kirimkan pesan galat umum.",
    en: "The {status} answer of {operation} reveals internals of the system ({pattern}); turn off debug mode and send a general error message.")

  package static let wordings = [leak]
}

import Checks
import Documents
import HTTPMessages
import Model
import Observing
import Testing

/// What several tries of one step come to before a check sees an answer.
@Suite struct EvaluationAttemptsTests {
  private typealias Try = EvaluationEvidence.Try
  struct Line: Sendable, CustomTestStringConvertible {
    let name: String
    let tries: [EvaluationEvidence.Try]
    let outcome: Outcome
    var strict: Outcome?
    var testDescription: String { name }
  }

  private static func ok(_ status: Int) -> Try { .answer(status, "application/json", "{}") }

  static let lines: [Line] = [
    Line(name: "one good answer", tries: [ok(200)], outcome: .passed),
    Line(name: "one bad answer", tries: [ok(418)], outcome: .failed),
    Line(name: "an answer at last", tries: [.failure(.timeout), .failure(.reset), ok(200)], outcome: .passed),
    Line(name: "a bad answer at last", tries: [.failure(.timeout), ok(418)], outcome: .failed),
    Line(name: "a gateway's moment", tries: [ok(503), ok(200)], outcome: .passed),
    Line(name: "a gateway for good", tries: [ok(503), ok(502), ok(504)], outcome: .failed),
    Line(name: "a crash, then none", tries: [ok(500), ok(200)], outcome: .cantTell(.unstable), strict: .failed),
    Line(name: "a crash, then an answer that says nothing", tries: [ok(500), ok(401)], outcome: .cantTell(.unstable), strict: .failed),
    Line(name: "crash after crash", tries: [ok(500), ok(500), ok(500)], outcome: .failed),
    Line(name: "a crash before silence", tries: [ok(500), .failure(.timeout)], outcome: .untested(.unreachable(.timeout))),
    Line(name: "too many requests", tries: [ok(429), ok(429)], outcome: .untested(.rateLimited)),
    Line(name: "too many requests for a while", tries: [ok(429), ok(200)], outcome: .passed),
    Line(name: "cut off", tries: [.cut(200)], outcome: .cantTell(.truncated)),
    Line(name: "too long", tries: [.failure(.overLimit)], outcome: .cantTell(.bodyLimit)),
    Line(name: "no HTTP", tries: [.failure(.malformed)], outcome: .cantTell(.malformed)),
    Line(name: "a head without a status", tries: [ok(0)], outcome: .cantTell(.malformed)),
    Line(name: "our own guard", tries: [.failure(.policy)], outcome: .untested(.policy)),
    Line(name: "our own fault", tries: [.failure(.harness)], outcome: .untested(.harness)),
    Line(name: "no name", tries: [.failure(.dns)], outcome: .untested(.unreachable(.dns))),
    Line(name: "no try recorded", tries: [], outcome: .untested(.harness)),
    Line(name: "nothing that matters", tries: [ok(401)], outcome: .inapplicable(.notDeclared("x"))),
  ]

  /// 200 passes, 401 says nothing, everything else fails.
  private static func judge(_ answer: Answer) -> Judgement {
    switch answer.status {
    case 200: .passed
    case 401: .irrelevant
    default: .failed([answer.finding(Wording("uji.buruk", id: "Buruk.", en: "Bad."))])
    }
  }

  @Test(arguments: lines) func triesComeToOneOutcome(_ line: Line) {
    for isCritical in [false, true] {
      let view = Self.view(line.tries, isCritical: isCritical)
      let outcomes = view.judgeAnswers(of: [.callReadOperations], whenNone: .inapplicable(.notDeclared("x")), Self.judge).map(\.outcome)
      #expect(outcomes == [isCritical ? line.strict ?? line.outcome : line.outcome])
    }
  }

  @Test func aStrangerIsNotJudgedButSilenceKeepsItsName() {
    let stranger = ServiceRecognition.notTheService(answers: 2, sample: "200 text/html")
    func outcome(_ tries: [Try], _ recipe: RecipeID = .callReadOperations, anyService: Bool = false) -> Outcome? {
      let view = Self.view(tries, recipe, recognition: stranger)
      return view.judgeAnswers(of: [recipe], whenNone: .passed, anyService: anyService, Self.judge).first?.outcome
    }
    #expect(outcome([Self.ok(418)]) == .untested(.notTheService))
    #expect(outcome([.failure(.timeout)]) == .untested(.unreachable(.timeout)))
    #expect(outcome([Self.ok(418)], anyService: true) == .failed)
    #expect(outcome([Self.ok(418)], .fetchContract) == .failed)
  }

  @Test func whatWasNotSentSaysWhy() {
    let purpose = Purpose(recipe: .callReadOperations, operation: nil, variant: "")
    let states: [ProbeResult.State] = [.gap(.inapplicable(.firstSubmission)), .gap(.untested(.noTestData)), .notSent(.noConsent)]
    let results = states.map { ProbeResult(purpose: purpose, environment: .production, operation: nil, observation: nil, state: $0) }
    let instances = Self.view(results).judgeAnswers(of: [.callReadOperations], whenNone: .passed, Self.judge)
    #expect(instances.map(\.outcome) == [.inapplicable(.firstSubmission), .untested(.noTestData), .untested(.noConsent)])
  }

  private static func view(
    _ tries: [Try], _ recipe: RecipeID = .callReadOperations, isCritical: Bool = false, recognition: ServiceRecognition = .recognised
  ) -> EvidenceView {
    let row = EvaluationEvidence.Row(recipe: recipe, operation: nil, path: "/penduduk", tries: tries)
    let observer = BodyObserver(contract: nil, leakPatterns: [], secrets: [], key: [])
    let place = Location(observation: "o-0001")
    let attempts = tries.map { it in
      let attempt = EvaluationEvidence.attempt(it, row, nil, observer)
      let answer = attempt.exchanges.last.flatMap { exchange in
        HeadReader.readAll(exchange.rawHead).last.flatMap { head in
          head.status == 0
            ? nil
            : Answer(exchange: exchange, head: head, mediaType: nil, document: nil, operation: nil, variant: "", location: place)
        }
      }
      return AttemptView(attempt: attempt, answer: answer)
    }
    let purpose = Purpose(recipe: recipe, operation: nil, variant: "")
    let result = ProbeResult(purpose: purpose, environment: .production, operation: nil, observation: "o-0001", state: .observed(attempts))
    return view([result], isCritical: isCritical, recognition: recognition)
  }

  private static func view(
    _ results: [ProbeResult], isCritical: Bool = false, recognition: ServiceRecognition = .recognised
  ) -> EvidenceView {
    let subject = Subject(agency: nil, service: EvaluationEvidence.service(), isSelfDeclared: false)
    return EvidenceView(
      subject: subject, profile: EvaluationSamples.profile, now: EvaluationEvidence.start, contract: nil,
      results: [results.first?.purpose.recipe ?? .callReadOperations: results], recognition: recognition, isCritical: isCritical)
  }
}

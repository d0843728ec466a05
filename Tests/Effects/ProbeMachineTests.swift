import Execution
import Model
import Testing

/// What the machine does, step by step, for answers given as words.
@Suite struct ProbeMachineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Words of `ProbeSamples.step`.
    let steps: [String]
    /// By step number: the words of its attempts in order; the last one repeats.
    let answers: [Int: [String]]
    let trace: [String]
    var budget = 100
    var refused: [String: UntestedCause] = [:]
    var unknown: Set<String> = []
    var recorded: [Int: String] = [:]
    var testDescription: String { name }
  }

  /// `send 1#2`, `wait 200`, `s-0001 503 200`, `finished`.
  static func trace(_ item: Case) -> [String] {
    let steps = item.steps.enumerated().map { ProbeSamples.step($0 + 1, $1) }
    let recorded = item.recorded.map { number, word in
      Observation(id: "o-000\(number)", step: "s-000\(number)", attempts: [ProbeSamples.attempt(word)], notSent: nil)
    }
    var machine = ProbeMachine(
      ProbeSamples.plan(steps), permit: ProbeSamples.permit(steps, refused: item.refused, unknown: item.unknown, budget: item.budget),
      retries: ProbeSamples.retries, recorded: recorded)
    var lines: [String] = []
    var sent: [String: Int] = [:]
    while lines.count < 100 {
      switch machine.next() {
      case .finished: return lines + ["finished"]
      case .wait(let milliseconds): lines.append("wait \(milliseconds)")
      case .record(let observation): lines.append(ProbeSamples.text(observation))
      case .send(let step, let attempt):
        let number = Int(step.id.suffix(1)) ?? 0
        lines.append("send \(number)#\(attempt)")
        let words = item.answers[number] ?? ["200"]
        machine.received(ProbeSamples.attempt(words[min(sent[step.id, default: 0], words.count - 1)]))
        sent[step.id, default: 0] += 1
      }
    }
    return lines + ["endless"]
  }

  /// A service that answers late every time is not waited for all day; what was not asked is said to be so.
  @Test func aSubjectIsWaitedForNoLongerThanItsDeadline() {
    let steps = (1...6).map { ProbeSamples.step($0, "read") }
    var machine = ProbeMachine(
      ProbeSamples.plan(steps), permit: ProbeSamples.permit(steps, refused: [:], unknown: [], budget: 100), retries: ProbeSamples.retries,
      recorded: [])
    var lines: [String] = []
    loop: while lines.count < 100 {
      switch machine.next() {
      case .finished: break loop
      case .wait: continue
      case .record(let observation): lines.append(ProbeSamples.text(observation))
      case .send: machine.received(ProbeSamples.attempt("200"), afterMilliseconds: 59_999)
      }
    }
    #expect(lines == ["s-0001 200", "s-0002 200", "s-0003 200"] + (4...6).map { "s-000\($0) notSent unreachable.timeout" })
  }

  @Test(arguments: cases) func decides(_ item: Case) { #expect(Self.trace(item) == item.trace) }

  static let cases: [Case] = ordinary + retrying + pushedBack + unreachable + bounded

  static let ordinary = [
    Case(name: "nothing to do", steps: [], answers: [:], trace: ["finished"]),
    Case(
      name: "plan order, spaced, recorded one by one", steps: ["contract", "connect", "hello", "read"],
      answers: [2: ["handshake"], 3: ["closed"]],
      trace: [
        "send 1#1", "s-0001 200", "wait 200", "send 2#1", "s-0002 handshake", "wait 200", "send 3#1", "s-0003 closed", "wait 200", "send 4#1",
        "s-0004 200", "finished",
      ]),
    Case(
      name: "a refused step is recorded with its cause, an unknown one as policy", steps: ["read", "unknown", "read"], answers: [:],
      trace: ["s-0001 notSent noConsent", "s-0002 notSent policy", "send 3#1", "s-0003 200", "finished"], refused: ["s-0001": .noConsent],
      unknown: ["s-0002"]),
    Case(
      name: "what is recorded already is not sent again", steps: ["contract", "read", "read"], answers: [:],
      trace: ["send 3#1", "s-0003 200", "finished"], recorded: [1: "200", 2: "404"]),
    Case(
      name: "what the guard refused, and faults of ours, are recorded at once", steps: ["read", "read"],
      answers: [1: ["policy"], 2: ["harness"]],
      trace: ["send 1#1", "s-0001 policy", "wait 200", "send 2#1", "s-0002 harness", "finished"]),
    Case(
      name: "a broken answer is an answer", steps: ["read", "read", "read"], answers: [1: ["malformed"], 2: ["truncated"], 3: ["overLimit"]],
      trace: [
        "send 1#1", "s-0001 malformed", "wait 200", "send 2#1", "wait 2000", "send 2#2", "s-0002 truncated truncated", "wait 200", "send 3#1",
        "s-0003 overLimit", "finished",
      ]),
    Case(
      name: "what broke off once is read again; a negative probe is not", steps: ["read", "unknown"],
      answers: [1: ["truncated", "200"], 2: ["truncated"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "s-0001 truncated 200", "wait 200", "send 2#1", "s-0002 truncated", "finished"]),
  ]

  static let retrying = [
    Case(
      name: "a read call is tried three times on 5xx", steps: ["read"], answers: [1: ["500"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 500 500 500", "finished"]),
    Case(
      name: "an answer ends the trying", steps: ["read"], answers: [1: ["503", "200"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "s-0001 503 200", "finished"]),
    Case(
      name: "a fetched contract is tried again too", steps: ["contract"], answers: [1: ["502", "200"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "s-0001 502 200", "finished"]),
    Case(
      name: "a client error is an answer", steps: ["read"], answers: [1: ["404"]], trace: ["send 1#1", "s-0001 404", "finished"]),
    Case(
      name: "5xx is the answer of a negative probe", steps: ["unknown", "anonymous"], answers: [1: ["500"], 2: ["503"]],
      trace: ["send 1#1", "s-0001 500", "wait 200", "send 2#1", "s-0002 503", "finished"]),
    Case(
      name: "a negative probe is tried once more when nothing answers", steps: ["read", "unknown"], answers: [2: ["reset", "404"]],
      trace: ["send 1#1", "s-0001 200", "wait 200", "send 2#1", "wait 2000", "send 2#2", "s-0002 reset 404", "finished"]),
  ]

  static let pushedBack = [
    Case(
      name: "Retry-After is obeyed", steps: ["read"], answers: [1: ["429+7", "200"]],
      trace: ["send 1#1", "wait 7000", "send 1#2", "s-0001 429 200", "finished"]),
    Case(
      name: "Retry-After as a date", steps: ["read"], answers: [1: ["503+Tue, 24 Nov 2026 02:00:30 GMT", "200"]],
      trace: ["send 1#1", "wait 30000", "send 1#2", "s-0001 503 200", "finished"]),
    Case(
      name: "an unreadable Retry-After is none", steps: ["read"], answers: [1: ["503+besok", "200"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "s-0001 503 200", "finished"]),
    Case(
      name: "a negative probe comes back when it is told when", steps: ["unknown", "unknown"], answers: [1: ["429+3", "404"], 2: ["429", "404"]],
      trace: ["send 1#1", "wait 3000", "send 1#2", "s-0001 429 404", "wait 200", "send 2#1", "s-0002 429", "finished"]),
    Case(
      name: "503 with Retry-After on a negative probe is recorded, and the next one waits", steps: ["unknown", "unknown"],
      answers: [1: ["503+5"], 2: ["404"]], trace: ["send 1#1", "s-0001 503", "wait 5000", "send 2#1", "s-0002 404", "finished"]),
    Case(
      name: "a Retry-After of a day ends the asking there, not elsewhere", steps: ["read", "connect", "unknown", "plain", "read@lain"],
      answers: [1: ["429+86400"]],
      trace: [
        "send 1#1", "s-0001 429", "s-0002 notSent rateLimited", "s-0003 notSent rateLimited", "wait 200", "send 4#1", "s-0004 200", "wait 200",
        "send 5#1", "s-0005 200", "finished",
      ]),
    Case(
      name: "61 seconds are too long, 60 are not", steps: ["read", "read@lain", "read@lain"], answers: [1: ["503+60", "200"], 2: ["503+61"]],
      trace: [
        "send 1#1", "wait 60000", "send 1#2", "s-0001 503 200", "wait 200", "send 2#1", "s-0002 503", "s-0003 notSent rateLimited", "finished",
      ]),
    Case(
      name: "a Retry-After beyond every number", steps: ["read"], answers: [1: ["503+99999999999999999999"]],
      trace: ["send 1#1", "s-0001 503", "finished"]),
    Case(
      name: "three times 429 in a row end the asking", steps: ["read", "read", "unknown"], answers: [1: ["429"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 429 429 429", "s-0002 notSent rateLimited",
        "s-0003 notSent rateLimited", "finished",
      ]),
    Case(
      name: "an answer between them resets the count", steps: ["unknown", "unknown", "unknown", "unknown", "unknown"],
      answers: [1: ["429"], 2: ["429"], 3: ["404"], 4: ["429"], 5: ["429"]],
      trace: [
        "send 1#1", "s-0001 429", "wait 2000", "send 2#1", "s-0002 429", "wait 2000", "send 3#1", "s-0003 404", "wait 200", "send 4#1", "s-0004 429",
        "wait 2000", "send 5#1", "s-0005 429", "finished",
      ]),
  ]

  static let unreachable = [
    Case(
      name: "a dead host: three tries, one read call, one second look", steps: ["contract", "connect", "hello", "read", "read", "unknown"],
      answers: [1: ["dns"], 2: ["dns"], 3: ["dns"], 4: ["dns"], 5: ["dns"], 6: ["dns"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 dns dns dns",
        "wait 200", "send 2#1", "s-0002 dns",
        "wait 200", "send 4#1", "wait 2000", "send 4#2", "wait 2000", "send 4#3",
        "wait 9000", "send 4#4", "s-0004 dns dns dns dns",
        "s-0003 notSent unreachable.dns", "s-0005 notSent unreachable.dns", "s-0006 notSent unreachable.dns", "finished",
      ]),
    Case(
      name: "the second look finds it alive: what was stopped is sent after all", steps: ["read", "read", "unknown"],
      answers: [1: ["refused", "refused", "refused", "200"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "wait 9000", "send 1#4", "s-0001 refused refused refused 200",
        "wait 200", "send 2#1", "s-0002 200", "wait 200", "send 3#1", "s-0003 200", "finished",
      ]),
    Case(
      name: "a certificate fault stops requests, never the look at the certificate or the old hellos",
      steps: ["contract", "connect", "hello", "read", "unknown"], answers: [1: ["tls"], 2: ["handshake"], 3: ["closed"], 4: ["tls"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 tls tls tls", "wait 200", "send 2#1", "s-0002 handshake", "wait 200",
        "send 3#1", "s-0003 closed", "wait 200", "send 4#1", "wait 2000", "send 4#2", "wait 2000", "send 4#3", "wait 9000", "send 4#4",
        "s-0004 tls tls tls tls", "s-0005 notSent unreachable.tls", "finished",
      ]),
    Case(
      name: "the contract's address hangs, the service does not", steps: ["contract", "connect", "unknown", "read"],
      answers: [1: ["timeout"], 2: ["handshake"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 timeout timeout timeout", "wait 200", "send 2#1", "s-0002 handshake",
        "wait 200", "send 4#1", "s-0004 200", "wait 200", "send 3#1", "s-0003 200", "finished",
      ]),
    Case(
      name: "one operation that hangs does not stop the others, and is looked at again", steps: ["read", "read", "read", "unknown"],
      answers: [2: ["timeout"]],
      trace: [
        "send 1#1", "s-0001 200", "wait 200", "send 2#1", "wait 2000", "send 2#2", "wait 2000", "send 2#3", "wait 200", "send 3#1", "s-0003 200",
        "wait 200", "send 4#1", "s-0004 200", "wait 9000", "send 2#4", "s-0002 timeout timeout timeout timeout", "finished",
      ]),
    Case(
      name: "a host that goes down in the middle: two steps in a row open the breaker", steps: ["read", "unknown", "unknown", "unknown"],
      answers: [2: ["reset"], 3: ["timeout"]],
      trace: [
        "send 1#1", "s-0001 200", "wait 200", "send 2#1", "wait 2000", "send 2#2", "s-0002 reset reset", "wait 200", "send 3#1", "wait 2000",
        "send 3#2", "s-0003 timeout timeout", "s-0004 notSent unreachable.timeout", "finished",
      ]),
    Case(
      name: "after a second look that failed, the other read calls of the host are recorded as they are", steps: ["read", "read", "read", "unknown"],
      answers: [2: ["reset"], 3: ["reset"]],
      trace: [
        "send 1#1", "s-0001 200", "wait 200", "send 2#1", "wait 2000", "send 2#2", "wait 2000", "send 2#3", "wait 200", "send 3#1", "wait 2000",
        "send 3#2", "wait 2000", "send 3#3", "wait 9000", "send 2#4", "s-0002 reset reset reset reset", "s-0003 reset reset reset",
        "s-0004 notSent unreachable.reset", "finished",
      ]),
    Case(
      name: "a closed plain port is tried twice and closes nothing else", steps: ["plain", "read"], answers: [1: ["refused"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "s-0001 refused refused", "wait 200", "send 2#1", "s-0002 200", "finished"]),
    Case(
      name: "a dead host does not stop another one", steps: ["contract@mati", "connect@mati", "read"], answers: [1: ["dns"], 2: ["dns"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 dns dns dns", "wait 200", "send 2#1", "s-0002 dns", "wait 200",
        "send 3#1",
        "s-0003 200", "finished",
      ]),
  ]

  static let bounded = [
    Case(
      name: "the budget counts retries", steps: ["read", "read", "read"], answers: [1: ["500"], 2: ["200"]],
      trace: [
        "send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 500 500 500", "wait 200", "send 2#1", "s-0002 200",
        "s-0003 notSent budget", "finished",
      ], budget: 4),
    Case(
      name: "the budget counts redirect hops", steps: ["read", "read", "read"], answers: [1: [">>200"], 2: [">timeout", "200"]],
      trace: ["send 1#1", "s-0001 200", "wait 200", "send 2#1", "s-0003 notSent budget", "s-0002 timeout", "finished"], budget: 5),
    Case(
      name: "what the guard refused costs nothing", steps: ["read", "read"], answers: [1: ["policy"]],
      trace: ["send 1#1", "s-0001 policy", "wait 200", "send 2#1", "s-0002 200", "finished"], budget: 1),
    Case(
      name: "a resumed run has spent what it recorded", steps: ["read", "read", "read"], answers: [:],
      trace: ["send 2#1", "s-0002 200", "s-0003 notSent budget", "finished"], budget: 3, recorded: [1: ">200"]),
    Case(
      name: "no budget, no second look", steps: ["read"], answers: [1: ["dns"]],
      trace: ["send 1#1", "wait 2000", "send 1#2", "wait 2000", "send 1#3", "s-0001 dns dns dns", "finished"], budget: 3),
  ]

  /// Whatever comes back, every step is recorded exactly once, and never more is sent than a step's tries and one look.
  @Test func everyStepIsRecordedOnce() {
    let words = ["200", "404", "500", "503+1", "429", "429+99", "dns", "timeout", "tls", "reset", "refused", "malformed", "policy", ">>200"]
    let kinds = ["contract", "connect", "hello", "plain", "read", "read", "unknown", "anonymous", "read@lain"]
    var draw = UInt64(42)
    func next(_ count: Int) -> Int {
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(draw >> 33) % count
    }
    for _ in 0..<2000 {
      var answers: [Int: [String]] = [:]
      for number in 1...9 {
        answers[number] = (0..<4).map { _ in
          kinds[number - 1] == "connect"
            ? ["handshake", "tls", "dns"][next(3)] : kinds[number - 1] == "hello" ? ["closed", "refused"][next(2)] : words[next(words.count)]
        }
      }
      let trace = Self.trace(Case(name: "", steps: kinds, answers: answers, trace: [], budget: 5 + next(40)))
      let recorded = trace.filter { $0.hasPrefix("s-") }.map { String($0.prefix(6)) }.sorted()
      #expect(recorded == (1...9).map { "s-000\($0)" }, "\(answers)")
      #expect(trace.last == "finished")
      #expect(!trace.contains { $0.hasPrefix("send") && ($0.hasSuffix("#5") || $0.hasSuffix("#6")) }, "\(trace)")
    }
  }
}

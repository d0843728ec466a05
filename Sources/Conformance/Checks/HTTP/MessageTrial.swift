import Documents
import HTTPMessages
import Model

/// What the attempts of one step show of the messages that came back, by the strength of the text that a fault breaks.
enum MessageTrial {
  static func instance(of result: ProbeResult, _ view: EvidenceView) -> Instance {
    switch result.state {
    case .gap(.inapplicable(let cause)): return result.instance(.inapplicable(cause))
    case .gap(.untested(let cause)), .notSent(let cause): return result.instance(.untested(cause))
    case .observed(let attempts):
      let readings = attempts.map { Reading($0, result) }
      let seen = readings.filter { !$0.isNothing }
      let harness = result.instance(.untested(.harness))
      guard !seen.isEmpty else { return readings.last.flatMap { Instance($0.judgement, at: result.location) } ?? harness }
      if case .notTheService = view.recognition { return result.instance(.untested(.notTheService)) }
      return Instance(joined(seen), at: result.location) ?? harness
    }
  }

  /// A gateway's own words are left out where the service spoke too; what broke off once and then came whole was an accident on the way.
  private static func joined(_ readings: [Reading]) -> Judgement {
    let own = readings.filter { !$0.isFromInfrastructure }
    let counted = own.isEmpty ? readings : own
    let faulty = counted.filter { if case .faulty = $0.kind { true } else { false } }
    let whole = counted.filter { if case .whole = $0.kind { true } else { false } }
    if let last = faulty.last { return whole.isEmpty ? last.judgement : .cantTell(.unstable, []) }
    if let last = whole.last { return last.judgement }
    let cut = counted.compactMap { reading -> Finding? in if case .cut(let finding) = reading.kind { finding } else { nil } }
    if cut.count == counted.count, cut.count > 1, let last = cut.last { return .failed([last]) }
    return counted.last { if case .cut = $0.kind { false } else { true } }?.judgement ?? .cantTell(.truncated, [])
  }
}

/// What one attempt shows.
private struct Reading {
  enum Kind {
    case whole(advice: [Finding])
    case faulty([Finding])
    /// Ends before its end, which a cut connection explains as well.
    case cut(Finding)
    case doubtful(CantTellCause, [Finding])
    case nothing(UntestedCause)
  }
  let kind: Kind
  let isFromInfrastructure: Bool

  init(_ attempt: AttemptView, _ result: ProbeResult) {
    kind = Self.kind(attempt, result)
    isFromInfrastructure = attempt.answer?.isFromInfrastructure ?? false
  }

  var isNothing: Bool { if case .nothing = kind { true } else { false } }

  var judgement: Judgement {
    switch kind {
    case .whole(let advice): .passed(advice: advice)
    case .faulty(let findings): .failed(findings)
    case .cut: .cantTell(.truncated, [])
    case .doubtful(let cause, let findings): .cantTell(cause, findings)
    case .nothing(let cause): .untested(cause)
    }
  }

  private static func kind(_ attempt: AttemptView, _ result: ProbeResult) -> Kind {
    let failure = attempt.attempt.failure
    guard let last = attempt.attempt.exchanges.last else {
      guard let failure else { return .nothing(.harness) }
      // What even a lenient client does not take for HTTP.
      if failure.kind == .malformed { return .faulty([finding(MessageFaultWords.notHTTP, ["detail": failure.detail], nil, result)]) }
      return .nothing(failure.untestedCause ?? .harness)
    }
    var faults: [Finding] = []
    var advice: [Finding] = []
    for exchange in attempt.attempt.exchanges {
      guard let message = exchange.message else { return .nothing(.noEvidence) }
      for fault in message.faults {
        guard let words = MessageFaultWords.of(fault) else { continue }
        let finding = finding(words.wording, [:], exchange, result, isAdvice: words.isAdvice)
        if words.isAdvice { advice.append(finding) } else { faults.append(finding) }
      }
      guard let coding = message.coding else { continue }
      let words = MessageFaultWords.of(coding.result)
      let finding = finding(words.wording, ["coding": coding.name], exchange, result, isAdvice: words.isAdvice)
      if words.isAdvice { advice.append(finding) } else if coding.result != .truncated { faults.append(finding) }
    }
    guard faults.isEmpty else { return .faulty(faults + advice) }
    return end(attempt, last, failure, advice, result)
  }

  /// How the last message ended, when nothing in it was wrong.
  private static func end(
    _ attempt: AttemptView, _ last: Exchange, _ failure: TransportFailure?, _ advice: [Finding], _ result: ProbeResult
  ) -> Kind {
    guard let message = last.message else { return .nothing(.noEvidence) }
    if attempt.gap == .bodyLimit || failure?.kind == .overLimit { return .doubtful(.bodyLimit, advice) }
    switch message.coding?.result {
    case .unknown?, .moreThanOne?: return .doubtful(.needsReview, advice)
    case .overLimit?: return .doubtful(.bodyLimit, advice)
    default: break
    }
    let isCut = !message.isWhole || message.coding?.result == .truncated
    switch failure?.kind {
    case nil, .truncated?, .reset?:
      // A message that says its own length can be whole although the connection was then torn down.
      return isCut ? .cut(finding(cutWording(message), ["coding": message.coding?.name ?? ""], last, result)) : .whole(advice: advice)
    case .malformed?: return .faulty([finding(MessageFaultWords.notHTTP, ["detail": failure?.detail ?? ""], last, result)])
    case .harness?: return .nothing(.harness)
    case .timeout?, .policy?, .dns?, .refused?, .tls?, .overLimit?: return isCut ? .doubtful(.truncated, advice) : .whole(advice: advice)
    }
  }

  private static func cutWording(_ message: MessageFacts) -> Wording {
    if message.isWhole { return MessageFaultWords.cutCoding }
    return message.faults.contains(.brokenHead) || message.faults.contains(.onlyInterim) ? MessageFaultWords.cutHead : MessageFaultWords.cutBody
  }

  /// Named by the method that was sent: `HEAD /penduduk` although the contract calls the operation `GET /penduduk`.
  private static func finding(
    _ wording: Wording, _ parameters: [String: String], _ exchange: Exchange?, _ result: ProbeResult, isAdvice: Bool = false
  ) -> Finding {
    let key = result.purpose.operation ?? exchange?.request.url ?? ""
    let path = result.purpose.operation.map { $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? $0 } ?? key
    let name = exchange.map { "\($0.request.method) \(path)" } ?? key
    return Finding(wording, parameters.merging(["operation": name]) { $1 }, at: result.location, attribution: .service, isAdvice: isAdvice)
  }
}

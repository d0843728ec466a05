package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// A parameter value that breaks the contract is answered with 4xx, never with 5xx or with silence (ERR-05).
package struct InvalidParameterNeverCausesServerError: Check {
  package static let id = "invalid-parameter-never-causes-server-error"
  package let needs: Set<Need> = [
    .contract, .recipe(.callReadOperations), .recipe(.sendInvalidParameters), .recipe(.sendUndefinedMethod),
  ]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let instances = view.judgeAnswers(of: [.sendInvalidParameters], whenNone: .untested(.noEvidence)) { judge($0, view) }
    return instances.map { instance in
      guard instance.outcome == .untested(.unreachable(.timeout)), case .recognised = view.recognition,
        let result = view.results(of: .sendInvalidParameters).first(where: { $0.location == instance.location }), isSilent(result),
        [.succeeds, .refuses].contains(ordinary(result.purpose.operation, view))
      else { return instance }
      let words = ["operation": result.purpose.operation ?? "", "parameter": Self.parameter(result.purpose.variant)]
      let finding = Finding(Self.silence, words, at: result.location, attribution: .service, isAdvice: false)
      return Instance(outcome: .failed, findings: [finding], location: result.location)
    }
  }

  private func judge(_ answer: Answer, _ view: EvidenceView) -> Judgement {
    let ordinary = ordinary(answer.location.operation, view)
    let words = ["status": String(answer.status), "parameter": Self.parameter(answer.variant)]
    switch answer.status {
    case 503 where answer.head.value("Retry-After") != nil:
      // Maintenance or a limit, and it says so (RFC 9110 §15.6.4).
      return .untested(.rateLimited)
    case 500...:
      guard ordinary == .succeeds || ordinary == .refuses else { return .untested(.prerequisite("OPS-01")) }
      // 502 to 504 are a gateway's words (RFC 9110 §15.6.3–5): an outage that began meanwhile looks the same.
      if (502...504).contains(answer.status), !isAlive(after: answer, view) { return .cantTell(.unstable, []) }
      return .failed([answer.finding(Self.serverError, words)])
    case 401, 403:
      // Refused before the parameter was looked at, unless the ordinary call gets through with the same credential.
      return ordinary == .succeeds ? .passed : .untested(.prerequisite("OPS-01"))
    case 400...499: return .passed
    case 200...299: return .passed(advice: [answer.finding(Self.ignored, words, isAdvice: true)])
    default: return .cantTell(.needsReview, [])
    }
  }

  /// `invalid:halaman` is about the parameter `halaman`.
  private static func parameter(_ variant: String) -> String {
    String(decoding: Array(variant.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst()), as: UTF8.self)
  }

  // MARK: What else was seen

  /// How the same operation answers an ordinary call: without that, no answer can be blamed on the parameter.
  private enum Ordinary { case succeeds, refuses, breaks, unknown }

  private func ordinary(_ operation: String?, _ view: EvidenceView) -> Ordinary {
    let own = view.results(of: .callReadOperations).filter { result in
      result.purpose.operation.map { asked in operation.map { asked.utf8.elementsEqual($0.utf8) } ?? false } ?? false
    }
    let statuses = own.flatMap(\.wholeAnswers).map(\.answer.status)
    if statuses.isEmpty { return .unknown }
    if statuses.contains(where: { $0 >= 500 }) { return .breaks }
    return statuses.allSatisfy { (200...299).contains($0) } ? .succeeds : .refuses
  }

  /// No answer in time, twice or more: once may be chance.
  private func isSilent(_ result: ProbeResult) -> Bool {
    guard case .observed(let attempts) = result.state, attempts.count > 1 else { return false }
    return attempts.allSatisfy { $0.attempt.failure?.kind == .timeout }
  }

  /// Whether the service gave a sound answer to anything that was asked later.
  private func isAlive(after answer: Answer, _ view: EvidenceView) -> Bool {
    let results = view.results(of: .sendInvalidParameters) + view.results(of: .sendUndefinedMethod)
    guard let broken = results.first(where: { $0.location == answer.location })?.wholeAnswers.last else { return false }
    return results.flatMap(\.wholeAnswers).contains { $0.answer.status < 500 && $0.at >= broken.at }
  }

  private static let serverError = Wording(
    "invalidParameter.serverError",
    id: "{operation} menjawab {status} ketika parameter “{parameter}” diisi nilai yang melanggar kontrak; periksa nilainya lebih dulu dan jawab 400.",
    en: "{operation} answers {status} when the parameter “{parameter}” holds a value that breaks the contract; check the value first and answer 400.")
  private static let silence = Wording(
    "invalidParameter.silence",
    id: "{operation} tidak menjawab sampai batas waktu ketika parameter “{parameter}” diisi nilai yang melanggar kontrak, "
      + "padahal panggilan biasa dijawab; periksa nilainya lebih dulu dan jawab 400.",
    en: "{operation} does not answer in time when the parameter “{parameter}” holds a value that breaks the contract, "
      + "although an ordinary call is answered; check the value first and answer 400.")
  private static let ignored = Wording(
    "invalidParameter.ignored",
    id: "{operation} menjawab {status} walaupun parameter “{parameter}” diisi nilai yang melanggar kontrak; sebaiknya tolak dengan 400.",
    en: "{operation} answers {status} although the parameter “{parameter}” holds a value that breaks the contract; better refuse it with 400.")

  package static let wordings = [serverError, silence, ignored]
}

extension ProbeResult {
  /// Every whole answer of this step with the moment it was asked for.
  fileprivate var wholeAnswers: [(at: Timestamp, answer: Answer)] {
    guard case .observed(let attempts) = state else { return [] }
    return attempts.compactMap { attempt in
      guard attempt.attempt.failure == nil, let answer = attempt.answer, answer.exchange.body.completeness == .complete else { return nil }
      return (attempt.attempt.startedAt, answer)
    }
  }
}

package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// A parameter value that breaks the contract is answered with 4xx, never with 5xx or with silence (ERR-05).
package struct InvalidParameterNeverCausesServerError: Check {
  package static let id = "invalid-parameter-never-causes-server-error"
  package let needs: Set<Need> = [.contract, .recipe(.sendInvalidParameters), .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let instances = view.results(of: .sendInvalidParameters).compactMap { instance(of: $0, view) }
    return instances.isEmpty ? [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] : instances
  }

  /// How the same operation answers an ordinary call: without that, no answer can be blamed on the parameter.
  private enum Ordinary { case succeeds, refuses, breaks, unknown }

  private func ordinary(_ operation: String?, _ view: EvidenceView) -> Ordinary {
    guard let operation else { return .unknown }
    var statuses: [Int] = []
    for result in view.results(of: .callReadOperations) where result.purpose.operation.map({ $0.utf8.elementsEqual(operation.utf8) }) ?? false {
      guard case .observed(let attempts) = result.state else { continue }
      statuses += attempts.compactMap { EvidenceView.unusable($0) == nil ? $0.answer?.status : nil }
    }
    if statuses.isEmpty { return .unknown }
    if statuses.contains(where: { $0 >= 500 }) { return .breaks }
    return statuses.allSatisfy { (200...299).contains($0) } ? .succeeds : .refuses
  }

  private func instance(of result: ProbeResult, _ view: EvidenceView) -> Instance? {
    let ordinary = ordinary(result.purpose.operation, view)
    let parameter = String(decoding: result.purpose.variant.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst(), as: UTF8.self)
    if Self.isSilent(result), ordinary == .succeeds || ordinary == .refuses, case .recognised = view.recognition {
      let words = ["operation": result.purpose.operation ?? "", "parameter": parameter]
      let finding = Finding(Self.silence, words, at: result.location, attribution: .service, isAdvice: false)
      return Instance(outcome: .failed, findings: [finding], location: result.location)
    }
    return view.instance(of: result, critical: false, anyService: false) { Self.judge($0, parameter, ordinary) }
  }

  /// No answer in time, twice or more: once may be chance.
  private static func isSilent(_ result: ProbeResult) -> Bool {
    guard case .observed(let attempts) = result.state, attempts.count > 1 else { return false }
    return attempts.allSatisfy { $0.attempt.failure?.kind == .timeout }
  }

  private static func judge(_ answer: Answer, _ parameter: String, _ ordinary: Ordinary) -> Judgement {
    let words = ["status": String(answer.status), "parameter": parameter]
    switch answer.status {
    case 503 where answer.head.value("Retry-After") != nil:
      // Maintenance or a limit, and it says so (RFC 9110 §15.6.4).
      return .untested(.rateLimited)
    case 500...:
      guard ordinary == .succeeds || ordinary == .refuses else { return .untested(.prerequisite("OPS-01")) }
      return .failed([answer.finding(serverError, words)])
    case 401, 403:
      // Refused before the parameter was looked at, unless the ordinary call gets through with the same credential.
      return ordinary == .succeeds ? .passed : .untested(.prerequisite("OPS-01"))
    case 400...499: return .passed
    case 200...299: return .passed(advice: [answer.finding(ignored, words, isAdvice: true)])
    default: return .cantTell(.needsReview, [])
    }
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

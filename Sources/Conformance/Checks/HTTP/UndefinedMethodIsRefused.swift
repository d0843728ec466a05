package import Documents
import HTTPMessages
package import Model

/// A method that nothing defines gets 405 with Allow, or 501 (HTP-05).
package struct UndefinedMethodIsRefused: Check {
  package static let id = "undefined-method-is-refused"
  package let needs: Set<Need> = [.contract, .recipe(.sendUndefinedMethod), .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeAnswers(of: [.sendUndefinedMethod], whenNone: .untested(.noEvidence)) { Self.judge($0, view) }
  }

  private static func judge(_ answer: Answer, _ view: EvidenceView) -> Judgement {
    let path = answer.location.operation.map { $0.drop { $0 != " " }.dropFirst() }.map(String.init) ?? ""
    let facts = ["status": String(answer.status), "path": path]
    switch answer.status {
    // An empty Allow is an answer too: no method at all (RFC 9110 §10.2.1).
    case 405: return answer.head.values("Allow").isEmpty ? .failed([answer.finding(withoutAllow, facts)]) : .passed
    case 501: return .passed
    // Refused for its credential before the method was looked at.
    case 401: return .untested(.noCredential)
    case 403 where view.isCredentialRefused: return .untested(.noCredential)
    // Gateways and HTTP libraries refuse unknown methods on their own, some of them with 400.
    case 400...499: return .passed(advice: [answer.finding(otherStatus, facts, isAdvice: true)])
    case 200...299: return .failed([answer.finding(accepted, facts)])
    case 502...504 where !view.anyOrdinaryCallSucceeded: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    case 500...599: return .failed([answer.finding(crashed, facts)])
    default: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    }
  }

  private static let withoutAllow = Wording(
    "method.withoutAllow",
    id: "Metode yang tidak dikenal pada {path} dijawab 405 tanpa header Allow; sebutkan metode yang didukung dalam Allow.",
    en: "An undefined method on {path} was answered with 405 without the header Allow; name the supported methods in Allow.")
  private static let accepted = Wording(
    "method.accepted",
    id: "Metode yang tidak dikenal pada {path} dijawab {status} seolah-olah didukung; jawab 405 beserta Allow, atau 501.",
    en: "An undefined method on {path} was answered with {status} as if it were supported; answer with 405 and Allow, or with 501.")
  private static let crashed = Wording(
    "method.crashed",
    id: "Metode yang tidak dikenal pada {path} menimbulkan galat server {status}; jawab 405 beserta Allow, atau 501.",
    en: "An undefined method on {path} caused the server error {status}; answer with 405 and Allow, or with 501.")
  private static let otherStatus = Wording(
    "method.otherStatus",
    id: "Metode yang tidak dikenal pada {path} ditolak dengan {status}; 405 beserta Allow memberi tahu pemakai metode mana yang didukung.",
    en: "An undefined method on {path} was refused with {status}; 405 with Allow tells clients which methods are supported.")
  private static let provesNothing = Wording(
    "method.provesNothing",
    id: "Metode yang tidak dikenal pada {path} dijawab {status}; jawaban itu tidak menunjukkan apakah metodenya diperiksa.",
    en: "An undefined method on {path} was answered with {status}; that does not show whether the method was looked at.")

  package static let wordings = [withoutAllow, accepted, crashed, otherStatus, provesNothing]
}

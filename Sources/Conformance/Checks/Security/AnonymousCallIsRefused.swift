package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// A call without a credential to a restricted operation gets 401 and no data (AUT-02).
package struct AnonymousCallIsRefused: Check {
  package static let id = "anonymous-call-is-refused"
  package let needs: Set<Need> = [.contract, .recipe(.callAnonymously), .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    // Critical: one answer with data fails, whatever other attempts got (design: scoring.md).
    view.sparingOpenData(
      view.judgeAnswers(of: [.callAnonymously], whenNone: .untested(.noEvidence), critical: true) { Self.judge($0, view) })
  }

  private static func judge(_ answer: Answer, _ view: EvidenceView) -> Judgement {
    let facts = ["status": String(answer.status)]
    switch answer.status {
    case 200...299: return judgeSuccess(answer, view, facts)
    case 300...399: return judgeRedirect(answer, view, facts)
    case 400...499 where repeatsData(answer, view): return .failed([answer.finding(dataInRefusal, facts)])
    case 401: return .passed
    case 403: return .passed(advice: [answer.finding(otherStatus, facts, isAdvice: true)])
    // RFC 9110 §15.5.4 lets a server hide what is forbidden behind 404. Only the credential differs from the call that succeeded.
    case 400, 404: return view.ordinarySuccess(of: answer.location.operation) == nil
      ? .cantTell(.needsReview, [answer.finding(provesNothing, facts)]) : .passed(advice: [answer.finding(otherStatus, facts, isAdvice: true)])
    default: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    }
  }

  /// A success that gives no data is HTP-02's (design: rulings.md, AUT-12 and AUT-02).
  private static func judgeSuccess(_ answer: Answer, _ view: EvidenceView, _ facts: [String: String]) -> Judgement {
    guard let root = answer.document?.root else {
      return answer.isDeclaredContent ? .failed([answer.finding(given, facts)]) : .cantTell(.needsReview, [answer.finding(withoutData, facts)])
    }
    let reading = ContentReading(view.profile.data)
    let success = view.ordinarySuccess(of: answer.location.operation)?.document?.root
    if let share = success.flatMap({ reading.share(of: $0, in: root) }), share >= 0.5 { return .failed([answer.finding(given, facts)]) }
    switch reading.sign(in: root) {
    case .error where !reading.givesData(root): return .passed(advice: [answer.finding(refusedInWords, facts, isAdvice: true)])
    case .none where reading.givesData(root): return .failed([answer.finding(given, facts)])
    default: return .cantTell(.needsReview, [answer.finding(withoutData, facts)])
    }
  }

  /// A redirect is wrong here when it happened for want of a credential: the same call with one was not redirected, or it leads to a login.
  private static func judgeRedirect(_ answer: Answer, _ view: EvidenceView, _ facts: [String: String]) -> Judgement {
    let ordinary = view.ordinaryAnswer(of: answer.location.operation)
    let isDirect = ordinary.map { $0.answer.isSuccess && !$0.wasRedirected } ?? false
    guard let location = answer.head.value("Location"), isDirect || RedirectTarget.isLogin(location) else {
      return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    }
    return .failed([answer.finding(redirected, facts)])
  }

  /// Whether a refusal carries everything that the answer with a credential carries.
  private static func repeatsData(_ answer: Answer, _ view: EvidenceView) -> Bool {
    guard let root = answer.document?.root, let success = view.ordinarySuccess(of: answer.location.operation)?.document?.root else { return false }
    return ContentReading(view.profile.data).share(of: success, in: root) == 1
  }

  private static let given = Wording(
    "anonymous.given",
    id: "Panggilan {operation} tanpa kredensial dijawab {status} beserta datanya; tolak dengan 401 di gerbang dan di aplikasinya.",
    en: "The call {operation} without a credential was answered with {status} and data; refuse it with 401 at the gateway and in the application.")
  private static let dataInRefusal = Wording(
    "anonymous.dataInRefusal",
    id: "Penolakan {status} atas {operation} tanpa kredensial tetap memuat datanya; jawab tanpa data.",
    en: "The refusal {status} of {operation} without a credential carries the data all the same; answer without data.")
  private static let redirected = Wording(
    "anonymous.redirected",
    id: "Panggilan {operation} tanpa kredensial dialihkan dengan {status}; API harus menolak dengan 401, bukan mengalihkan ke halaman masuk.",
    en: "The call {operation} without a credential was redirected with {status}; an API must refuse with 401, not redirect to a login page.")
  private static let otherStatus = Wording(
    "anonymous.otherStatus",
    id: "Panggilan {operation} tanpa kredensial ditolak dengan {status}; 401 memberi tahu pemakai bahwa kredensial diperlukan.",
    en: "The call {operation} without a credential was refused with {status}; 401 tells the client that a credential is needed.")
  private static let refusedInWords = Wording(
    "anonymous.refusedInWords",
    id: "Panggilan {operation} tanpa kredensial tidak diberi data, tetapi dijawab {status}; jawab 401.",
    en: "The call {operation} without a credential was given no data, but was answered with {status}; answer with 401.")
  private static let withoutData = Wording(
    "anonymous.withoutData",
    id: "Panggilan {operation} tanpa kredensial dijawab {status}; tidak dapat dipastikan apakah isinya data yang dibatasi.",
    en: "The call {operation} without a credential was answered with {status}; whether its content is restricted data cannot be told.")
  private static let provesNothing = Wording(
    "anonymous.provesNothing",
    id: "Panggilan {operation} tanpa kredensial dijawab {status}; jawaban itu tidak membuktikan penolakan dan tidak memberi data.",
    en: "The call {operation} without a credential was answered with {status}; that neither proves a refusal nor gives data.")

  package static let wordings = [given, dataInRefusal, redirected, otherStatus, refusedInWords, withoutData, provesNothing]
}

extension Answer {
  /// Content of a kind that the operation declares for this status: what it gives to those who may have it.
  var isDeclaredContent: Bool {
    guard hasContent, let mediaType, let response = operation?.response(for: status) else { return false }
    return response.media(for: mediaType.essence) != nil
  }
}

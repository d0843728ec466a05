package import Documents
package import Model

/// A made-up credential of the right shape gets 401 (AUT-04).
package struct InvalidTokenIsRefused: Check {
  package static let id = "invalid-token-is-refused"
  package let needs: Set<Need> = [.contract, .recipe(.callWithInvalidToken), .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.sparingOpenData(view.judgeAnswers(of: [.callWithInvalidToken], whenNone: .untested(.noEvidence)) { Self.judge($0, view) })
  }

  private static func judge(_ answer: Answer, _ view: EvidenceView) -> Judgement {
    let facts = ["status": String(answer.status)]
    let ordinary = view.ordinaryAnswer(of: answer.location.operation)?.answer
    let hasSucceeded = ordinary?.isSuccess ?? false
    switch answer.status {
    case 200...299: return .failed([answer.finding(accepted, facts)])
    case 401, 403:
      // Where the registered credential is refused alike, nobody looked at the made-up one: it may not even stand where it belongs.
      if let status = ordinary?.status, status == 401 || status == 403 { return .cantTell(.needsReview, [answer.finding(allRefused, facts)]) }
      return answer.status == 401 ? .passed : .passed(advice: [answer.finding(otherStatus, facts, isAdvice: true)])
    case 400 where hasSucceeded, 404 where hasSucceeded: return .passed(advice: [answer.finding(otherStatus, facts, isAdvice: true)])
    // A gateway whose backend is away answers so to everybody.
    case 502...504 where !hasSucceeded: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    case 500...599: return .failed([answer.finding(crashed, facts)])
    default: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    }
  }

  private static let accepted = Wording(
    "invalidToken.accepted",
    id: "Panggilan {operation} dengan kredensial palsu dijawab {status}; periksa kredensial sebelum memproses permintaan, lalu jawab 401.",
    en: "The call {operation} with a made-up credential was answered with {status}; verify the credential before processing, and answer with 401.")
  private static let crashed = Wording(
    "invalidToken.crashed",
    id: "Panggilan {operation} dengan kredensial palsu menimbulkan galat server {status}; tangani kredensial yang tidak sah dan jawab 401.",
    en: "The call {operation} with a made-up credential caused the server error {status}; handle invalid credentials and answer with 401.")
  private static let otherStatus = Wording(
    "invalidToken.otherStatus",
    id: "Panggilan {operation} dengan kredensial palsu ditolak dengan {status}; 401 memberi tahu pemakai bahwa kredensialnya tidak sah.",
    en: "The call {operation} with a made-up credential was refused with {status}; 401 tells the client that its credential is not valid.")
  private static let allRefused = Wording(
    "invalidToken.allRefused",
    id: "Panggilan {operation} ditolak dengan {status}, tetapi kredensial uji yang terdaftar pun ditolak; periksa kredensial uji itu.",
    en: "The call {operation} was refused with {status}, but so was the registered test credential; check that credential.")
  private static let provesNothing = Wording(
    "invalidToken.provesNothing",
    id: "Panggilan {operation} dengan kredensial palsu dijawab {status}; jawaban itu tidak membuktikan bahwa kredensialnya diperiksa.",
    en: "The call {operation} with a made-up credential was answered with {status}; that does not prove that the credential was verified.")

  package static let wordings = [accepted, crashed, otherStatus, allRefused, provesNothing]
}

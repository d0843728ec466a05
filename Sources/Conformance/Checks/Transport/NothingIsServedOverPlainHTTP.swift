package import Documents
import HTTPMessages
package import Model

/// The plain HTTP port is closed, or redirects to HTTPS, or refuses: no data come over it (TLS-01).
package struct NothingIsServedOverPlainHTTP: Check {
  package static let id = "nothing-is-served-over-plain-http"
  package let needs: Set<Need> = [.recipe(.askOverPlainHTTP), .recipe(.inspectCertificate)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let results = view.results(of: .askOverPlainHTTP)
    guard !results.isEmpty else { return [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] }
    let proof = Self.proofOfHTTPS(view.results(of: .inspectCertificate))
    return results.map { Self.judge($0, proof) }
  }

  /// Silence at the plain port means "closed" only where HTTPS answers; otherwise nothing is known of the host.
  private static func proofOfHTTPS(_ results: [ProbeResult]) -> Outcome {
    guard let result = results.first else { return .untested(.noEvidence) }
    if result.attempts.contains(where: { $0.attempt.handshake?.session != nil }) { return .passed }
    return result.unseen ?? .untested(result.lastFailure ?? .unreachable(.tls))
  }

  private static func judge(_ result: ProbeResult, _ proof: Outcome) -> Instance {
    switch result.state {
    case .gap(.inapplicable(let cause)): return result.instance(.inapplicable(cause))
    case .gap(.untested(let cause)): return result.instance(.untested(cause))
    // Not asked again because the port did not answer another question: the same answer.
    case .notSent(let cause): return result.instance(closed(by: cause, proof))
    case .observed(let attempts):
      let judged = attempts.map { judge($0, result, proof) }
      // Critical: one answer with data is enough (design: scoring.md).
      if let bad = judged.first(where: { $0.outcome == .failed }) { return bad }
      let answered = zip(attempts, judged).filter { $0.0.answer != nil }.map(\.1)
      guard let last = (answered.isEmpty ? judged : answered).last else { return result.instance(.untested(.harness)) }
      return answered.allSatisfy { $0.outcome == last.outcome } ? last : result.instance(.cantTell(.unstable))
    }
  }

  private static func judge(_ attempt: AttemptView, _ result: ProbeResult, _ proof: Outcome) -> Instance {
    if let answer = attempt.answer { return Instance(judge(answer), at: result.location) ?? result.instance(.untested(.harness)) }
    guard let failure = attempt.attempt.failure else { return result.instance(.cantTell(.malformed)) }
    guard let cause = failure.untestedCause else { return result.instance(.cantTell(failure.kind == .truncated ? .truncated : .malformed)) }
    return result.instance(closed(by: cause, proof))
  }

  /// A refused, reset or filtered connection gives no data; without a name, or without any answer of the host, nothing was seen.
  private static func closed(by cause: UntestedCause, _ proof: Outcome) -> Outcome {
    switch cause {
    case .unreachable(.refused), .unreachable(.reset), .unreachable(.timeout): proof.word == .passed ? .passed : .untested(cause)
    default: .untested(cause)
    }
  }

  private static func judge(_ answer: Answer) -> Judgement {
    let facts: [String: String] = ["status": String(answer.status)]
    switch answer.status {
    case 200...299: return .failed([answer.finding(served, facts)])
    case 429: return .untested(.rateLimited)
    case 400...499:
      if givesData(answer) { return .failed([answer.finding(dataInRefusal, facts)]) }
      return .passed(advice: [answer.finding(stillAnswers, facts, isAdvice: true)])
    case 301, 302, 303, 307, 308:
      if givesData(answer) { return .failed([answer.finding(dataBeforeRedirect, facts)]) }
      guard let location = answer.head.value("Location"), RedirectTarget.isHTTPS(location) else {
        return .cantTell(.needsReview, [answer.finding(staysPlain, facts)])
      }
      let isLasting = answer.status == 301 || answer.status == 308
      return .passed(advice: isLasting ? [] : [answer.finding(temporary, facts, isAdvice: true)])
    default: return .cantTell(.needsReview, [answer.finding(saysNothing, facts)])
    }
  }

  /// Certain signs only, because explanations are content too: values of national types, or a filled list.
  private static func givesData(_ answer: Answer) -> Bool {
    if !answer.facts.typedValues.isEmpty { return true }
    guard let root = answer.document?.root, root.kind == .array else { return false }
    return (300...399).contains(answer.status) && root.count > 0
  }

  private static let served = Wording(
    "plainHTTP.served",
    id: "Permintaan {operation} lewat HTTP tanpa enkripsi dijawab {status}; tutup porta itu, atau alihkan semuanya ke HTTPS dengan 301 atau 308.",
    en: "The request {operation} over unencrypted HTTP was answered with {status}; close that port, or redirect everything to HTTPS with 301 or 308.")
  private static let dataInRefusal = Wording(
    "plainHTTP.dataInRefusal",
    id: "Penolakan {status} atas {operation} memuat data dan terkirim lewat HTTP tanpa enkripsi; tutup porta itu atau tolak tanpa data.",
    en: "The refusal {status} of {operation} carries data over unencrypted HTTP; close that port or refuse without data.")
  private static let dataBeforeRedirect = Wording(
    "plainHTTP.dataBeforeRedirect",
    id: "Pengalihan {status} untuk {operation} sudah memuat data lewat HTTP tanpa enkripsi; alihkan tanpa isi.",
    en: "The redirect {status} of {operation} already carries data over unencrypted HTTP; redirect without content.")
  private static let stillAnswers = Wording(
    "plainHTTP.stillAnswers",
    id: "Permintaan {operation} lewat HTTP tanpa enkripsi ditolak dengan {status}; lebih aman bila porta itu ditutup atau dialihkan ke HTTPS, "
      + "agar kredensial tidak sempat terkirim tanpa enkripsi.",
    en: "The request {operation} over unencrypted HTTP was refused with {status}; closing that port or redirecting it to HTTPS is safer, "
      + "so that no credential is ever sent unencrypted.")
  private static let temporary = Wording(
    "plainHTTP.temporaryRedirect",
    id: "Permintaan {operation} dialihkan ke HTTPS dengan {status}; gunakan 301 atau 308 agar pemakai menetapkan alamat HTTPS.",
    en: "The request {operation} is redirected to HTTPS with {status}; use 301 or 308 so that clients keep the HTTPS address.")
  private static let staysPlain = Wording(
    "plainHTTP.redirectStaysPlain",
    id: "Permintaan {operation} dialihkan dengan {status}, tetapi tidak ke alamat HTTPS; isi alamat tujuannya tidak diperiksa.",
    en: "The request {operation} is redirected with {status}, but not to an HTTPS address; what that address serves was not looked at.")
  private static let saysNothing = Wording(
    "plainHTTP.saysNothing",
    id: "Permintaan {operation} lewat HTTP tanpa enkripsi dijawab {status}; jawaban itu tidak menunjukkan apakah data akan diberikan.",
    en: "The request {operation} over unencrypted HTTP was answered with {status}; that does not show whether data would be given.")

  package static let wordings = [served, dataInRefusal, dataBeforeRedirect, stillAnswers, temporary, staysPlain, saysNothing]
}

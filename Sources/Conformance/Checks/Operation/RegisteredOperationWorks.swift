package import Documents
package import Model
import OpenAPI

/// At least one read operation of the contract answers a declared success in the environment that is registered (OPS-01).
///
/// The only check that may fail an unreachable service, and only after three spaced tries and a second look.
package struct RegisteredOperationWorks: Check {
  package static let id = "registered-operation-works"
  package let needs: Set<Need> = [.contract, .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  /// Spaced tries that prove a server error; no answer at all needs the second look at the end of the run as well.
  private static let enoughTries = 3

  package func judge(_ view: EvidenceView) -> [Instance] {
    let trials = view.results(of: .callReadOperations).map { (result: $0, end: Self.end(of: $0, view.recognition)) }
    let broken = trials.flatMap { trial -> [Finding] in if case .broken(let finding) = trial.end { [finding] } else { [] } }
    for trial in trials {
      guard case .works = trial.end else { continue }
      let advice = broken.map { Finding($0.wording, $0.parameters, at: $0.location, attribution: $0.attribution, isAdvice: true) }
      return [Instance(outcome: .passed, findings: advice, location: trial.result.location)]
    }
    if let first = broken.first { return [Instance(outcome: .failed, findings: broken, location: first.location)] }
    let others = trials.map { trial in Instance(outcome: Self.outcome(trial.end), findings: [], location: trial.result.location) }
    return others.isEmpty ? [Instance(outcome: .untested(.noOperation), findings: [], location: Location())] : others
  }

  /// What calling one operation came to.
  private enum End {
    case works
    case broken(Finding)
    case open(Outcome)
  }

  private static func outcome(_ end: End) -> Outcome {
    switch end {
    case .works: .passed
    case .broken: .failed
    case .open(let outcome): outcome
    }
  }

  private static func end(of result: ProbeResult, _ recognition: ServiceRecognition) -> End {
    switch result.state {
    case .gap(.inapplicable): return .open(.untested(.noOperation))
    case .gap(.untested(let cause)), .notSent(let cause): return .open(.untested(cause))
    case .observed(let attempts):
      let tries = attempts.map { Try($0, result.operation) }
      if let down = downFinding(tries, result) { return .broken(down) }
      if case .notTheService = recognition { return .open(.untested(.notTheService)) }
      let answers = tries.filter(\.isAnswer)
      guard Set(answers.map(\.word)).count <= 1 else { return .open(.cantTell(.unstable)) }
      return end(of: answers.last ?? tries.last, result)
    }
  }

  /// Set when every try failed, often enough to be sure.
  private static func downFinding(_ tries: [Try], _ result: ProbeResult) -> Finding? {
    guard let last = tries.last, tries.allSatisfy(\.isDown), tries.count >= enoughTries + (last.isServerError ? 0 : 1) else { return nil }
    var parameters = ["operation": result.purpose.operation ?? "", "count": String(tries.count)]
    let wording: Wording
    switch last {
    case .serverError(let status):
      parameters["status"] = String(status)
      wording = serverError
    case .unreachable(.dns): wording = dns
    case .unreachable(.refused): wording = refused
    case .unreachable(.reset): wording = reset
    default: wording = timeout
    }
    return Finding(wording, parameters, at: result.location, attribution: last.attribution, isAdvice: false)
  }

  private static func end(of last: Try?, _ result: ProbeResult) -> End {
    switch last {
    case nil: return .open(.untested(.harness))
    case .success(let status, isDeclared: false)?:
      let parameters = ["operation": result.purpose.operation ?? "", "status": String(status)]
      return .broken(Finding(undeclared, parameters, at: result.location, attribution: .service, isAdvice: false))
    case .success?: return .works
    // Seen too seldom to say that it stays so.
    case .serverError?: return .open(.untested(.tooFewSamples))
    case .unreachable(let kind)?: return .open(.untested(.unreachable(kind)))
    case .credentialRefused?: return .open(.untested(.noCredential))
    // The example or test data may not exist there; that is no fault of the operation.
    case .clientError?:
      let hasInput = !(result.operation?.parameters.isEmpty ?? true)
      return .open(hasInput ? .untested(.noTestData) : .cantTell(.needsReview))
    case .other(let outcome)?: return .open(outcome)
    }
  }

  private static let serverError = Wording(
    "operation.serverError",
    id: "{operation} gagal pada {count} percobaan berjarak; yang terakhir menjawab {status}. Pulihkan layanan, lalu uji ulang.",
    en: "{operation} failed on {count} spaced tries; the last one answered {status}. Restore the service and test again.")
  private static let timeout = Wording(
    "operation.timeout",
    id: "{operation} tidak menjawab sampai batas waktu pada {count} percobaan, termasuk pemeriksaan ulang. Pulihkan layanan, lalu uji ulang.",
    en: "{operation} did not answer in time on {count} tries, the second look included. Restore the service and test again.")
  private static let dns = Wording(
    "operation.dns",
    id: "Nama host {operation} tidak ditemukan pada {count} percobaan, termasuk pemeriksaan ulang. Perbaiki catatan DNS atau alamat di registri.",
    en: "The host name of {operation} was not found on {count} tries, the second look included. Correct the DNS record or the registered address.")
  private static let refused = Wording(
    "operation.refused",
    id: "Server menolak sambungan untuk {operation} pada {count} percobaan, termasuk pemeriksaan ulang. Jalankan layanan pada porta terdaftar.",
    en: "The server refused the connection for {operation} on {count} tries, the second look included. Run the service on its registered port.")
  private static let reset = Wording(
    "operation.reset",
    id: "Sambungan untuk {operation} diputus sebelum ada jawaban pada {count} percobaan, termasuk pemeriksaan ulang. Periksa perantara jaringan.",
    en:
      "The connection for {operation} was cut before an answer came on {count} tries, the second look included. Check what stands before the service."
  )
  private static let undeclared = Wording(
    "operation.undeclaredSuccess",
    id: "{operation} berhasil dengan status {status}, yang tidak dinyatakan di kontrak. Nyatakan respons sukses yang sebenarnya di kontrak.",
    en: "{operation} succeeds with status {status}, which the contract does not declare. Declare the real success response in the contract.")

  package static let wordings = [serverError, timeout, dns, refused, reset, undeclared]
}

/// What one try came to, as far as "does it work" goes.
private enum Try {
  case success(Int, isDeclared: Bool)
  case serverError(Int)
  case unreachable(UntestedCause.Unreachable)
  case credentialRefused
  case clientError
  case other(Outcome)

  init(_ attempt: AttemptView, _ operation: Operation?) {
    if let failure = attempt.attempt.failure {
      // It began to answer: that is not "no answer at all".
      self = failure.kind == .timeout && attempt.gap != nil ? .other(.cantTell(.truncated)) : Self.read(failure)
    } else if let gap = attempt.gap {
      self = .other(.cantTell(gap))
    } else if let answer = attempt.answer {
      self = Self.read(answer, operation)
    } else {
      self = .other(.cantTell(.malformed))
    }
  }

  private static func read(_ failure: TransportFailure) -> Try {
    // A name server that cannot tell has not said that the service is gone.
    if let fault = failure.nameFault, !fault.isDefinite { return .other(.untested(.unreachable(.dns))) }
    switch failure.untestedCause {
    case .unreachable(let how)?: return .unreachable(how)
    case let cause?: return .other(.untested(cause))
    case nil: break
    }
    switch failure.kind {
    case .truncated: return .other(.cantTell(.truncated))
    case .overLimit: return .other(.cantTell(.bodyLimit))
    default: return .other(.cantTell(.malformed))
    }
  }

  private static func read(_ answer: Answer, _ operation: Operation?) -> Try {
    switch answer.status {
    case 200...299:
      switch operation?.declaration(of: answer.status) {
      case .declared?: return .success(answer.status, isDeclared: true)
      case .undeclared?: return .success(answer.status, isDeclared: false)
      case .unreadable?, nil: return .other(.untested(.prerequisite("DOC-01")))
      }
    case 401, 403: return .credentialRefused
    case 429: return .other(.untested(.rateLimited))
    case 400...499: return .clientError
    case 500...599: return .serverError(answer.status)
    default: return .other(.cantTell(.needsReview))
    }
  }

  /// TLS failures are left to TLS-03, which names the cause.
  var isDown: Bool {
    switch self {
    case .serverError, .unreachable(.dns), .unreachable(.timeout), .unreachable(.refused), .unreachable(.reset): true
    default: false
    }
  }

  var attribution: Attribution { if case .unreachable(let how) = self { how.attribution } else { .service } }

  var isServerError: Bool { if case .serverError = self { true } else { false } }

  /// True when an answer came that says something; failures on the way and limits are not held against it.
  var isAnswer: Bool {
    switch self {
    case .success, .serverError, .credentialRefused, .clientError: true
    case .unreachable, .other: false
    }
  }

  /// Equal for answers that mean the same.
  var word: String {
    switch self {
    case .success(let status, let isDeclared): "success \(status) \(isDeclared)"
    case .serverError: "serverError"
    case .unreachable: "unreachable"
    case .credentialRefused: "credentialRefused"
    case .clientError: "clientError"
    case .other: "other"
    }
  }
}

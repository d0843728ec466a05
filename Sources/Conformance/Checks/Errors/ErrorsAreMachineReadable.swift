package import Documents
import HTTPMessages
package import Model

/// Every provoked error of the 4xx class is a JSON object with a code and a message (ERR-01).
package struct ErrorsAreMachineReadable: Check {
  package static let id = "errors-are-machine-readable"
  package let needs = ProvokedErrors.needs

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    // What a gateway may have said for an undeclared address is no proof that the service itself reports errors well.
    var isProven = false
    let instances = view.judgeProvokedErrors { answer, isDeclared in
      guard (400...499).contains(answer.status), answer.exchange.request.method != "HEAD" else { return .irrelevant }
      let judgement = Self.judge(answer, view.profile.data)
      if isDeclared {
        isProven = true
        return judgement
      }
      guard case .failed(let findings) = judgement else {
        if case .passed = judgement { isProven = true }
        return judgement
      }
      return .passed(advice: findings.map(\.asAdvice))
    }
    let isOnlyAdvice = !isProven && instances.contains { $0.outcome == .passed }
    return isOnlyAdvice ? instances + [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] : instances
  }

  private static func judge(_ answer: Answer, _ data: ProfileData) -> Judgement {
    let status = ["status": String(answer.status)]
    if answer.isCoded { return .cantTell(.needsReview, []) }
    switch answer.facts.syntax {
    case nil:
      // A refusal says enough by its status and its WWW-Authenticate or Allow (RFC 9110 §15.5.2, §15.5.6).
      let isRefusal = answer.status == 401 || answer.status == 405
      return isRefusal ? .passed(advice: [answer.finding(emptyRefusal, status, isAdvice: true)]) : .failed([answer.finding(empty, status)])
    case .html: return .failed([answer.finding(page, status)])
    case .brokenJSON(let code, _):
      return limitCodes.contains(code) ? .cantTell(.bodyLimit, []) : .failed([answer.finding(broken, status)])
    case .text, .binary: return isXML(answer.mediaType) ? .cantTell(.needsReview, []) : .failed([answer.finding(otherText, status)])
    case .json: break
    }
    guard let root = answer.document?.root else { return .cantTell(.redacted, []) }
    guard root.kind == .object else { return .failed([answer.finding(notObject, status)]) }
    let document = ErrorDocument(root, media: answer.mediaType, data: data)
    guard document.hasMessage else { return .failed([answer.finding(noMessage, status)]) }
    return .passed(advice: document.hasCode ? [] : [answer.finding(noCode, status, isAdvice: true)])
  }

  /// Our limits, not the service's fault.
  static let limitCodes: Set<String> = ["json.tooDeep", "document.tooLarge", "document.tooManyNodes"]

  /// XML may hold a problem document, an OperationOutcome or a SOAP fault; a person has to look.
  private static func isXML(_ media: MediaType?) -> Bool {
    guard let media else { return false }
    return media.subtype == "xml" || media.subtype.utf8.suffix(4).elementsEqual("+xml".utf8)
  }

  private static let page = Wording(
    "errorBody.page",
    id: "{operation} menjawab {status} dengan halaman HTML; kirimkan objek JSON yang memuat kode dan pesan galat.",
    en: "{operation} answers {status} with an HTML page; send a JSON object that holds a code and a message.")
  private static let empty = Wording(
    "errorBody.empty",
    id: "{operation} menjawab {status} tanpa isi; kirimkan objek JSON yang memuat kode dan pesan galat.",
    en: "{operation} answers {status} without a body; send a JSON object that holds a code and a message.")
  private static let emptyRefusal = Wording(
    "errorBody.emptyRefusal",
    id: "{operation} menjawab {status} tanpa isi; objek JSON dengan kode dan pesan galat akan lebih membantu pemakai layanan.",
    en: "{operation} answers {status} without a body; a JSON object with a code and a message would help consumers more.")
  private static let broken = Wording(
    "errorBody.broken",
    id: "Isi jawaban {status} dari {operation} menyerupai JSON, tetapi tidak dapat dibaca sebagai JSON; perbaiki cara menulisnya.",
    en: "The body of the {status} answer of {operation} resembles JSON but cannot be read as JSON; repair the way it is written.")
  private static let otherText = Wording(
    "errorBody.otherText",
    id: "{operation} menjawab {status} dengan isi yang bukan JSON; kirimkan objek JSON yang memuat kode dan pesan galat.",
    en: "{operation} answers {status} with a body that is not JSON; send a JSON object that holds a code and a message.")
  private static let notObject = Wording(
    "errorBody.notObject",
    id: "{operation} menjawab {status} dengan JSON yang bukan objek; kirimkan objek yang memuat kode dan pesan galat.",
    en: "{operation} answers {status} with JSON that is not an object; send an object that holds a code and a message.")
  private static let noMessage = Wording(
    "errorBody.noMessage",
    id: "Objek JSON pada jawaban {status} dari {operation} tidak memuat pesan galat; tambahkan, misalnya, anggota “pesan” di samping kodenya.",
    en: "The JSON object in the {status} answer of {operation} holds no error message; add, for example, a member “message” beside its code.")
  private static let noCode = Wording(
    "errorBody.noCode",
    id: "Objek JSON pada jawaban {status} dari {operation} memuat pesan tanpa kode; tambahkan kode tetap yang dapat dikenali program.",
    en: "The JSON object in the {status} answer of {operation} holds a message without a code; add a stable code that programs can recognise.")

  package static let wordings = [page, empty, emptyRefusal, broken, otherText, notObject, noMessage, noCode]
}

extension Finding {
  fileprivate var asAdvice: Finding { Finding(wording, parameters, at: location, attribution: attribution, isAdvice: true) }
}

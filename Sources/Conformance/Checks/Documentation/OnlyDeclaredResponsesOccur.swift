package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// Every answer of an operation has a status and a media type that the contract declares for it (DOC-07).
package struct OnlyDeclaredResponsesOccur: Check {
  package static let id = "only-declared-responses-occur"
  package let needs: Set<Need> = Set([.contract, .recipe(.callReadOperations)] + EvidenceView.provoked.map(Need.recipe))

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let instances = view.judgeReadsAndProvoked(Self.judge, provoked: Self.judge)
    // Advice about infrastructure alone is no proof that the service itself answers as declared.
    let isProved = instances.contains { instance in
      instance.outcome == .passed && !instance.findings.contains { $0.wording == Self.infrastructure }
    }
    if isProved { return instances }
    return instances.map { $0.outcome == .passed ? Instance(outcome: .untested(.noEvidence), findings: $0.findings, location: $0.location) : $0 }
  }

  private static func judge(_ answer: Answer) -> Judgement {
    // A made-up path belongs to no operation: what a gateway says there is its own affair.
    guard let operation = answer.operation else { return .irrelevant }
    let parameters = ["status": String(answer.status)]
    switch operation.declaration(of: answer.status) {
    case .unreadable: return .untested(.prerequisite("DOC-01"))
    case .undeclared:
      if answer.isFromInfrastructure { return .passed(advice: [answer.finding(infrastructure, parameters, isAdvice: true)]) }
      return .failed([answer.finding(status, parameters)])
    case .declared(let response): return judge(answer, response, parameters)
    }
  }

  private static func judge(_ answer: Answer, _ response: ResponseDeclaration, _ parameters: [String: String]) -> Judgement {
    // `Content-Type` in the list of declared headers is to be ignored (OpenAPI 3.1.2, Response Object).
    let missing = response.headers.filter { !ASCII.equalIgnoringCase($0, "Content-Type") && answer.head.values($0).isEmpty }
    var advice = missing.map { answer.finding(header, parameters.merging(["header": $0]) { first, _ in first }, isAdvice: true) }
    guard answer.hasContent, answer.exchange.request.method != "HEAD" else { return .passed(advice: advice) }
    let written = answer.head.value("Content-Type")
    if response.media.isEmpty {
      // The contract says nothing about the content; that a schema is missing is DOC-05's finding.
      advice.append(answer.finding(contentUndeclared, parameters, isAdvice: true))
      return .passed(advice: advice)
    }
    guard let written else {
      if answer.isFromInfrastructure { return .passed(advice: advice + [answer.finding(infrastructure, parameters, isAdvice: true)]) }
      return .failed([answer.finding(untyped, parameters)])
    }
    if let type = answer.mediaType, !response.declarations(for: type).isEmpty { return .passed(advice: advice) }
    if answer.isFromInfrastructure { return .passed(advice: advice + [answer.finding(infrastructure, parameters, isAdvice: true)]) }
    let declared = response.media.map(\.range).joined(separator: ", ")
    let more = ["actual": answer.mediaType?.essence ?? written, "expected": declared]
    return .failed([answer.finding(mediaType, parameters.merging(more) { first, _ in first })])
  }

  private static let status = Wording(
    "undeclared.status",
    id: "{operation} menjawab {status}, yang tidak dinyatakan di kontrak. Nyatakan respons itu di kontrak, atau berhenti mengirimnya.",
    en: "{operation} answers {status}, which the contract does not declare. Declare that response in the contract, or stop sending it.")
  private static let mediaType = Wording(
    "undeclared.mediaType",
    id: "{operation} menjawab {status} dengan jenis media {actual}, sedangkan kontrak menyatakan {expected}. Samakan layanan dan kontrak.",
    en: "{operation} answers {status} with the media type {actual}, but the contract declares {expected}. Make service and contract agree.")
  private static let untyped = Wording(
    "undeclared.untyped",
    id:
      "{operation} menjawab {status} dengan isi tanpa Content-Type, sedangkan kontrak menyatakan jenis medianya. Kirim Content-Type yang dinyatakan.",
    en: "{operation} answers {status} with content but no Content-Type, though the contract declares one. Send the declared Content-Type.")
  private static let infrastructure = Wording(
    "undeclared.infrastructure",
    id: "{operation} menjawab {status} dari infrastruktur bersama, yang tidak dinyatakan di kontrak. Sebaiknya nyatakan juga respons itu.",
    en: "{operation} answers {status} from shared infrastructure, which the contract does not declare. It is better to declare that response too.")
  private static let contentUndeclared = Wording(
    "undeclared.content", id: "{operation} menjawab {status} dengan isi, sedangkan kontrak tidak menyatakan isi untuk respons itu.",
    en: "{operation} answers {status} with content, but the contract declares no content for that response.")
  private static let header = Wording(
    "undeclared.headerAbsent", id: "{operation} menjawab {status} tanpa header {header} yang dinyatakan di kontrak.",
    en: "{operation} answers {status} without the header {header} that the contract declares.")

  package static let wordings = [status, mediaType, untyped, infrastructure, contentUndeclared, header]
}

package import Documents
package import Model
import HTTPMessages
import OpenAPI

/// Anybody can fetch the contract at its declared URL, and what comes is the contract of the same API (DOC-02).
package struct ContractIsRetrievable: Check {
  package static let id = "contract-is-retrievable"
  package let needs: Set<Need> = [.contract, .recipe(.fetchContract)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    guard let registered = view.contract?.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    let service = view.subject.service
    if service.classification == .terbatas, service.contract?.path != nil {
      return [Instance(outcome: .inapplicable(.notDeclared("publicContract")), findings: [], location: Location())]
    }
    return view.judgeAnswers(of: [.fetchContract], whenNone: .untested(.noEvidence)) { answer in
      Self.judge(answer, title: registered.title)
    }
  }

  private static func judge(_ answer: Answer, title: String) -> Judgement {
    let url = answer.exchange.request.url
    switch answer.status {
    case 200: break
    case 401, 403: return .failed([answer.finding(refused, ["url": url, "status": String(answer.status)])])
    // "Temporarily", says RFC 9110 §15.6: whether the contract is public was not seen.
    case 502, 503, 504: return .untested(.noEvidence)
    default: return .failed([answer.finding(notOK, ["url": url, "status": String(answer.status)])])
    }
    if answer.facts.syntax == .html { return .failed([answer.finding(page, ["url": url])]) }
    // Not under its URL's name: YAML may come from an address that ends in `.json`.
    guard let document = try? DocumentReader.read(answer.exchange.body.content, file: "contract", limits: .contract) else {
      return .failed([answer.finding(unreadable, ["url": url])])
    }
    guard let served = ContractReader.read(document).contract else { return .failed([answer.finding(notOpenAPI, ["url": url])]) }
    guard served.title.withoutOuterBlanks.utf8.elementsEqual(title.withoutOuterBlanks.utf8) else {
      return .failed([answer.finding(otherAPI, ["url": url, "expected": title, "actual": served.title])])
    }
    return .passed
  }

  private static let refused = Wording(
    "contractURL.refused", id: "{url} menjawab {status}: kontrak diminta dengan kredensial. Sajikan kontrak tanpa kredensial.",
    en: "{url} answers {status}: the contract asks for a credential. Serve the contract without one.")
  private static let notOK = Wording(
    "contractURL.notOK", id: "{url} menjawab {status}, bukan 200. Sajikan kontrak di URL yang terdaftar, atau perbaiki URL di registri.",
    en: "{url} answers {status}, not 200. Serve the contract at its registered URL, or correct the URL in the registry.")
  private static let page = Wording(
    "contractURL.page", id: "{url} menjawab dengan halaman HTML, bukan kontrak. Sajikan dokumen OpenAPI itu sendiri di URL ini.",
    en: "{url} answers with an HTML page, not a contract. Serve the OpenAPI document itself at this URL.")
  private static let unreadable = Wording(
    "contractURL.unreadable", id: "Isi jawaban {url} bukan JSON atau YAML yang dapat dibaca. Sajikan dokumen OpenAPI yang utuh.",
    en: "What {url} answers is not readable JSON or YAML. Serve the complete OpenAPI document.")
  private static let notOpenAPI = Wording(
    "contractURL.notOpenAPI", id: "Dokumen di {url} bukan OpenAPI 3.x. Sajikan kontrak yang sama dengan yang terdaftar.",
    en: "The document at {url} is not OpenAPI 3.x. Serve the same contract as the registered one.")
  private static let otherAPI = Wording(
    "contractURL.otherAPI",
    id: "Kontrak di {url} berjudul “{actual}”, sedangkan kontrak terdaftar berjudul “{expected}”. Sajikan kontrak API yang sama.",
    en: "The contract at {url} is titled “{actual}”, the registered one “{expected}”. Serve the contract of the same API.")

  package static let wordings = [refused, notOK, page, unreadable, notOpenAPI, otherAPI]
}

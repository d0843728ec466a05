package import Documents
import HTTPMessages
package import Model
import OpenAPI

/// What does not exist is answered with 404 or 410 (HTP-03).
package struct UnknownResourceIsNotFound: Check {
  package static let id = "unknown-resource-is-not-found"
  package let needs: Set<Need> = [.contract, .recipe(.askForUnknownResource), .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    view.judgeAnswers(of: [.askForUnknownResource], whenNone: .untested(.noEvidence)) { Self.judge($0, view) }
  }

  private static func judge(_ answer: Answer, _ view: EvidenceView) -> Judgement {
    let facts = ["status": String(answer.status), "operation": answer.location.operation ?? madeUpPath(view)]
    switch answer.status {
    case 404, 410: return .passed
    case 400, 422: return .passed(advice: [answer.finding(illFormed, facts, isAdvice: true)])
    // Refused before anything was looked up; with a credential that opens nothing, the question was never asked.
    case 401, 403: return view.isCredentialRefused ? .untested(.noCredential) : .passed
    case 200...299: return judgeSuccess(answer, view, facts)
    case 300...399:
      guard let location = answer.head.value("Location"), leadsToPage(location) else {
        return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
      }
      return .failed([answer.finding(redirected, facts)])
    case 502...504 where !view.anyOrdinaryCallSucceeded: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    case 500...599: return .failed([answer.finding(crashed, facts)])
    default: return .cantTell(.needsReview, [answer.finding(provesNothing, facts)])
    }
  }

  private static func judgeSuccess(_ answer: Answer, _ view: EvidenceView, _ facts: [String: String]) -> Judgement {
    guard let operation = answer.operation else {
      // `/{anything}` at the root makes a made-up path an identifier, which is asked for apart.
      let isTaken = view.contract?.contract?.operations.contains { $0.method == "GET" && isOneParameter($0.path) } ?? false
      if isTaken { return .irrelevant }
      return .failed([answer.finding(answer.facts.syntax == .html ? page : found, facts)])
    }
    if isSearch(operation) { return .inapplicable(.notDeclared("identifiedResource")) }
    switch emptyList(answer, operation, view) {
    case .declared: return .inapplicable(.notDeclared("identifiedResource"))
    case .undeclared: return .cantTell(.needsReview, [answer.finding(emptyAnswer, facts)])
    case .none: return .failed([answer.finding(answer.facts.syntax == .html ? page : found, facts)])
    }
  }

  private static func isOneParameter(_ path: String) -> Bool {
    let segments = path.split(separator: "/")
    return segments.count == 1 && segments[0].hasPrefix("{")
  }

  /// A search without a hit is a success (background: requirements.md §9); its address says that it searches.
  private static func isSearch(_ operation: Operation) -> Bool {
    operation.path.split(separator: "/").contains { segment in
      !segment.hasPrefix("{") && NameWords(String(segment)).words.contains { ["cari", "pencarian", "search", "find", "filter", "query"].contains($0) }
    }
  }

  private enum EmptyList { case none, declared, undeclared }

  /// An empty list, at the root or as the one filled member of an envelope: right for a collection, wrong for one thing.
  private static func emptyList(_ answer: Answer, _ operation: Operation, _ view: EvidenceView) -> EmptyList {
    guard let root = answer.document?.root, !ContentReading(view.profile.data).givesData(root) else { return .none }
    let schema = answer.mediaType.flatMap { operation.response(for: answer.status)?.media(for: $0.essence)?.schema }
      .flatMap { view.contract?.contract?.resolve($0) }
    if root.kind == .array { return verdict(schema, view) }
    let lists = root.members.filter { $0.value.kind == .array && $0.value.count == 0 }
    guard let list = lists.first else { return .none }
    guard let schema else { return .undeclared }
    let member = schema["properties"]?[list.name].flatMap { view.contract?.contract?.resolve($0) }
    return verdict(member, view)
  }

  private static func verdict(_ schema: Node?, _ view: EvidenceView) -> EmptyList {
    guard let schema, let type = schema["type"] else { return .undeclared }
    let names = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
    return names.contains("array") ? .declared : .none
  }

  /// A login, a home page or an error page; a canonical address of the same thing is none of them.
  private static func leadsToPage(_ location: String) -> Bool {
    if RedirectTarget.isLogin(location) { return true }
    let path = location.firstRange(of: "://").map { location[$0.upperBound...].drop { $0 != "/" } } ?? location[...]
    let bare = path.prefix { $0 != "?" && $0 != "#" }
    return bare.isEmpty || bare == "/" || bare.hasSuffix(".html") || bare.hasSuffix(".htm") || bare.hasSuffix(".php")
  }

  /// What findings call the made-up address: its own digits are drawn anew in every run.
  static func madeUpPath(_ view: EvidenceView) -> String {
    var base = view.subject.service.production?.baseURL ?? ""
    while base.hasSuffix("/") { base.removeLast() }
    return "GET \(base)/selaras-…"
  }

  private static let found = Wording(
    "unknown.found",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada dijawab {status}; jawab 404.",
    en: "The request {operation} for a resource that does not exist was answered with {status}; answer with 404.")
  private static let page = Wording(
    "unknown.page",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada dijawab {status} dengan halaman HTML; jawab 404 dengan isi galat.",
    en: "The request {operation} for a resource that does not exist was answered with {status} and an HTML page; answer with 404 and an error body.")
  private static let redirected = Wording(
    "unknown.redirected",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada dialihkan dengan {status} ke suatu halaman; jawab 404.",
    en: "The request {operation} for a resource that does not exist was redirected with {status} to a page; answer with 404.")
  private static let crashed = Wording(
    "unknown.crashed",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada menimbulkan galat server {status}; jawab 404.",
    en: "The request {operation} for a resource that does not exist caused the server error {status}; answer with 404.")
  private static let illFormed = Wording(
    "unknown.illFormed",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada dijawab {status}; itu tepat bila bentuk pengenalnya salah, selain itu jawab 404.",
    en: "The request {operation} for a resource that does not exist was answered with {status}; that is right if the identifier is ill-formed, "
      + "otherwise answer with 404.")
  private static let emptyAnswer = Wording(
    "unknown.emptyAnswer",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada dijawab {status} dengan daftar kosong; "
      + "kontrak tidak menjelaskan apakah jawabannya sebuah daftar.",
    en: "The request {operation} for a resource that does not exist was answered with {status} and an empty list; "
      + "the contract does not say whether its answer is a list.")
  private static let provesNothing = Wording(
    "unknown.provesNothing",
    id: "Permintaan {operation} untuk sumber daya yang tidak ada dijawab {status}; jawaban itu tidak menunjukkan bagaimana sumber daya itu dicari.",
    en: "The request {operation} for a resource that does not exist was answered with {status}; that does not show how the resource was looked up.")

  package static let wordings = [found, page, redirected, crashed, illFormed, emptyAnswer, provesNothing]
}

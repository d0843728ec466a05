import Checks
import HTTPMessages
import Model
import OpenAPI

/// Decides whether what answered is the service at all: a wrong base path or a login wall must not become sixty failures.
///
/// Looked at are the answers to calls of declared operations (reads, anonymous calls, calls with a wrong token; then, only as a
/// counter-proof, invalid parameters and unknown identifiers) and the answer to a path that nobody declares. The rule:
///
/// 1. One operation that answers as its contract declares with success, and not exactly like the undeclared path: it is the service.
/// 2. **Pages**: every answer, the undeclared path's included, is an HTML page (2xx, 403, 404, 410, 502, 503 or 504) where the contract
///    declares no HTML, or a redirect to a login or to another host: a login wall, a maintenance page, a firewall. At least two distinct
///    things must have been asked.
/// 3. **Nothing there**: at least two distinct operations, and every answer is the same: 404 or 410 (or a 2xx that the undeclared path
///    gets too), with the same body once paths, numbers and identifiers are taken out. Where the undeclared path was not asked, one
///    operation without path parameters must be among them, because wrong test data looks the same.
/// 4. Everything else is the service: 401 and 403 in the API's own form (a bad token), 400, 429, 500, an answer that differs from the rest.
///
/// No answer at all is not judged here: `unreachable` says so.
struct ServiceRecogniser {
  private let declared: [Answer]
  private let counterProof: [Answer]
  private let undeclared: Answer?

  init(results: [RecipeID: [ProbeResult]]) {
    func answers(_ recipes: [RecipeID], where isWanted: (Purpose) -> Bool) -> [Answer] {
      recipes.flatMap { results[$0] ?? [] }.filter { isWanted($0.purpose) }.compactMap(\.lastAnswer)
    }
    declared = answers([.callReadOperations, .callAnonymously, .callWithInvalidToken]) { $0.operation != nil }.filter { $0.operation != nil }
    counterProof = answers([.sendInvalidParameters, .askForUnknownResource]) { $0.operation != nil }
    undeclared = answers([.askForUnknownResource]) { $0.operation == nil }.last
  }

  func recognition() -> ServiceRecognition {
    let operations = Set(declared.compactMap { $0.operation?.key })
    let all = declared + counterProof + [undeclared].compactMap(\.self)
    guard let first = declared.first, operations.count + (undeclared == nil ? 0 : 1) >= 2, !declared.contains(where: isSuccess) else {
      return .recognised
    }
    let isWall = all.allSatisfy(\.isPageInTheWay)
    let isEmptyPlace = operations.count >= 2 && isNothing(first) && all.allSatisfy { AnswerLikeness($0) == AnswerLikeness(first) }
    return isWall || isEmptyPlace ? .notTheService(answers: operations.count, sample: first.shortForm) : .recognised
  }

  /// 2xx, or another status below 400 that the contract names, in a form that it declares. JSON counts whatever its label (HTP-04 judges that).
  private func isSuccess(_ answer: Answer) -> Bool {
    guard let operation = answer.operation, undeclared.map({ AnswerLikeness($0) != AnswerLikeness(answer) }) ?? true else { return false }
    let declaration = operation.responses.first { $0.status == .exact(answer.status) }
    guard answer.isSuccess || (declaration != nil && answer.status < 400) else { return false }
    guard let media = (declaration ?? operation.response(for: answer.status))?.media, !media.isEmpty else { return answer.facts.syntax != .html }
    let ranges = media.compactMap { MediaType($0.essence) }
    if ranges.contains(where: { answer.mediaType?.isCovered(by: $0) ?? false }) { return answer.facts.syntax != .html || operation.offersPages }
    switch answer.facts.syntax {
    case .json, .brokenJSON: return ranges.contains(where: \.isJSON)
    case .html, nil: return false
    case .text, .binary: return true
    }
  }

  private func isNothing(_ answer: Answer) -> Bool {
    if undeclared == nil, !declared.contains(where: { $0.operation?.path.utf8.contains(UInt8(ascii: "{")) == false }) { return false }
    return answer.status == 404 || answer.status == 410 || (answer.isSuccess && undeclared != nil)
  }
}

extension ProbeResult {
  /// What came last, even where the guard then refused to follow it.
  fileprivate var lastAnswer: Answer? {
    guard case .observed(let attempts) = state else { return nil }
    return attempts.compactMap(\.answer).last
  }
}

extension Answer {
  /// For example `404 text/html`.
  fileprivate var shortForm: String { "\(status) \(mediaType?.essence ?? "–")" }

  fileprivate var isPageInTheWay: Bool {
    if let location = head.value("Location"), (300...399).contains(status) {
      return RedirectTarget.isLogin(location) || Redirection.leadsAway(location, from: exchange.request.url)
    }
    let isPageStatus = isSuccess || [403, 404, 410, 502, 503, 504].contains(status)
    return isPageStatus && facts.syntax == .html && !(operation?.offersPages ?? false)
  }
}

extension Operation {
  /// The contract declares HTML, or leaves the form of a success open.
  fileprivate var offersPages: Bool {
    let media = responses.filter { $0.status == .default || $0.isBelow400 }.flatMap(\.media).compactMap { MediaType($0.essence) }
    return media.contains { $0.isHTML || $0.subtype == "*" && ($0.type == "*" || $0.type == "text") }
  }
}

extension ResponseDeclaration {
  fileprivate var isBelow400: Bool {
    switch status {
    case .exact(let code): code < 400
    case .range(let hundred): hundred < 4
    case .default: false
    }
  }
}

/// Reads where a redirect leads, as far as recognition needs it.
private enum Redirection {
  /// To another host than the one that was asked; a change of scheme alone is none.
  static func leadsAway(_ location: String, from url: String) -> Bool {
    guard let host = host(location) else { return false }
    return !host.utf8.elementsEqual((Self.host(url) ?? "").utf8)
  }

  private static func host(_ url: String) -> String? {
    let text = ASCII.lowercased(url)
    guard text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("//") else { return nil }
    let rest = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: true)
    let authority = text.hasPrefix("//") ? rest.first : rest.dropFirst().first
    let name = authority?.split(whereSeparator: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }).first
    return name.map { String(decoding: $0, as: UTF8.self) }
  }
}

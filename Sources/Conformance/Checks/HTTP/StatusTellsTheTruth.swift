package import Documents
import HTTPMessages
package import Model

/// No success status carries an error (HTP-02).
package struct StatusTellsTheTruth: Check {
  package static let id = "status-tells-the-truth"
  package let needs: Set<Need> = Set(Self.recipes.map(Need.recipe)).union([.contract])

  /// Ordinary calls, and every call that provokes an error.
  private static let recipes: [RecipeID] = [
    .callReadOperations, .callAnonymously, .callWithInvalidToken, .askForUnknownResource, .sendInvalidParameters,
  ]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let reading = ContentReading(view.profile.data)
    let anonymous = Set(view.results(of: .callAnonymously).compactMap(\.observation))
    return view.judgeAnswers(of: Self.recipes, whenNone: .untested(.noEvidence)) { answer in
      if answer.status >= 400 { return .passed }
      guard answer.isSuccess else { return .irrelevant }
      let name = answer.location.operation ?? Self.madeUpPath(view)
      let facts = ["status": String(answer.status), "operation": name]
      if let judgement = Self.judgeSign(answer, reading, view.subject.service.apiType, facts) { return judgement }
      // A call without a credential is an error that we provoked. A success with data is AUT-02's, one without is ours.
      let isAnonymous = answer.location.observation.map(anonymous.contains) ?? false
      let isRestricted = answer.operation.map { view.isOpenData($0) != true } ?? false
      if isAnonymous, isRestricted, !answer.hasContent || (answer.facts.syntax == .html && !answer.isDeclaredContent) {
        return .failed([answer.finding(Self.refusedAsSuccess, facts)])
      }
      return .passed
    }
  }

  private static func judgeSign(_ answer: Answer, _ reading: ContentReading, _ type: APIType?, _ facts: [String: String]) -> Judgement? {
    guard let root = answer.document?.root else { return nil }
    // SNAP says the status again in the first three of its seven digits.
    if type == .payment, let code = root["responseCode"]?.string, code.utf8.count == 7, let status = Int(code.prefix(3)),
      (400...599).contains(status)
    {
      let all = facts.merging(["member": "responseCode"]) { own, _ in own }
      return .failed([answer.finding(errorInSuccess, all, at: root["responseCode"]?.pointer)])
    }
    switch reading.sign(in: root) {
    case .none: return nil
    case .error(let member):
      let all = facts.merging(["member": member]) { own, _ in own }
      return .failed([answer.finding(errorInSuccess, all, at: JSONPointer.root.appending(member))])
    case .unclear(let member):
      let all = facts.merging(["member": member]) { own, _ in own }
      return .cantTell(.needsReview, [answer.finding(unclear, all, at: JSONPointer.root.appending(member))])
    }
  }

  /// The made-up path differs from run to run; what is found there does not.
  private static func madeUpPath(_ view: EvidenceView) -> String { UnknownResourceIsNotFound.madeUpPath(view) }

  private static let errorInSuccess = Wording(
    "status.errorInSuccess",
    id: "Jawaban {status} atas {operation} menyatakan galat pada anggota “{member}”; kirim galat dengan status 4xx atau 5xx.",
    en: "The answer {status} to {operation} states an error in its member “{member}”; send errors with a status 4xx or 5xx.")
  private static let refusedAsSuccess = Wording(
    "status.refusedAsSuccess",
    id: "Panggilan {operation} tanpa kredensial tidak diberi data, tetapi dijawab {status} seolah-olah berhasil; jawab 401.",
    en: "The call {operation} without a credential was given no data, but was answered with {status} as if it had succeeded; answer with 401.")
  private static let unclear = Wording(
    "status.unclear",
    id: "Anggota “{member}” pada jawaban {status} atas {operation} dapat berarti galat, dapat juga data; hanya manusia yang dapat memastikannya.",
    en: "The member “{member}” in the answer {status} to {operation} may state an error or describe the data; only a person can tell.")

  package static let wordings = [errorInSuccess, refusedAsSuccess, unclear]
}

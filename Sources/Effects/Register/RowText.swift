import Documents
import Model

/// A `SubjectRow` as two canonical JSON texts: equal rows give equal bytes, and reading back gives an equal row.
struct RowText {
  let subject: String
  let decision: String?

  init(subject: String, decision: String?) {
    self.subject = subject
    self.decision = decision
  }

  init(_ row: SubjectRow) {
    subject = JSONValue.object([
      "agency": .string(row.agency), "agencyName": .string(row.agencyName), "regionCode": .string(row.regionCode), "service": .string(row.service),
      "title": .string(row.title), "apiType": .string(row.apiType.rawValue), "stage": .string(row.stage.name),
      "failed": .array(row.failed.map(JSONValue.string)), "folder": row.folder.map(JSONValue.string) ?? .null, "complete": .bool(row.isComplete),
    ]).text(pretty: false)
    decision = row.decision.map { Self.value($0).text(pretty: false) }
  }

  /// Nil for texts that this type did not write.
  var row: SubjectRow? {
    guard let root = Self.read(subject), let agency = root["agency"]?.string, let name = root["agencyName"]?.string,
      let region = root["regionCode"]?.string, let service = root["service"]?.string, let title = root["title"]?.string,
      let type = root["apiType"]?.string.flatMap(APIType.init(rawValue:)), let stageName = root["stage"]?.string,
      let stage = FunnelStage.allCases.first(where: { $0.name.utf8.elementsEqual(stageName.utf8) }),
      let failed = root["failed"]?.elements.map({ $0.string ?? "" }), let isComplete = root["complete"]?.boolean
    else { return nil }
    var decided: Decision?
    if let decision {
      guard let read = Self.read(decision).flatMap(Self.decision) else { return nil }
      decided = read
    }
    let row = SubjectRow(
      agency: agency, agencyName: name, regionCode: region, service: service, title: title, apiType: type, stage: stage, decision: decided,
      failed: failed, folder: root["folder"]?.string, isComplete: isComplete)
    // Whatever was lost on the way would show here.
    return isSame(as: RowText(row)) ? row : nil
  }

  /// By bytes: Swift takes two spellings of one letter for equal.
  func isSame(as other: RowText) -> Bool {
    subject.utf8.elementsEqual(other.subject.utf8) && (decision == nil) == (other.decision == nil)
      && (decision ?? "").utf8.elementsEqual((other.decision ?? "").utf8)
  }

  private static func read(_ text: String) -> Node? { try? JSONReader.read(Array(text.utf8), file: "row", limits: .body).root }

  private static func value(_ decision: Decision) -> JSONValue {
    let score = decision.score
    return .object([
      "claim": .object(["level": .integer(decision.claim.rawValue)]), "verdict": .string(decision.word.rawValue),
      "levelReached": .integer(decision.levelReached),
      "score": .object([
        "model": .string("score/1"), "number": score.number.map(JSONValue.integer) ?? .null, "state": .string(score.state.rawValue),
        "arithmetic": .string(score.arithmetic), "mustPassed": .integer(score.mustPassed), "mustDecided": .integer(score.mustDecided),
        "mustApplicable": .integer(score.mustApplicable), "shouldPassed": .integer(score.shouldPassed),
        "shouldApplicable": .integer(score.shouldApplicable),
        "scope": .object(["applied": .integer(score.scopeApplied), "of": .integer(score.scopeTotal)]),
        "couldReach": score.couldReach.map(JSONValue.integer) ?? .null,
      ]),
    ])
  }

  private static func decision(_ node: Node) -> Decision? {
    guard let claim = node["claim"]?["level"]?.integer.flatMap(Level.init(rawValue:)),
      let word = node["verdict"]?.string.flatMap(Decision.Word.init(rawValue:)), let level = node["levelReached"]?.integer, let score = node["score"],
      let state = score["state"]?.string.flatMap(Score.State.init(rawValue:)), let arithmetic = score["arithmetic"]?.string,
      let mustPassed = score["mustPassed"]?.integer, let mustDecided = score["mustDecided"]?.integer,
      let mustApplicable = score["mustApplicable"]?.integer, let shouldPassed = score["shouldPassed"]?.integer,
      let shouldApplicable = score["shouldApplicable"]?.integer, let applied = score["scope"]?["applied"]?.integer,
      let total = score["scope"]?["of"]?.integer
    else { return nil }
    return Decision(
      claim: claim, word: word, levelReached: level,
      score: Score(
        number: score["number"]?.integer, state: state, arithmetic: arithmetic, mustPassed: mustPassed, mustDecided: mustDecided,
        mustApplicable: mustApplicable, shouldPassed: shouldPassed, shouldApplicable: shouldApplicable, scopeApplied: applied, scopeTotal: total,
        couldReach: score["couldReach"]?.integer))
  }
}

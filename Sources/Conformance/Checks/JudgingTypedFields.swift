import DataTypes
import Documents
import Model
import OpenAPI

/// What a requirement says of the fields of some national types: as the contract declares them, and as answers carry them.
///
/// Both closures answer nil for a field or value that does not count, and findings (perhaps none) for one that does.
struct TypedFieldRule {
  let isWanted: (NationalType) -> Bool
  /// Why the requirement is inapplicable when neither contract nor answers have such a field.
  let whenNone: InapplicableCause
  let declared: (SchemaField, Operation, Contract) -> [Finding]?
  let sent: (TypedValue, Answer) -> [Finding]?
}

extension EvidenceView {
  /// One instance for each operation whose contract has such fields, and one for each answer that carries them.
  ///
  /// An operation that declares such a field by annotation or format must be seen: what could not be called is not tested. Other
  /// operations count only when their answers happen to carry one.
  func judgeTypedFields(_ rule: TypedFieldRule) -> [Instance] {
    guard let contract = contract?.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    var instances = declaredInstances(rule, contract)
    let due = contract.operations.filter { Self.declaresForSure($0, rule, contract) }
    func isDue(_ location: Location) -> Bool {
      due.contains { operation in location.operation.map { $0.utf8.elementsEqual(operation.key.utf8) } ?? false }
    }
    let answered = judgeAnswers(of: [.callReadOperations], whenNone: .untested(.noEvidence)) { Self.judge($0, rule, isDue($0.location)) }
    let counted = answered.filter { $0.outcome == .passed || $0.outcome == .failed || isDue($0.location) }
    instances += counted
    // Answers came, and all of them were empty: the contract alone is no proof (design: scoring.md, "empty is untested").
    if !due.isEmpty, counted.isEmpty { instances.append(Instance(outcome: .untested(.noEvidence), findings: [], location: Location())) }
    return instances.isEmpty ? [Instance(outcome: .inapplicable(rule.whenNone), findings: [], location: Location())] : instances
  }

  private func declaredInstances(_ rule: TypedFieldRule, _ contract: Contract) -> [Instance] {
    let fields = SchemaFields.typed(in: contract).filter { rule.isWanted($0.field.type) }
    return contract.operations.compactMap { operation in
      let own = fields.filter { $0.operation.utf8.elementsEqual(operation.key.utf8) }
      let judged = own.compactMap { rule.declared($0, operation, contract) }
      return judged.isEmpty ? nil : Instance(Judgement(judged.flatMap(\.self)), at: operation.location)
    }
  }

  private static func declaresForSure(_ operation: Operation, _ rule: TypedFieldRule, _ contract: Contract) -> Bool {
    SchemaFields.inResponses(of: operation, contract).contains { field in
      rule.isWanted(field.field.type) && field.field.basis != .nameHint && rule.declared(field, operation, contract) != nil
    }
  }

  private static func judge(_ answer: Answer, _ rule: TypedFieldRule, _ isDue: Bool) -> Judgement {
    let values = answer.facts.typedValues.filter { NationalType(rawValue: $0.type).map(rule.isWanted) ?? false }
    let judged = values.compactMap { rule.sent($0, answer) }
    if judged.isEmpty { return isDue && !answer.isSuccess ? .untested(.prerequisite("OPS-01")) : .irrelevant }
    return Judgement(firstOfEachPlace(judged.flatMap(\.self)))
  }

  /// A list of a hundred rows with the same fault is one fault: the first row shows it.
  private static func firstOfEachPlace(_ findings: [Finding]) -> [Finding] {
    var seen: Set<JSONPointer> = []
    return findings.filter { finding in
      let tokens = finding.location.responsePointer?.tokens ?? []
      let place = tokens.map { token in token.utf8.allSatisfy { (0x30...0x39).contains($0) } ? "*" : token }
      return seen.insert(JSONPointer(tokens: [finding.wording.code] + place)).inserted
    }
  }
}

extension Judgement {
  /// Failed when one of the findings is more than advice.
  fileprivate init(_ findings: [Finding]) {
    self = findings.contains { !$0.isAdvice } ? .failed(findings) : .passed(advice: findings)
  }
}

extension TypedValue {
  /// A name alone may be wrong about the type: it never fails a MUST (requirements.md §6, "How a field gets a type").
  var isOnlyHinted: Bool { basis == TypeBasis.nameHint.rawValue }
}

package import Documents
package import Model
package import OpenAPI

extension EvidenceView {
  /// Judges every operation of the contract; a contract without operations leaves nothing to judge.
  package func judgeOperations(_ judge: (Operation, Contract) -> Judgement) -> [Instance] {
    guard let contract = contract?.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    let instances = contract.operations.compactMap { operation in
      Instance(judge(operation, contract), at: operation.location)
    }
    return instances.isEmpty ? [Instance(outcome: .untested(.noOperation), findings: [], location: Location())] : instances
  }

  /// Judges the contract as a whole.
  package func judgeContract(_ judge: (Contract) -> Judgement) -> [Instance] {
    guard let contract = contract?.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    return [Instance(judge(contract), at: Location(contractPosition: contract.document.root.position, contractPointer: .root))].compactMap(\.self)
  }
}

extension Instance {
  /// The instance a judgement leaves; nil for an irrelevant one.
  package init?(_ judgement: Judgement, at location: Location) {
    switch judgement {
    case .passed(let advice): self.init(outcome: .passed, findings: advice, location: location)
    case .failed(let findings): self.init(outcome: .failed, findings: findings, location: location)
    case .cantTell(let cause, let findings): self.init(outcome: .cantTell(cause), findings: findings, location: location)
    case .inapplicable(let cause): self.init(outcome: .inapplicable(cause), findings: [], location: location)
    case .untested(let cause): self.init(outcome: .untested(cause), findings: [], location: location)
    case .irrelevant: return nil
    }
  }
}

extension Operation {
  package var location: Location { Location(operation: key, contractPosition: position, contractPointer: pointer) }

  /// A finding about this operation's text in the contract; `node` points closer when given.
  package func finding(_ wording: Wording, _ parameters: [String: String] = [:], at node: Node? = nil, isAdvice: Bool = false) -> Finding {
    var all = parameters
    all["operation"] = key
    let place = Location(operation: key, contractPosition: node?.position ?? position, contractPointer: node?.pointer ?? pointer)
    return Finding(wording, all, at: place, attribution: .service, isAdvice: isAdvice)
  }
}

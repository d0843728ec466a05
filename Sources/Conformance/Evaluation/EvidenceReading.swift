import Checks
import Documents
import HTTPMessages
import Model
import OpenAPI

/// Evidence read once for all checks: the contract, every answer, and what came of each purpose of each recipe.
struct EvidenceReading: Sendable {
  /// Which recipes were asked at all: what was never asked must not look like "nothing there".
  enum Recipes: Sendable {
    /// Those of which the plan holds a step or a gap.
    case asPlanned
    /// All: an example shows only what it is about.
    case all
  }

  let evidence: Evidence
  let contract: ContractView
  let results: [RecipeID: [ProbeResult]]
  let asked: Set<RecipeID>
  let recognition: ServiceRecognition

  init(_ evidence: Evidence, recipes: Recipes) {
    self.evidence = evidence
    contract = Self.contract(evidence.contract)
    results = Self.results(evidence, contract.contract)
    switch recipes {
    case .asPlanned: asked = Set(results.keys)
    case .all: asked = Set(RecipeID.allCases)
    }
    recognition = ServiceRecogniser(results: results).recognition()
  }

  private static func contract(_ input: ContractInput?) -> ContractView {
    guard let input else { return ContractView(contract: nil, diagnostics: [], isPresent: false) }
    let reading = ContractReader.read(input.bytes, file: input.file)
    return ContractView(contract: reading.contract, diagnostics: reading.diagnostics, isPresent: true)
  }

  // MARK: Results

  /// Steps in plan order, then gaps in plan order.
  private static func results(_ evidence: Evidence, _ contract: Contract?) -> [RecipeID: [ProbeResult]] {
    var results: [RecipeID: [ProbeResult]] = [:]
    let operations = Dictionary((contract?.operations ?? []).map { (Array($0.key.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    func operation(_ purpose: Purpose) -> Operation? { purpose.operation.flatMap { operations[Array($0.utf8)] } }
    for step in evidence.plan.steps {
      let observation = evidence.observations[step.id]
      let parts = observation.map { $0.attempts.map(AttemptParts.init) } ?? []
      for purpose in step.purposes {
        let place = ProbeResult(
          purpose: purpose, environment: step.environment, operation: operation(purpose), observation: observation?.id,
          state: .notSent(observation?.notSent ?? .interrupted))
        results[purpose.recipe, default: []].append(parts.isEmpty ? place : place.observed(parts))
      }
    }
    for gap in evidence.plan.gaps {
      let result = ProbeResult(
        purpose: gap.purpose, environment: .production, operation: operation(gap.purpose), observation: nil, state: .gap(gap.reason))
      results[gap.purpose.recipe, default: []].append(result)
    }
    return results
  }
}

/// One attempt whose last answer was read from its bytes, before it is shown to each purpose.
private struct AttemptParts {
  let attempt: Attempt
  let exchange: Exchange?
  let head: ResponseHead?
  let document: Document?

  /// A head without a valid status code is no answer (RFC 9110 §15), nor is one that breaks off (RFC 9112 §8); 1xx is none either: even
  /// 101, which nobody asks for, ends HTTP without one (RFC 9110 §7.8).
  init(_ attempt: Attempt) {
    self.attempt = attempt
    exchange = attempt.exchanges.last
    head = exchange.flatMap { HeadReader.readAll($0.rawHead).last }.flatMap { head in
      (200...599).contains(head.status) && !head.faults.contains(.brokenHead) ? head : nil
    }
    if let exchange, exchange.facts.syntax == .json {
      document = try? JSONReader.read(exchange.body.content, file: "body", limits: .body)
    } else {
      document = nil
    }
  }

  func view(_ place: ProbeResult) -> AttemptView {
    guard let exchange, let head else { return AttemptView(attempt: attempt, answer: nil) }
    let answer = Answer(
      exchange: exchange, head: head, mediaType: head.value("Content-Type").flatMap(MediaType.init), document: document,
      operation: place.operation, variant: place.purpose.variant, location: place.location)
    return AttemptView(attempt: attempt, answer: answer)
  }
}

extension ProbeResult {
  /// The same purpose with what was observed for it.
  fileprivate func observed(_ parts: [AttemptParts]) -> ProbeResult {
    ProbeResult(
      purpose: purpose, environment: environment, operation: operation, observation: observation, state: .observed(parts.map { $0.view(self) }))
  }
}

import Checks
import Documents
import HTTPMessages
import Model
import OpenAPI

/// Which failure is only the consequence of another one: both fail, the consequence names its root (design: rulings.md).
///
/// A verdict depends on its roots only when every single finding of it is explained by a failed root. A finding that stands alone is a
/// repair of its own, and then nothing is a mere consequence.
struct RootCauses {
  /// How a finding of the consequence must lie to one of the root.
  private enum Relation {
    /// The same value: operation and place in the answer (whatever the row of a list), or the same place in the contract.
    case sameValue
    /// The same answer, whose body is wrong as a whole.
    case sameAnswer
    /// The same answer, whose status the contract declares: its form is what is wrong.
    case sameAnswerOfDeclaredStatus
    /// The same answer, whose status the contract does not declare: the status is what is wrong.
    case sameAnswerOfUndeclaredStatus
    /// An error status of an operation whose contract names no error at all.
    case errorOfOperationWithoutErrors
    /// The same operation answered both callers with the same status.
    case sameStatusOfOperation
  }

  /// Consequence, its possible root, and when it is one. Acyclic. What a check itself leaves to another requirement
  /// (`untested(prerequisite)`) is not listed.
  private static let table: [(consequence: String, root: String, relation: Relation)] = [
    ("AUT-04", "AUT-02", .sameStatusOfOperation),
    ("DOC-06", "HTP-02", .sameAnswer),
    ("DOC-06", "SEM-03", .sameValue),
    ("DOC-06", "SEM-05", .sameValue),
    ("DOC-06", "SEM-07", .sameValue),
    ("DOC-07", "AUT-02", .sameAnswerOfUndeclaredStatus),
    ("DOC-07", "AUT-04", .sameAnswerOfUndeclaredStatus),
    ("DOC-07", "DOC-05", .errorOfOperationWithoutErrors),
    ("DOC-07", "ERR-01", .sameAnswerOfDeclaredStatus),
    ("DOC-07", "ERR-05", .sameAnswerOfUndeclaredStatus),
    ("DOC-07", "HTP-03", .sameAnswerOfUndeclaredStatus),
    ("DOC-07", "HTP-04", .sameAnswerOfDeclaredStatus),
    ("HTP-03", "HTP-02", .sameAnswer),
    ("HTP-04", "SEM-02", .sameAnswer),
    ("OPS-01", "DOC-07", .sameAnswerOfUndeclaredStatus),
    ("SEM-07", "SEM-03", .sameValue),
  ]

  /// Consequence and root of every line, for the test that no circle is in it.
  static var edges: [(consequence: String, root: String)] { table.map { ($0.consequence, $0.root) } }

  private let reading: EvidenceReading
  private let steps: [String: Observation]

  init(_ reading: EvidenceReading) {
    self.reading = reading
    steps = Dictionary(reading.evidence.observations.values.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func filled(into verdicts: [Verdict]) -> [Verdict] {
    let failed = Dictionary(verdicts.filter { $0.outcome == .failed }.map { ($0.requirement, $0.faults) }, uniquingKeysWith: { first, _ in first })
    return verdicts.map { verdict in
      let roots = self.roots(of: verdict, failed)
      return roots.isEmpty ? verdict : verdict.depending(on: roots)
    }
  }

  private func roots(of verdict: Verdict, _ failed: [String: [Finding]]) -> [String] {
    guard verdict.outcome == .failed else { return [] }
    let lines = Self.table.filter { $0.consequence == verdict.requirement }
    var roots: Set<String> = []
    for finding in verdict.faults {
      let explaining = lines.filter { line in
        (failed[line.root] ?? []).contains { holds(line.relation, of: finding.location, to: $0.location) }
      }
      guard !explaining.isEmpty else { return [] }
      roots.formUnion(explaining.map(\.root))
    }
    return roots.sorted()
  }

  // MARK: Relations

  private func holds(_ relation: Relation, of consequence: Location, to root: Location) -> Bool {
    let isSameAnswer = consequence.observation != nil && consequence.observation == root.observation
    let isSameOperation = consequence.operation != nil && Self.equal(consequence.operation, root.operation)
    switch relation {
    case .sameValue:
      if let pointer = consequence.responsePointer {
        return isSameOperation && root.responsePointer.map { Self.place($0) == Self.place(pointer) } ?? false
      }
      return root.responsePointer == nil && consequence.contractPointer != nil && consequence.contractPointer == root.contractPointer
    case .sameAnswer: return isSameAnswer
    case .sameAnswerOfDeclaredStatus: return isSameAnswer && declaration(of: consequence) != nil
    case .sameAnswerOfUndeclaredStatus: return isSameAnswer && status(of: consequence) != nil && declaration(of: consequence) == nil
    case .errorOfOperationWithoutErrors:
      return isSameOperation && (status(of: consequence) ?? 0) >= 400 && operation(of: consequence)?.namesNoError ?? false
    case .sameStatusOfOperation: return isSameOperation && status(of: consequence) != nil && status(of: consequence) == status(of: root)
    }
  }

  /// Rows of a list are one place: a check names the first row, another one each.
  private static func place(_ pointer: JSONPointer) -> JSONPointer {
    JSONPointer(tokens: pointer.tokens.map { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? "*" : $0 })
  }

  private static func equal(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return false }
    return left.utf8.elementsEqual(right.utf8)
  }

  private func status(of location: Location) -> Int? {
    guard let exchange = location.observation.flatMap({ steps[$0]?.attempts.last?.exchanges.last }) else { return nil }
    return HeadReader.readAll(exchange.rawHead).last?.status
  }

  private func operation(of location: Location) -> Operation? {
    guard let key = location.operation else { return nil }
    return reading.contract.contract?.operations.first { $0.key.utf8.elementsEqual(key.utf8) }
  }

  private func declaration(of location: Location) -> ResponseDeclaration? {
    status(of: location).flatMap { operation(of: location)?.response(for: $0) }
  }
}

extension Operation {
  fileprivate var namesNoError: Bool {
    responses.allSatisfy { response in
      switch response.status {
      case .exact(let code): code < 400
      case .range(let hundred): hundred < 4
      case .default: false
      }
    }
  }
}

extension Verdict {
  /// What has to be repaired, advice left out.
  fileprivate var faults: [Finding] { findings.filter { !$0.isAdvice } }

  fileprivate func depending(on roots: [String]) -> Verdict {
    Verdict(
      requirement: requirement, modality: modality, level: level, dimension: dimension, critical: critical, outcome: outcome,
      instances: instances, dependsOn: roots)
  }
}

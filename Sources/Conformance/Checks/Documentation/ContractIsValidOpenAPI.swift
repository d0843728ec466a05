package import Documents
package import Model
import OpenAPI

/// The registered contract is readable as OpenAPI 3.0, 3.1 or 3.2 and has no structural error (DOC-01).
///
/// A finding is the reader's own sentence at its own place in the contract: file, line, column and pointer.
package struct ContractIsValidOpenAPI: Check {
  package static let id = "contract-is-valid-open-api"
  package let needs: Set<Need> = [.contractReading]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    guard let reading = view.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    // A contract that nobody registered is GOV-01's finding, one that cannot be fetched DOC-02's.
    guard reading.isPresent else { return [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] }
    let findings = reading.diagnostics.map(Self.finding)
    let isSound = reading.contract != nil && reading.diagnostics.allSatisfy { !$0.isError }
    let location = Location(contractPosition: reading.contract?.document.root.position ?? findings.first?.location.contractPosition)
    return [Instance(outcome: isSound ? .passed : .failed, findings: findings, location: location)]
  }

  private static func finding(_ diagnostic: Diagnostic) -> Finding {
    Finding(
      diagnostic.wording, diagnostic.parameters, at: Location(contractPosition: diagnostic.position, contractPointer: diagnostic.pointer),
      attribution: .service, isAdvice: !diagnostic.isError)
  }

  /// What the readers of JSON, YAML and OpenAPI say; nothing of our own.
  package static let wordings = JSONReader.wordings + YAMLReader.wordings + ContractReader.wordings
}

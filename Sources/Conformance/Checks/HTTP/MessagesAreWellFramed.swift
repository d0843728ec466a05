package import Documents
package import Model

/// Every message that the service sends is framed as RFC 9112 says, to its very last byte (HTP-18).
package struct MessagesAreWellFramed: Check {
  package static let id = "messages-are-well-framed"
  package let needs: Set<Need> = [.recipe(.readRawMessages), .recipe(.callReadOperations)]

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    let raw = view.results(of: .readRawMessages).map { (result: $0, instance: MessageTrial.instance(of: $0, view)) }
    let isAnswered = raw.contains { $0.instance.outcome.word != .untested }
    let asked = raw.filter { !isAnswered || !Self.isSilence($0.result, $0.instance) }.map(\.instance)
    // The ordinary calls are there anyway: looked at, never missed.
    let more = view.results(of: .callReadOperations).map { MessageTrial.instance(of: $0, view) }
    let instances = asked + more.filter { [.passed, .failed, .cantTell].contains($0.outcome.word) }
    return instances.isEmpty ? [Instance(outcome: .untested(.noEvidence), findings: [], location: Location())] : instances
  }

  /// A host that says nothing to HEAD or OPTIONS sends no message that could be wrong.
  private static func isSilence(_ result: ProbeResult, _ instance: Instance) -> Bool {
    guard case .untested(.unreachable) = instance.outcome else { return false }
    return result.purpose.variant != "GET"
  }

  package static let wordings = MessageFaultWords.all
}

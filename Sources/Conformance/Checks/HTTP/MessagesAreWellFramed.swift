package import Documents
import HTTPMessages
package import Model

/// Every message that the service sends is framed as RFC 9112 says, to its very last byte (HTP-18).
package struct MessagesAreWellFramed: Check {
  package static let id = "messages-are-well-framed"
  package let needs: Set<Need> = Set(([.readRawMessages, .callReadOperations] + others).map(Need.recipe))

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  /// Answers that are there anyway: looked at, never missed.
  private static let others: [RecipeID] = [
    .callAnonymously, .callWithInvalidToken, .askForUnknownResource, .sendInvalidParameters, .sendUndefinedMethod,
  ]

  package func judge(_ view: EvidenceView) -> [Instance] {
    let raw = view.results(of: .readRawMessages).map { (result: $0, instance: MessageTrial.instance(of: $0, view)) }
    let isAnswered = raw.contains { $0.instance.outcome.word != .untested }
    let asked = raw.filter { !isAnswered || !Self.isSilence($0.result, $0.instance) }.map(\.instance)
    let more = ([.callReadOperations] + Self.others).flatMap { view.results(of: $0) }.map { MessageTrial.instance(of: $0, view) }
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

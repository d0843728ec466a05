package import Documents
package import Model

/// Every check, by the name that dossiers use. A new check is one file and one line here; a test says so when the line is missing.
package enum CheckCatalog {
  package static let all: [any Check.Type] = [
    AccountableContactIsNamed.self,
    AnonymousCallIsRefused.self,
    BodiesMatchDeclaredSchema.self,
    CertificateIsTrusted.self,
    ContractIsRetrievable.self,
    ContractIsValidOpenAPI.self,
    DateTimesCarryAnOffset.self,
    ErrorsAreMachineReadable.self,
    ErrorsRevealNoInternals.self,
    EveryOperationHasAUniqueID.self,
    EveryRestrictedOperationHasAScheme.self,
    IdentifiersAreStrings.self,
    InvalidParameterNeverCausesServerError.self,
    InvalidTokenIsRefused.self,
    JSONBodiesAreStrict.self,
    JSONIsLabelledAsJSON.self,
    MessagesAreWellFramed.self,
    NIKIsWellFormed.self,
    NothingIsServedOverPlainHTTP.self,
    OldTLSIsRefused.self,
    OnlyDeclaredResponsesOccur.self,
    RegisteredOperationWorks.self,
    RegistryEntryIsComplete.self,
    SafeMethodsAreSafe.self,
    ServedFromOfficialDomain.self,
    ServersAreAbsoluteAndLabelled.self,
    StatusTellsTheTruth.self,
    SuccessAndErrorAreDeclared.self,
    URLCarriesNoCredential.self,
    UndefinedMethodIsRefused.self,
    UnknownResourceIsNotFound.self,
  ]

  /// The check a dossier calls, with its arguments.
  package static func make(_ call: CheckCall) throws(CatalogFault) -> any Check {
    guard let type = all.first(where: { $0.id == call.check }) else { throw .unknownCheck(call.check) }
    guard let check = type.init(arguments: call.arguments) else { throw .unfitArguments(call.check) }
    return check
  }

  package static var wordings: [Wording] { all.flatMap { $0.wordings } }

  package enum CatalogFault: Error, Sendable, Hashable {
    case unknownCheck(String)
    case unfitArguments(String)
  }
}

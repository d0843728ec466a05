package import Documents
import Execution
package import Model
import Planning
package import Wire
import Workspace

/// A subject with what was found for it outside the registry: its contract's bytes and its credential.
package struct SubjectInputs: Sendable {
  package let subject: Subject
  package let contract: ContractInput?
  package let credential: WireCredential?
  /// Hosts of the agency's other services: a redirect may lead there.
  package let agencyEndpoints: Set<Endpoint>
  package let diagnostics: [Diagnostic]

  package init(
    subject: Subject, contract: ContractInput?, credential: WireCredential?, agencyEndpoints: Set<Endpoint>, diagnostics: [Diagnostic]
  ) {
    self.subject = subject
    self.contract = contract
    self.credential = credential
    self.agencyEndpoints = agencyEndpoints
    self.diagnostics = diagnostics
  }

  /// A registered service: its contract file beside the registry, its credential by name.
  ///
  /// - `colleagues`: the services of its agency, itself included.
  package static func registered(
    _ service: Service, of agency: Agency?, colleagues: [Service], registryPath: String
  ) -> SubjectInputs {
    let contract = RegistryFolder.contract(of: service, registryPath: registryPath)
    let credential = service.credential.map(CredentialLookUp.find)
    return SubjectInputs(
      subject: Subject(agency: agency, service: service, isSelfDeclared: false), contract: contract.contract,
      credential: credential?.credential,
      agencyEndpoints: colleagues.reduce(into: []) { $0.formUnion(PlanReview.registeredEndpoints($1)) },
      diagnostics: contract.diagnostics + (credential?.diagnostics ?? []))
  }

  /// The same with what came of fetching the contract.
  package func with(contract: ContractInput?, diagnostics more: [Diagnostic]) -> SubjectInputs {
    SubjectInputs(
      subject: subject, contract: contract, credential: credential, agencyEndpoints: agencyEndpoints, diagnostics: diagnostics + more)
  }
}

package import Documents

/// Every sentence of this module, for the program's catalogue.
package enum RelayWordings {
  package static let wordings: [Wording] = CredentialLookUp.wordings + ContractFetch.wordings + Preflight.wordings
}

import Digests
package import Documents

/// Agencies and their services as registered (design: formats.md §2). Rows in = accepted + rejected.
package struct Registry: Sendable {
  package let region: Bilingual
  package let agencies: [Agency]
  package let services: [Service]
  package let rejected: [RejectedRow]

  package init(region: Bilingual, agencies: [Agency], services: [Service], rejected: [RejectedRow]) {
    self.region = region
    self.agencies = agencies
    self.services = services
    self.rejected = rejected
  }

  package func agency(_ id: String) -> Agency? { agencies.first { $0.id == id } }
}

/// A row that was not taken, with its number (from 1) and every reason.
package struct RejectedRow: Sendable {
  package let number: Int
  package let diagnostics: [Diagnostic]
  package init(number: Int, diagnostics: [Diagnostic]) {
    self.number = number
    self.diagnostics = diagnostics
  }
}

/// An office that answers for services.
package struct Agency: Sendable, Hashable {
  package let id: String
  package let name: String
  package let regionCode: String
  package let parent: String?
  package let unit: String?
  package let contact: String?
  package init(id: String, name: String, regionCode: String, parent: String?, unit: String?, contact: String?) {
    self.id = id
    self.name = name
    self.regionCode = regionCode
    self.parent = parent
    self.unit = unit
    self.contact = contact
  }
}

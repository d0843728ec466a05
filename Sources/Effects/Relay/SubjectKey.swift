package import Model

/// A service within its agency, as folders, the register and workers name it: `disdukcapil-karawang/kependudukan`.
package struct SubjectKey: Sendable, Hashable, CustomStringConvertible {
  package let agency: String
  package let service: String

  package init(_ service: Service) {
    agency = service.agency
    self.service = service.id
  }

  /// Reads `agency/service`; nil for any other form.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    (agency, service) = (String(parts[0]), String(parts[1]))
  }

  package var description: String { "\(agency)/\(service)" }
}

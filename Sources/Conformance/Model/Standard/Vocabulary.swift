/// The closed words of the standard: how binding, how far, for whom, how risky.

/// RFC 2119 words as the standard uses them. Only MUST and SHOULD are scored.
package enum Modality: String, Sendable, Hashable, CaseIterable { case must = "MUST", should = "SHOULD", may = "MAY" }

/// 1 siap onboarding (can be onboarded) · 2 tersertifikasi (certified) · 3 unggul (exemplary).
package enum Level: Int, Sendable, Hashable, CaseIterable, Comparable {
  case onboarding = 1, certified = 2, exemplary = 3
  package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}

package enum APIType: String, Sendable, Hashable, CaseIterable {
  case rest = "REST", open = "OPEN", rpc = "RPC", payment = "PAY", fhir = "FHIR", none
}

/// P0 passive · P1 negative, without effect · P2 changes state, sandbox only.
package enum SafetyClass: Int, Sendable, Hashable, CaseIterable, Comparable {
  case passive = 0, negative = 1, changing = 2
  package static func < (left: SafetyClass, right: SafetyClass) -> Bool { left.rawValue < right.rawValue }
  package var name: String { "P\(rawValue)" }
  package init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// How open the data are, as the agency's registry entry declares it.
package enum Classification: String, Sendable, Hashable, CaseIterable {
  case terbuka, terbatas, pribadiUmum, pribadiSpesifik
}

package enum Lifecycle: String, Sendable, Hashable, CaseIterable { case draft, testing, production, deprecated, retired }

/// Text that is kept in both languages from the moment it is read.
package struct Bilingual: Sendable, Hashable {
  package let indonesian: String
  package let english: String
  package init(id indonesian: String, en english: String) {
    self.indonesian = indonesian
    self.english = english
  }
}

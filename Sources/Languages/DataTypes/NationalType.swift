/// The national value types that are judged (sources and rules: the dossiers of dimension SEM).
package enum NationalType: String, Sendable, Hashable, CaseIterable {
  case nik, kk, npwp, nitku, nip, nisn, npsn, nib, wilayah, bps, kodepos, telepon, rekening
  case date
  case dateTime = "date-time"

  /// Types whose values must be strings: as numbers they lose leading zeros, or digits beyond 2^53 (SEM-03).
  package var isIdentifier: Bool {
    switch self {
    case .date, .dateTime: false
    default: true
    }
  }
}

/// How a field got its type; only the first two may fail a MUST.
package enum TypeBasis: String, Sendable, Hashable, CaseIterable { case annotation, format, nameHint }

package struct TypedField: Sendable, Hashable {
  package let type: NationalType
  package let basis: TypeBasis
  package init(type: NationalType, basis: TypeBasis) {
    self.type = type
    self.basis = basis
  }
}

/// What a type says of one text.
package struct TypeAnswer: Sendable, Hashable {
  /// The first rule broken, for example `length`, `day`, `month`; nil when every rule holds.
  package let brokenRule: String?
  /// A NIK under a prefix that no province has (97, 98, 99).
  package let isSynthetic: Bool
  package var ok: Bool { brokenRule == nil }

  init(brokenRule: String?, isSynthetic: Bool = false) {
    self.brokenRule = brokenRule
    self.isSynthetic = isSynthetic
  }
}

package import Documents
package import Model

/// A seeded fault: what is changed on one sample service so that one requirement must fail (Specs/Faults/README.md).
package struct Fault: Sendable {
  package enum Target: String, Sendable, Hashable, CaseIterable { case registry, contract, server, tls }
  package let id: String
  package let requirement: String
  package let mayAlsoTrip: [String]
  package let target: Target
  package let service: String
  package let title: Bilingual
  package let registry: [PatchOperation]
  package let contract: [PatchOperation]
  package let server: [Behaviour]
  package let tls: TLSFault
  package let position: SourcePosition
}

/// What a request to a simulated service turns out to be.
package enum RequestCase: String, Sendable, Hashable, CaseIterable {
  case unknownPath, undefinedMethod, anonymous, invalidToken, invalidParameter, unknownIdentifier, ok, contract

  /// Whether it can be passed over as if nothing were wrong.
  var canBeAccepted: Bool {
    switch self {
    case .undefinedMethod, .anonymous, .invalidToken, .invalidParameter, .unknownIdentifier: true
    case .unknownPath, .ok, .contract: false
    }
  }

  /// Whether it is about an operation; the others are about the service as a whole.
  var isOfOperation: Bool { self != .unknownPath && self != .contract }
}

/// A change to how the server behaves in some cases.
package struct Behaviour: Sendable {
  package enum Deed: Sendable {
    case accept
    case answer(AnswerChange)
  }
  package let deed: Deed
  package let cases: [RequestCase]
  /// Operation ids of the unchanged contract; nil for all operations.
  package let operations: [String]?
  package let position: SourcePosition
}

/// What is different about an answer; nil leaves it as it is.
package struct AnswerChange: Sendable {
  package enum Body: Sendable {
    case json(OrderedJSON)
    case text(String)
  }
  package let status: Int?
  /// In written order; a nil value removes the field.
  package let fields: [(name: String, value: String?)]
  package let body: Body?
  package let patch: [PatchOperation]
  /// A root member that is written twice.
  package let duplicate: String?
  /// The whole answer's bytes; the connection is closed behind them.
  package let raw: String?
}

package struct TLSFault: Sendable, Hashable {
  package enum CertificateFault: String, Sendable, Hashable, CaseIterable { case expired, selfSigned, wrongName }
  package enum PlainHTTP: String, Sendable, Hashable, CaseIterable { case serves }
  package var minimumVersion: TLSVersion?
  package var certificate: CertificateFault?
  package var plainHTTP: PlainHTTP?

  package static let none = TLSFault(minimumVersion: nil, certificate: nil, plainHTTP: nil)

  /// Both; where both say something, the other's word counts.
  func joined(_ other: TLSFault) -> TLSFault {
    TLSFault(
      minimumVersion: other.minimumVersion ?? minimumVersion, certificate: other.certificate ?? certificate,
      plainHTTP: other.plainHTTP ?? plainHTTP)
  }
}

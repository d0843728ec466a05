/// Which keywords a schema speaks.
package enum SchemaDialect: Sendable, Hashable, CaseIterable {
  case draft2020, draft7, draft4
  /// OpenAPI 3.0's own: `nullable`, boolean exclusive bounds, one type, siblings of `$ref` ignored (OAS 3.0.4 §4.7.24).
  case openAPI30
  /// 2020-12 as OpenAPI 3.1 and 3.2 use it.
  case openAPI31

  /// `exclusiveMinimum: true` beside `minimum`.
  var hasBooleanBounds: Bool { self == .draft4 || self == .openAPI30 }
  var ignoresSiblingsOfReference: Bool { self == .draft4 || self == .draft7 || self == .openAPI30 }
  var isModern: Bool { self == .draft2020 || self == .openAPI31 }
  var isOpenAPI: Bool { self == .openAPI30 || self == .openAPI31 }
  /// `true` and `false` stand for schemas everywhere.
  var hasBooleanSchemas: Bool { !hasBooleanBounds }
  /// `const`, `contains`, `propertyNames`, `if`: since draft 6 and 7.
  var hasDraft7Keywords: Bool { !hasBooleanBounds }

  /// The member that gives a schema an address of its own; nil where there is none.
  var identifierName: String? {
    switch self {
    case .draft4: "id"
    case .draft7, .draft2020, .openAPI31: "$id"
    case .openAPI30: nil
    }
  }

  /// The dialect that a `$schema` names; nil for one that is not known here.
  init?(schemaURI: String) {
    switch schemaURI.utf8.last == UInt8(ascii: "#") ? String(schemaURI.dropLast()) : schemaURI {
    case "https://json-schema.org/draft/2020-12/schema": self = .draft2020
    case "http://json-schema.org/draft-07/schema", "http://json-schema.org/draft-06/schema": self = .draft7
    case "http://json-schema.org/draft-04/schema": self = .draft4
    case "https://spec.openapis.org/oas/3.1/dialect/base", "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
      "https://spec.openapis.org/oas/3.2/dialect/2025-09-17":
      self = .openAPI31
    default: return nil
    }
  }
}

/// The way a message goes: a `readOnly` property need not be in a request, a `writeOnly` one not in a response.
package enum SchemaDirection: Sendable, Hashable { case request, response, none }

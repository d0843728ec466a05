package import Documents

/// The versions of OpenAPI that are read; another one is a diagnostic of the contract.
package enum OpenAPIVersion: String, Sendable, Hashable, CaseIterable { case v30 = "3.0", v31 = "3.1", v32 = "3.2" }

/// An OpenAPI document of 3.0, 3.1 or 3.2 as one inner model; every part keeps the node it was read from.
package struct Contract: Sendable {
  package let document: Document
  package let version: OpenAPIVersion
  package let title: String
  /// `info.version`.
  package let apiVersion: String
  package let servers: [Server]
  /// In document order.
  package let operations: [Operation]
  package let securitySchemes: [SecurityScheme]

  package var info: Node? { document.root["info"] }

  /// Follows local `$ref`s from a node; nil when one leads nowhere, outside, or in a circle.
  package func resolve(_ node: Node) -> Node? { References(document).resolve(node) }
}

package struct Server: Sendable {
  /// With variables replaced by their defaults.
  package let url: String
  package let description: String?
  /// Variables without a default.
  package let unfilled: [String]
  package let node: Node
}

package struct Operation: Sendable {
  /// `GET /penduduk/{nik}`.
  package let key: String
  package let id: String?
  /// Upper case.
  package let method: String
  package let path: String
  package let isDeprecated: Bool
  /// The path item's, overridden by the operation's own of the same name and place.
  package let parameters: [Parameter]
  package let requestBody: Node?
  package let responses: [ResponseDeclaration]
  /// The operation's own, else the document's; nil when neither says anything.
  package let security: [SecurityAlternative]?
  package let node: Node

  package var position: SourcePosition { node.position }
  package var pointer: JSONPointer { node.pointer }

  /// Exact status first, then its range, then `default` (OpenAPI 3.1.2, Responses Object).
  package func response(for status: Int) -> ResponseDeclaration? {
    responses.first { $0.status == .exact(status) } ?? responses.first { $0.status == .range(status / 100) }
      ?? responses.first { $0.status == .default }
  }
}

package enum ParameterPlace: String, Sendable, Hashable, CaseIterable { case path, query, header, cookie }

package struct Parameter: Sendable {
  package let name: String
  package let place: ParameterPlace
  package let required: Bool
  package let schema: Node?
  package let style: String?
  package let explode: Bool?
  /// The first of: `example`, a value of `examples`, the schema's `example`, `examples`, `default`, `const`, `enum`.
  package let example: Node?
  package let node: Node
}

package struct ResponseDeclaration: Sendable {
  package enum Status: Sendable, Hashable {
    case exact(Int)
    /// 1 to 5 for `1XX` to `5XX`.
    case range(Int)
    case `default`
  }
  package let status: Status
  package let media: [MediaDeclaration]
  /// Declared header names.
  package let headers: [String]
  package let node: Node

  /// The declaration that covers a media type best: the exact one, then `type/*`, then `*/*`.
  package func media(for essence: String) -> MediaDeclaration? {
    media.first { $0.essence == essence } ?? media.first { $0.essence == (essence.split(separator: "/").first.map(String.init) ?? "") + "/*" }
      ?? media.first { $0.essence == "*/*" }
  }
}

package struct MediaDeclaration: Sendable {
  /// As written, parameters included.
  package let range: String
  /// Lower case, without parameters.
  package let essence: String
  package let schema: Node?
  package let node: Node
}

package struct SecurityScheme: Sendable {
  package enum Kind: Sendable, Hashable {
    case apiKey(ParameterPlace, name: String)
    case http(String)
    case mutualTLS
    case oauth2
    case openIdConnect
  }
  package let name: String
  package let kind: Kind
  package let node: Node
}

/// Schemes that are asked for together; an empty one admits anonymous calls.
package struct SecurityAlternative: Sendable {
  package struct Requirement: Sendable, Hashable {
    package let scheme: String
    package let scopes: [String]
  }
  package let requirements: [Requirement]
}

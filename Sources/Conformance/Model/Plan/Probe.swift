package import HTTPMessages

/// What a step sends, as data: a plan can be printed, hashed and reviewed before anything happens.
package enum Probe: Sendable, Hashable {
  case http(RequestTemplate)
  /// The same request on a connection of its own, read by us to its very end, so that bytes behind the message's end are seen: libcurl
  /// hides what follows HEAD, 204, 304 and a length. The wire adds `Connection: close`.
  case raw(RequestTemplate)
  case hello(HelloTemplate)
  /// A TCP connection and a TLS handshake with verification, no request: version, suite, chain.
  case connect(Endpoint)

  package var endpoint: Endpoint {
    switch self {
    case .http(let request), .raw(let request): request.endpoint
    case .hello(let hello): hello.endpoint
    case .connect(let endpoint): endpoint
    }
  }

  /// The HTTP request; nil for what is none.
  package var request: RequestTemplate? {
    switch self {
    case .http(let request), .raw(let request): request
    case .hello, .connect: nil
    }
  }
}

/// A host and a port as written in a URL: lower case, no user, no brackets.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
  package let host: String
  package let port: Int
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }
  package var description: String { "\(host):\(port)" }
}

/// An HTTP request to send. `target` is origin form, already percent-encoded; the wire adds Host and User-Agent, nothing else.
package struct RequestTemplate: Sendable, Hashable {
  package enum Scheme: String, Sendable, Hashable { case https, http }
  package let method: String
  package let scheme: Scheme
  package let endpoint: Endpoint
  package let target: String
  package let fields: [HeaderField]
  package let credential: CredentialUse
  /// Whether redirects are followed (by us, each hop through the guard).
  package let followsRedirects: Bool

  package init(
    method: String, scheme: Scheme, endpoint: Endpoint, target: String, fields: [HeaderField], credential: CredentialUse, followsRedirects: Bool
  ) {
    self.method = method
    self.scheme = scheme
    self.endpoint = endpoint
    self.target = target
    self.fields = fields
    self.credential = credential
    self.followsRedirects = followsRedirects
  }

  /// The absolute URL, default ports left out.
  package var url: String {
    let usual = scheme == .https ? 443 : 80
    return "\(scheme.rawValue)://\(endpoint.host)\(endpoint.port == usual ? "" : ":\(endpoint.port)")\(target)"
  }
}

/// Which credential a request carries; the value itself is never part of a plan.
package enum CredentialUse: Sendable, Hashable {
  case none
  /// The registered test credential, placed as the scheme says.
  case registered(CredentialPlacement)
  /// A made-up credential of the scheme's shape that no server can know (AUT-04).
  case invalid(CredentialPlacement)
}

/// Where a security scheme wants its credential.
package enum CredentialPlacement: Sendable, Hashable {
  case bearer
  case basic
  case header(String)
  case query(String)
  case cookie(String)
}

/// A hand-made TLS ClientHello that offers one version and no newer one (TLS-02).
package struct HelloTemplate: Sendable, Hashable {
  package let endpoint: Endpoint
  package let version: TLSVersion
  package init(endpoint: Endpoint, version: TLSVersion) {
    self.endpoint = endpoint
    self.version = version
  }
}

package enum TLSVersion: String, Sendable, Hashable, CaseIterable, Comparable {
  case ssl3 = "SSL 3.0", tls10 = "TLS 1.0", tls11 = "TLS 1.1", tls12 = "TLS 1.2", tls13 = "TLS 1.3"
  /// The number on the wire (RFC 8446 §4.1.2).
  package var wireNumber: UInt16 {
    switch self {
    case .ssl3: 0x0300
    case .tls10: 0x0301
    case .tls11: 0x0302
    case .tls12: 0x0303
    case .tls13: 0x0304
    }
  }
  package static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.wireNumber < right.wireNumber }
}

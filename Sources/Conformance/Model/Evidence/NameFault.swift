/// Why a name led to no address: the first word of the detail of a `dns` failure, as resolvers call it (RFC 1035 §4.1.1, RFC 2308).
package enum NameFault: String, Sendable, Hashable, CaseIterable, Error {
  /// The name does not exist.
  case nxdomain = "NXDOMAIN"
  /// The name exists and has neither an IPv4 nor an IPv6 address.
  case noData = "NODATA"
  /// Every name server said that it cannot tell.
  case serverFailure = "SERVFAIL"
  /// Every name server refused the question, or did not understand it.
  case refused = "REFUSED"
  /// No usable answer came in time.
  case timeout = "TIMEOUT"
  /// More CNAME links than are followed, or a loop of them.
  case chain = "CHAIN"
  /// No name server could be asked at all.
  case noServer = "NOSERVER"

  package var detail: String {
    switch self {
    case .nxdomain: "\(rawValue) the name does not exist"
    case .noData: "\(rawValue) the name has no address"
    case .serverFailure: "\(rawValue) the name servers cannot tell"
    case .refused: "\(rawValue) the name servers refused the question"
    case .timeout: "\(rawValue) no usable answer from the name servers in time"
    case .chain: "\(rawValue) more than 8 CNAME links"
    case .noServer: "\(rawValue) no name server can be reached"
    }
  }

  /// Whether this is the zone's own word on the name; every other fault may be the fault of whoever was asked.
  package var isDefinite: Bool {
    switch self {
    case .nxdomain, .noData, .chain: true
    case .serverFailure, .refused, .timeout, .noServer: false
    }
  }

  /// Reads the detail of a failure; nil where it begins with another word, as in evidence of older versions.
  package init?(detail: String) {
    guard let word = detail.split(separator: " ", maxSplits: 1).first else { return nil }
    self.init(rawValue: String(word))
  }
}

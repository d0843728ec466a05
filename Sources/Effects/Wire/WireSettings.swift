import Model

/// Bounds of one exchange; times in milliseconds, sizes in bytes (background: trust.md B3).
package struct WireLimits: Sendable, Hashable {
  package let connectMilliseconds: Int
  /// The longest wait without progress, the first byte included.
  package let silenceMilliseconds: Int
  package let exchangeMilliseconds: Int
  package let headBytes: Int
  package let headLines: Int
  package let lineBytes: Int
  package let bodyBytes: Int
  package let redirects: Int

  package init(
    connectMilliseconds: Int, silenceMilliseconds: Int, exchangeMilliseconds: Int, headBytes: Int, headLines: Int, lineBytes: Int, bodyBytes: Int,
    redirects: Int
  ) {
    self.connectMilliseconds = connectMilliseconds
    self.silenceMilliseconds = silenceMilliseconds
    self.exchangeMilliseconds = exchangeMilliseconds
    self.headBytes = headBytes
    self.headLines = headLines
    self.lineBytes = lineBytes
    self.bodyBytes = bodyBytes
    self.redirects = redirects
  }

  package static let standard = WireLimits(
    connectMilliseconds: 10_000, silenceMilliseconds: 15_000, exchangeMilliseconds: 30_000, headBytes: 64 << 10, headLines: 200,
    lineBytes: 8 << 10, bodyBytes: 2 << 20, redirects: 5)
}

/// Addresses beyond the public Internet that the operator has permitted; stamped on every report.
package enum AddressPermit: String, Sendable, Hashable, CaseIterable { case loopback, intranet }

/// `--connect HOST:PORT=ADDRESS:PORT`: where the packets for a name go instead of where DNS says.
package struct ConnectOverride: Sendable, Hashable {
  /// `*` stands for every host.
  package let host: String
  package let port: Int
  package let address: String
  package let toPort: Int

  /// Nil when the text has another form.
  package init?(_ text: String) {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, let from = Self.place(sides[0]), let to = Self.place(sides[1]) else { return nil }
    (host, port) = (from.host.lowercased(), from.port)
    (address, toPort) = (to.host, to.port)
  }

  private static func place(_ text: Substring) -> (host: String, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), let port = HostSpelling.port(text[text.index(after: colon)...]) else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    return host.isEmpty ? nil : (String(host), port)
  }

  func covers(_ host: String, _ port: Int) -> Bool { self.port == port && (self.host == "*" || self.host == host) }
}

/// How much is sent at a time, whoever asks for it (background: trust.md B2).
package struct WirePace: Sendable, Hashable {
  /// Event loops, each with a thread and a connection cache of its own; a host always meets the same one.
  package let loops: Int
  /// Transfers at a time in one loop; the rest waits.
  package let inFlight: Int
  /// Transfers at a time to one address.
  package let perAddress: Int
  /// The shortest time between two starts to one address.
  package let addressSpacingMilliseconds: Int

  package init(loops: Int, inFlight: Int, perAddress: Int, addressSpacingMilliseconds: Int) {
    self.loops = loops
    self.inFlight = inFlight
    self.perAddress = perAddress
    self.addressSpacingMilliseconds = addressSpacingMilliseconds
  }

  /// Two connections and five requests a second to an address, however many services stand behind it.
  package static let polite = WirePace(loops: 1, inFlight: 256, perAddress: 2, addressSpacingMilliseconds: 200)
  /// For servers of our own on loopback.
  package static let unpaced = WirePace(loops: 1, inFlight: 4096, perAddress: 4096, addressSpacingMilliseconds: 0)
}

/// How the wire is set up for a run.
package struct WireSettings: Sendable {
  package let userAgent: String
  package let limits: WireLimits
  package let overrides: [ConnectOverride]
  /// A PEM file to trust instead of the system's bundle.
  package let trustStore: String?
  package let addressPermits: Set<AddressPermit>
  /// Connections kept warm at most, in each loop; 2 to 3 times what is in flight.
  package let maxConnections: Int
  package let pace: WirePace
  /// Who is asked for names; the machine's own settings unless an operator or a test says otherwise.
  package let names: NameSettings
  /// Networks that are never called, whatever is permitted: an operator's management network, for example.
  package let closedNetworks: [AddressNetwork]

  package init(
    userAgent: String, limits: WireLimits, overrides: [ConnectOverride], trustStore: String?, addressPermits: Set<AddressPermit>,
    maxConnections: Int, pace: WirePace, names: NameSettings = .system(), closedNetworks: [AddressNetwork] = []
  ) {
    self.userAgent = userAgent
    self.limits = limits
    self.overrides = overrides
    self.trustStore = trustStore
    self.addressPermits = addressPermits
    self.maxConnections = maxConnections
    self.pace = pace
    self.names = names
    self.closedNetworks = closedNetworks
  }
}

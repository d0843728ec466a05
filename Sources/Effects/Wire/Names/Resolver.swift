import Model

/// Turns a name into addresses that the guard admits; our own look-up, so that libcurl has nothing left to resolve.
///
/// In this order: the operator's overrides, an address written out, `localhost`, the hosts file, the name servers.
struct Resolver: Sendable {
  let guardian: EgressGuard
  let overrides: [ConnectOverride]
  let names: NameSettings
  let pool: LookUpPool

  struct Pin: Sendable, Hashable {
    let address: IPAddress
    let port: Int
    /// The address as libcurl writes it, ended by zero: compared before every request.
    let text: ContiguousArray<CChar>

    init(address: IPAddress, port: Int) {
      self.address = address
      self.port = port
      text = address.cText
    }
  }

  /// Where packets may go: the first place, and one more for when it cannot be connected to.
  struct Route: Sendable {
    let first: Pin
    let second: Pin?
    let found: Resolution?

    /// What is kept of it with an exchange: nothing, where the peer's address says it all.
    func resolution(passedOver: IPAddress?) -> Resolution? {
      guard let found else { return nil }
      let whole = Resolution(aliases: found.aliases, addresses: found.addresses, passedOver: passedOver.map { [$0.description] } ?? [])
      return whole.isNoteworthy ? whole : nil
    }
  }

  enum Answer: Sendable {
    case pinned(Route)
    case failed(TransportFailure)
  }

  func resolve(_ endpoint: Endpoint) async -> Answer {
    if let override = overrides.first(where: { $0.covers(endpoint.host, endpoint.port) }) {
      guard let address = IPAddress(override.address) else { return .failed(.policy("override to \(override.address) is no address")) }
      if let refusal = guardian.refusal(of: address) { return .failed(.policy(refusal)) }
      return .pinned(Route(first: Pin(address: address, port: override.toPort), second: nil, found: nil))
    }
    guard let looked = await lookUp(endpoint.host) else {
      return .failed(
        TransportFailure(kind: .harness, detail: Task.isCancelled ? "cancelled" : "no descriptor left to look a name up", certificate: nil))
    }
    switch looked {
    case .failure(let fault): return .failed(TransportFailure(kind: .dns, detail: fault.detail, certificate: nil))
    case .success(let answer): return route(answer, endpoint)
    }
  }

  /// With whatever was found, for no exchange will keep it: `NAME leads to 10.0.0.1 private, fd00::1 unique local (by db.dalam.test)`.
  private static func refusal(_ host: String, _ refusals: [String], _ aliases: [String]) -> String {
    let chain = aliases.isEmpty ? "" : " (by \(aliases.prefix(3).joined(separator: ", ")))"
    return "\(host) leads to \(refusals.isEmpty ? "no address" : refusals.prefix(4).joined(separator: ", "))\(chain)"
  }

  /// Of mixed answers only the admitted addresses are used; the others are recorded.
  private func route(_ answer: NameAnswer, _ endpoint: Endpoint) -> Answer {
    // IPv4 first: the addresses that a government network is most likely to reach.
    let sorted = answer.addresses.filter { !$0.address.isIPv6 } + answer.addresses.filter(\.address.isIPv6)
    let judged = sorted.map { (address: $0.address, refusal: guardian.refusal(of: $0.address)) }
    let admitted = judged.filter { $0.refusal == nil }.map(\.address)
    guard let first = admitted.first else {
      return .failed(.policy(Self.refusal(endpoint.host, judged.compactMap(\.refusal), answer.aliases)))
    }
    let others = admitted.dropFirst().filter { $0 != first }
    let second = others.first { $0.isIPv6 != first.isIPv6 } ?? others.first
    let found = Resolution(
      aliases: answer.aliases,
      addresses: zip(sorted, judged).prefix(16).map { found, judged in
        Resolution.Found(address: found.address.description, lifetime: found.lifetime, refusal: judged.refusal)
      }, passedOver: [])
    return .pinned(
      Route(
        first: Pin(address: first, port: endpoint.port), second: second.map { Pin(address: $0, port: endpoint.port) }, found: found))
  }

  /// Nil when cancelled.
  private func lookUp(_ host: String) async -> Result<NameAnswer, NameFault>? {
    func known(_ addresses: [IPAddress]) -> Result<NameAnswer, NameFault> {
      .success(NameAnswer(addresses: addresses.map { NameAnswer.Found(address: $0, lifetime: nil) }, aliases: []))
    }
    if let address = IPAddress(host) { return known([address]) }
    // Never asked of anybody (RFC 6761 §6.3).
    if host == "localhost" || host.hasSuffix(".localhost") {
      return known([IPAddress(bytes: [127, 0, 0, 1]), IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1])])
    }
    if let addresses = names.hosts[host] { return known(addresses) }
    let names = names
    return await pool.run { stop in LookUp.run(host, names, stop) }
  }
}

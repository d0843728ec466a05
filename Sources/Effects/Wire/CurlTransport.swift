import CCurl
import HTTPMessages
package import Model

/// The real wire: guard, own resolution, libcurl for the bytes and TLS, redirects followed by us.
package final class CurlTransport: Transport {
  private let settings: WireSettings
  private let engines: [CurlEngine]
  private let hellos = HelloEngine()
  private let guardian: EgressGuard
  private let resolver: Resolver

  package init(_ settings: WireSettings) {
    self.settings = settings
    engines = (0..<max(1, settings.pace.loops)).map { _ in CurlEngine(maxConnections: settings.maxConnections, pace: settings.pace) }
    guardian = EgressGuard(permits: settings.addressPermits, own: OwnAddresses.read(), closed: settings.closedNetworks)
    resolver = Resolver(guardian: guardian, overrides: settings.overrides, names: settings.names, pool: .shared)
  }

  deinit { stop() }

  /// Ends the loops' threads once nothing is in flight; what is asked later is answered as cancelled.
  package func stop() {
    for engine in engines { engine.stop() }
    hellos.stop()
  }

  /// One host, one loop: its connections, its queue and its pace live there.
  private func engine(of pin: Resolver.Pin) -> CurlEngine {
    engines.count == 1 ? engines[0] : engines[Int(pin.address.bytes.reduce(0) { ($0 &* 31 &+ UInt($1)) } % UInt(engines.count))]
  }

  package func perform(_ probe: Probe, permit: Permit, credential: WireCredential?) async -> WireAttempt {
    switch probe {
    case .http(let request): await follow(request, permit: permit, credential: credential)
    case .raw(let request): await exchangeRaw(request, permit: permit, credential: credential)
    case .connect(let endpoint): await shakeHands(endpoint, permit: permit)
    case .hello(let hello): await sendHello(hello, permit: permit)
    }
  }

  // MARK: HTTP

  private func follow(_ first: RequestTemplate, permit: Permit, credential: WireCredential?) async -> WireAttempt {
    var attempt = WireAttempt()
    var request = first
    var credential = credential
    var visited: Set<String> = []
    while true {
      if let refusal = guardian.refusal(of: request, permit: permit) {
        attempt.failure = refusal
        return attempt
      }
      let outcome = await exchange(request, credential)
      if let exchange = outcome.exchange { attempt.exchanges.append(exchange) }
      if let failure = outcome.failure {
        attempt.failure = failure
        return attempt
      }
      guard first.followsRedirects, (300...399).contains(outcome.status), let exchange = outcome.exchange,
        let hop = Redirect.next(after: exchange, to: request)
      else { return attempt }
      visited.insert(request.url)
      switch hop {
      case .refused(let why):
        attempt.failure = .policy(why)
        return attempt
      case .request(let next):
        if attempt.exchanges.count > settings.limits.redirects || visited.contains(next.url) {
          attempt.failure = .policy(visited.contains(next.url) ? "redirect loop" : "more than \(settings.limits.redirects) redirects")
          return attempt
        }
        if next.credential == .none { credential = nil }
        request = next
      }
    }
  }

  /// - Returns also libcurl's reading of the status, 0 for none.
  private func exchange(
    _ request: RequestTemplate, _ credential: WireCredential?
  ) async -> (exchange: WireExchange?, failure: TransportFailure?, status: Int) {
    guard let dressed = CredentialDress.put(request, credential) else {
      return (nil, .policy("the credential cannot be placed in this request"), 0)
    }
    let route: Resolver.Route
    switch await resolver.resolve(request.endpoint) {
    case .failed(let failure): return (nil, failure, 0)
    case .pinned(let found): route = found
    }
    let fields = complete(dressed.fields)
    let bytes = RequestWriter.bytes(request, url: dressed.url, fields: fields)
    let dialled = await dial(route) { pin in
      await engine(of: pin).run(order(.exchange, request.method, request.scheme, request.endpoint, bytes, pin))
    }
    let outcome = dialled.outcome
    let sent = SentRequest(method: request.method, url: dressed.url, fields: fields)
    let read = Self.read(outcome, sent, request.scheme, resolution: route.resolution(passedOver: dialled.passedOver))
    let failure = read.exchange == nil ? read.failure?.noting(passedOver: dialled.passedOver) : read.failure
    return (read.exchange, failure, outcome.status)
  }

  /// With the two fields that are ours to say. "No coding" is said, and not only left out: without the field a server may choose any
  /// coding (RFC 9110 §12.5.3).
  private func complete(_ fields: [HeaderField]) -> [HeaderField] {
    let isSaid = fields.contains { ASCII.equalIgnoringCase($0.name, "Accept-Encoding") }
    return [HeaderField(name: "User-Agent", value: settings.userAgent)] + fields
      + (isSaid ? [] : [HeaderField(name: "Accept-Encoding", value: "identity")])
  }

  private static func read(
    _ outcome: TransferOutcome, _ sent: SentRequest, _ scheme: RequestTemplate.Scheme, resolution: Resolution?
  ) -> (exchange: WireExchange?, failure: TransportFailure?) {
    let failure = FailureReading.failure(of: outcome, isHandshake: false)
    guard !outcome.head.isEmpty else { return (nil, failure ?? TransportFailure(kind: .reset, detail: "no answer", certificate: nil)) }
    let exchange = WireExchange(
      request: sent, rawHead: outcome.head, rawBody: outcome.body,
      completeness: failure == nil ? .complete : failure?.kind == .overLimit ? .overLimit : .truncated,
      timings: Timings(
        connect: outcome.isNewConnection ? outcome.connectMicroseconds : nil,
        handshake: outcome.isNewConnection && scheme == .https ? outcome.handshakeMicroseconds : nil,
        firstByte: outcome.firstByteMicroseconds, total: outcome.totalMicroseconds),
      peer: outcome.peer, tls: outcome.session, connectionClosed: outcome.isClosedByPeer && outcome.isEndProven, resolution: resolution)
    return (exchange, failure)
  }

  /// The first address; the second one only when the first cannot be connected to at all.
  private func dial(
    _ route: Resolver.Route, _ transfer: (Resolver.Pin) async -> TransferOutcome
  ) async -> (outcome: TransferOutcome, pin: Resolver.Pin, passedOver: IPAddress?) {
    let outcome = await transfer(route.first)
    guard let second = route.second, FailureReading.isDialError(outcome), !Task.isCancelled else { return (outcome, route.first, nil) }
    return (await transfer(second), second, route.first.address)
  }

  // MARK: Bytes

  /// The same request on a connection of its own, to its very end; redirects are not followed.
  func exchangeRaw(_ request: RequestTemplate, permit: Permit, credential: WireCredential?) async -> WireAttempt {
    if let refusal = guardian.refusal(of: request, permit: permit) { return WireAttempt(failure: refusal) }
    guard let dressed = CredentialDress.put(request, credential) else {
      return WireAttempt(failure: .policy("the credential cannot be placed in this request"))
    }
    let route: Resolver.Route
    switch await resolver.resolve(request.endpoint) {
    case .failed(let failure): return WireAttempt(failure: failure)
    case .pinned(let found): route = found
    }
    let fields = complete(dressed.fields) + [HeaderField(name: "Connection", value: "close")]
    let bytes = RequestWriter.bytes(request, url: dressed.url, fields: fields)
    let dialled = await dial(route) { await engine(of: $0).run(order(.raw, request.method, request.scheme, request.endpoint, bytes, $0)) }
    let outcome = dialled.outcome
    let sent = SentRequest(method: request.method, url: dressed.url, fields: fields)
    let read = Self.read(outcome, sent, request.scheme, resolution: route.resolution(passedOver: dialled.passedOver))
    var attempt = WireAttempt()
    attempt.exchanges = read.exchange.map { [$0] } ?? []
    attempt.failure = read.exchange == nil ? read.failure?.noting(passedOver: dialled.passedOver) : read.failure
    return attempt
  }

  private func order(
    _ goal: TransferOrder.Goal, _ method: String, _ scheme: RequestTemplate.Scheme, _ endpoint: Endpoint, _ request: [UInt8], _ pin: Resolver.Pin
  ) -> TransferOrder {
    TransferOrder(
      goal: goal, method: method, scheme: scheme, endpoint: endpoint, request: request, limits: settings.limits, trustStore: settings.trustStore,
      guardian: guardian, pin: pin)
  }

  // MARK: TLS

  private func shakeHands(_ endpoint: Endpoint, permit: Permit) async -> WireAttempt {
    if let refusal = guardian.refusal(of: endpoint, permit: permit) { return WireAttempt(failure: refusal) }
    let route: Resolver.Route
    switch await resolver.resolve(endpoint) {
    case .failed(let failure): return WireAttempt(failure: failure)
    case .pinned(let found): route = found
    }
    let dialled = await dial(route) { await engine(of: $0).run(order(.handshake(verifies: true), "", .https, endpoint, [], $0)) }
    var outcome = dialled.outcome
    var failure = FailureReading.failure(of: outcome, isHandshake: true)
    if let kept = failure, kept.certificate == nil {
      if kept.kind == .tls { failure = await explained(kept, endpoint, dialled.pin) }
      return WireAttempt(failure: (failure ?? kept).noting(passedOver: dialled.passedOver))
    }
    if failure != nil {
      // One more handshake without verification, to read the chain; no request, no header, no credential leaves.
      outcome = await engine(of: dialled.pin).run(order(.handshake(verifies: false), "", .https, endpoint, [], dialled.pin))
    }
    var attempt = WireAttempt()
    let chain = outcome.chain.compactMap(CertificateReading.facts)
    attempt.handshake = Handshake(
      session: outcome.session, certificates: chain, problem: CertificateReading.refined(failure?.certificate, chain), peer: outcome.peer,
      asksForClientCertificate: outcome.isClientCertificateAsked)
    return attempt
  }

  /// OpenSSL calls plain HTTP a wrong version number: a hello tells what really speaks there.
  private func explained(_ failure: TransportFailure, _ endpoint: Endpoint, _ pin: Resolver.Pin) async -> TransportFailure {
    let hello = HelloTemplate(endpoint: endpoint, version: .tls12)
    guard case .notTLS(let prefix) = await hellos.run(hello, to: pin, limits: settings.limits, guardian: guardian).hello else { return failure }
    let what = prefix.starts(with: "HTTP/".utf8) ? "plain HTTP" : "something else than TLS"
    return TransportFailure(kind: .tls, detail: "\(what) is spoken at the TLS port", certificate: nil)
  }

  private func sendHello(_ hello: HelloTemplate, permit: Permit) async -> WireAttempt {
    if let refusal = guardian.refusal(of: hello.endpoint, permit: permit) { return WireAttempt(failure: refusal) }
    switch await resolver.resolve(hello.endpoint) {
    case .failed(let failure): return WireAttempt(failure: failure)
    case .pinned(let route):
      let attempt = await hellos.run(hello, to: route.first, limits: settings.limits, guardian: guardian)
      // A hello fails only before it is sent: everything later is an answer.
      guard let second = route.second, attempt.failure?.isOfDialling ?? false, !Task.isCancelled else { return attempt }
      return await hellos.run(hello, to: second, limits: settings.limits, guardian: guardian)
    }
  }
}

import CCurl
import HTTPMessages
package import Model

/// The real wire: guard, own resolution, libcurl for the bytes and TLS, redirects followed by us.
package final class CurlTransport: Transport {
  private let settings: WireSettings
  private let engine: CurlEngine
  private let hellos = HelloEngine()
  private let guardian: EgressGuard
  private let resolver: Resolver

  package init(_ settings: WireSettings) {
    self.settings = settings
    engine = CurlEngine(maxConnections: settings.maxConnections)
    guardian = EgressGuard(permits: settings.addressPermits)
    resolver = Resolver(guardian: guardian, overrides: settings.overrides)
  }

  deinit { stop() }

  /// Ends the loop's thread once nothing is in flight; what is asked later is answered as cancelled.
  package func stop() {
    engine.stop()
    hellos.stop()
  }

  package func perform(_ probe: Probe, permit: Permit, credential: WireCredential?) async -> WireAttempt {
    switch probe {
    case .http(let request): await follow(request, permit: permit, credential: credential)
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
      visited.insert(request.url)
      let outcome = await exchange(request, credential)
      if let exchange = outcome.exchange { attempt.exchanges.append(exchange) }
      if let failure = outcome.failure {
        attempt.failure = failure
        return attempt
      }
      guard first.followsRedirects, let exchange = outcome.exchange, let hop = Redirect.next(after: exchange, to: request) else { return attempt }
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

  private func exchange(_ request: RequestTemplate, _ credential: WireCredential?) async -> (exchange: WireExchange?, failure: TransportFailure?) {
    guard let dressed = CredentialDress.put(request, credential) else {
      return (nil, .policy("the credential cannot be placed in this request"))
    }
    let pin: Resolver.Pin
    switch await resolver.resolve(request.endpoint) {
    case .failed(let failure): return (nil, failure)
    case .pinned(let found): pin = found
    }
    // Said, and not only left out: without the field a server may choose any coding (RFC 9110 §12.5.3).
    let isCodingSaid = dressed.fields.contains { ASCII.equalIgnoringCase($0.name, "Accept-Encoding") }
    let fields = dressed.fields + (isCodingSaid ? [] : [HeaderField(name: "Accept-Encoding", value: "identity")])
    let outcome = await engine.run(order(.exchange, request.method, dressed.url, fields, request.endpoint, pin))
    let failure = FailureReading.failure(of: outcome, isHandshake: false)
    guard !outcome.head.isEmpty else { return (nil, failure ?? TransportFailure(kind: .reset, detail: "no answer", certificate: nil)) }
    let sent = SentRequest(
      method: request.method, url: dressed.url, fields: fields + [HeaderField(name: "User-Agent", value: settings.userAgent)])
    let exchange = WireExchange(
      request: sent, rawHead: outcome.head, rawBody: outcome.body,
      completeness: failure == nil ? .complete : failure?.kind == .overLimit ? .overLimit : .truncated,
      timings: Timings(
        connect: outcome.isNewConnection ? outcome.connectMicroseconds : nil,
        handshake: outcome.isNewConnection && request.scheme == .https ? outcome.handshakeMicroseconds : nil,
        firstByte: outcome.firstByteMicroseconds, total: outcome.totalMicroseconds),
      peer: outcome.peer, tls: outcome.session, connectionClosed: failure == nil && outcome.isEndProven)
    return (exchange, failure)
  }

  private func order(
    _ goal: TransferOrder.Goal, _ method: String, _ url: String, _ fields: [HeaderField], _ endpoint: Endpoint, _ pin: Resolver.Pin
  ) -> TransferOrder {
    var lines = fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    lines.append("Expect:")
    if !fields.contains(where: { ASCII.equalIgnoringCase($0.name, "Accept") }) { lines.append("Accept:") }
    return TransferOrder(
      goal: goal, method: method, url: url, host: endpoint.host, connectTo: "\(endpoint.host):\(endpoint.port):\(pin.address.authority):\(pin.port)",
      headerLines: lines,
      limits: settings.limits, userAgent: settings.userAgent, trustStore: settings.trustStore, guardian: guardian)
  }

  // MARK: TLS

  private func shakeHands(_ endpoint: Endpoint, permit: Permit) async -> WireAttempt {
    if let refusal = guardian.refusal(of: endpoint, permit: permit) { return WireAttempt(failure: refusal) }
    let pin: Resolver.Pin
    switch await resolver.resolve(endpoint) {
    case .failed(let failure): return WireAttempt(failure: failure)
    case .pinned(let found): pin = found
    }
    let url = "https://\(endpoint.host):\(endpoint.port)/"
    var outcome = await engine.run(order(.handshake(verifies: true), "GET", url, [], endpoint, pin))
    var failure = FailureReading.failure(of: outcome, isHandshake: true)
    if let kept = failure, kept.certificate == nil {
      if kept.kind == .tls { failure = await explained(kept, endpoint, pin) }
      return WireAttempt(failure: failure ?? kept)
    }
    if failure != nil {
      // One more handshake without verification, to read the chain; no request, no header, no credential leaves.
      outcome = await engine.run(order(.handshake(verifies: false), "GET", url, [], endpoint, pin))
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
    case .pinned(let pin): return await hellos.run(hello, to: pin, limits: settings.limits, guardian: guardian)
    }
  }
}

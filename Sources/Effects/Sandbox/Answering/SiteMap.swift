import HTTPMessages
import Model

/// Which service answers at which host, port and path.
struct SiteMap: Sendable {
  private struct Mount: Sendable {
    enum Kind: Sendable { case api, contract, health }
    let kind: Kind
    let path: [String]
    let service: String
    let site: Site
    /// Served over plain HTTP by a fault: the base address shows something too.
    let isExposed: Bool
  }

  private var places: [Endpoint: [Mount]] = [:]
  /// Where a host is served securely, for redirects from plain HTTP.
  private var securePorts: [String: Int] = [:]
  private(set) var ports: [Int: Bool] = [443: true, 80: false]

  init(_ services: [SimulatedService]) {
    for simulated in services {
      let service = simulated.service
      let isExposed = simulated.tls.plainHTTP == .serves
      func mount(_ url: String?, _ kind: Mount.Kind) {
        guard let address = url.flatMap(SiteAddress.init) else { return }
        let path = address.path.split(separator: "/").map(String.init)
        func add(_ port: Int, isExposed: Bool) {
          places[Endpoint(host: address.host, port: port), default: []].append(
            Mount(kind: kind, path: path, service: service.id, site: simulated.site, isExposed: isExposed))
        }
        add(address.port, isExposed: false)
        ports[address.port] = address.isSecure
        if address.isSecure {
          if kind == .api { securePorts[address.host] = securePorts[address.host] ?? address.port }
          if isExposed { add(service.plainHTTPPort ?? 80, isExposed: true) }
        }
      }
      mount(service.contract?.url, .contract)
      mount(ScenarioBuilder.healthURL(service), .health)
      mount(service.production?.baseURL, .api)
      mount(service.sandbox?.baseURL, .api)
      if let port = service.plainHTTPPort, ports[port] == nil { ports[port] = false }
    }
  }

  /// Hosts that a TLS listener has a certificate for.
  func isKnown(_ host: String, port: Int) -> Bool { places[Endpoint(host: host, port: port)] != nil }

  struct Reply: Sendable {
    let answer: Answer
    let service: String?
    let requestCase: RequestCase?
    let bringsCredential: Bool

    init(_ answer: Answer, service: String? = nil, requestCase: RequestCase? = nil, bringsCredential: Bool) {
      self.answer = answer
      self.service = service
      self.requestCase = requestCase
      self.bringsCredential = bringsCredential
    }
  }

  /// `host`: the Host field's name; `serverName`: what the client asked the TLS layer for.
  func reply(to request: IncomingRequest, host: String, port: Int, isSecure: Bool, serverName: String?, token: String) -> Reply {
    let hasAuthorization = request.fields.contains { ASCII.equalIgnoringCase($0.name, "Authorization") }
    let place = places[Endpoint(host: host, port: port)]
    // HTTP/1.0 may leave out the name: there is nowhere to lead to.
    if host.utf8.isEmpty { return Reply(.problem(400), bringsCredential: hasAuthorization) }
    if !isSecure, place == nil { return Reply(redirect(host, request.target), bringsCredential: hasAuthorization) }
    // A connection for one name is not a way to another (RFC 9110 §7.4).
    guard let place, !isSecure || serverName?.utf8.elementsEqual(host.utf8) ?? false else {
      return Reply(.problem(421), bringsCredential: hasAuthorization)
    }
    guard let parsed = SiteRequest(method: request.method, target: request.target, fields: request.fields, body: request.body) else {
      return Reply(.problem(400), service: place.first?.service, bringsCredential: hasAuthorization)
    }
    let fitting = place.filter { Self.covers($0, parsed.segments) }.sorted { Self.rank($0) > Self.rank($1) }
    let mount = fitting.first ?? place.first { $0.kind == .api } ?? place[0]
    let bringsCredential = hasAuthorization || mount.site.bringsCredential(parsed)
    let (requestCase, answer) = fitting.isEmpty ? (.unknownPath, mount.site.unknownPath) : Self.answer(mount, parsed, token)
    return Reply(answer, service: mount.service, requestCase: requestCase, bringsCredential: bringsCredential)
  }

  private func redirect(_ host: String, _ target: String) -> Answer {
    let port = securePorts[host] ?? 443
    let path = target.hasPrefix("/") ? target : "/"
    return Answer(status: 308, fields: [HeaderField(name: "Location", value: "https://\(host)\(port == 443 ? "" : ":\(port)")\(path)")])
  }

  private static func covers(_ mount: Mount, _ segments: [String]) -> Bool {
    guard mount.kind == .api || segments.count == mount.path.count, segments.count >= mount.path.count else { return false }
    return zip(segments, mount.path).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  /// Exact addresses before base addresses, long ones before short ones.
  private static func rank(_ mount: Mount) -> Int { (mount.kind == .api ? 0 : 1000) + mount.path.count }

  private static func answer(_ mount: Mount, _ request: SiteRequest, _ token: String) -> (RequestCase, Answer) {
    switch mount.kind {
    case .api:
      let rest = Array(request.segments.dropFirst(mount.path.count))
      if mount.isExposed, rest.isEmpty || rest == [""] { return (.ok, mount.site.home) }
      return mount.site.reply(to: request.below(rest), token: token)
    case .contract: return resource(mount.site.contract, .contract, request)
    case .health: return resource(mount.site.health, .ok, request)
    }
  }

  private static func resource(_ answer: Answer, _ requestCase: RequestCase, _ request: SiteRequest) -> (RequestCase, Answer) {
    let allow = HeaderField(name: "Allow", value: Site.resourceMethods)
    switch request.method {
    case "GET", "HEAD": return (requestCase, answer)
    case "OPTIONS": return (requestCase, Answer(status: 204, fields: [allow]))
    default: return (.undefinedMethod, Answer.problem(405, fields: [allow]))
    }
  }
}

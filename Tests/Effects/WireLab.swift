import HTTPMessages
import Model
import Testing

@testable import Wire

/// The real wire against loopback servers, with small limits; in time generous ones, for other tests may keep the machine busy.
enum WireLab {
  static let host = "layanan.karawang.go.id.test"
  static let plain = Endpoint(host: host, port: 80)
  static let secure = Endpoint(host: host, port: 443)
  static let limits = limits(milliseconds: 60_000)
  /// For servers that keep us waiting: here slowness can only confirm what is expected.
  static let hasty = limits(milliseconds: 2000)
  /// Only a cancel can end a wait within the test.
  static let patient = limits(milliseconds: 600_000)

  private static func limits(milliseconds: Int) -> WireLimits {
    WireLimits(
      connectMilliseconds: milliseconds, silenceMilliseconds: milliseconds, exchangeMilliseconds: milliseconds * 2, headBytes: 4096, headLines: 50,
      lineBytes: 1024, bodyBytes: 100_000, redirects: 5)
  }
  static let permit = permit([plain, secure])

  static func permit(_ endpoints: Set<Endpoint>, methods: Set<String> = ["GET", "HEAD", "OPTIONS"]) -> Permit {
    Permit(methods: methods, endpoints: endpoints, steps: [], refused: [:], requestBudget: 100, spacingMilliseconds: 0)
  }

  /// A wire whose every name leads to one loopback port, in both schemes.
  static func transport(
    _ port: Int, limits: WireLimits = limits, permits: Set<AddressPermit> = [.loopback], trustStore: String? = nil
  ) -> CurlTransport {
    CurlTransport(
      WireSettings(
        userAgent: "selaras-uji (+https://contoh.go.id.test)", limits: limits,
        overrides: ["*:80=127.0.0.1:\(port)", "*:443=127.0.0.1:\(port)", "*:8080=127.0.0.1:\(port)"].compactMap(ConnectOverride.init),
        trustStore: trustStore, addressPermits: permits, maxConnections: 8, pace: .unpaced))
  }

  static func request(
    _ target: String = "/", method: String = "GET", scheme: RequestTemplate.Scheme = .http, endpoint: Endpoint? = nil, fields: [HeaderField] = [],
    credential: CredentialUse = .none, follows: Bool = true
  ) -> Probe {
    .http(
      RequestTemplate(
        method: method, scheme: scheme, endpoint: endpoint ?? (scheme == .http ? plain : secure), target: target, fields: fields,
        credential: credential, followsRedirects: follows))
  }

  static func ask(_ port: Int, _ probe: Probe = request(), permit: Permit = permit, limits: WireLimits = limits) async -> WireAttempt {
    let transport = transport(port, limits: limits)
    defer { transport.stop() }
    return await transport.perform(probe, permit: permit, credential: nil)
  }

  /// `200 complete 2` for each exchange (status, completeness, raw body bytes), then the failure's kind.
  static func text(_ attempt: WireAttempt) -> String {
    var words = attempt.exchanges.map { exchange in
      "\(HeadReader.readAll(exchange.rawHead).last?.status ?? 0) \(exchange.completeness) \(exchange.rawBody.count)"
    }
    if let failure = attempt.failure { words.append(failure.kind.rawValue) }
    return words.joined(separator: ", ")
  }
}

import HTTPMessages
import Model
import TestSupport
import Testing

@testable import Wire

/// Redirects are followed by us, each hop through the guard (RFC 9110 §15.4; background: trust.md B2.6).
@Suite struct WireRedirectTests {
  /// Answers by target: a `Location` for each that has one, else 200.
  private static func server(_ locations: [String: String], status: Int = 302) -> RawServer {
    RawServer { peer in
      while true {
        let request = peer.request()
        guard !request.isEmpty else { return }
        let target = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        if let location = locations[target] {
          peer.send("HTTP/1.1 \(status) Pindah\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
        } else {
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
      }
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let location: String
    /// The requests after the first, or the refusal.
    let then: String
    var testDescription: String { location }
    init(_ location: String, _ then: String) {
      self.location = location
      self.then = then
    }
  }

  static let cases = [
    Case("/b", "layanan.karawang.go.id.test/b"), Case("http://layanan.karawang.go.id.test/b", "layanan.karawang.go.id.test/b"),
    Case("HTTP://LAYANAN.karawang.go.id.test.:80/b?c=d#e", "layanan.karawang.go.id.test/b?c=d"),
    Case("//lain.karawang.go.id.test/b", "lain.karawang.go.id.test/b"), Case("b", "layanan.karawang.go.id.test/x/b"),
    Case("../b", "layanan.karawang.go.id.test/b"), Case("./b/./c/../d", "layanan.karawang.go.id.test/x/b/d"),
    Case("?q=1", "layanan.karawang.go.id.test/x/a?q=1"),
    Case("/../../b", "layanan.karawang.go.id.test/b"),
    Case("http://169.254.169.254/latest/meta-data", "169.254.169.254:80 is not a registered host"),
    Case("http://2852039166/", "redirect to an address that is not http or https"),
    Case("http://asing.test/", "asing.test:80 is not a registered host"),
    Case("http://layanan.karawang.go.id.test:22/", "layanan.karawang.go.id.test:22 is not a registered host"),
    Case("http://layanan.karawang.go.id.test@asing.test/", "redirect to an address that is not http or https"),
    Case("http://[::1]/", "redirect to an address that is not http or https"),
    Case("http://[::ffff:7f00:1]:80/", "redirect to an address that is not http or https"),
    Case("file:///etc/passwd", "redirect to an address that is not http or https"),
    Case("ftp://layanan.karawang.go.id.test/", "redirect to an address that is not http or https"),
    Case("gopher://layanan.karawang.go.id.test/", "redirect to an address that is not http or https"),
    Case("javascript:alert(1)", "redirect to an address that is not http or https"),
    Case("\\\\asing.test/", "redirect to an address that is not http or https"),
    Case("http://layanan.karawang.go.id.test:0/", "redirect to an address that is not http or https"),
    Case("http://layanan.karawang.go.id.test:99999/", "redirect to an address that is not http or https"),
    Case("http:///b", "redirect to an address that is not http or https"), Case("/b c", "redirect to an address that is not http or https"),
    Case("/b\r\nLocation: /c", "two Location fields"), Case("/x/a", "redirect loop"),
    Case("http://layanan.karawang.go.id.test/x/a#lain", "redirect loop"),
  ]

  @Test(arguments: cases) func leadsTo(_ item: Case) async {
    let server = Self.server(["/x/a": item.location])
    let permit = WireLab.permit([WireLab.plain, Endpoint(host: "lain.karawang.go.id.test", port: 80)])
    let attempt = await WireLab.ask(server.port, WireLab.request("/x/a"), permit: permit)
    if let failure = attempt.failure {
      #expect(failure == .policy(item.then))
      #expect(server.requests.count == 1)
      #expect(attempt.exchanges.count == 1)
    } else {
      #expect(attempt.exchanges.count == 2)
      let second = server.requests.last?.split(separator: "\r\n").map(String.init) ?? []
      let host = second.first { $0.hasPrefix("Host: ") }?.dropFirst(6) ?? ""
      #expect("\(host)\(second.first?.split(separator: " ").dropFirst().first ?? "")" == item.then)
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308]) func followsEveryRedirectStatus(_ status: Int) async {
    let server = Self.server(["/": "/b"], status: status)
    #expect(WireLab.text(await WireLab.ask(server.port)) == "\(status) complete 0, 200 complete 2")
  }

  @Test(arguments: [300, 304, 305, 306, 399]) func otherStatusesAreAnswers(_ status: Int) async {
    let server = Self.server(["/": "/b"], status: status)
    #expect(WireLab.text(await WireLab.ask(server.port)) == "\(status) complete 0")
  }

  @Test func followsFiveAndNotSix() async {
    let chain = Dictionary(uniqueKeysWithValues: (0..<9).map { ("/\($0)", "/\($0 + 1)") })
    let five = Self.server(chain.filter { Int($0.key.dropFirst())! < 5 })
    #expect(WireLab.text(await WireLab.ask(five.port, WireLab.request("/0"))).hasSuffix("302 complete 0, 200 complete 2"))
    #expect(five.requests.count == 6)
    let six = Self.server(chain)
    let attempt = await WireLab.ask(six.port, WireLab.request("/0"))
    #expect(attempt.failure == .policy("more than 5 redirects"))
    #expect(attempt.exchanges.count == 6)
    #expect(six.requests.count == 6)
  }

  @Test func aProbeThatDoesNotFollowDoesNot() async {
    let server = Self.server(["/": "/b"])
    #expect(WireLab.text(await WireLab.ask(server.port, WireLab.request(follows: false))) == "302 complete 0")
    #expect(server.requests.count == 1)
  }

  @Test func theCredentialStaysWhereItBelongs() async {
    let server = Self.server(["/dalam": "/a", "/luar": "http://lain.karawang.go.id.test/a", "/pintu": "http://layanan.karawang.go.id.test:8080/a"])
    let permit = WireLab.permit([
      WireLab.plain, Endpoint(host: "lain.karawang.go.id.test", port: 80), Endpoint(host: WireLab.host, port: 8080),
    ])
    let transport = WireLab.transport(server.port)
    for (target, kept) in [("/dalam", true), ("/luar", false), ("/pintu", false)] {
      for place in [CredentialPlacement.bearer, .query("kunci"), .cookie("sesi"), .header("X-Kunci")] {
        let before = server.requests.count
        let attempt = await transport.perform(
          WireLab.request(target, credential: .registered(place)), permit: permit, credential: WireCredential(value: "kenari-rahasia"))
        // A query is part of the target, which this server then does not know: one answer, no redirect.
        guard case .query = place else {
          #expect(attempt.exchanges.count == 2)
          let sent = server.requests[before...].map { $0.contains("kenari-rahasia") }
          #expect(sent == [true, kept], "\(target) \(place)")
          continue
        }
      }
    }
  }

  @Test func aRedirectIsNeverDowngraded() async {
    let request = RequestTemplate(
      method: "GET", scheme: .https, endpoint: WireLab.secure, target: "/", fields: [], credential: .registered(.bearer), followsRedirects: true)
    func next(_ location: String) -> Redirect? {
      let exchange = WireExchange(
        request: SentRequest(method: "GET", url: request.url, fields: []), rawHead: Array("HTTP/1.1 302 X\r\nLocation: \(location)\r\n\r\n".utf8),
        rawBody: [],
        completeness: .complete, timings: Timings(connect: nil, handshake: nil, firstByte: 0, total: 0), peer: "", tls: nil, connectionClosed: true)
      return Redirect.next(after: exchange, to: request)
    }
    guard case .refused(let why)? = next("http://layanan.karawang.go.id.test/") else { return #expect(Bool(false), "a downgrade was followed") }
    #expect(why == "redirect from https to http")
    guard case .request(let same)? = next("/b"), case .request(let other)? = next("https://lain.karawang.go.id.test/") else {
      return #expect(Bool(false), "an ordinary redirect was refused")
    }
    #expect(same.credential == .registered(.bearer))
    #expect(other.credential == .none)
  }
}

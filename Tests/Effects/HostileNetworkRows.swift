import Glibc
import Model
import Synchronization
import TestSupport

@testable import Wire

/// The rows themselves. N7 is `egress-vectors.tsv`, which `WireVectorTests` walks through.
extension HostileNetworkTests {
  // MARK: Names

  private static func unreachable(_ how: String) -> Set<String> { ["untested(unreachable.\(how))"] }

  private static func names(_ script: @escaping @Sendable (NameServerLab.Question) -> [[UInt8]]) -> @Sendable () -> Ground {
    { Ground(NetworkLab.server(), NameServerLab(script)) }
  }

  static let names = [
    Row(
      id: "N1", what: "no such name", available: "failed", rest: unreachable("dns"), requests: 0,
      failure: ("NXDOMAIN", .configuration), ground: names { [NameServerLab.answer($0, code: 3)] }),
    Row(
      id: "N2", what: "the name server fails", available: "untested(unreachable.dns)", rest: unreachable("dns"), requests: 0,
      failure: ("SERVFAIL", .thirdParty), ground: names { [NameServerLab.answer($0, code: 2)] }),
    Row(
      id: "N2", what: "the name server is silent", available: "untested(unreachable.dns)", rest: unreachable("dns"), nameMilliseconds: 100,
      requests: 0, failure: ("TIMEOUT", .network), ground: names { _ in [] }),
    Row(
      id: "N3", what: "only reserved addresses", available: "untested(policy)", rest: ["untested(policy)"], requests: 0,
      failure: ("\(NetworkLab.host) leads to 10.0.0.1 private, 169.254.169.254 metadata service, link-local, fd00::1 unique local", .configuration),
      ground: { Ground(NetworkLab.server(), .leading(to: ["10.0.0.1", "169.254.169.254", "fd00::1"])) }),
    Row(
      id: "N4", what: "public and private answers", available: "passed", rest: ["passed"],
      ground: { Ground(NetworkLab.server(), .leading(to: ["10.0.0.1", "127.0.0.1", "fd00::1"])) }),
    Row(
      id: "N5", what: "rebinding to the metadata service", available: "untested(policy)", rest: ["untested(policy)", "cantTell(unstable)", "passed"],
      requests: 2, failure: ("\(NetworkLab.host) leads to 169.254.169.254", .configuration),
      ground: names { question in
        guard question.isIPv4 else { return [NameServerLab.answer(question)] }
        return [NameServerLab.answer(question, [.address(question.name, question.number == 1 ? "127.0.0.1" : "169.254.169.254")])]
      }),
    Row(
      id: "N6", what: "an alias of an internal name", available: "untested(policy)", rest: ["untested(policy)"], requests: 0,
      failure: ("\(NetworkLab.host) leads to 192.168.7.7 private (by db.dalam.test)", .configuration),
      ground: names { question in
        let inner: [NameServerLab.Record] = question.isIPv4 ? [.address("db.dalam.test", "192.168.7.7")] : []
        return [NameServerLab.answer(question, [.alias(question.name, "db.dalam.test")] + inner)]
      }),
    Row(
      id: "N6", what: "more than eight aliases", available: "failed", rest: unreachable("dns"), requests: 0,
      failure: ("CHAIN", .configuration),
      ground: names { question in
        let names = [question.name] + (1...9).map { "n\($0).test" }
        let links = zip(names, names.dropFirst()).map { NameServerLab.Record.alias($0, $1) }
        return [NameServerLab.answer(question, links + (question.isIPv4 ? [.address("n9.test", "127.0.0.1")] : []))]
      }),
  ]

  // MARK: Connections

  static let connections = [
    Row(
      id: "N8", what: "connection refused", available: "failed", rest: unreachable("refused"),
      failure: ("Connection refused", .service),
      ground: {
        let closed = RawServer.Closed()
        return Ground(closed, port: closed.port)
      }),
    Row(
      id: "N9", what: "packets dropped", available: "failed", rest: unreachable("timeout"), limits: NetworkLab.hasty,
      ground: {
        let deaf = RawServer.Deaf()
        return Ground(deaf, port: deaf.port)
      }),
    Row(
      id: "N10", what: "IPv6 refuses, IPv4 works", available: "passed", rest: ["passed"],
      ground: { Ground(NetworkLab.server(), .leading(to: ["::1", "127.0.0.1"])) }),
    Row(
      id: "N10", what: "the first address refuses, the second works", available: "passed", rest: ["passed"],
      ground: { Ground(NetworkLab.server(), .leading(to: ["127.0.0.77", "127.0.0.1"])) }),
    Row(
      id: "N11", what: "reset after accept", available: "failed", rest: unreachable("reset"), failure: ("Failure when receiving data", .network),
      ground: {
        Ground(
          RawServer { peer in
            peer.request()
            peer.reset()
          })
      }),
    Row(
      id: "N11", what: "reset in the head", available: "cantTell(truncated)", rest: ["cantTell(truncated)", "passed"], shows: "cantTell(truncated)",
      ground: broken { $0.send("HTTP/1.1 200 OK\r\nContent-Type: appli") }),
    Row(
      id: "N11", what: "reset in the body", available: "cantTell(truncated)", rest: ["cantTell(truncated)", "passed"], shows: "cantTell(truncated)",
      ground: broken { $0.send(String(healthyAnswers.dropLast(9))) }),
    Row(
      id: "N12", what: "accepts and never speaks", available: "failed", rest: unreachable("timeout"), limits: NetworkLab.hasty,
      ground: {
        Ground(
          RawServer { peer in
            peer.request()
            peer.waitForEnd()
          })
      }),
    Row(
      id: "N13", what: "a drip of head bytes", available: "cantTell(truncated)",
      rest: unreachable("timeout").union(["passed", "cantTell(truncated)"]),
      shows: "cantTell(truncated)", limits: NetworkLab.hasty,
      ground: dripping(Array(healthyAnswers.utf8))),
    Row(
      id: "N13", what: "a drip of body bytes", available: "cantTell(truncated)",
      rest: unreachable("timeout").union(["passed", "cantTell(truncated)"]),
      shows: "cantTell(truncated)", limits: NetworkLab.hasty,
      ground: {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2500\r\n\r\n"
        return Ground(
          NetworkLab.server { _, peer in
            peer.send(head)
            drip([UInt8](repeating: 0x20, count: 2500), peer)
            return true
          })
      }),
  ]

  /// Sends something, waits until it is read, and resets.
  private static func broken(_ send: @escaping @Sendable (RawServer.Peer) -> Void) -> @Sendable () -> Ground {
    {
      Ground(
        NetworkLab.server { _, peer in
          send(peer)
          peer.pause(milliseconds: 30)
          peer.reset()
          return true
        })
    }
  }

  private static func drip(_ bytes: [UInt8], _ peer: RawServer.Peer) {
    for byte in bytes {
      guard peer.send([byte]) else { return }
      peer.pause(milliseconds: 20)
    }
  }

  private static func dripping(_ bytes: [UInt8]) -> @Sendable () -> Ground {
    {
      Ground(
        NetworkLab.server { _, peer in
          drip(bytes, peer)
          return true
        })
    }
  }

  // MARK: Redirects

  private static func redirecting(_ locations: [String]) -> @Sendable () -> Ground {
    {
      Ground(
        NetworkLab.server { head, peer in
          let target = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
          let hop = target.split(separator: "?").dropFirst().first.flatMap { Int($0) } ?? 0
          let location = locations[min(hop, locations.count - 1)].replacing("@", with: target.split(separator: "?")[0])
          peer.send("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
          return true
        })
    }
  }

  static let redirects: [Row] = [
    ("a loop", ["@"], "redirect loop"), ("six hops", ["@?1", "@?2", "@?3", "@?4", "@?5", "@?6"], "more than 5 redirects"),
    ("to a reserved address", ["http://169.254.169.254/latest/meta-data"], "169.254.169.254:80 is not a registered host"),
    ("to another agency", ["http://lain.go.id.test/"], "lain.go.id.test:80 is not a registered host"),
    ("to ftp", ["ftp://layanan.karawang.go.id.test/"], "redirect to an address that is not"),
    ("to a file", ["file:///etc/passwd"], "redirect to an address that is not"),
    ("to a decimal address", ["http://2130706433/"], "redirect to an address that is not"),
    ("to two places", ["/loket\r\nLocation: /riwayat"], "two Location fields"),
  ].map { what, locations, detail in
    Row(
      id: "N14", what: "redirect: \(what)", available: "untested(policy)", rest: ["untested(policy)", "passed"], shows: "untested(policy)",
      requests: 200,
      failure: (detail, .configuration), ground: redirecting(locations))
  }

  // MARK: Moods of a service

  private static func limited(after count: Int, _ answer: String) -> @Sendable () -> Ground {
    {
      let counter = RequestCounter()
      return Ground(
        RawServer { peer in
          let parts = peer.request().split(separator: " ").map(String.init)
          guard parts.count > 1 else { return }
          peer.send(counter.next() > count ? answer : NetworkLab.healthy(parts[0], parts[1]))
        })
    }
  }

  private static func moody(_ answer: @escaping @Sendable (Int) -> String) -> @Sendable () -> Ground {
    {
      let counter = RequestCounter()
      return Ground(
        NetworkLab.server { _, peer in
          peer.send(answer(counter.next()))
          return true
        })
    }
  }

  static let moods = [
    Row(
      id: "N15", what: "429 with Retry-After 86400", available: "untested(rateLimited)", rest: ["untested(rateLimited)"], requests: 1,
      ground: limited(after: 0, "HTTP/1.1 429 X\r\nRetry-After: 86400\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    Row(
      id: "N15", what: "503 with Retry-After 86400", available: "untested(rateLimited)", rest: ["untested(rateLimited)"], requests: 1,
      ground: limited(after: 0, "HTTP/1.1 503 X\r\nRetry-After: 86400\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    Row(
      id: "N15", what: "a block after four requests", available: "passed", rest: ["untested(rateLimited)", "passed"],
      shows: "untested(rateLimited)", requests: 7,
      ground: limited(after: 4, "HTTP/1.1 429 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    Row(
      id: "N16", what: "every second answer is a server error", available: "cantTell(unstable)", rest: ["cantTell(unstable)", "passed"],
      ground: moody { $0 % 2 == 0 ? healthyAnswers : NetworkLab.answer("500 Internal Server Error", "application/json", "{}") }),
    Row(
      id: "N16", what: "every second answer is a login page", available: "passed",
      rest: ["cantTell(unstable)", "passed", "untested(prerequisite(DOC-07))"], fails: ["DOC-07"],
      ground: moody { $0 % 2 == 0 ? healthyAnswers : NetworkLab.answer("200 OK", "text/html", "<html><title>Masuk</title></html>") }),
    Row(
      id: "N16", what: "a gateway's moment, then the service", available: "passed", rest: ["passed"],
      ground: moody { $0 > 1 ? healthyAnswers : NetworkLab.answer("503 Service Unavailable", "text/plain", "tunggu") }),
  ]
}

/// Counts from 1.
final class RequestCounter: Sendable {
  private let count = Atomic<Int>(0)
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}

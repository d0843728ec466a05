import Foundation
import Model
import TestSupport
import Wire

/// Minutes of requests to many hosts, two in a hundred of them hostile: memory must stay flat.
struct Soak {
  let minutes: Double
  private static let inFlight = 64
  private static let hosts = 2000
  private static let limits = WireLimits(
    connectMilliseconds: 1000, silenceMilliseconds: 500, exchangeMilliseconds: 1500, headBytes: 64 << 10, headLines: 200, lineBytes: 8 << 10,
    bodyBytes: 2 << 20, redirects: 5)

  /// Each of a hundred: nothing, resets, floods, drips, broken frames.
  private static let hostile: [@Sendable (RawServer.Peer) -> Void] = [
    { $0.waitForEnd() },
    { peer in
      peer.request()
      peer.reset()
    },
    { peer in
      peer.request()
      peer.send("HTTP/1.1 200 OK\r\n\r\n")
      while peer.send([UInt8](repeating: 0x61, count: 65_536)) {}
    },
    { peer in
      peer.request()
      while peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") {}
    },
    { peer in
      peer.request()
      peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
    },
    { peer in
      peer.request()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      while peer.send("x") { peer.pause(milliseconds: 100) }
    },
  ]

  /// - `port`: where the healthy hosts listen, on every address of 127/8.
  func run(port: Int) async -> [(name: String, value: Double)] {
    let healthy = (0..<Self.hosts).map { Endpoint(host: WireLoad.host($0), port: port) }
    let started = ContinuousClock.now
    var samples: [Double] = []
    var requests = 0
    var answered = 0
    let transport = CurlTransport(
      WireSettings(
        userAgent: "selaras-bench", limits: Self.limits, overrides: [], trustStore: nil, addressPermits: [.loopback], maxConnections: 600,
        pace: .unpaced))
    while (ContinuousClock.now - started) / .seconds(60) < minutes {
      // Servers end by themselves after a while: new ones for each round.
      let servers = Self.hostile.map { RawServer($0) }
      let bad = servers.map { Endpoint(host: "127.0.0.1", port: $0.port) }
      let permit = Permit(
        methods: ["GET"], endpoints: Set(healthy + bad), steps: [], refused: [:], requestBudget: .max, spacingMilliseconds: 0)
      let offset = requests
      let round = await withTaskGroup(of: (Int, Int).self) { group in
        for worker in 0..<Self.inFlight {
          group.addTask {
            var (asked, whole) = (0, 0)
            for index in stride(from: offset + worker, to: offset + 20_000, by: Self.inFlight) {
              let endpoint = index % 50 == 0 ? bad[index / 50 % bad.count] : healthy[index % healthy.count]
              let probe = Probe.http(
                RequestTemplate(
                  method: "GET", scheme: .http, endpoint: endpoint, target: "/1k.json", fields: [], credential: .none, followsRedirects: true))
              asked += 1
              if await transport.perform(probe, permit: permit, credential: nil).failure == nil { whole += 1 }
            }
            return (asked, whole)
          }
        }
        return await group.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      }
      requests += round.0
      answered += round.1
      for server in servers { server.stop() }
      samples.append(Double(ProcessFigures.residentKiB()) / 1024)
      FileHandle.standardError.write(Data("\(requests) requests, \(Figure.text(samples.last ?? 0)) MiB\n".utf8))
    }
    transport.stop()
    // The first fifth warms up; then the beginning is compared with the end.
    let rest = Array(samples.dropFirst(samples.count / 5))
    let third = max(1, rest.count / 3)
    let growth = Figure.median(Array(rest.suffix(third))) / Figure.median(Array(rest.prefix(third)))
    return [
      ("wire.soak.minutes", minutes), ("wire.soak.requests", Double(requests)), ("wire.soak.answered", Double(answered)),
      ("wire.soak.peak_mib", samples.max() ?? 0), ("wire.soak.memory_growth", growth),
    ]
  }
}

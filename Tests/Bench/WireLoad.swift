import Foundation
import Glibc
import Model
import Wire

/// A load of GET requests through the real wire: guard, own resolution, libcurl, outcome; nothing is left out for speed.
struct WireLoad {
  var scheme = RequestTemplate.Scheme.http
  var port = 18_080
  var path = "/1k.json"
  /// Distinct hosts, addresses of 127/8.
  var hosts = 1
  var requests = 100_000
  var inFlight = 64
  var loops = 1
  var maxConnections = 256
  var trustStore: String?
  /// Requests to a host before the next one's turn; 0 for round robin over all hosts.
  var each = 0
  /// So many hosts share a port, and the certificate behind it; 0 for one port.
  var hostsPerPort = 0

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst(), let value = rest.popFirst() {
      switch name {
      case "--scheme": scheme = value == "https" ? .https : .http
      case "--port": port = Int(value) ?? port
      case "--path": path = value
      case "--hosts": hosts = Int(value) ?? hosts
      case "--requests": requests = Int(value) ?? requests
      case "--in-flight": inFlight = Int(value) ?? inFlight
      case "--loops": loops = Int(value) ?? loops
      case "--max-connections": maxConnections = Int(value) ?? maxConnections
      case "--trust": trustStore = value
      case "--each": each = Int(value) ?? each
      case "--hosts-per-port": hostsPerPort = Int(value) ?? hostsPerPort
      default: preconditionFailure("unknown \(name)")
      }
    }
  }

  /// As the baseline spreads them: 250 addresses to a block.
  static func host(_ index: Int) -> String { "127.0.\(index / 250).\(index % 250 + 1)" }

  /// Prints `requests per second`, `CPU microseconds a request`, `failures`, `peak KiB` on one line.
  func run() async {
    let endpoints = (0..<hosts).map { Endpoint(host: Self.host($0), port: hostsPerPort > 0 ? port + $0 / hostsPerPort : port) }
    let permit = Permit(
      methods: ["GET"], endpoints: Set(endpoints), steps: [], refused: [:], requestBudget: requests, spacingMilliseconds: 0)
    let transport = CurlTransport(
      WireSettings(
        userAgent: "selaras-bench (+https://contoh.go.id.test)", limits: .standard, overrides: [], trustStore: trustStore,
        addressPermits: [.loopback], maxConnections: maxConnections,
        pace: WirePace(loops: loops, inFlight: 4096, perAddress: 4096, addressSpacingMilliseconds: 0)))
    let started = ContinuousClock.now
    let failures = await withTaskGroup(of: Int.self) { group in
      for worker in 0..<inFlight {
        group.addTask { await work(worker, endpoints, permit, transport) }
      }
      return await group.reduce(0, +)
    }
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    let cpu = ProcessFigures.cpuSeconds()
    let (rate, each) = (Int(Double(requests) / seconds), Figure.text(cpu / Double(requests) * 1e6))
    print("\(rate) req/s, cpu \(each) us/req, \(failures) failed, maxrss \(ProcessFigures.peakKiB()) KiB")
    transport.stop()
  }

  private func work(_ worker: Int, _ endpoints: [Endpoint], _ permit: Permit, _ transport: CurlTransport) async -> Int {
    var failures = 0
    for index in stride(from: worker, to: requests, by: inFlight) {
      let probe = Probe.http(
        RequestTemplate(
          method: "GET", scheme: scheme, endpoint: endpoints[place(index, worker)], target: path, fields: [], credential: .none,
          followsRedirects: true))
      let attempt = await transport.perform(probe, permit: permit, credential: nil)
      if attempt.failure != nil || attempt.exchanges.first?.rawBody.count != 1024 {
        if failures == 0 { FileHandle.standardError.write(Data("\(attempt)\n".utf8)) }
        failures += 1
      }
    }
    return failures
  }

  /// Round robin, or host by host: what one worker asks of a host it asks in a row, as the relay does.
  private func place(_ index: Int, _ worker: Int) -> Int {
    guard each > 0 else { return index % hosts }
    return (worker + index / inFlight / each * inFlight) % hosts
  }
}

import Foundation

/// The wire against bare libcurl, alternated rounds, medians; ratios say how many times better than the other, so 1 is equal.
struct WireBench {
  private let ground: Ground
  private static let rounds = 5

  init(_ ground: Ground) { self.ground = ground }

  /// Of one process: requests a second, CPU microseconds a request, peak memory.
  private struct Sample {
    let rate: Double
    let cpu: Double
    let peakKiB: Double
  }

  func run() throws -> [(name: String, value: Double)] {
    var figures: [(name: String, value: Double)] = []
    if let bare = ground.bareClient {
      let common = ["-mode", "epoll", "-fresh", "1", "-debug", "1", "-maxconn", "256"]
      let plain = try alternate([
        ("ours", { try ours(["--requests", "60000"]) }), ("bare", { try sample(bare, common + ["-n", "60000"]) }),
        ("poll", { try sample(bare, ["-mode", "poll", "-maxconn", "256", "-n", "60000"]) }),
      ])
      let secure = try alternate([
        ("ours", { try ours(["--requests", "30000", "--scheme", "https", "--port", "\(Ground.securePort)"]) }),
        (
          "bare",
          {
            try sample(
              bare, common + ["-n", "30000", "-scheme", "https", "-port", "\(Ground.securePort)", "-cainfo", ground.trustStore])
          }
        ),
      ])
      figures += [
        ("wire.plain.cpu_us_per_request", cpu(plain, "ours")), ("wire.plain.vs_bare_curl", cpu(plain, "bare") / cpu(plain, "ours")),
        ("wire.plain.vs_bare_curl_poll", cpu(plain, "poll") / cpu(plain, "ours")),
        ("wire.tls.cpu_us_per_request", cpu(secure, "ours")), ("wire.tls.vs_bare_curl", cpu(secure, "bare") / cpu(secure, "ours")),
      ]
      if let peer = try wrk() { figures.append(("wire.plain.rate_vs_wrk", rate(plain, "ours") / peer)) }
    } else {
      FileHandle.standardError.write(Data("The lab with the bare client is not here: name its folder in SELARAS_LAB. Ratios left out.\n".utf8))
    }
    return try figures + manyHosts()
  }

  // MARK: Many hosts

  private func manyHosts() throws -> [(name: String, value: Double)] {
    let hosts = ["--scheme", "https", "--port", "\(Ground.firstHostPort)", "--hosts-per-port", "\(Ground.hostsPerPort)", "--in-flight", "256"]
    var contenders = [("ours", { try ours(hosts + ["--hosts", "5000", "--requests", "5000", "--max-connections", "600"]) })]
    if let bare = ground.bareClient {
      // It verifies the chain and not the name; one certificate serves all its hosts.
      let arguments = ["-mode", "epoll", "-fresh", "1", "-debug", "1", "-hosts", "5000", "-n", "5000", "-c", "256", "-maxconn", "600"]
      let place = ["-scheme", "https", "-port", "\(Ground.securePort)", "-cainfo", ground.trustStore, "-certinfo", "1"]
      contenders.append(("bare", { try sample(bare, arguments + place) }))
    }
    let connections = try alternate(contenders, rounds: 3)
    let loops = try alternate([
      ("one", { try ours(hosts + ["--hosts", "5000", "--requests", "20000", "--max-connections", "6000"]) }),
      ("two", { try ours(hosts + ["--hosts", "5000", "--requests", "20000", "--max-connections", "3000", "--loops", "2"]) }),
    ], rounds: 3)
    let all = try ours(hosts + ["--hosts", "\(Ground.hosts)", "--requests", "\(2 * Ground.hosts)", "--each", "2", "--max-connections", "600"])
    return [
      ("wire.tls.connection_cpu_ms", cpu(connections, "ours") / 1000),
      ("wire.tls.connection_vs_bare_curl", cpu(connections, "bare") / cpu(connections, "ours")),
      ("wire.tls.two_loops_speedup", rate(loops, "two") / rate(loops, "one")),
      ("wire.hosts.count", Double(Ground.hosts)), ("wire.hosts.peak_mib", all.peakKiB / 1024),
    ]
  }

  // MARK: Rounds

  /// Each in turn, in both orders.
  private func alternate(_ contenders: [(name: String, run: () throws -> Sample)], rounds: Int = rounds) throws -> [String: [Sample]] {
    var samples: [String: [Sample]] = [:]
    for round in 0..<rounds {
      for contender in round % 2 == 0 ? contenders : contenders.reversed() { samples[contender.name, default: []].append(try contender.run()) }
    }
    return samples
  }

  private func cpu(_ samples: [String: [Sample]], _ name: String) -> Double { Figure.median(samples[name, default: []].map(\.cpu)) }
  private func rate(_ samples: [String: [Sample]], _ name: String) -> Double { Figure.median(samples[name, default: []].map(\.rate)) }

  private func ours(_ arguments: [String]) throws -> Sample {
    try sample(CommandLine.arguments[0], ["client", "--trust", ground.trustStore] + arguments)
  }

  private func sample(_ program: String, _ arguments: [String]) throws -> Sample {
    let path = program.hasPrefix("/") ? program : FileManager.default.currentDirectoryPath + "/" + program
    let (status, output) = Shell.run(path, arguments)
    guard status == 0, output.contains(" 0 failed"), let rate = output.firstMatch(of: /([0-9]+) req\/s/),
      let cpu = output.firstMatch(of: /cpu ([0-9.]+) us/), let peak = output.firstMatch(of: /maxrss ([0-9]+) KiB/)
    else { throw GroundFault(text: "\(path) \(arguments.joined(separator: " ")): \(output)") }
    return Sample(rate: Double(rate.1) ?? 0, cpu: Double(cpu.1) ?? 0, peakKiB: Double(peak.1) ?? 0)
  }

  /// Requests a second of wrk, which parses next to nothing: the ceiling. Nil where it is not installed.
  private func wrk() throws -> Double? {
    let output = Shell.run("wrk", ["-t1", "-c64", "-d3s", "http://127.0.0.1:\(Ground.plainPort)/1k.json"]).output
    return output.firstMatch(of: /Requests\/sec: *([0-9.]+)/).flatMap { Double($0.1) }
  }
}

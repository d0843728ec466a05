import TestSupport

/// Rows of hostile framing that go beyond what we read: bounded, and nobody is accused.
enum HostileLimits {
  private typealias Row = HostileFramingTests.Row
  private static let b = HostileBytes.self
  private static let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 64 << 10)

  static let rows: [HostileFramingTests.Row] = [
    over("H10", "a chunk extension of 200 KB") { peer in
      peer.send(b.ok + b.chunked + b.close + "\r\n19;x=" + String(repeating: "a", count: 200_000) + "\r\n" + b.sample + "\r\n0\r\n\r\n")
    },
    over("H11", "64 KB of trailers") { peer in
      peer.send(b.ok + b.chunked + b.close + "\r\n" + b.chunk + "0\r\n")
      for index in 0..<64 { peer.send("X-\(index): " + String(repeating: "a", count: 1000) + "\r\n") }
      peer.send("\r\n")
    },
    over("H11", "endless trailers") { peer in
      peer.send(b.ok + b.chunked + b.close + "\r\n" + b.chunk + "0\r\n")
      let line = "X: " + String(repeating: "a", count: 1000) + "\r\n"
      for _ in 0..<20_000 where !peer.send(line) { return }
    },
    over("H17", "one header line of 100 KiB") { peer in peer.send(b.head("X-A: \(String(repeating: "a", count: 100 << 10))\r\n")) },
    over("H17", "300 KiB of header lines") { peer in
      peer.send(b.head((0..<60).map { "X-\($0): \(String(repeating: "a", count: 5000))\r\n" }.joined()))
    },
    over("H17", "endless header lines") { peer in
      peer.send(b.ok)
      let line = "X: " + String(repeating: "a", count: 1000) + "\r\n"
      for _ in 0..<20_000 where !peer.send(line) { return }
    },
    over("H17", "a header line without an end") { peer in
      peer.send(b.ok + "X: ")
      for _ in 0..<400 where !peer.send(piece) { return }
    },
    over("H18", "6,000 short header lines") { peer in peer.send(b.head((0..<6000).map { "X-\($0): a\r\n" }.joined())) },
    over("H19", "endless interim answers") { peer in
      for _ in 0..<100_000 where !peer.send("HTTP/1.1 102 Processing\r\n\r\n") { return }
    },
  ]

  private static func over(_ id: String, _ what: String, _ send: @escaping @Sendable (RawServer.Peer) -> Void) -> HostileFramingTests.Row {
    Row(id, what, "cantTell(bodyLimit)", [], content: "cantTell(bodyLimit)") { request, peer in
      if request.method == "GET", !request.isConditional { send(peer) } else { peer.send(HostileLab.healthy(request, ["/antrean"])) }
    }
  }
}

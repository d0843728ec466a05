import HTTPMessages

/// A request as it arrived.
struct IncomingRequest: Sendable {
  let method: String
  let target: String
  let fields: [HeaderField]
  let body: [UInt8]
  /// Whether the connection stays open behind the answer (RFC 9112 §9.3).
  let keepsAlive: Bool
  /// The Host field's name in lower case, without its port.
  let host: String
}

/// Reads HTTP/1.1 requests from bytes, strictly and within bounds. Our own, because a library knows only registered methods and answers
/// any other with 400, where a service is asked for 405 (RFC 9110 §9.1).
struct RequestReader: Sendable {
  enum Step: Sendable {
    case request(IncomingRequest)
    case needsMore
    /// The client waits for leave to send its body (RFC 9110 §10.1.1).
    case wantsContinue
    /// The connection ends with this status.
    case refused(Int)
  }

  private static let headBytes = 64 << 10
  private static let lineBytes = 8 << 10
  private static let fieldLines = 200
  private static let bodyBytes = 1 << 20

  private var buffer: [UInt8] = []
  /// Where to look on for the end of the head.
  private var scanned = 0
  private var head: Head?
  private var body: BodyState = .none

  private struct Head: Sendable {
    let method: String
    let target: String
    let fields: [HeaderField]
    let keepsAlive: Bool
    let host: String
  }
  private enum BodyState: Sendable {
    case none
    case length(Int)
    case chunked(ChunkedBody)
  }

  mutating func append(_ bytes: some Sequence<UInt8>) { buffer += bytes }

  mutating func next() -> Step {
    if head == nil {
      // Blank lines before a request line are skipped (RFC 9112 §2.2).
      while buffer.starts(with: [0x0D, 0x0A]) { buffer.removeFirst(2) }
      guard let end = endOfHead() else { return buffer.count > Self.headBytes ? .refused(431) : .needsMore }
      if end > Self.headBytes { return .refused(431) }
      let lines = buffer[..<end]
      if let status = read(lines) { return .refused(status) }
      buffer.removeFirst(end + 4)
      scanned = 0
      if waitsForContinue, buffer.isEmpty { return .wantsContinue }
    }
    return finish()
  }

  private mutating func endOfHead() -> Int? {
    var at = max(0, scanned - 3)
    while at + 3 < buffer.count {
      if buffer[at] == 0x0D, buffer[at + 1] == 0x0A, buffer[at + 2] == 0x0D, buffer[at + 3] == 0x0A { return at }
      at += 1
    }
    scanned = buffer.count
    return nil
  }

  // MARK: head

  /// Nil when the head is taken, else the status that refuses it.
  private mutating func read(_ bytes: ArraySlice<UInt8>) -> Int? {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      guard end > rest.startIndex, rest[end - 1] == 0x0D else { return 400 }
      lines.append(rest[..<(end - 1)])
      rest = rest[(end + 1)...]
    }
    lines.append(rest)
    guard let first = lines.first, lines.count <= Self.fieldLines + 1 else { return 431 }
    guard first.count <= Self.lineBytes else { return 414 }
    guard !lines.contains(where: { $0.contains(0x0D) || $0.contains(0) }) else { return 400 }
    let parts = first.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(ASCII.isToken), !parts[1].isEmpty, parts[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return 400 }
    let version = String(decoding: parts[2], as: UTF8.self)
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else { return version.hasPrefix("HTTP/") ? 505 : 400 }
    var fields: [HeaderField] = []
    for line in lines.dropFirst() {
      guard line.count <= Self.lineBytes else { return 431 }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex, line[..<colon].allSatisfy(ASCII.isToken) else { return 400 }
      fields.append(HeaderField(name: ASCII.latin1(line[..<colon]), value: ASCII.latin1(ASCII.trimmed(line[(colon + 1)...]))))
    }
    return take(String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self), version, fields)
  }

  private mutating func take(_ method: String, _ target: String, _ version: String, _ fields: [HeaderField]) -> Int? {
    func values(_ name: String) -> [String] { fields.filter { ASCII.equalIgnoringCase($0.name, name) }.map(\.value) }
    let hosts = values("Host")
    // Exactly one Host, also empty (RFC 9112 §3.2).
    guard hosts.count == 1 || (version == "HTTP/1.0" && hosts.isEmpty) else { return 400 }
    let host = ASCII.lowercased(String((hosts.first ?? "").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""))
    guard host.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }) else {
      return 400
    }
    let lengths = values("Content-Length")
    let codings = FieldLists.tokens(values("Transfer-Encoding"))
    if !codings.isEmpty {
      // Both together are how requests are smuggled (RFC 9112 §6.1).
      guard lengths.isEmpty else { return 400 }
      guard codings.count == 1, ASCII.equalIgnoringCase(codings[0], "chunked") else { return 501 }
      body = .chunked(ChunkedBody(limit: Self.bodyBytes))
    } else if !lengths.isEmpty {
      guard lengths.count == 1, !lengths[0].isEmpty, lengths[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return 400 }
      guard let length = Int(lengths[0]), length <= Self.bodyBytes else { return 413 }
      body = .length(length)
    } else {
      body = .none
    }
    let connection = FieldLists.tokens(values("Connection")).map(ASCII.lowercased)
    head = Head(
      method: method, target: target, fields: fields, keepsAlive: version == "HTTP/1.1" && !connection.contains("close"), host: host)
    return nil
  }

  private var waitsForContinue: Bool {
    if case .none = body { return false }
    return head?.fields.contains { ASCII.equalIgnoringCase($0.name, "Expect") && ASCII.equalIgnoringCase($0.value, "100-continue") } ?? false
  }

  // MARK: body

  private mutating func finish() -> Step {
    guard let head else { return .needsMore }
    var content: [UInt8] = []
    switch body {
    case .none: break
    case .length(let length):
      guard buffer.count >= length else { return .needsMore }
      content = Array(buffer[..<length])
      buffer.removeFirst(length)
    case .chunked(var chunks):
      let outcome = chunks.take(&buffer)
      body = .chunked(chunks)
      switch outcome {
      case .needsMore: return .needsMore
      case .refused(let status): return .refused(status)
      case .finished: content = chunks.content
      }
    }
    self.head = nil
    body = .none
    return .request(
      IncomingRequest(
        method: head.method, target: head.target, fields: head.fields, body: content, keepsAlive: head.keepsAlive, host: head.host))
  }
}

/// Decodes a chunked body (RFC 9112 §7.1); extensions and trailers are dropped.
struct ChunkedBody: Sendable {
  enum Outcome {
    case needsMore, finished
    case refused(Int)
  }
  let limit: Int
  private(set) var content: [UInt8] = []
  private var isInTrailers = false

  init(limit: Int) { self.limit = limit }

  mutating func take(_ buffer: inout [UInt8]) -> Outcome {
    while true {
      guard let end = buffer.firstIndex(of: 0x0A) else { return buffer.count > 8192 ? .refused(400) : .needsMore }
      guard end > 0, end <= 8192, buffer[end - 1] == 0x0D else { return .refused(400) }
      let line = buffer[..<(end - 1)]
      if isInTrailers {
        let isLast = line.isEmpty
        buffer.removeFirst(end + 1)
        if isLast { return .finished }
        continue
      }
      let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
      guard (1...8).contains(digits.count), let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
        return .refused(400)
      }
      guard content.count + size <= limit else { return .refused(413) }
      if size == 0 {
        isInTrailers = true
        buffer.removeFirst(end + 1)
        continue
      }
      guard buffer.count >= end + 1 + size + 2 else { return .needsMore }
      guard buffer[end + 1 + size] == 0x0D, buffer[end + 2 + size] == 0x0A else { return .refused(400) }
      content += buffer[(end + 1)..<(end + 1 + size)]
      buffer.removeFirst(end + 1 + size + 2)
    }
  }
}

import HTTPMessages

/// Takes an answer's bytes as they come and tells when it has ended, so that its connection can carry the next request.
///
/// It judges nothing: where the end cannot be said for certain it reads on until the peer closes or is quiet, and the strict reader
/// sees every byte.
struct AnswerReader {
  enum Progress: Hashable {
    case more
    case ended
    /// One of our own limits.
    case overLimit(String)
    /// No HTTP/1.
    case malformed
  }

  enum Kind {
    /// One answer to a request of this method.
    case answer(method: String)
    /// Everything until the peer closes.
    case everything
  }

  private enum Part {
    case head
    case length(left: Int)
    case chunks(ChunkScanner)
    case untilClose
    case ended
  }

  private(set) var head: [UInt8] = []
  private(set) var body: [UInt8] = []
  /// The end was told by the message itself, nothing came behind it, and the connection may stay: it can be used again.
  private(set) var isReusable = false
  /// The length cannot be relied on: quiet is the only end that can be waited for.
  private(set) var endsByQuiet: Bool
  /// What the last head's status line says; 0 for none.
  private(set) var status = 0
  private let kind: Kind
  private let limits: WireLimits
  private var part = Part.head
  /// Where the current head and its current line begin, and how many lines came in all.
  private var headStart = 0
  private var lineStart = 0
  private var lines = 0
  private var interims = 0
  private static let mostInterims = 10

  init(_ kind: Kind, limits: WireLimits) {
    self.kind = kind
    self.limits = limits
    if case .everything = kind { endsByQuiet = true } else { endsByQuiet = false }
  }

  var isWhole: Bool { if case .ended = part { true } else { false } }
  var isEmpty: Bool { head.isEmpty && body.isEmpty }
  /// The body is one that only the connection's end ends.
  var isUntilClose: Bool { if case .untilClose = part { true } else { false } }
  /// The peer closed inside of a head, or before one.
  var isInHead: Bool { if case .head = part { true } else { false } }

  mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Progress {
    guard case .head = part else { return receiveBody(bytes) }
    head.append(contentsOf: bytes)
    let progress = readHead()
    guard progress != .more || head.count <= limits.headBytes else { return overHead() }
    return progress
  }

  // MARK: Head

  private mutating func readHead() -> Progress {
    while let feed = head[lineStart...].firstIndex(of: 0x0A) {
      let length = feed + 1 - lineStart
      lines += 1
      if length > limits.lineBytes { return .overLimit("header line over \(limits.lineBytes) bytes") }
      if lines > limits.headLines || feed >= limits.headBytes { return overHead() }
      let isFirst = lineStart == headStart
      let isBlank = length == 1 || (length == 2 && head[lineStart] == 0x0D)
      if isFirst, !isStatusLine(lineStart..<feed) { return .malformed }
      lineStart = feed + 1
      if isBlank, let progress = endHead() { return progress }
    }
    if head.count - lineStart > limits.lineBytes { return .overLimit("header line over \(limits.lineBytes) bytes") }
    // Garbage need not be awaited to its end.
    let start = head[headStart...].prefix(5)
    return start.elementsEqual("HTTP/".utf8.prefix(start.count)) ? .more : .malformed
  }

  private func overHead() -> Progress { .overLimit("head over \(limits.headLines) lines or \(limits.headBytes) bytes") }

  /// `HTTP/1.x ` and three digits; notes the status.
  private mutating func isStatusLine(_ range: Range<Int>) -> Bool {
    let line = head[range]
    guard line.starts(with: "HTTP/1.".utf8), line.count >= 12, line[range.lowerBound + 8] == 0x20 else { return false }
    status = 0
    for byte in line[(range.lowerBound + 9)..<(range.lowerBound + 12)] {
      guard (0x30...0x39).contains(byte) else { return false }
      status = status * 10 + Int(byte - 0x30)
    }
    return status >= 100
  }

  /// At a blank line: nil when another head is to come.
  private mutating func endHead() -> Progress? {
    if (100...199).contains(status), status != 101 {
      interims += 1
      if interims > Self.mostInterims { return .overLimit("more than \(Self.mostInterims) interim answers") }
      headStart = lineStart
      return nil
    }
    let rest = Array(head[lineStart...])
    let fields = AnswerFraming(head[headStart..<lineStart])
    head.removeSubrange(lineStart...)
    part = framing(fields)
    return rest.withUnsafeBytes { receiveBody($0) }
  }

  private mutating func framing(_ fields: AnswerFraming) -> Part {
    guard case .answer(let method) = kind else { return .untilClose }
    isReusable = fields.keepsConnection
    if method == "HEAD" || status == 204 || status == 304 { return .ended }
    if status == 101 {
      isReusable = false
      return .ended
    }
    switch fields.body {
    case .chunked(let isAlone):
      isReusable = isReusable && isAlone
      return .chunks(ChunkScanner(lineBytes: limits.lineBytes))
    case .length(let count): return count == 0 ? .ended : .length(left: count)
    case .untilClose, .unsafe:
      isReusable = false
      endsByQuiet = fields.body == .unsafe
      return .untilClose
    }
  }

  // MARK: Body

  private mutating func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Progress {
    let room = limits.bodyBytes - body.count
    let kept = min(bytes.count, room)
    body.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<kept]))
    let progress = scan(UnsafeRawBufferPointer(rebasing: bytes[..<kept]))
    return progress == .more && kept < bytes.count ? .overLimit("body over \(limits.bodyBytes) bytes") : progress
  }

  private mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Progress {
    switch part {
    case .head, .untilClose: return .more
    case .ended: return end(extra: bytes.count)
    case .length(let left):
      guard bytes.count >= left else {
        part = .length(left: left - bytes.count)
        return .more
      }
      return end(extra: bytes.count - left)
    case .chunks(var scanner):
      let progress = scanner.scan(bytes)
      part = .chunks(scanner)
      switch progress {
      case .more: return .more
      case .ended(let extra): return end(extra: extra)
      case .broken:
        // What comes next is anybody's guess.
        (isReusable, part) = (false, .untilClose)
        return .ended
      case .overLimit(let what): return .overLimit(what)
      }
    }
  }

  private mutating func end(extra: Int) -> Progress {
    part = .ended
    if extra > 0 { isReusable = false }
    return .ended
  }
}

/// What a head says about where its message ends, read leniently and fast; `ResponseReader` judges the same head strictly.
struct AnswerFraming {
  enum Body: Equatable {
    /// `isAlone`: no length stands beside it.
    case chunked(isAlone: Bool)
    case length(Int)
    case untilClose
    /// Lengths that cannot be read or contradict each other, or a coding that nobody knows.
    case unsafe
  }

  let body: Body
  let keepsConnection: Bool

  /// - `head`: from the status line to the blank line.
  init(_ head: ArraySlice<UInt8>) {
    var lengths: [Int?] = []
    var codings: [[UInt8]] = []
    var isClosing = head.starts(with: "HTTP/1.0".utf8)
    head.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        defer { start = end + 1 }
        // Only three names matter, and they begin with two letters.
        guard end > start, bytes[start] | 0x20 == UInt8(ascii: "c") || bytes[start] | 0x20 == UInt8(ascii: "t") else { continue }
        if let value = Self.value(of: "content-length", bytes, start, end) {
          lengths += value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Self.number)
        } else if let value = Self.value(of: "transfer-encoding", bytes, start, end) {
          codings += value.split(separator: UInt8(ascii: ",")).map(Array.init)
        } else if let value = Self.value(of: "connection", bytes, start, end) {
          isClosing = isClosing || value.split(separator: UInt8(ascii: ",")).contains { $0.elementsEqual("close".utf8) }
        }
      }
    }
    keepsConnection = !isClosing
    if !codings.isEmpty {
      body = codings.last!.elementsEqual("chunked".utf8) ? .chunked(isAlone: lengths.isEmpty && codings.count == 1) : .unsafe
    } else if let first = lengths.first {
      if let length = first, lengths.allSatisfy({ $0 == length }) { body = .length(length) } else { body = .unsafe }
    } else {
      body = .untilClose
    }
  }

  /// The value in lower case and without blanks, where the line from `start` to `end` has this name.
  private static func value(of name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    let length = name.utf8CodeUnitCount
    guard end - start > length else { return nil }
    for offset in 0..<length where bytes[start + offset] | 0x20 != name.utf8Start[offset] { return nil }
    var colon = start + length
    // A blank before the colon is a fault, and yet everybody understands the name.
    while colon < end, bytes[colon] == 0x20 || bytes[colon] == 0x09 { colon += 1 }
    guard colon < end, bytes[colon] == UInt8(ascii: ":") else { return nil }
    return bytes[(colon + 1)..<end].compactMap { byte in
      byte == 0x20 || byte == 0x09 || byte == 0x0D ? nil : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
  }

  /// Decimal digits only, at most eighteen, so that nothing overflows.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard (1...18).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

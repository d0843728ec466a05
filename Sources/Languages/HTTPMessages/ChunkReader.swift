/// Undoes the chunked transfer coding (RFC 9112 §7.1).
struct ChunkReader {
  private(set) var content: [UInt8] = []
  private(set) var trailers: [HeaderField] = []
  private(set) var faults: Set<FramingFault> = []
  /// What follows the message; empty unless its end was reached.
  private(set) var rest: ArraySlice<UInt8>

  /// A longer chunk line, or a longer trailer section, is not read (background: trust.md B3, H10 and H11).
  static let lineBytes = 8 << 10
  static let trailerLines = 20

  init(_ raw: [UInt8]) {
    rest = raw[...]
    guard readChunks() else {
      rest = []
      return
    }
    readTrailers()
  }

  /// True at the last chunk.
  private mutating func readChunks() -> Bool {
    while true {
      guard let line = line(orLeave: .oversizedChunkLine, room: Self.lineBytes, else: .missingLastChunk) else { return false }
      guard let size = Self.size(line) else { return stop(.badChunk) }
      if size == 0 { return true }
      content += rest.prefix(size)
      guard rest.count >= size else { return stop(.missingLastChunk) }
      rest = rest.dropFirst(size)
      guard !rest.isEmpty, !rest.elementsEqual([0x0D]) else { return stop(.missingLastChunk) }
      if rest.starts(with: [0x0D, 0x0A]) {
        rest = rest.dropFirst(2)
      } else if rest.first == 0x0A {
        faults.insert(.bareLF)
        rest.removeFirst()
      } else {
        return stop(.badChunk)
      }
    }
  }

  private mutating func readTrailers() {
    var room = Self.lineBytes
    while let line = line(orLeave: .oversizedTrailer, room: room, else: .missingLastChunk) {
      if line.isEmpty { return }
      room -= line.count
      if trailers.count == Self.trailerLines {
        faults.insert(.oversizedTrailer)
        break
      }
      if let field = HeadReader.field(line, &faults) {
        trailers.append(field)
        if Self.forbidden.contains(ASCII.lowercased(field.name)) { faults.insert(.forbiddenTrailer) }
      }
    }
    rest = []
  }

  /// Nil, with a fault, for a line that is longer than `room` or has no end.
  private mutating func line(orLeave tooLong: FramingFault, room: Int, else unended: FramingFault) -> ArraySlice<UInt8>? {
    let window = rest.prefix(room + 2)
    guard let end = window.firstIndex(of: 0x0A) else {
      faults.insert(window.count > room + 1 ? tooLong : unended)
      return nil
    }
    var line = rest[..<end]
    rest = rest[(end + 1)...]
    if line.last == 0x0D { line.removeLast() } else { faults.insert(.bareLF) }
    return line
  }

  private mutating func stop(_ fault: FramingFault) -> Bool {
    faults.insert(fault)
    return false
  }

  /// Hexadecimal digits, then perhaps extensions behind a semicolon; at most 15 digits, so that nothing overflows.
  private static func size(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix { ASCII.isDigit($0) || (0x41...0x46).contains($0 & 0xDF) }
    let rest = ASCII.trimmed(line.dropFirst(digits.count))
    guard (1...15).contains(digits.count), rest.isEmpty || rest.first == UInt8(ascii: ";"), !rest.contains(where: ASCII.isControl) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Fields that must be known before the content is read: framing, routing, authentication, form of the content (RFC 9110 §6.5.1).
  private static let forbidden: Set<String> = [
    "authorization", "connection", "content-encoding", "content-length", "content-range", "content-type", "host", "location",
    "proxy-authenticate", "proxy-authorization", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "www-authenticate",
  ]
}

/// Finds the end of a chunked body in pieces as they come (RFC 9112 §7.1); what the chunks hold, `ChunkReader` says.
struct ChunkScanner {
  enum Progress {
    case more
    /// The body has ended; this many bytes of the piece stand behind it.
    case ended(extra: Int)
    case broken
    case overLimit(String)
  }

  private enum Part { case size, data(left: Int), dataEnd, trailer }

  private let lineBytes: Int
  private var part = Part.size
  /// The line so far: a chunk's size with its extensions, or a trailer; and the bytes of all trailers.
  private var line: [UInt8] = []
  private var trailers = 0
  private var trailerBytes = 0
  private static let mostTrailers = 20

  init(lineBytes: Int) { self.lineBytes = lineBytes }

  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Progress {
    var index = 0
    while index < bytes.count {
      switch part {
      case .data(let left):
        let count = min(left, bytes.count - index)
        index += count
        part = count == left ? .dataEnd : .data(left: left - count)
      case .dataEnd:
        let byte = bytes[index]
        index += 1
        if byte == 0x0A { part = .size } else if byte != 0x0D { return .broken }
      case .size, .trailer:
        let byte = bytes[index]
        index += 1
        guard byte == 0x0A else {
          line.append(byte)
          if line.count > lineBytes { return .overLimit("line of a chunk over \(lineBytes) bytes") }
          continue
        }
        if line.last == 0x0D { line.removeLast() }
        if let progress = endLine() { return progress == .ended ? .ended(extra: bytes.count - index) : .of(progress, lineBytes) }
      }
    }
    return .more
  }

  fileprivate enum LineEnd { case ended, broken, tooManyTrailers }

  private mutating func endLine() -> LineEnd? {
    defer { line.removeAll(keepingCapacity: true) }
    if case .trailer = part {
      if line.isEmpty { return .ended }
      trailers += 1
      trailerBytes += line.count
      return trailers > Self.mostTrailers || trailerBytes > lineBytes ? .tooManyTrailers : nil
    }
    let digits = line.prefix { (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }
    guard (1...15).contains(digits.count), let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { return .broken }
    part = size == 0 ? .trailer : .data(left: size)
    return nil
  }
}

extension ChunkScanner.Progress {
  fileprivate static func of(_ end: ChunkScanner.LineEnd, _ lineBytes: Int) -> Self {
    end == .broken ? .broken : .overLimit("trailers over \(lineBytes) bytes or 20 lines")
  }
}

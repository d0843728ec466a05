import CZlib

/// One run of zlib over bytes in memory, a piece of output at a time, so that a bomb costs no more than its limit.
struct Inflation {
  /// zlib's window bits say which wrapper is expected (zlib.h, inflateInit2).
  enum Wrapper: Int32 {
    case raw = -15
    case zlib = 15
    case gzip = 31
  }

  private enum Step { case more, memberEnd, stop(DecodedContent) }

  private static let piece = 64 << 10
  private let most: Int
  private var out: [UInt8] = []

  static func run(_ content: [UInt8], _ wrapper: Wrapper, _ limits: DecodingLimits) -> DecodedContent {
    var run = Inflation(most: min(limits.bytes, max(limits.ratioFloor, content.count.multipliedReportingOverflow(by: limits.ratio).partialValue)))
    return content.withUnsafeBufferPointer { run.inflate($0, wrapper) }
  }

  private init(most: Int) { self.most = most }

  private mutating func inflate(_ content: UnsafeBufferPointer<UInt8>, _ wrapper: Wrapper) -> DecodedContent {
    var stream = z_stream()
    // Only a lack of memory refuses; then nothing is known of the content.
    guard selaras_inflate_begin(&stream, wrapper.rawValue) == Z_OK else { return .overLimit }
    defer { inflateEnd(&stream) }
    // zlib reads through this pointer and never writes.
    stream.next_in = UnsafeMutablePointer(mutating: content.baseAddress)
    stream.avail_in = UInt32(clamping: content.count)
    var buffer = [UInt8](repeating: 0, count: Self.piece)
    while true {
      switch step(&stream, &buffer) {
      case .more: continue
      case .stop(let outcome): return outcome
      case .memberEnd:
        if stream.avail_in == 0 { return .decoded(out) }
        // A gzip file is a series of members (RFC 1952 §2.2).
        guard wrapper == .gzip, beginsMember(stream) else { return .trailingBytes }
        inflateReset(&stream)
      }
    }
  }

  private mutating func step(_ stream: inout z_stream, _ buffer: inout [UInt8]) -> Step {
    let (code, count) = buffer.withUnsafeMutableBufferPointer { room -> (Int32, Int) in
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(room.count)
      let code = CZlib.inflate(&stream, Z_NO_FLUSH)
      return (code, room.count - Int(stream.avail_out))
    }
    guard out.count + count <= most else { return .stop(.overLimit) }
    out += buffer.prefix(count)
    switch code {
    case Z_STREAM_END: return .memberEnd
    case Z_OK: return stream.avail_in == 0 && stream.avail_out > 0 ? .stop(.truncated) : .more
    // Nothing to read and nothing to write: the bytes are at their end.
    case Z_BUF_ERROR: return .stop(.truncated)
    default: return .stop(.corrupt)
    }
  }

  private func beginsMember(_ stream: z_stream) -> Bool {
    guard stream.avail_in >= 2, let next = stream.next_in else { return false }
    return next[0] == 0x1F && next[1] == 0x8B
  }
}

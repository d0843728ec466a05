/// Undoes the chunked transfer coding (RFC 9112 §7.1).
enum ChunkReader {
  static func read(_ raw: [UInt8]) -> (content: [UInt8], trailers: [HeaderField], faults: Set<FramingFault>) {
    var content: [UInt8] = []
    var faults: Set<FramingFault> = []
    var rest = raw[...]
    while true {
      guard let line = nextLine(&rest, &faults) else { return (content, [], faults.union([.missingLastChunk])) }
      guard let size = size(line) else { return (content, [], faults.union([.badChunk])) }
      if size == 0 { break }
      guard rest.count >= size else { return (content + rest, [], faults.union([.missingLastChunk])) }
      content += rest.prefix(size)
      rest = rest.dropFirst(size)
      guard rest.starts(with: [0x0D, 0x0A]) else {
        if rest.isEmpty || rest.elementsEqual([0x0D]) { return (content, [], faults.union([.missingLastChunk])) }
        guard rest.first == 0x0A else { return (content, [], faults.union([.badChunk])) }
        faults.insert(.bareLF)
        rest.removeFirst()
        continue
      }
      rest = rest.dropFirst(2)
    }
    var trailers: [HeaderField] = []
    while let line = nextLine(&rest, &faults) {
      if line.isEmpty {
        if !rest.isEmpty { faults.insert(.bytesAfterBody) }
        return (content, trailers, faults)
      }
      if let field = HeadReader.field(line, &faults) { trailers.append(field) }
    }
    return (content, trailers, faults.union([.missingLastChunk]))
  }

  private static func nextLine(_ rest: inout ArraySlice<UInt8>, _ faults: inout Set<FramingFault>) -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: 0x0A) else { return nil }
    var line = rest[..<end]
    rest = rest[(end + 1)...]
    if line.last == 0x0D { line.removeLast() } else { faults.insert(.bareLF) }
    return line
  }

  /// Hexadecimal digits, then perhaps extensions behind a semicolon; at most 15 digits, so that nothing overflows.
  private static func size(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix { (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }
    let rest = ASCII.trimmed(line.dropFirst(digits.count))
    guard (1...15).contains(digits.count), rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

/// Line and column of a byte offset without reading the text again from its start: contracts of one long line are common.
struct LineIndex: Sendable {
  private let lineStarts: [Int32]
  /// Unicode scalars before each block, of the whole text.
  private let scalars: [Int32]
  private static let block = 1024

  init(_ bytes: [UInt8]) {
    var starts: [Int32] = [0]
    var counts: [Int32] = []
    counts.reserveCapacity(bytes.count / Self.block + 1)
    var count: Int32 = 0
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices {
        if index % Self.block == 0 { counts.append(count) }
        let byte = buffer[index]
        if byte == 0x0A { starts.append(Int32(index + 1)) }
        if byte & 0xC0 != 0x80 { count += 1 }
      }
    }
    counts.append(count)
    (lineStarts, scalars) = (starts, counts)
  }

  /// Both counted from 1; an offset behind the end stands for the end.
  func place(_ offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let end = min(offset, bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= end { low = middle } else { high = middle }
    }
    return (low + 1, count(before: end, bytes) - count(before: Int(lineStarts[low]), bytes) + 1)
  }

  private func count(before end: Int, _ bytes: [UInt8]) -> Int {
    let first = end / Self.block * Self.block
    return bytes[first..<end].reduce(Int(scalars[end / Self.block])) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}

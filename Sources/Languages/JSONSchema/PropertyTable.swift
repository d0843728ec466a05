/// Names of members, sorted by length and bytes in one buffer: found by halving, so that no choice of names makes it slow.
struct PropertyTable: Sendable {
  private var bytes: [UInt8] = []
  private var entries: [(start: Int, count: Int, number: Int)] = []

  init() {}

  /// Numbers the names by their place in the list; of equal ones the first counts.
  init(_ names: [[UInt8]]) {
    let sorted = names.enumerated().sorted { left, right in
      let order = Self.order(left.element, right.element)
      return order == 0 ? left.offset < right.offset : order < 0
    }
    for (number, name) in sorted {
      if let last = entries.last, bytes[last.start..<(last.start + last.count)].elementsEqual(name) { continue }
      entries.append((bytes.count, name.count, number))
      bytes += name
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  func number(of name: String) -> Int? {
    if let found = name.utf8.withContiguousStorageIfAvailable({ find($0) }) { return found }
    return Array(name.utf8).withUnsafeBufferPointer { find($0) }
  }

  private func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      var order = entry.count - name.count
      var at = 0
      while order == 0, at < name.count {
        order = Int(bytes[entry.start + at]) - Int(name[at])
        at += 1
      }
      if order == 0 { return entry.number }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private static func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.count != right.count { return left.count - right.count }
    for (a, b) in zip(left, right) where a != b { return Int(a) - Int(b) }
    return 0
  }
}

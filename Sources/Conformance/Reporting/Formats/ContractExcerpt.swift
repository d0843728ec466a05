import Model

/// The line of the contract that a finding points at, with one line before and after, numbered.
enum ContractExcerpt {
  /// Nil when the contract was not kept or has no such line.
  static func text(_ contract: ContractInput?, line: Int) -> String? {
    guard let contract, line >= 1 else { return nil }
    var lines: [(number: Int, text: String)] = []
    var number = 1
    var start = contract.bytes.startIndex
    while start <= contract.bytes.endIndex, number <= line + 1 {
      let end = contract.bytes[start...].firstIndex(of: 0x0A) ?? contract.bytes.endIndex
      if number >= line - 1 { lines.append((number, shown(contract.bytes[start..<end]))) }
      if end == contract.bytes.endIndex { break }
      start = end + 1
      number += 1
    }
    guard lines.contains(where: { $0.number == line }) else { return nil }
    let width = String(line + 1).utf8.count
    return lines.map { row in
      let digits = String(row.number)
      return "\(row.number == line ? ">" : " ") \(String(repeating: " ", count: width - digits.utf8.count))\(digits) | \(row.text)"
    }.joined(separator: "\n")
  }

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
    return VisibleText.clipped(VisibleText.of(Masking.identifiers(in: String(decoding: line.prefix(400), as: UTF8.self))), bytes: 160)
  }
}

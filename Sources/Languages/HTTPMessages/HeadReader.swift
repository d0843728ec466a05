/// Reads raw heads strictly: every deviation is a fault, nothing is repaired in silence.
package enum HeadReader {
  /// Splits what came before the body into heads: interim (1xx) ones first, the final one last.
  package static func readAll(_ raw: [UInt8]) -> [ResponseHead] {
    var heads: [ResponseHead] = []
    var lines: [ArraySlice<UInt8>] = []
    var faults: Set<FramingFault> = []
    func finish() {
      if let head = head(lines, faults) { heads.append(head) }
      lines = []
      faults = []
    }
    var rest = raw[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A)
      var line = rest[..<(end ?? rest.endIndex)]
      rest = end.map { rest[($0 + 1)...] } ?? []
      if line.last == 0x0D { line.removeLast() } else { faults.insert(.bareLF) }
      // Trailers follow the final head's blank line without a status line of their own: left to the caller.
      if line.isEmpty { finish() } else { lines.append(line) }
    }
    if !lines.isEmpty { finish() }
    return heads
  }

  private static func head(_ lines: [ArraySlice<UInt8>], _ seen: Set<FramingFault>) -> ResponseHead? {
    guard let first = lines.first, first.starts(with: "HTTP/".utf8) else { return nil }
    var faults = seen
    let status = statusLine(first, &faults)
    var fields: [HeaderField] = []
    for line in lines.dropFirst() {
      if line.first == 0x20 || line.first == 0x09 {
        faults.insert(.obsoleteFold)
        if let last = fields.popLast() {
          fields.append(HeaderField(name: last.name, value: last.value + " " + ASCII.latin1(ASCII.trimmed(line))))
        }
      } else if let field = field(line, &faults) {
        fields.append(field)
      }
    }
    return ResponseHead(version: status.version, status: status.code, reason: status.reason, fields: fields, faults: faults.sorted())
  }

  /// `HTTP/1.1 200 OK`: version, one blank, three digits, one blank (§4); HTTP/2 comes from the wire as `HTTP/2 200`.
  private static func statusLine(_ line: ArraySlice<UInt8>, _ faults: inout Set<FramingFault>) -> (version: String, code: Int, reason: String) {
    let parts = line.dropFirst(5).split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    let version = parts.first.map { ASCII.latin1($0) } ?? ""
    let digits = parts.count > 1 ? parts[1] : []
    let isCode = digits.count == 3 && digits.allSatisfy { (0x30...0x39).contains($0) }
    let code = isCode ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
    if !["1.1", "1.0", "2"].contains(version) || !(100...599).contains(code) || (parts.count < 3 && version != "2") {
      faults.insert(.invalidStatusLine)
    }
    return (version, code, parts.count > 2 ? ASCII.latin1(parts[2]) : "")
  }

  static func field(_ line: ArraySlice<UInt8>, _ faults: inout Set<FramingFault>) -> HeaderField? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      faults.insert(.missingColon)
      return nil
    }
    var name = line[..<colon]
    if name.last == 0x20 || name.last == 0x09 {
      faults.insert(.whitespaceBeforeColon)
      name = ASCII.trimmed(name)
    }
    if name.isEmpty || !name.allSatisfy(ASCII.isToken) { faults.insert(.invalidFieldName) }
    let value = ASCII.trimmed(line[(colon + 1)...])
    if value.contains(where: { $0 == 0 || $0 == 0x0D }) { faults.insert(.controlInValue) }
    return HeaderField(name: ASCII.latin1(name), value: ASCII.latin1(value))
  }
}

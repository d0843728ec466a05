/// Reads raw heads strictly: every deviation is a fault, nothing is repaired in silence.
package enum HeadReader {
  /// Splits what came before the body into heads: interim (1xx) ones first, the final one last.
  package static func readAll(_ raw: [UInt8]) -> [ResponseHead] {
    var heads: [ResponseHead] = []
    var lines: [ArraySlice<UInt8>] = []
    var faults: Set<FramingFault> = []
    var cutter = LineCutter(raw[...])
    while let line = cutter.next() {
      guard line.isEnded else {
        // What it would have said is not known: a name without its colon is no fault yet.
        if lines.isEmpty, !line.content.starts(with: "HTTP/".utf8) { break }
        lines.append(lines.isEmpty ? line.content : [])
        faults.insert(.brokenHead)
        break
      }
      if !line.hasCR { faults.insert(.bareLF) }
      if !line.content.isEmpty {
        lines.append(line.content)
      } else if let head = head(lines, faults) {
        heads.append(head)
        (lines, faults) = ([], [])
      } else {
        // Behind a head these are trailers, left to the caller; before the first one they do not belong there.
        faults = heads.isEmpty ? faults.union([.bytesBeforeStatusLine]) : []
        lines = []
      }
    }
    if !lines.isEmpty, let head = head(lines, faults.union([.brokenHead])) { heads.append(head) }
    return heads
  }

  private static func head(_ all: [ArraySlice<UInt8>], _ seen: Set<FramingFault>) -> ResponseHead? {
    guard let start = all.firstIndex(where: { $0.starts(with: "HTTP/".utf8) }) else { return nil }
    var faults = start == 0 ? seen : seen.union([.bytesBeforeStatusLine])
    let isWhole = !faults.contains(.brokenHead)
    let status = statusLine(all[start], isWhole: isWhole || all.count > start + 1, &faults)
    var fields: [(name: String, value: [UInt8])] = []
    for line in all.dropFirst(start + 1) where !line.isEmpty {
      if line.first == 0x20 || line.first == 0x09 {
        faults.insert(.obsoleteFold)
        note(line, &faults)
        if !fields.isEmpty { fields[fields.count - 1].value += [0x20] + ASCII.trimmed(line) }
      } else if let field = split(line, &faults) {
        fields.append((ASCII.latin1(field.name), Array(field.value)))
      }
    }
    return ResponseHead(
      version: status.version, status: status.code, reason: status.reason,
      fields: fields.map { HeaderField(name: $0.name, value: ASCII.latin1($0.value[...])) }, faults: faults.sorted())
  }

  /// `HTTP/1.1 200 OK`: version, one blank, three digits, one blank (§4); HTTP/2 comes from the wire as `HTTP/2 200`.
  private static func statusLine(
    _ line: ArraySlice<UInt8>, isWhole: Bool, _ faults: inout Set<FramingFault>
  ) -> (version: String, code: Int, reason: String) {
    let parts = line.dropFirst(5).split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    let version = parts.first.map { ASCII.latin1($0) } ?? ""
    let digits = parts.count > 1 ? parts[1] : []
    let isCode = digits.count == 3 && digits.allSatisfy(ASCII.isDigit)
    let code = isCode ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0
    let reason = parts.count > 2 ? parts[2] : []
    // A line that broke off is short and not wrong.
    guard isWhole else { return (version, parts.count > 2 ? code : 0, ASCII.latin1(reason)) }
    let isVersion = version == "2" || (version.utf8.count == 3 && version.utf8.enumerated().allSatisfy { $0 == 1 ? $1 == 0x2E : ASCII.isDigit($1) })
    if !["1.1", "1.0", "2"].contains(version) { faults.insert(isVersion ? .unsupportedVersion : .invalidStatusLine) }
    if !(100...599).contains(code) || (parts.count < 3 && version != "2") { faults.insert(.invalidStatusLine) }
    if line.contains(0x0D) { faults.insert(.bareCR) }
    if reason.contains(where: { ASCII.isControl($0) && $0 != 0x0D }) { faults.insert(.invalidStatusLine) }
    return (version, code, ASCII.latin1(reason))
  }

  static func field(_ line: ArraySlice<UInt8>, _ faults: inout Set<FramingFault>) -> HeaderField? {
    split(line, &faults).map { HeaderField(name: ASCII.latin1($0.name), value: ASCII.latin1($0.value)) }
  }

  private static func split(
    _ line: ArraySlice<UInt8>, _ faults: inout Set<FramingFault>
  ) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    note(line, &faults)
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      faults.insert(.missingColon)
      return nil
    }
    var name = line[..<colon]
    if name.last == 0x20 || name.last == 0x09 {
      faults.insert(.whitespaceBeforeColon)
      name = ASCII.trimmed(name)
    }
    if name.isEmpty || !name.allSatisfy({ ASCII.isToken($0) || $0 == 0x0D }) { faults.insert(.invalidFieldName) }
    return (name, ASCII.trimmed(line[(colon + 1)...]))
  }

  /// Bytes that no field line may hold, wherever they stand in it.
  private static func note(_ line: ArraySlice<UInt8>, _ faults: inout Set<FramingFault>) {
    for byte in line where ASCII.isControl(byte) { faults.insert(byte == 0x0D ? .bareCR : .controlInValue) }
  }
}

/// Cuts bytes at LF, and says of each line whether CR stood before it.
struct LineCutter {
  struct Line {
    let content: ArraySlice<UInt8>
    let hasCR: Bool
    /// False for what stands behind the last LF.
    let isEnded: Bool
  }
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Nil at the end of the bytes.
  mutating func next() -> Line? {
    guard !rest.isEmpty else { return nil }
    guard let end = rest.firstIndex(of: 0x0A) else {
      defer { rest = [] }
      return Line(content: rest, hasCR: false, isEnded: false)
    }
    let line = rest[..<end]
    rest = rest[(end + 1)...]
    let hasCR = line.last == 0x0D
    return Line(content: hasCR ? line.dropLast() : line, hasCR: hasCR, isEnded: true)
  }
}

/// The state machine behind `JSONReader`: one pass over the bytes, no recursion, no text built.
struct JSONParser {
  struct Fault {
    let wording: Wording
    let offset: Int
  }

  private let bytes: [UInt8]
  private let limits: DocumentLimits
  private var at = 0
  private(set) var cells: [Cell] = []
  private(set) var duplicates: [(object: Int32, name: Int32)] = []
  private(set) var loneSurrogates: [Int] = []
  /// Indices of the open containers.
  private var open: [Int32] = []
  /// A container was opened and is not empty.
  private var isDescending = false

  init(_ bytes: [UInt8], limits: DocumentLimits) {
    self.bytes = bytes
    self.limits = limits
    cells.reserveCapacity(bytes.count / 8)
  }

  /// Reads the whole text; the first fault ends it.
  mutating func run() -> Fault? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Fault(wording: JSONReader.byteOrderMark, offset: 0) }
    skipBlanks()
    repeat {
      // An opened container leads straight to its first value.
      repeat {
        isDescending = false
        if let fault = value() { return fault }
      } while isDescending
      // A finished value may end its containers, then a comma leads to the next one.
      while let container = open.last {
        skipBlanks()
        guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
        let isObject = cells[Int(container)].kind == .object
        if bytes[at] == UInt8(ascii: ",") {
          at += 1
          skipBlanks()
          if isObject, let fault = name() { return fault }
          break
        }
        guard bytes[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          return Fault(wording: JSONReader.unexpectedByte, offset: at)
        }
        at += 1
        close(container)
      }
    } while !open.isEmpty
    skipBlanks()
    return at == bytes.count ? nil : Fault(wording: JSONReader.trailingContent, offset: at)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
  }

  private mutating func close(_ container: Int32) {
    open.removeLast()
    cells[Int(container)].next = Int32(cells.count)
    if cells[Int(container)].kind == .object { findDuplicates(container) }
  }

  private mutating func append(_ kind: Node.Kind, start: Int, length: Int, isEscaped: Bool = false, isName: Bool = false) -> Fault? {
    guard cells.count < limits.nodes else { return Fault(wording: JSONReader.tooManyNodes, offset: start) }
    let parent = open.last ?? -1
    if let container = open.last, !isName { cells[Int(container)].count += 1 }
    cells.append(
      Cell(
        kind: kind, isEscaped: isEscaped, isName: isName, start: Int32(start), length: Int32(length), next: Int32(cells.count + 1), parent: parent))
    return nil
  }

  /// One value; an opened container stays open with its first name read.
  private mutating func value() -> Fault? {
    guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
    switch bytes[at] {
    case UInt8(ascii: "{"): return container(.object, closing: UInt8(ascii: "}"))
    case UInt8(ascii: "["): return container(.array, closing: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): return string(isName: false)
    case UInt8(ascii: "t"): return word("true", .boolean)
    case UInt8(ascii: "f"): return word("false", .boolean)
    case UInt8(ascii: "n"): return word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return number()
    case 0x41...0x5A, 0x61...0x7A: return Fault(wording: JSONReader.invalidLiteral, offset: at)
    default: return Fault(wording: JSONReader.unexpectedByte, offset: at)
    }
  }

  private mutating func container(_ kind: Node.Kind, closing: UInt8) -> Fault? {
    guard open.count < limits.depth else { return Fault(wording: JSONReader.tooDeep, offset: at) }
    if let fault = append(kind, start: at, length: 0) { return fault }
    open.append(Int32(cells.count - 1))
    at += 1
    skipBlanks()
    guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
    if bytes[at] == closing {
      at += 1
      close(open[open.count - 1])
      return nil
    }
    isDescending = true
    return kind == .object ? name() : nil
  }

  private mutating func name() -> Fault? {
    guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
    guard bytes[at] == UInt8(ascii: "\"") else { return Fault(wording: JSONReader.unexpectedByte, offset: at) }
    if let fault = string(isName: true) { return fault }
    skipBlanks()
    guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
    guard bytes[at] == UInt8(ascii: ":") else { return Fault(wording: JSONReader.unexpectedByte, offset: at) }
    at += 1
    skipBlanks()
    return nil
  }

  private mutating func word(_ text: StaticString, _ kind: Node.Kind) -> Fault? {
    let start = at
    for position in 0..<text.utf8CodeUnitCount {
      guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
      guard bytes[at] == text.utf8Start[position] else { return Fault(wording: JSONReader.invalidLiteral, offset: start) }
      at += 1
    }
    return append(kind, start: start, length: text.utf8CodeUnitCount)
  }

  private mutating func number() -> Fault? {
    let start = at
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard let first = peekDigit() else { return numberFault(start) }
    at += 1
    if first != 0x30 { skipDigits() }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard peekDigit() != nil else { return numberFault(start) }
      skipDigits()
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard peekDigit() != nil else { return numberFault(start) }
      skipDigits()
    }
    if at < bytes.count, (0x30...0x39).contains(bytes[at]) || bytes[at] == UInt8(ascii: ".") { return numberFault(start) }
    return append(.number, start: start, length: at - start)
  }

  private func numberFault(_ start: Int) -> Fault {
    at < bytes.count ? Fault(wording: JSONReader.invalidNumber, offset: start) : Fault(wording: JSONReader.unexpectedEnd, offset: at)
  }

  private func peekDigit() -> UInt8? { at < bytes.count && (0x30...0x39).contains(bytes[at]) ? bytes[at] : nil }
  private mutating func skipDigits() { while peekDigit() != nil { at += 1 } }

  private mutating func string(isName: Bool) -> Fault? {
    at += 1
    let start = at
    var isEscaped = false
    while true {
      guard at < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: at) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        if let fault = escape() { return fault }
      } else if byte < 0x20 {
        return Fault(wording: JSONReader.controlCharacter, offset: at)
      } else if byte < 0x80 {
        at += 1
      } else {
        let length = UTF8Check.length(bytes, at)
        guard length > 0 else { return Fault(wording: JSONReader.invalidUTF8, offset: at) }
        at += length
      }
    }
    defer { at += 1 }
    return append(.string, start: start, length: at - start, isEscaped: isEscaped, isName: isName)
  }

  private mutating func escape() -> Fault? {
    guard at + 1 < bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: bytes.count) }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      at += 2
    case UInt8(ascii: "u"):
      guard at + 6 <= bytes.count else { return Fault(wording: JSONReader.unexpectedEnd, offset: bytes.count) }
      guard bytes[(at + 2)..<(at + 6)].allSatisfy(Self.isHex) else { return Fault(wording: JSONReader.invalidEscape, offset: at) }
      noteSurrogate()
      at += 6
    default: return Fault(wording: JSONReader.invalidEscape, offset: at)
    }
    return nil
  }

  private static func isHex(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) }

  /// A high half must be followed by a low one, a low half preceded by a high one.
  private mutating func noteSurrogate() {
    let unit = JSONEscapes.unit(bytes[...], at + 2)
    if (0xD800...0xDBFF).contains(unit) {
      let isPaired =
        at + 12 <= bytes.count && bytes[at + 6] == UInt8(ascii: "\\") && bytes[at + 7] == UInt8(ascii: "u")
        && bytes[(at + 8)..<(at + 12)].allSatisfy(Self.isHex) && (0xDC00...0xDFFF).contains(JSONEscapes.unit(bytes[...], at + 8))
      if isPaired { at += 6 } else { loneSurrogates.append(at) }
    } else if (0xDC00...0xDFFF).contains(unit) {
      loneSurrogates.append(at)
    }
  }

  private mutating func findDuplicates(_ object: Int32) {
    let count = Int(cells[Int(object)].count)
    guard count > 1, duplicates.count < 1000 else { return }
    var names: [Int32] = []
    var index = object + 1
    for _ in 0..<count {
      names.append(index)
      index = cells[Int(index) + 1].next
    }
    var seen: Set<[UInt8]> = []
    for name in names where !seen.insert(nameBytes(cells[Int(name)])).inserted { duplicates.append((object, name)) }
  }

  /// Decoded, so that `"a"` and `"\u0061"` are the same name.
  private func nameBytes(_ cell: Cell) -> [UInt8] {
    let raw = bytes[Int(cell.start)..<Int(cell.start + cell.length)]
    return cell.isEscaped ? JSONEscapes.bytes(raw, keepsHalves: true) : Array(raw)
  }
}

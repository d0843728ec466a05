/// Builds the flat tree from YAML events; aliases are copied under a budget, so that every node has one parent.
struct YAMLBuilder {
  private let file: String
  private let limits: DocumentLimits
  private var pool: [UInt8] = []
  private var cells: [Cell] = []
  private var marks: [Places.Mark] = []
  private var open: [Frame] = []
  private var anchors: [String: Range<Int32>?] = [:]
  private var documents = 0
  private var copied = 0

  private struct Frame {
    let index: Int32
    let isMapping: Bool
    let anchor: String?
    /// In a mapping, the next scalar is a name.
    var wantsName: Bool
    var names: Set<[UInt8]> = []
  }

  init(file: String, limits: DocumentLimits) {
    self.file = file
    self.limits = limits
  }

  /// Nil when no value came.
  func document() -> Document? {
    guard !cells.isEmpty else { return nil }
    return Document(file: file, bytes: pool, cells: cells, places: .marks(marks), duplicates: [], loneSurrogates: [])
  }

  mutating func take(_ event: YAMLEvent) -> Diagnostic? {
    switch event.kind {
    case .other: return nil
    case .documentStart:
      documents += 1
      return documents > 1 ? diagnostic(YAMLReader.severalDocuments, [:], event.mark) : nil
    case .end: return close()
    case .scalar: return open.last?.wantsName == true ? name(event) : scalar(event)
    case .alias: return open.last?.wantsName == true ? diagnostic(YAMLReader.keyNotScalar, [:], event.mark) : alias(event)
    case .sequenceStart, .mappingStart: return container(event)
    }
  }

  private func diagnostic(_ wording: Wording, _ parameters: [String: String], _ mark: Places.Mark) -> Diagnostic {
    Diagnostic(wording, parameters, at: SourcePosition(file: file, line: Int(mark.line), column: Int(mark.column)))
  }

  private mutating func append(_ kind: Node.Kind, _ text: [UInt8], _ mark: Places.Mark, isName: Bool = false) -> Diagnostic? {
    guard cells.count < limits.nodes else { return diagnostic(YAMLReader.tooMany, [:], mark) }
    let start = Int32(pool.count)
    pool += text
    if let frame = open.last, !isName { cells[Int(frame.index)].count += 1 }
    cells.append(
      Cell(
        kind: kind, isName: isName, start: start, length: Int32(text.count), next: Int32(cells.count + 1), parent: open.last?.index ?? -1))
    marks.append(mark)
    return nil
  }

  /// A value has been completed in the innermost container.
  private mutating func valueDone() {
    guard !open.isEmpty, open[open.count - 1].isMapping else { return }
    open[open.count - 1].wantsName = true
  }

  private mutating func name(_ event: YAMLEvent) -> Diagnostic? {
    guard open[open.count - 1].names.insert(event.text).inserted else {
      return diagnostic(YAMLReader.duplicateKey, ["name": String(decoding: event.text, as: UTF8.self)], event.mark)
    }
    open[open.count - 1].wantsName = false
    let first = Int32(cells.count)
    if let fault = append(.string, event.text, event.mark, isName: true) { return fault }
    if let anchor = event.anchor { anchors[anchor] = .some(first..<(first + 1)) }
    return nil
  }

  private mutating func scalar(_ event: YAMLEvent) -> Diagnostic? {
    let first = Int32(cells.count)
    switch YAMLCoreSchema.type(event.text, isPlain: event.isPlain, tag: event.tag) {
    case .value(let kind, let text):
      if let fault = append(kind, text, event.mark) { return fault }
    case .notJSON: return diagnostic(YAMLReader.notJSON, ["value": String(decoding: event.text.prefix(40), as: UTF8.self)], event.mark)
    case .unknownTag: return diagnostic(YAMLReader.tag, ["tag": event.tag ?? ""], event.mark)
    }
    if let anchor = event.anchor { anchors[anchor] = .some(first..<(first + 1)) }
    valueDone()
    return nil
  }

  private mutating func container(_ event: YAMLEvent) -> Diagnostic? {
    guard open.last?.wantsName != true else { return diagnostic(YAMLReader.keyNotScalar, [:], event.mark) }
    guard open.count < limits.depth else { return diagnostic(YAMLReader.tooDeep, [:], event.mark) }
    let isMapping = event.kind == .mappingStart
    if let tag = event.tag, tag != (isMapping ? "tag:yaml.org,2002:map" : "tag:yaml.org,2002:seq"), tag != "!" {
      return diagnostic(YAMLReader.tag, ["tag": tag], event.mark)
    }
    if let fault = append(isMapping ? .object : .array, [], event.mark) { return fault }
    if let anchor = event.anchor { anchors[anchor] = .some(nil) }
    open.append(Frame(index: Int32(cells.count - 1), isMapping: isMapping, anchor: event.anchor, wantsName: isMapping))
    return nil
  }

  private mutating func close() -> Diagnostic? {
    guard let frame = open.popLast() else { return nil }
    cells[Int(frame.index)].next = Int32(cells.count)
    if let anchor = frame.anchor { anchors[anchor] = .some(frame.index..<Int32(cells.count)) }
    valueDone()
    return nil
  }

  /// Copies the anchored cells with their parents and ends moved to the new place.
  private mutating func alias(_ event: YAMLEvent) -> Diagnostic? {
    let name = event.anchor ?? ""
    guard let entry = anchors[name] else { return diagnostic(YAMLReader.unknownAlias, ["name": name], event.mark) }
    guard let source = entry else { return diagnostic(YAMLReader.aliasLoop, ["name": name], event.mark) }
    copied += source.count
    guard copied <= limits.aliasNodes, cells.count + source.count <= limits.nodes else {
      return diagnostic(YAMLReader.aliasBudget, ["limit": String(limits.aliasNodes)], event.mark)
    }
    let shift = Int32(cells.count) - source.lowerBound
    if let frame = open.last { cells[Int(frame.index)].count += 1 }
    for index in source {
      var cell = cells[Int(index)]
      cell.next += shift
      cell.parent = index == source.lowerBound ? open.last?.index ?? -1 : cell.parent + shift
      // An anchored name becomes an ordinary value where it is referred to.
      if index == source.lowerBound { cell.isName = false }
      cells.append(cell)
      marks.append(marks[Int(index)])
    }
    valueDone()
    return nil
  }
}

/// The core schema of YAML 1.2.2 §10.3: how an untagged scalar gets its type.
enum YAMLCoreSchema {
  enum Typed {
    case value(Node.Kind, [UInt8])
    case notJSON
    case unknownTag
  }

  static func type(_ text: [UInt8], isPlain: Bool, tag: String?) -> Typed {
    switch tag {
    case nil: return isPlain ? plain(text) : .value(.string, text)
    case "!", "tag:yaml.org,2002:str": return .value(.string, text)
    case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
      let typed = plain(text)
      if case .value(.string, _) = typed { return .notJSON }
      return typed
    default: return .unknownTag
    }
  }

  private static func plain(_ text: [UInt8]) -> Typed {
    switch String(decoding: text, as: UTF8.self) {
    case "", "~", "null", "Null", "NULL": return .value(.null, Array("null".utf8))
    case "true", "True", "TRUE": return .value(.boolean, Array("true".utf8))
    case "false", "False", "FALSE": return .value(.boolean, Array("false".utf8))
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN": return .notJSON
    default: return number(text).map { .value(.number, $0) } ?? .value(.string, text)
    }
  }

  /// The number in JSON's spelling; nil when the text is no number of the core schema.
  private static func number(_ text: [UInt8]) -> [UInt8]? {
    if text.starts(with: "0x".utf8) { return radix(text.dropFirst(2), 16) }
    if text.starts(with: "0o".utf8) { return radix(text.dropFirst(2), 8) }
    var rest = text[...]
    var out: [UInt8] = []
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if sign == UInt8(ascii: "-") { out.append(sign) }
      rest.removeFirst()
    }
    let whole = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let trimmed = whole.drop { $0 == 0x30 }
    out += trimmed.isEmpty ? [0x30] : Array(trimmed)
    if !fraction.isEmpty { out += [UInt8(ascii: ".")] + fraction }
    guard let e = rest.first else { return out }
    guard e | 0x20 == UInt8(ascii: "e") else { return nil }
    let exponent = rest.dropFirst()
    let figures = exponent.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    guard exponent.count - figures.count <= 1, !figures.isEmpty, figures.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return out + rest
  }

  private static func radix(_ digits: ArraySlice<UInt8>, _ base: Int) -> [UInt8]? {
    let text = String(decoding: digits, as: UTF8.self)
    guard !text.utf8.isEmpty, text.utf8.first != UInt8(ascii: "-"), text.utf8.first != UInt8(ascii: "+"), let value = UInt64(text, radix: base) else {
      return nil
    }
    return Array(String(value).utf8)
  }
}

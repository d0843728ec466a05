import Documents
import TestSupport
import Testing

/// Strict JSON: what is read, what is refused and where, and the public suite of parsing cases.
@Suite struct JSONDocumentsTests {
  static func read(_ text: String) throws(Diagnostic) -> Document {
    try JSONReader.read(Array(text.utf8), file: "a.json", limits: .body)
  }

  /// The code and byte offset of the fault; nil when the text is read.
  static func fault(_ bytes: [UInt8], limits: DocumentLimits = .body) -> String? {
    do {
      _ = try JSONReader.read(bytes, file: "a.json", limits: limits)
      return nil
    } catch { return "\(error.wording.code) \(error.parameters["offset"] ?? "-")" }
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let fault: String
    init(_ text: String, _ fault: String) { (self.text, self.fault) = (text, fault) }
    var testDescription: String { text.debugDescription }
  }

  static let faults = [
    Fault("", "json.unexpectedEnd 0"),
    Fault("  \n", "json.unexpectedEnd 3"),
    Fault("{\"a\":1", "json.unexpectedEnd 6"),
    Fault("[1,", "json.unexpectedEnd 3"),
    Fault("\"ab", "json.unexpectedEnd 3"),
    Fault("tru", "json.unexpectedEnd 3"),
    Fault("-", "json.unexpectedEnd 1"),
    Fault("[1,]", "json.unexpectedByte 3"),
    Fault("{\"a\":1,}", "json.unexpectedByte 7"),
    Fault("{a:1}", "json.unexpectedByte 1"),
    Fault("{\"a\" 1}", "json.unexpectedByte 5"),
    Fault("{\"a\":1 \"b\":2}", "json.unexpectedByte 7"),
    Fault("['a']", "json.unexpectedByte 1"),
    Fault("<html>", "json.unexpectedByte 0"),
    Fault("[1}", "json.unexpectedByte 2"),
    Fault("{\"a\":NaN}", "json.invalidLiteral 5"),
    Fault("[Infinity]", "json.invalidLiteral 1"),
    Fault("True", "json.invalidLiteral 0"),
    Fault("nul1", "json.invalidLiteral 0"),
    Fault("[01]", "json.invalidNumber 1"),
    Fault("[1.]", "json.invalidNumber 1"),
    Fault("[1.e1]", "json.invalidNumber 1"),
    Fault("[1e+]", "json.invalidNumber 1"),
    Fault("[-a]", "json.invalidNumber 1"),
    Fault("[1.2.3]", "json.invalidNumber 1"),
    Fault("[+1]", "json.unexpectedByte 1"),
    Fault("[1,5 0]", "json.unexpectedByte 5"),
    Fault("[\"a\nb\"]", "json.controlCharacter 3"),
    Fault("[\"\\x41\"]", "json.invalidEscape 2"),
    Fault("[\"\\u12g4\"]", "json.invalidEscape 2"),
    Fault("{} x", "json.trailingContent 3"),
    Fault("{\"a\":1}\n{\"a\":2}", "json.trailingContent 8"),
    Fault("\u{FEFF}{}", "json.byteOrderMark 0"),
  ]

  @Test(arguments: faults) func faultsAreNamedWithTheirByte(_ it: Fault) {
    #expect(Self.fault(Array(it.text.utf8)) == it.fault)
  }

  @Test func invalidUTF8IsNamedWithItsByte() {
    for bytes: [UInt8] in [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFF], [0xE2, 0x82]] {
      #expect(Self.fault([0x5B, 0x22] + bytes + [0x22, 0x5D]) == "json.invalidUTF8 2")
    }
  }

  @Test func positionsCountLinesAndScalars() throws {
    let document = try Self.read("{\r\n  \"née\": \"ü😀\", \"x\":\r\n\t[1, 22]\r\n}")
    let x = try #require(document.root["x"])
    #expect(document.root.namePosition("née") == SourcePosition(file: "a.json", line: 2, column: 3))
    #expect(document.root["née"]?.position == SourcePosition(file: "a.json", line: 2, column: 10))
    #expect(document.root.namePosition("x") == SourcePosition(file: "a.json", line: 2, column: 16))
    #expect(x.position == SourcePosition(file: "a.json", line: 3, column: 2))
    #expect(x[1]?.position == SourcePosition(file: "a.json", line: 3, column: 6))
    #expect(x[1]?.pointer.description == "/x/1")
  }

  @Test func faultPositionsCountScalars() {
    #expect(throws: Diagnostic.self) { try Self.read("{\"ü\": \"😀\",\r\n \"b\": NaN}") }
    do {
      _ = try Self.read("{\"ü\": \"😀\",\r\n \"b\": NaN}")
    } catch {
      #expect(
        error.line(in: .english)
          == "a.json:2:7: error: This word is not true, false or null (byte 23); JSON has no NaN or Infinity. [json.invalidLiteral]")
    }
  }

  @Test func valuesKeepWhatWasWritten() throws {
    let root = try Self.read("{\"a\":[true,false,null],\"n\":-0.10e+5,\"s\":\"\\u0041\\n\\/\\ud83d\\ude00\",\"\":{}}").root
    #expect(root["a"]?.elements.map(\.boolean) == [true, false, nil])
    #expect(root["n"]?.numberText == "-0.10e+5")
    #expect(root["n"]?.integer == -10000)
    #expect(root["s"]?.string == "A\n/😀")
    #expect(root[""]?.kind == .object)
    #expect(root.members.map(\.name) == ["a", "n", "s", ""])
    #expect(root["b"] == nil)
    #expect(root["a"]?[3] == nil)
  }

  struct Twins: Sendable {
    let text: String
    let pointers: [String]
  }

  static let twins = [
    Twins(text: #"{"a":1,"b":2}"#, pointers: []),
    Twins(text: #"{"a":1,"a":1}"#, pointers: ["/a"]),
    Twins(text: #"{"a":1,"\u0061":2}"#, pointers: ["/a"]),
    Twins(text: #"[{"x":{"k":1,"l":2,"k":3}}]"#, pointers: ["/0/x/k"]),
    Twins(text: #"{"a":1,"A":2}"#, pointers: []),
    // Equal to Swift's String, different bytes: two names.
    Twins(text: "{\"\u{E9}\":1,\"e\u{301}\":2}", pointers: []),
    // Different halves of surrogate pairs are different names, although both read as U+FFFD.
    Twins(text: #"{"\ud800":1,"\ud801":2,"\ufffd":3}"#, pointers: []),
    Twins(text: #"{"\ud800":1,"\ud800":2}"#, pointers: ["/\u{FFFD}"]),
  ]

  @Test(arguments: twins) func duplicateNamesAreListed(_ it: Twins) throws {
    #expect(try Self.read(it.text).duplicateNames.map { $0.object.appending($0.name).description } == it.pointers)
  }

  @Test func halvesOfSurrogatePairsAreListed() throws {
    #expect(try Self.read(#"["\ud83d\ude00", "\ude00", "\ud83dx"]"#).loneSurrogates.map(\.column) == [19, 29])
  }

  @Test func limitsAreDiagnostics() {
    let limits = DocumentLimits(bytes: 100, depth: 3, nodes: 5, aliasNodes: 0)
    #expect(Self.fault(Array("[[[1]]]".utf8), limits: limits) == nil)
    #expect(Self.fault(Array("[[[[1]]]]".utf8), limits: limits) == "json.tooDeep 3")
    #expect(Self.fault(Array("[1,2,3,4,5]".utf8), limits: limits) == "document.tooManyNodes 9")
    #expect(Self.fault([UInt8](repeating: 0x20, count: 101), limits: limits) == "document.tooLarge 0")
  }

  @Test func equalityIsOfValues() throws {
    let one = try Self.read(#"{"a":1.0,"b":[true,"\u0041"]}"#).root
    #expect(one.isEqual(to: try Self.read(#"{"b":[true,"A"],"a":100e-2}"#).root))
    #expect(!one.isEqual(to: try Self.read(#"{"b":["A",true],"a":1}"#).root))
    #expect(!(try Self.read("\"\u{E9}\"").root.isEqual(to: try Self.read("\"e\u{301}\"").root)))
  }

  @Test func writtenValuesAreSortedAndEscaped() {
    let value = JSONValue.object(["b": .array([.integer(1), .null]), "a": .string("\"\\\n\u{1}é"), "": .number("1e400")])
    #expect(value.text(pretty: false) == #"{"":1e400,"a":"\"\\\n\u0001é","b":[1,null]}"#)
    #expect(JSONValue.array([]).text(pretty: true) == "[]")
    #expect(JSONValue.object(["a": .array([.bool(true)])]).text(pretty: true) == "{\n  \"a\": [\n    true\n  ]\n}")
  }

  // MARK: The public suite

  /// What the suite leaves open and we refuse: the reason; all other open cases are accepted.
  static let refused: [String: String] = [
    "i_string_UTF-16LE_with_BOM": "Only UTF-8 is read (RFC 8259 §8.1).",
    "i_string_utf16BE_no_BOM": "Only UTF-8 is read (RFC 8259 §8.1).",
    "i_string_utf16LE_no_BOM": "Only UTF-8 is read (RFC 8259 §8.1).",
    "i_string_UTF-8_invalid_sequence": "Not UTF-8: nothing is repaired in silence.",
    "i_string_UTF8_surrogate_U+D800": "Not UTF-8: a surrogate has no UTF-8 form.",
    "i_string_invalid_utf-8": "Not UTF-8: nothing is repaired in silence.",
    "i_string_iso_latin_1": "Not UTF-8: nothing is repaired in silence.",
    "i_string_lone_utf8_continuation_byte": "Not UTF-8: nothing is repaired in silence.",
    "i_string_not_in_unicode_range": "Not UTF-8: beyond U+10FFFF.",
    "i_string_overlong_sequence_2_bytes": "Not UTF-8: overlong.",
    "i_string_overlong_sequence_6_bytes": "Not UTF-8: overlong.",
    "i_string_overlong_sequence_6_bytes_null": "Not UTF-8: overlong.",
    "i_string_truncated-utf-8": "Not UTF-8: a sequence is cut off.",
    "i_structure_500_nested_arrays": "Deeper than the 200 levels that are read.",
    "i_structure_UTF-8_BOM_empty_object": "A byte order mark is not JSON; a sender may not add one (RFC 8259 §8.1).",
  ]

  @Test func publicSuite() throws {
    guard let folder = Suites.folder("json-parsing/test_parsing") else { return }
    var counts: [Character: Int] = [:]
    var refusedCases: Set<String> = []
    for path in Suites.files(under: folder, endings: [".json"]) {
      let name = String(path.dropFirst(folder.count + 1).dropLast(5))
      let fault = Self.fault(Suites.bytes(path))
      counts[name.first ?? "?", default: 0] += 1
      switch name.first {
      case "y": #expect(fault == nil, "\(name)")
      case "n": #expect(fault != nil, "\(name)")
      default: if fault != nil { refusedCases.insert(name) }
      }
    }
    #expect(counts == ["y": 95, "n": 188, "i": 35])
    #expect(refusedCases == Set(Self.refused.keys))
  }

  @Test func interestingValuesOfThePublicSuite() throws {
    guard let folder = Suites.folder("json-parsing/test_transform") else { return }
    func root(_ name: String) throws -> Node { try JSONReader.read(Suites.bytes("\(folder)/\(name).json"), file: name, limits: .body).root }
    #expect(try root("number_9223372036854775807")[0]?.integer == Int.max)
    #expect(try root("number_9223372036854775808")[0]?.integer == nil)
    #expect(try root("number_-9223372036854775808")[0]?.integer == Int.min)
    #expect(try root("number_1.000000000000000005")[0]?.decimal == ExactDecimal("1.000000000000000005"))
    #expect(try root("number_1e-999")[0]?.decimal?.isZero == false)
    #expect(try root("object_key_nfc_nfd").document.duplicateNames.isEmpty)
    #expect(try root("object_same_key_same_value").document.duplicateNames.count == 1)
    #expect(try root("object_same_key_unclear_values").document.duplicateNames.count == 1)
    #expect(try root("string_2_escaped_invalid_codepoints").document.loneSurrogates.count == 2)
    for path in Suites.files(under: folder, endings: [".json"]) { _ = Self.fault(Suites.bytes(path)) }
  }
}

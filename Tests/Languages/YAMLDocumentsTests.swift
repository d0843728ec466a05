import Documents
import Testing

/// YAML by the core schema of 1.2, under limits: what is read as what, and what is refused where.
@Suite struct YAMLDocumentsTests {
  static func read(_ text: String, limits: DocumentLimits = .contract) throws(Diagnostic) -> Document {
    try YAMLReader.read(Array(text.utf8), file: "a.yaml", limits: limits)
  }

  /// `line:column code` of the fault; nil when the text is read.
  static func fault(_ text: String, limits: DocumentLimits = .contract) -> String? {
    do {
      _ = try read(text, limits: limits)
      return nil
    } catch { return "\(error.position?.line ?? 0):\(error.position?.column ?? 0) \(error.wording.code)" }
  }

  struct Scalar: Sendable, CustomTestStringConvertible {
    let text: String
    let json: String
    init(_ text: String, _ json: String) { (self.text, self.json) = (text, json) }
    var testDescription: String { text }
  }

  /// Scalars as JSON: YAML 1.1 would read many of them otherwise.
  static let scalars = [
    Scalar("no", "\"no\""), Scalar("yes", "\"yes\""), Scalar("on", "\"on\""), Scalar("off", "\"off\""), Scalar("y", "\"y\""),
    Scalar("NO", "\"NO\""), Scalar("True", "true"), Scalar("TRUE", "true"), Scalar("tRUE", "\"tRUE\""), Scalar("false", "false"),
    Scalar("~", "null"), Scalar("Null", "null"), Scalar("", "null"), Scalar("nULL", "\"nULL\""),
    // Octal in 1.1; the core schema has 0o12.
    Scalar("012", "12"), Scalar("0o12", "10"), Scalar("0x1F", "31"), Scalar("0b11", "\"0b11\""), Scalar("1_000", "\"1_000\""),
    // Base 60 in 1.1.
    Scalar("1:30", "\"1:30\""), Scalar("190:20:30", "\"190:20:30\""),
    Scalar("2026-11-23", "\"2026-11-23\""), Scalar("2026-11-23T09:30:00+07:00", "\"2026-11-23T09:30:00+07:00\""),
    Scalar("1.0", "1.0"), Scalar("1.", "1"), Scalar(".5", "0.5"), Scalar("+1", "1"), Scalar("-0", "0"), Scalar("1e3", "1e3"),
    Scalar("1.e3", "1e3"), Scalar("1e", "\"1e\""), Scalar("e3", "\"e3\""), Scalar(".", "\".\""), Scalar("1.2.3", "\"1.2.3\""),
    Scalar("0x", "\"0x\""), Scalar("-0x1F", "\"-0x1F\""), Scalar("9901010101900001", "9901010101900001"),
    Scalar("99999999999999999999999", "99999999999999999999999"), Scalar("\"12\"", "\"12\""), Scalar("'no'", "\"no\""),
    Scalar("!!str 12", "\"12\""), Scalar("! 12", "\"12\""), Scalar("!!int \"12\"", "12"), Scalar("!!bool yes-no", "FAULT yaml.notJSON"),
    Scalar(".nan", "FAULT yaml.notJSON"), Scalar("-.INF", "FAULT yaml.notJSON"), Scalar("!!float abc", "FAULT yaml.notJSON"),
    Scalar("!!binary aGFsbw==", "FAULT yaml.tag"), Scalar("!!timestamp 2026-11-23", "FAULT yaml.tag"), Scalar("!lokal x", "FAULT yaml.tag"),
    Scalar("!!python/object/apply:os.system [x]", "FAULT yaml.tag"),
  ]

  @Test(arguments: scalars) func scalarsFollowTheCoreSchema(_ it: Scalar) {
    let text: String
    do {
      text = try Self.read("a: \(it.text)\n").root["a"].map { JSONValue($0).text(pretty: false) } ?? "FAULT"
    } catch { text = "FAULT \(error.wording.code)" }
    #expect(text == it.json)
  }

  @Test func numbersAreKeptAsWritten() throws {
    let root = try Self.read("[-0, 1.50, 0x10, 00012, 1E+2]").root
    #expect(root.elements.map(\.numberText) == ["-0", "1.50", "16", "12", "1E+2"])
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let fault: String
    init(_ text: String, _ fault: String) { (self.text, self.fault) = (text, fault) }
    var testDescription: String { text.debugDescription }
  }

  static let faults = [
    Fault("", "1:1 yaml.empty"),
    Fault("# hanya komentar\n", "1:1 yaml.empty"),
    Fault("a: 1\nb: 2\na: 3\n", "3:1 yaml.duplicateKey"),
    Fault("{a: 1, \"a\": 2}", "1:8 yaml.duplicateKey"),
    Fault("1: a\n\"1\": b\n", "2:1 yaml.duplicateKey"),
    Fault("a: 1\n---\nb: 2\n", "2:1 yaml.severalDocuments"),
    Fault("a: [1, 2\n", "2:1 yaml.syntax"),
    Fault("a:\n\t- 1\n", "2:1 yaml.syntax"),
    Fault("a: b: c\n", "1:5 yaml.syntax"),
    Fault("[a, b]: c\n", "1:1 yaml.keyNotScalar"),
    Fault("? {a: 1}\n: c\n", "1:3 yaml.keyNotScalar"),
    Fault("a: &x k\n*x : c\n", "2:1 yaml.keyNotScalar"),
    Fault("a: *tidakAda\n", "1:4 yaml.unknownAlias"),
    Fault("a: &x [1, *x]\n", "1:11 yaml.aliasLoop"),
    Fault("a: !aneh {b: 1}\n", "1:4 yaml.tag"),
    Fault("a: !!set {b, c}\n", "1:4 yaml.tag"),
    Fault("a: \u{1}\n", "1:1 yaml.syntax"),
  ]

  @Test(arguments: faults) func faultsAreNamedWithTheirPlace(_ it: Fault) {
    let actual = Self.fault(it.text)
    // libyaml counts the place of syntax faults its own way; the code and the line are what matters there.
    if it.fault.hasSuffix("yaml.syntax") { #expect(actual?.hasSuffix("yaml.syntax") == true) } else { #expect(actual == it.fault) }
  }

  @Test func hostileKeysAreOrdinaryNames() throws {
    let long = String(repeating: "k", count: 900)
    let names = ["", "null", "~", "<<", "true", "012", "a b", "$ref", "\u{1F600}", "=", "\\", long]
    let text = names.map { "\"\($0 == "\\" ? "\\\\" : $0)\": 1\n" }.joined()
    #expect(try Self.read(text).root.members.map(\.name) == names)
    #expect(try Self.read("<<: {a: 1}\nb: 2\n").root.members.map(\.name) == ["<<", "b"])
    #expect(try Self.read("? \n: 1\n").root.members.map(\.name) == [""])
    #expect(try Self.read("!!int 1: a\nyes: b\n").root.members.map(\.name) == ["1", "yes"])
    // Names are compared by bytes.
    #expect(try Self.read("\u{E9}: 1\ne\u{301}: 2\n").root.count == 2)
  }

  @Test func aliasesAreCopies() throws {
    let root = try Self.read("a: &x {n: [1, 2]}\nb: *x\nc: [*x, &y no, *y]\n").root
    #expect(JSONValue(root).text(pretty: false) == #"{"a":{"n":[1,2]},"b":{"n":[1,2]},"c":[{"n":[1,2]},"no","no"]}"#)
    #expect(root["b"]?["n"]?[1]?.pointer.description == "/b/n/1")
    #expect(root["c"]?[0]?["n"]?[1]?.pointer.description == "/c/0/n/1")
  }

  @Test func anAnchoredNameIsAValueWhereItIsReferredTo() throws {
    let root = try Self.read("&k kode: 1\nb: *k\n").root
    #expect(JSONValue(root).text(pretty: false) == #"{"b":"kode","kode":1}"#)
  }

  /// Nine lists of nine, ten levels deep: over three milliard values when expanded.
  @Test func aliasBombsAreRefused() {
    var text = "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n"
    for (level, name) in "bcdefghij".enumerated() {
      let below = Array("abcdefghi")[level]
      text += "\(name): &\(name) [" + Array(repeating: "*\(below)", count: 9).joined(separator: ",") + "]\n"
    }
    #expect(Self.fault(text)?.hasSuffix("yaml.aliasBudget") == true)
    let few = DocumentLimits(bytes: 1000, depth: 10, nodes: 100, aliasNodes: 3)
    #expect(Self.fault("a: &x [1, 2]\nb: *x\n", limits: few) == nil)
    #expect(Self.fault("a: &x [1, 2]\nb: *x\nc: *x\n", limits: few) == "3:4 yaml.aliasBudget")
  }

  @Test func depthAndSizeAreLimited() {
    let deep = String(repeating: "[", count: 5000)
    #expect(Self.fault(deep)?.hasSuffix("yaml.tooDeep") == true)
    let block = (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(Self.fault(block)?.hasSuffix("yaml.tooDeep") == true)
    let few = DocumentLimits(bytes: 40, depth: 3, nodes: 4, aliasNodes: 0)
    #expect(Self.fault("[[[1]]]", limits: few) == nil)
    #expect(Self.fault("[[[[1]]]]", limits: few) == "1:4 yaml.tooDeep")
    #expect(Self.fault("[1, 2, 3, 4]", limits: few) == "1:11 yaml.tooManyNodes")
    #expect(Self.fault("a: " + String(repeating: "x", count: 40), limits: few) == "1:1 document.tooLarge")
  }

  @Test func positionsCountScalars() throws {
    let root = try Self.read("judul: ü😀\r\nisi:\r\n  - { kode: 'née', pesan: x }\r\n").root
    #expect(root["judul"]?.position == SourcePosition(file: "a.yaml", line: 1, column: 8))
    #expect(root["isi"]?[0]?["pesan"]?.position == SourcePosition(file: "a.yaml", line: 3, column: 27))
    #expect(root["isi"]?[0]?.namePosition("pesan") == SourcePosition(file: "a.yaml", line: 3, column: 20))
  }

  @Test func blockTextsKeepTheirLines() throws {
    let root = try Self.read("a: |\n  satu\n  dua\nb: >-\n  satu\n  dua\n").root
    #expect(root["a"]?.string == "satu\ndua\n")
    #expect(root["b"]?.string == "satu dua")
  }

  @Test func aFileIsReadAsWhatItIs() throws {
    func kind(_ text: String, _ file: String) -> String {
      do {
        return "\(try DocumentReader.read(Array(text.utf8), file: file, limits: .contract).root.kind)"
      } catch { return error.wording.code }
    }
    #expect(kind("{\"a\": 1}", "a.yaml") == "object")
    #expect(kind("{a: 1}", "a.yaml") == "object")
    #expect(kind("{a: 1}", "a.json") == "json.unexpectedByte")
    #expect(kind("- 1", "a") == "array")
    #expect(kind("a: 1", "a.json") == "json.invalidLiteral")
  }
}

import Documents
import Sandbox
import Testing

/// Changes to trees as RFC 6902 defines them, its appendix A where it uses add, replace and remove.
@Suite struct SandboxPatchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let document: String
    let verb: PatchOperation.Verb
    let path: String
    var value: String?
    /// Nil where the operation must fail.
    let result: String?
    var testDescription: String { "\(verb) \(path) in \(document)" }

    init(_ document: String, _ verb: PatchOperation.Verb, _ path: String, _ value: String? = nil, _ result: String?) {
      self.document = document
      self.verb = verb
      self.path = path
      self.value = value
      self.result = result
    }
  }

  static let rows: [Row] = [
    // A.1 to A.5
    Row(#"{"foo":"bar"}"#, .add, "/baz", #""qux""#, #"{"foo":"bar","baz":"qux"}"#),
    Row(#"{"foo":["bar","baz"]}"#, .add, "/foo/1", #""qux""#, #"{"foo":["bar","qux","baz"]}"#),
    Row(#"{"baz":"qux","foo":"bar"}"#, .remove, "/baz", nil, #"{"foo":"bar"}"#),
    Row(#"{"foo":["bar","qux","baz"]}"#, .remove, "/foo/1", nil, #"{"foo":["bar","baz"]}"#),
    Row(#"{"baz":"qux","foo":"bar"}"#, .replace, "/baz", #""boo""#, #"{"baz":"boo","foo":"bar"}"#),
    // A.10, A.12, A.16
    Row(#"{"foo":"bar"}"#, .add, "/child", #"{"grandchild":{}}"#, #"{"foo":"bar","child":{"grandchild":{}}}"#),
    Row(#"{"foo":"bar"}"#, .add, "/baz/bat", #""qux""#, nil),
    Row(#"{"foo":["bar"]}"#, .add, "/foo/-", #"["abc","def"]"#, #"{"foo":["bar",["abc","def"]]}"#),
    // What is there already is replaced; an index may be the length, never more.
    Row(#"{"a":1,"b":2}"#, .add, "/a", "3", #"{"a":3,"b":2}"#),
    Row("[1,2]", .add, "/2", "3", "[1,2,3]"),
    Row("[1,2]", .add, "/3", "3", nil),
    Row("[1,2]", .add, "/01", "3", nil),
    Row("[1,2]", .add, "/x", "3", nil),
    Row("[1,2]", .add, "/+1", "3", nil),
    Row("[1,2]", .replace, "/-", "3", nil),
    Row("[1,2]", .remove, "/-", nil, nil),
    Row("[1,2]", .remove, "/2", nil, nil),
    Row("[[1]]", .add, "/0/-", "2", "[[1,2]]"),
    Row("[[1]]", .add, "/-/0", "2", nil),
    Row(#"{"a":1}"#, .replace, "/b", "3", nil),
    Row(#"{"a":1}"#, .remove, "/b", nil, nil),
    Row(#"{"a":1}"#, .add, "/a/b", "3", nil),
    // Escapes, the empty name, the root, null.
    Row(#"{"/izin/{nomor}":{"m~n":1}}"#, .replace, "/~1izin~1{nomor}/m~0n", "2", #"{"/izin/{nomor}":{"m~n":2}}"#),
    Row(#"{"":1}"#, .replace, "/", "2", #"{"":2}"#),
    Row(#"{"a":1}"#, .replace, "", "[]", "[]"),
    Row(#"{"a":1}"#, .add, "", "null", "null"),
    Row(#"{"a":1}"#, .remove, "", nil, nil),
    Row(#"{"a":1}"#, .replace, "/a", "null", #"{"a":null}"#),
    Row(#"{"a":null}"#, .remove, "/a", nil, "{}"),
    // Names are compared by bytes: a composed and a decomposed é are two.
    Row("{\"e\u{301}\":1}", .remove, "/\u{E9}", nil, nil),
  ]

  static func tree(_ text: String) throws -> OrderedJSON { OrderedJSON(try JSONReader.read(Array(text.utf8), file: "t", limits: .body).root) }

  @Test(arguments: rows) func changesFollowTheStandard(_ row: Row) throws {
    let operation = PatchOperation(row.verb, try #require(JSONPointer(row.path)), try row.value.map(Self.tree))
    let changed = try? Patch.apply([operation], to: try Self.tree(row.document))
    #expect(changed.map { String(decoding: $0.bytes(pretty: false), as: UTF8.self) } == row.result)
  }

  @Test func aFailureNamesThePath() throws {
    let place = SourcePosition(file: "f.yaml", line: 3, column: 5)
    let operations = [
      PatchOperation(.add, try #require(JSONPointer("/b")), .null), PatchOperation(.remove, try #require(JSONPointer("/c/0")), at: place),
    ]
    let fault = #expect(throws: Diagnostic.self) { try Patch.apply(operations, to: try Self.tree(#"{"a":1}"#)) }
    #expect(fault?.line(in: .english) == "f.yaml:3:5: error: The operation remove cannot be applied: “/c/0” does not exist. [patch.noTarget]")
    #expect(fault?.line(in: .indonesian) == "f.yaml:3:5: galat: Operasi remove tidak dapat dipasang: “/c/0” tidak ada. [patch.noTarget]")
  }

  @Test func orderAndNumbersStayAsWritten() throws {
    let text = #"{"z":1.50,"a":[true,false,null,-0.0,1e400],"":"\u0001\"\\é"}"#
    #expect(String(decoding: try Self.tree(text).bytes(pretty: false), as: UTF8.self) == text)
    #expect(String(decoding: try Self.tree(#"{"a":[],"b":[1]}"#).bytes(pretty: true), as: UTF8.self) == "{\n  \"a\": [],\n  \"b\": [\n    1\n  ]\n}")
  }
}

import Documents
import Testing

/// The examples of RFC 6901 §5 and §6, and the texts that are no pointers.
@Suite struct JSONPointersTests {
  static let text = #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#

  struct Case: Sendable, CustomTestStringConvertible {
    let pointer: String
    let fragment: String
    let value: String
    init(_ pointer: String, _ fragment: String, _ value: String) { (self.pointer, self.fragment, self.value) = (pointer, fragment, value) }
    var testDescription: String { pointer.debugDescription }
  }

  static let cases = [
    Case("/foo", "#/foo", #"["bar","baz"]"#), Case("/foo/0", "#/foo/0", "\"bar\""), Case("/", "#/", "0"), Case("/a~1b", "#/a~1b", "1"),
    Case("/c%d", "#/c%25d", "2"), Case("/e^f", "#/e%5Ef", "3"), Case("/g|h", "#/g%7Ch", "4"), Case("/i\\j", "#/i%5cj", "5"),
    Case("/k\"l", "#/k%22l", "6"), Case("/ ", "#/%20", "7"), Case("/m~0n", "#/m~0n", "8"),
  ]

  @Test(arguments: cases) func bothFormsLeadToTheValue(_ it: Case) throws {
    let root = try JSONReader.read(Array(Self.text.utf8), file: "a.json", limits: .body).root
    let pointer = try #require(JSONPointer(it.pointer))
    #expect(root.at(pointer).map { JSONValue($0).text(pretty: false) } == it.value)
    #expect(JSONPointer(fragment: it.fragment) == pointer)
    #expect(pointer.description == it.pointer)
    #expect(root.at(pointer)?.pointer == pointer)
  }

  @Test func theEmptyPointerIsTheRoot() throws {
    #expect(JSONPointer("") == .root)
    #expect(JSONPointer(fragment: "#") == .root)
    #expect(JSONPointer.root.description == "")
  }

  @Test(arguments: ["a", "a/b", "/~", "/~2", "/a~", "#/a"]) func otherTextsAreNoPointers(_ text: String) { #expect(JSONPointer(text) == nil) }

  @Test(arguments: ["", "/a", "#a", "#/%", "#/%2", "#/%zz", "#/%ff", "#/%C3"]) func otherTextsAreNoFragments(_ text: String) {
    #expect(JSONPointer(fragment: text) == nil)
  }

  @Test(arguments: ["/foo/2", "/foo/-", "/foo/01", "/foo/-1", "/foo/", "/foo/1e0", "/foo/99999999999999999999", "/foo/bar", "/x", "/foo/0/0"])
  func pointersMayLeadNowhere(_ text: String) throws {
    let root = try JSONReader.read(Array(Self.text.utf8), file: "a.json", limits: .body).root
    #expect(root.at(try #require(JSONPointer(text))) == nil)
  }

  @Test func tokensAreComparedByBytes() {
    #expect(JSONPointer(tokens: ["\u{E9}"]) != JSONPointer(tokens: ["e\u{301}"]))
    #expect(Set([JSONPointer(tokens: ["\u{E9}"]), JSONPointer(tokens: ["e\u{301}"])]).count == 2)
    #expect(JSONPointer(tokens: ["a"]).appending("b/c").appending(0).description == "/a/b~1c/0")
    #expect(JSONPointer(tokens: ["ab", "c"]).hashValue != JSONPointer(tokens: ["a", "bc"]).hashValue)
  }
}

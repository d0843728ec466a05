import Model
import Testing

@testable import Wire

/// Our own look-up against a name server that says anything: what a name leads to, and which word a failure gets.
@Suite struct WireNameTests {
  static let host = "layanan.karawang.go.id.test"
  typealias Record = NameServerLab.Record

  static func look(_ server: NameServerLab, host: String = host, milliseconds: Int = 5000) async -> Result<NameAnswer, NameFault>? {
    let settings = server.settings(milliseconds: milliseconds)
    return await LookUpPool.shared.run { stop in LookUp.run(host, settings, stop) }
  }

  /// `203.0.113.1 60, 2001:db8::1 60`, after `alias -> ` for each; or the fault's word.
  static func text(_ result: Result<NameAnswer, NameFault>?) -> String {
    switch result {
    case nil: "cancelled"
    case .failure(let fault): fault.rawValue
    case .success(let answer):
      (answer.aliases + [answer.addresses.map { "\($0.address) \($0.lifetime ?? -1)" }.joined(separator: ", ")]).joined(separator: " -> ")
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: String
    var milliseconds = 5000
    let script: @Sendable (NameServerLab.Question) -> [[UInt8]]
    var testDescription: String { name }
    init(_ name: String, _ expected: String, milliseconds: Int = 5000, _ script: @escaping @Sendable (NameServerLab.Question) -> [[UInt8]]) {
      (self.name, self.expected, self.milliseconds, self.script) = (name, expected, milliseconds, script)
    }
  }

  private static func answer(_ question: NameServerLab.Question, code: UInt8 = 0, _ records: [Record] = []) -> [[UInt8]] {
    [NameServerLab.answer(question, code: code, records)]
  }

  private static let four = Record.address(host, "203.0.113.1")

  /// Links from the host to `n1`, `n2` …, and an address at the last.
  private static func chain(_ length: Int, _ question: NameServerLab.Question) -> [[UInt8]] {
    let names = [host] + (1...length).map { "n\($0).go.id.test" }
    let links = zip(names, names.dropFirst()).map { Record.alias($0, $1) }
    return answer(question, links + (question.isIPv4 ? [.address(names[length], "203.0.113.1")] : []))
  }

  static let answered = [
    Case("both kinds", "203.0.113.1 60, 2001:db8::1 300") { question in
      answer(question, [question.isIPv4 ? four : .address(host, "2001:db8::1", lifetime: 300)])
    },
    Case("several addresses", "203.0.113.1 60, 203.0.113.2 5") { question in
      answer(question, question.isIPv4 ? [four, .address(host, "203.0.113.2", lifetime: 5)] : [])
    },
    Case("a chain, with its shortest lifetime", "web.go.id.test -> cdn.contoh.test -> 203.0.113.9 7") { question in
      answer(
        question,
        [
          .address("cdn.contoh.test", "203.0.113.9", lifetime: 90), .alias(host, "web.go.id.test", lifetime: 600),
          .alias("web.go.id.test", "CDN.contoh.test", lifetime: 7),
        ]
        .filter { question.isIPv4 || $0.type == 5 })
    },
    Case("eight links", (1...8).map { "n\($0).go.id.test -> " }.joined() + "203.0.113.1 60") {
      chain(8, $0)
    },
    Case("over TCP where it does not fit", "203.0.113.1 60") { question in
      guard question.isStream else { return [NameServerLab.answer(question, isTruncated: true)] }
      return answer(question, question.isIPv4 ? [four] : [])
    },
    Case("one kind fails, the other does not", "203.0.113.1 60") { question in
      question.isIPv4 ? answer(question, [four]) : answer(question, code: 2)
    },
    Case("one kind is not known, says a confused server", "203.0.113.1 60") { question in
      question.isIPv4 ? answer(question, [four]) : answer(question, code: 3)
    },
    Case("one kind is dropped", "203.0.113.1 60", milliseconds: 3000) { question in question.isIPv4 ? answer(question, [four]) : [] },
    Case("the second try is heard", "203.0.113.1 60", milliseconds: 3000) { question in
      question.number == 1 ? [] : answer(question, question.isIPv4 ? [four] : [])
    },
    Case("a server that recovers", "203.0.113.1 60") { question in
      question.number == 1 ? answer(question, code: 2) : answer(question, question.isIPv4 ? [four] : [])
    },
  ]

  static let failing = [
    Case("no such name", "NXDOMAIN") { answer($0, code: 3) },
    Case("a name without addresses", "NODATA") { answer($0) },
    Case("an alias without addresses", "NODATA") { answer($0, [.alias(host, "kosong.test")]) },
    Case("a server that fails", "SERVFAIL") { answer($0, code: 2) },
    Case("a server that refuses", "REFUSED") { answer($0, code: 5) },
    Case("a server that understands nothing", "REFUSED") { answer($0, code: 1) },
    Case("silence", "TIMEOUT", milliseconds: 300) { _ in [] },
    Case("one kind empty, the other silent", "TIMEOUT", milliseconds: 300) { question in question.isIPv4 ? answer(question) : [] },
    Case("one kind empty, the other failing", "SERVFAIL") { question in question.isIPv4 ? answer(question) : answer(question, code: 2) },
    Case("nine links", "CHAIN") { chain(9, $0) },
    Case("a loop of names", "CHAIN") { answer($0, [.alias(host, "a.test"), .alias("a.test", host)]) },
    Case("a name that is its own alias", "CHAIN") { answer($0, [.alias(host, host)]) },
    Case("cut off over TCP as well", "SERVFAIL") { [NameServerLab.answer($0, isTruncated: true)] },
    Case("nobody behind TCP", "NOSERVER") { $0.isStream ? [] : [NameServerLab.answer($0, isTruncated: true)] },
  ]

  @Test(arguments: answered + failing) func says(_ item: Case) async {
    #expect(Self.text(await Self.look(NameServerLab(item.script), milliseconds: item.milliseconds)) == item.expected)
  }

  @Test func aClosedPortIsNoSilence() async {
    // Bound to nothing: the system itself says that nobody is there.
    let settings = NameSettings(servers: [NameServer("127.0.0.1:1")!], milliseconds: 60_000)
    #expect(Self.text(await LookUpPool.shared.run { LookUp.run(Self.host, settings, $0) }) == "NOSERVER")
  }

  @Test func theNextServerIsAsked() async {
    let good = NameServerLab.leading(to: ["203.0.113.1"])
    let bad = NameServerLab { [NameServerLab.answer($0, code: 2)] }
    for first in ["127.0.0.1:1", "127.0.0.1:\(bad.port)"] {
      let settings = NameSettings(servers: [NameServer(first)!, NameServer("127.0.0.1:\(good.port)")!], milliseconds: 60_000)
      #expect(Self.text(await LookUpPool.shared.run { LookUp.run(Self.host, settings, $0) }) == "203.0.113.1 60")
    }
  }

  /// Junk first, the truth after it: nothing of the junk is believed, and it keeps nobody from hearing the truth.
  @Test(arguments: junk.map(\.name)) func junkIsIgnored(_ name: String) async throws {
    let make = try #require(Self.junk.first { $0.name == name }).make
    let truthful = NameServerLab { question in
      [make(question), NameServerLab.answer(question, question.isIPv4 ? [Self.four] : [])]
    }
    #expect(Self.text(await Self.look(truthful)) == "203.0.113.1 60")
    let lying = NameServerLab { [make($0)] }
    #expect(Self.text(await Self.look(lying, milliseconds: 150)) == "TIMEOUT")
  }

  private static let evil = Record.address(host, "203.0.113.66")

  static let junk: [(name: String, make: @Sendable (NameServerLab.Question) -> [UInt8])] = [
    ("empty", { _ in [] }), ("short", { Array($0.bytes.prefix(11)) }), ("the question itself", { $0.bytes }),
    (
      "another id",
      { question in
        var bytes = NameServerLab.answer(question, [evil])
        bytes[0] ^= 0xFF
        return bytes
      }
    ),
    (
      "another name",
      { question in
        var bytes = NameServerLab.answer(question, [evil])
        bytes[13] ^= 1
        return bytes
      }
    ),
    (
      "another type",
      { question in
        var bytes = NameServerLab.answer(question, [evil])
        bytes[12 + NameMessage.wireName(host)!.count + 1] = 15
        return bytes
      }
    ),
    (
      "no question",
      { question in Array(question.bytes.prefix(2)) + [0x81, 0x83, 0, 0, 0, 0, 0, 0, 0, 0] }
    ),
    ("more records than there are", { question in patched(question, 7, 200) }),
    ("an address of three bytes", { question in NameServerLab.answer(question, [Record(owner: host, type: question.type, data: [1, 2, 3])]) }),
    ("a pointer to itself", { question in pointing(question, [0xC0, 0]) }), ("a pointer forward", { question in pointing(question, [0xFF, 0xFF]) }),
    ("a reserved label", { question in pointing(question, [0x80, 0]) }), ("a label that never ends", { question in pointing(question, [63, 97]) }),
    ("an alias with a tail", { question in NameServerLab.answer(question, [Record(owner: host, type: 5, data: [1, 97, 0, 0])]) }),
    (
      "a name of 300 bytes",
      { question in pointing(question, (0..<5).flatMap { _ in [UInt8(60)] + [UInt8](repeating: 97, count: 60) } + [0]) }
    ),
    ("random", { question in Array(question.bytes.prefix(2)) + (0..<400).map { _ in UInt8.random(in: 0...255) } }),
  ]

  private static func patched(_ question: NameServerLab.Question, _ at: Int, _ value: UInt8) -> [UInt8] {
    var bytes = NameServerLab.answer(question, [evil])
    bytes[at] = value
    return bytes
  }

  /// An answer whose one record is owned by these bytes; a pointer of two zero-based bytes is made to point at itself.
  private static func pointing(_ question: NameServerLab.Question, _ owner: [UInt8]) -> [UInt8] {
    var bytes = NameServerLab.answer(question)
    bytes[7] = 1
    let here = bytes.count
    bytes += owner == [0xC0, 0] ? [0xC0 | UInt8(here >> 8), UInt8(here & 0xFF)] : owner
    return bytes + [0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 203, 0, 113, 66]
  }

  /// Whatever bytes come, reading them ends; and what is read leads to no address that the record did not hold.
  @Test func anyBytesAreReadToAnEnd() {
    let message = NameMessage(name: NameMessage.wireName(Self.host)!, kind: .ipv4, id: 7)
    let question = NameServerLab.Question(name: Self.host, type: 1, isStream: false, number: 1, bytes: message.question)
    let good = NameServerLab.answer(question, [.alias(Self.host, "a.test"), .address("a.test", "203.0.113.1")])
    #expect(message.reply(good) != nil)
    for cut in 0..<good.count { #expect(message.reply(Array(good[..<cut])) == nil) }
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6) { bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255) }
      if case .found(let addresses, let aliases)? = message.reply(bytes) { #expect(addresses.count <= 1 && aliases.count <= 8) }
    }
  }
}

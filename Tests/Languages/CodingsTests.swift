import Codings
import TestSupport
import Testing

/// Content codings undone, and every way in which that ends otherwise.
@Suite struct CodingsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let content: [UInt8]
    let codings: [String]
    let outcome: DecodedContent
    var testDescription: String { name }
  }

  static let plain = Array(CodedSamples.plain.utf8)
  static let zeros = [UInt8](repeating: 0, count: 64 << 10)

  static let cases = [
    Case(name: "gzip", content: CodedSamples.gzip, codings: ["gzip"], outcome: .decoded(plain)),
    Case(name: "x-gzip", content: CodedSamples.gzip, codings: ["x-gzip"], outcome: .decoded(plain)),
    Case(name: "two members", content: CodedSamples.gzip + CodedSamples.gzip, codings: ["gzip"], outcome: .decoded(plain + plain)),
    Case(name: "deflate", content: CodedSamples.deflate, codings: ["deflate"], outcome: .decoded(plain)),
    Case(name: "deflate without its wrapper", content: CodedSamples.rawDeflate, codings: ["deflate"], outcome: .rawDeflate(plain)),
    Case(name: "highly repetitive but short", content: CodedSamples.zeros, codings: ["gzip"], outcome: .decoded(zeros)),
    Case(name: "plain text called gzip", content: plain, codings: ["gzip"], outcome: .corrupt),
    Case(name: "plain text called deflate", content: plain, codings: ["deflate"], outcome: .corrupt),
    Case(name: "gzip called deflate", content: CodedSamples.gzip, codings: ["deflate"], outcome: .corrupt),
    Case(name: "deflate called gzip", content: CodedSamples.deflate, codings: ["gzip"], outcome: .corrupt),
    Case(name: "half", content: Array(CodedSamples.gzip.prefix(20)), codings: ["gzip"], outcome: .truncated),
    Case(name: "without the last byte", content: CodedSamples.gzip.dropLast(), codings: ["gzip"], outcome: .truncated),
    Case(name: "one byte", content: [0x1F], codings: ["gzip"], outcome: .truncated),
    Case(name: "a wrong checksum", content: spoilt(CodedSamples.gzip, at: 8), codings: ["gzip"], outcome: .corrupt),
    Case(name: "a wrong length", content: spoilt(CodedSamples.gzip, at: 4), codings: ["gzip"], outcome: .corrupt),
    Case(name: "a wrong Adler-32", content: spoilt(CodedSamples.deflate, at: 1), codings: ["deflate"], outcome: .corrupt),
    Case(name: "bytes behind gzip", content: CodedSamples.gzip + [0x7B], codings: ["gzip"], outcome: .trailingBytes),
    Case(name: "bytes behind deflate", content: CodedSamples.deflate + CodedSamples.deflate, codings: ["deflate"], outcome: .trailingBytes),
    Case(name: "a second member that breaks off", content: CodedSamples.gzip + CodedSamples.gzip.prefix(12), codings: ["gzip"], outcome: .truncated),
    Case(name: "a bomb by its ratio", content: CodedSamples.bomb(8), codings: ["gzip"], outcome: .overLimit),
    Case(name: "a bomb by its size", content: CodedSamples.bomb(200), codings: ["gzip"], outcome: .overLimit),
    Case(name: "br", content: plain, codings: ["br"], outcome: .unknownCoding),
    Case(name: "compress", content: plain, codings: ["compress"], outcome: .unknownCoding),
    Case(name: "six of them", content: CodedSamples.gzip, codings: [String](repeating: "gzip", count: 6), outcome: .moreThanOneCoding),
  ]

  private static func spoilt(_ bytes: [UInt8], at place: Int) -> [UInt8] {
    var copy = bytes
    copy[copy.count - place] ^= 0x55
    return copy
  }

  @Test(arguments: cases) func decodes(_ item: Case) {
    #expect(ContentDecoder.decode(item.content, codings: item.codings, limits: .body) == item.outcome)
  }

  @Test func theLimitIsExact() {
    for (limit, isOver) in [((64 << 10) - 1, true), (64 << 10, false)] {
      let limits = DecodingLimits(bytes: limit, ratio: 1000, ratioFloor: 0)
      #expect(ContentDecoder.decode(CodedSamples.zeros, codings: ["gzip"], limits: limits) == (isOver ? .overLimit : .decoded(Self.zeros)))
    }
    let ratio = DecodingLimits(bytes: 1 << 20, ratio: 100, ratioFloor: 0)
    #expect(ContentDecoder.decode(CodedSamples.zeros, codings: ["gzip"], limits: ratio) == .overLimit)
  }

  /// Every byte spoilt, one after the other: an outcome every time, and only the true bytes give the true content.
  @Test func spoiltBytesNeverCrash() {
    for sample in [CodedSamples.gzip, CodedSamples.deflate, CodedSamples.rawDeflate] {
      for place in sample.indices {
        for bit in 0..<8 {
          var bytes = sample
          bytes[place] ^= 1 << UInt8(bit)
          for coding in ["gzip", "deflate"] {
            if case .decoded(let content) = ContentDecoder.decode(bytes, codings: [coding], limits: .body) {
              // Bits of the header that say nothing of the content: time, system, flags of the level.
              #expect(content == Self.plain)
            }
          }
        }
      }
    }
  }
}

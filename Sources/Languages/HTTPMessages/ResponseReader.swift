/// A response read strictly from its bytes: heads, content after transfer decoding, and every fault of its framing.
package struct ReceivedResponse: Sendable {
  package let interim: [ResponseHead]
  package let head: ResponseHead?
  /// After our own dechunking; content codings are left as they are.
  package let content: [UInt8]
  package let trailers: [HeaderField]
  /// Of heads and framing, sorted.
  package let faults: [FramingFault]
  /// False when the message ended before its end, when its end cannot be told, or when it goes beyond what we read.
  package let isComplete: Bool
}

/// Tells where a message ends and whether it was well framed (RFC 9112 §6.3).
package enum ResponseReader {
  /// More interim answers are not read on (background: trust.md B3, H19).
  static let mostInterim = 10

  /// - `rawBody`: the bytes after the head as they arrived, chunk framing included.
  /// - `connectionClosed`: the server closed behind the body, which is the only end of a body without a length.
  package static func read(rawHead: [UInt8], rawBody: [UInt8], requestMethod: String, connectionClosed: Bool) -> ReceivedResponse {
    let heads = HeadReader.readAll(rawHead)
    var faults = heads.reduce(into: Set<FramingFault>()) { $0.formUnion($1.faults) }
    guard let head = heads.last, head.status >= 200 || head.status == 0 || head.status == 101 else {
      faults.insert(!heads.isEmpty ? .onlyInterim : !rawHead.isEmpty && "HTTP/".utf8.starts(with: rawHead) ? .brokenHead : .noHead)
      if heads.count > mostInterim { faults.insert(.tooManyInterim) }
      return ReceivedResponse(interim: heads, head: nil, content: [], trailers: [], faults: faults.sorted(), isComplete: false)
    }
    let interim = Array(heads.dropLast())
    noteInterim(interim, &faults)
    if faults.contains(.brokenHead) {
      return ReceivedResponse(interim: interim, head: head, content: [], trailers: [], faults: faults.sorted(), isComplete: false)
    }
    var body = Body(content: rawBody, isComplete: true)
    switch MessageEnd(head, requestMethod, &faults) {
    case .otherProtocol: body.content = []
    case .head:
      noteSurplus(rawBody[...], .contentOnBodylessStatus, &faults)
      body.content = []
    case .length(let length):
      if rawBody.count < length {
        faults.insert(.shortBody)
        body.isComplete = false
      } else {
        noteSurplus(rawBody[length...], .bytesAfterBody, &faults)
        body.content = Array(rawBody.prefix(length))
      }
    case .chunked: body = chunked(rawBody, &faults)
    case .untilClose: body.isComplete = connectionClosed || rawBody.isEmpty
    case .unsafe: body.isComplete = false
    }
    return ReceivedResponse(
      interim: interim, head: head, content: body.content, trailers: body.trailers, faults: faults.sorted(), isComplete: body.isComplete)
  }

  private struct Body {
    var content: [UInt8]
    var trailers: [HeaderField] = []
    var isComplete: Bool
  }

  private static func chunked(_ raw: [UInt8], _ faults: inout Set<FramingFault>) -> Body {
    let reading = ChunkReader(raw)
    faults.formUnion(reading.faults)
    noteSurplus(reading.rest, .bytesAfterBody, &faults)
    let broken: Set<FramingFault> = [.badChunk, .missingLastChunk, .oversizedChunkLine, .oversizedTrailer]
    return Body(content: reading.content, trailers: reading.trailers, isComplete: reading.faults.isDisjoint(with: broken))
  }

  private static func noteInterim(_ interim: [ResponseHead], _ faults: inout Set<FramingFault>) {
    if !interim.isEmpty { faults.insert(.unaskedInterim) }
    if interim.count > mostInterim { faults.insert(.tooManyInterim) }
    for head in interim {
      if !head.values("Content-Length").isEmpty { faults.insert(.contentLengthOnBodyless) }
      if !head.values("Transfer-Encoding").isEmpty { faults.insert(.transferEncodingOnBodyless) }
    }
  }

  /// What follows the end of a message is named by what it looks like.
  private static func noteSurplus(_ surplus: ArraySlice<UInt8>, _ fault: FramingFault, _ faults: inout Set<FramingFault>) {
    guard !surplus.isEmpty else { return }
    faults.insert(surplus.starts(with: "HTTP/1.".utf8) ? .secondResponse : fault)
  }
}

/// What says where a message ends (RFC 9112 §6.3).
private enum MessageEnd {
  /// The blank line behind the head.
  case head
  case chunked, untilClose
  case length(Int)
  /// Lengths that contradict each other: what the body is cannot be said (§6.3 item 5).
  case unsafe
  /// Behind 101 another protocol speaks (RFC 9110 §7.8).
  case otherProtocol

  init(_ head: ResponseHead, _ method: String, _ faults: inout Set<FramingFault>) {
    let codings = FieldLists.tokens(head.values("Transfer-Encoding")).map(ASCII.lowercased)
    let lengths = head.values("Content-Length").flatMap { value in
      FieldLists.split(value, at: UInt8(ascii: ",")).map { FieldLists.trimmed(String(decoding: $0, as: UTF8.self)) }
    }
    if !codings.isEmpty, !lengths.isEmpty { faults.insert(.contentLengthWithTransferEncoding) }
    if !codings.isEmpty, head.version == "1.0" { faults.insert(.transferEncodingInOldVersion) }
    Self.noteCodings(codings, &faults)
    let length = Self.length(lengths, &faults)
    let isInterim = (100...199).contains(head.status)
    if isInterim || head.status == 204 {
      if !codings.isEmpty { faults.insert(.transferEncodingOnBodyless) }
      if !lengths.isEmpty { faults.insert(.contentLengthOnBodyless) }
    }
    if head.status == 101 {
      faults.insert(.unaskedSwitch)
      self = .otherProtocol
    } else if method == "HEAD" || isInterim || head.status == 204 || head.status == 304 {
      self = .head
    } else if !codings.isEmpty {
      self = codings == ["chunked"] ? .chunked : .unsafe
    } else if lengths.isEmpty {
      self = .untilClose
    } else {
      self = length.map(MessageEnd.length) ?? .unsafe
    }
  }

  private static func noteCodings(_ codings: [String], _ faults: inout Set<FramingFault>) {
    if codings.contains(where: { $0 != "chunked" }) { faults.insert(.unknownTransferCoding) }
    if codings.count(where: { $0 == "chunked" }) > 1 { faults.insert(.chunkedTwice) }
    if codings.contains("chunked"), codings.last != "chunked" { faults.insert(.chunkedNotLast) }
  }

  /// The one number that all lines agree on; digits alone, so `+5`, `0x5` and `5.0` are none (RFC 9110 §8.6).
  private static func length(_ lengths: [String], _ faults: inout Set<FramingFault>) -> Int? {
    guard !lengths.isEmpty else { return nil }
    let numbers = lengths.map { text -> Int? in !text.utf8.isEmpty && text.utf8.allSatisfy(ASCII.isDigit) ? Int(text) : nil }
    guard let first = numbers[0], numbers.allSatisfy({ $0 != nil }) else {
      faults.insert(.malformedContentLength)
      return nil
    }
    guard numbers.allSatisfy({ $0 == first }) else {
      faults.insert(.conflictingContentLength)
      return nil
    }
    if numbers.count > 1 { faults.insert(.repeatedContentLength) }
    return first
  }
}

/// A response read strictly from its bytes: heads, content after transfer decoding, and every fault of its framing.
package struct ReceivedResponse: Sendable {
  package let interim: [ResponseHead]
  package let head: ResponseHead?
  /// After our own dechunking; content codings are left as they are.
  package let content: [UInt8]
  package let trailers: [HeaderField]
  /// Of head and framing, sorted.
  package let faults: [FramingFault]
  /// False when the message ended before its end.
  package let isComplete: Bool
}

/// Tells where a message ends and whether it was well framed (RFC 9112 §6.3).
package enum ResponseReader {
  /// - `rawBody`: the bytes after the head as they arrived, chunk framing included.
  /// - `connectionClosed`: the server closed behind the body, which is the only end of a body without a length.
  package static func read(rawHead: [UInt8], rawBody: [UInt8], requestMethod: String, connectionClosed: Bool) -> ReceivedResponse {
    let heads = HeadReader.readAll(rawHead)
    guard let head = heads.last, head.status >= 200 || head.status == 0 || head.status == 101 else {
      return ReceivedResponse(interim: heads, head: nil, content: [], trailers: [], faults: [.noHead], isComplete: false)
    }
    var faults = Set(head.faults)
    let framing = Framing(head, requestMethod, &faults)
    var trailers: [HeaderField] = []
    var content = rawBody
    var isComplete = true
    switch framing {
    case .none:
      if !rawBody.isEmpty { faults.insert(.contentOnBodylessStatus) }
      content = []
    case .length(let length):
      if rawBody.count < length {
        faults.insert(.shortBody)
        isComplete = false
      } else if rawBody.count > length {
        faults.insert(.bytesAfterBody)
        content = Array(rawBody.prefix(length))
      }
    case .chunked:
      let reading = ChunkReader.read(rawBody)
      content = reading.content
      trailers = reading.trailers
      faults.formUnion(reading.faults)
      isComplete = reading.faults.isDisjoint(with: [.badChunk, .missingLastChunk])
    case .untilClose: isComplete = connectionClosed || rawBody.isEmpty
    case .unsafe: isComplete = false
    }
    return ReceivedResponse(
      interim: Array(heads.dropLast()), head: head, content: content, trailers: trailers, faults: faults.sorted(), isComplete: isComplete)
  }

  private enum Framing {
    case none, chunked, untilClose
    case length(Int)
    /// Lengths that contradict each other: what the body is cannot be said (§6.3 item 5).
    case unsafe

    init(_ head: ResponseHead, _ method: String, _ faults: inout Set<FramingFault>) {
      let codings = FieldLists.tokens(head.values("Transfer-Encoding")).map(ASCII.lowercased)
      let lengths = head.values("Content-Length").flatMap { $0.split(separator: ",").map { FieldLists.trimmed(String($0)) } }
      if !codings.isEmpty, !lengths.isEmpty { faults.insert(.contentLengthWithTransferEncoding) }
      if method == "HEAD" || (100...199).contains(head.status) || head.status == 204 || head.status == 304 {
        self = .none
      } else if !codings.isEmpty {
        if codings == ["chunked"] {
          self = .chunked
        } else {
          faults.insert(.unknownTransferCoding)
          self = .unsafe
        }
      } else if lengths.isEmpty {
        self = .untilClose
      } else if !lengths.allSatisfy({ !$0.utf8.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int($0) != nil }) {
        faults.insert(.malformedContentLength)
        self = .unsafe
      } else if Set(lengths.compactMap(Int.init)).count > 1 {
        faults.insert(.conflictingContentLength)
        self = .unsafe
      } else {
        self = .length(Int(lengths[0]) ?? 0)
      }
    }
  }
}

import Codings
package import HTTPMessages
package import Model

/// One message read from its bytes: framing undone, content coding undone, and what both showed.
package struct MessageReading: Sendable {
  package let head: ResponseHead?
  /// Transfer and content decoded; empty where a coding could not be undone: nobody could say what is in it.
  package let content: [UInt8]
  /// Bytes of the content as it arrived, still coded.
  package let receivedBytes: Int
  package let facts: MessageFacts

  /// - `connectionClosed`: the peer closed in good order behind the last byte.
  /// - `isCut`: our own limit or a broken connection ended the message, whatever its bytes say.
  package init(rawHead: [UInt8], rawBody: [UInt8], requestMethod: String, connectionClosed: Bool, isCut: Bool) {
    let response = ResponseReader.read(
      rawHead: rawHead, rawBody: rawBody, requestMethod: requestMethod, connectionClosed: connectionClosed)
    let decoding = Self.decoding(response, isCut: isCut || !response.isComplete)
    head = response.head
    content = decoding.content
    receivedBytes = response.content.count
    // A sender that closed behind half a message has sent half of it; where the connection broke, the network may have lost the rest.
    let isBroken = isCut && !connectionClosed
    facts = MessageFacts(
      faults: response.faults.filter { !(isBroken && Self.shortness.contains($0)) }, isWhole: response.isComplete, coding: decoding.coding)
  }

  private static let shortness: Set<FramingFault> = [.brokenHead, .shortBody, .missingLastChunk]

  /// We never ask for a coding (RFC 9110 §12.5.3); what comes all the same is undone under limits.
  private static func decoding(_ response: ReceivedResponse, isCut: Bool) -> (content: [UInt8], coding: ContentCoding?) {
    let named = FieldLists.tokens(response.head?.values("Content-Encoding") ?? []).map(ASCII.lowercased).filter { $0 != "identity" }
    guard !named.isEmpty, !response.content.isEmpty else { return (response.content, nil) }
    func undone(_ result: ContentCoding.Result, _ content: [UInt8] = []) -> ([UInt8], ContentCoding?) {
      (content, ContentCoding(name: known(named), result: result))
    }
    if isCut { return undone(.truncated) }
    switch ContentDecoder.decode(response.content, codings: named, limits: .body) {
    case .decoded(let content): return undone(.decoded, content)
    case .rawDeflate(let content): return undone(.rawDeflate, content)
    case .overLimit: return undone(.overLimit)
    case .truncated: return undone(.truncated)
    case .corrupt: return undone(.corrupt)
    case .trailingBytes: return undone(.trailingBytes)
    case .unknownCoding: return undone(.unknown)
    case .moreThanOneCoding: return undone(.moreThanOne)
    }
  }

  /// Registered names only (RFC 9110 §16.6.1); what else a server calls its coding may be anything, a secret too.
  private static func known(_ named: [String]) -> String {
    named.prefix(6).map { names.contains($0) ? $0 : "?" }.joined(separator: ", ")
  }

  private static let names: Set<String> = [
    "aes128gcm", "br", "compress", "dcb", "dcz", "deflate", "exi", "gzip", "pack200-gzip", "x-compress", "x-gzip", "zstd",
  ]
}

extension ContentCoding {
  /// Why content under this coding cannot be judged; nil where it was decoded.
  package var failure: TransportFailure? {
    func failure(_ kind: TransportFailure.Kind, _ detail: String) -> TransportFailure {
      TransportFailure(kind: kind, detail: "content coding \(name): \(detail)", certificate: nil)
    }
    return switch result {
    case .decoded, .rawDeflate: nil
    case .overLimit: failure(.overLimit, "over the decoding limit")
    case .truncated: failure(.truncated, "ends too early")
    case .corrupt: failure(.malformed, "not what the name says")
    case .trailingBytes: failure(.malformed, "bytes behind its end")
    case .unknown: failure(.malformed, "not known")
    case .moreThanOne: failure(.malformed, "more than one")
    }
  }
}

/// How the bytes of a response break RFC 9112, or RFC 9110 where said; what was received is judged all the same where that is safe.
///
/// The names are kept in evidence: one is added, none is renamed.
package enum FramingFault: String, Sendable, Hashable, CaseIterable, Comparable {
  // MARK: The head

  /// A line ends in LF alone; §2.2 lets a recipient take it.
  case bareLF
  /// CR that no LF follows (§2.2).
  case bareCR
  /// Blanks between field name and colon (§5.1).
  case whitespaceBeforeColon
  /// A folded field line (§5.2).
  case obsoleteFold
  /// A field name that is no token (RFC 9110 §5.1).
  case invalidFieldName
  /// A line of the head that is no field line (§5).
  case missingColon
  /// NUL or another control character than TAB in a field value (RFC 9110 §5.5).
  case controlInValue
  /// Not `HTTP-version SP status-code SP [reason]`, or a status outside 100 to 599 (§4, RFC 9110 §15).
  case invalidStatusLine
  /// A version that no specification defines, or that nobody asked for (RFC 9110 §2.5, §6.2).
  case unsupportedVersion
  /// Something stands before the status line (§2.1).
  case bytesBeforeStatusLine
  /// No status line at all.
  case noHead
  /// The bytes end before the blank line that ends a head (§8).
  case brokenHead
  /// 1xx and no final answer (RFC 9110 §15.2).
  case onlyInterim
  /// A 1xx answer that was not asked for; every client must be able to pass over it (RFC 9110 §15.2).
  case unaskedInterim
  /// More interim answers than we read.
  case tooManyInterim
  /// 101 without `Upgrade` in the request (RFC 9110 §7.8).
  case unaskedSwitch

  // MARK: Where the message ends

  /// Several Content-Length values that differ (§6.3).
  case conflictingContentLength
  /// The same Content-Length more than once; RFC 9110 §8.6 lets a recipient take it.
  case repeatedContentLength
  case malformedContentLength
  /// §6.2.
  case contentLengthWithTransferEncoding
  /// Content-Length on 1xx or 204 (RFC 9110 §8.6).
  case contentLengthOnBodyless
  /// Transfer-Encoding on 1xx or 204 (§6.1).
  case transferEncodingOnBodyless
  /// Transfer-Encoding in an HTTP/1.0 message: faulty framing (§6.1).
  case transferEncodingInOldVersion
  /// A coding other than `chunked`, which nobody asked for (§6.1, §7).
  case unknownTransferCoding
  /// §6.1.
  case chunkedNotLast
  /// §6.1.
  case chunkedTwice

  // MARK: The body

  /// §7.1.
  case badChunk
  case missingLastChunk
  /// A chunk line that is longer than we read.
  case oversizedChunkLine
  /// More trailer fields than we read.
  case oversizedTrailer
  /// A trailer field that says what must be known before the content: framing, routing, form (RFC 9110 §6.5.1).
  case forbiddenTrailer
  /// Fewer bytes than Content-Length says (§8).
  case shortBody
  /// More bytes than the message has (§6.3).
  case bytesAfterBody
  /// Another response behind the only one that was asked for (§9.2).
  case secondResponse
  /// Content on 1xx, 204, 304 or an answer to HEAD (§6.3).
  case contentOnBodylessStatus

  package static func < (left: FramingFault, right: FramingFault) -> Bool { left.rawValue < right.rawValue }

  /// What a cut connection explains, whoever cut it.
  package static let cutOff: Set<FramingFault> = [.brokenHead, .onlyInterim, .missingLastChunk, .shortBody]
  /// Not the sender's fault but the end of what we read.
  package static let beyondLimits: Set<FramingFault> = [.oversizedChunkLine, .oversizedTrailer, .tooManyInterim]
}

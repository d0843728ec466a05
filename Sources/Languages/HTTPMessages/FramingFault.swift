/// How the bytes of a response break RFC 9112 (or RFC 9110 where said); what was received is judged all the same where that is safe.
package enum FramingFault: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A line ends in LF alone (RFC 9112 §2.2 lets a recipient take it).
  case bareLF
  /// Blanks between field name and colon (§5.1).
  case whitespaceBeforeColon
  /// A folded field line (§5.2).
  case obsoleteFold
  case invalidFieldName
  case missingColon
  /// NUL or CR inside a field value (RFC 9110 §5.5).
  case controlInValue
  case invalidStatusLine
  case noHead
  /// Several Content-Length values that differ (§6.3).
  case conflictingContentLength
  case malformedContentLength
  case contentLengthWithTransferEncoding
  case unknownTransferCoding
  case badChunk
  case missingLastChunk
  case shortBody
  case bytesAfterBody
  /// Content on 1xx, 204, 304 or an answer to HEAD (§6.3).
  case contentOnBodylessStatus

  package static func < (left: FramingFault, right: FramingFault) -> Bool { left.rawValue < right.rawValue }
}

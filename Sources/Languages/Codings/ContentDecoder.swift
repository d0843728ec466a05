/// What came of undoing a content coding.
package enum DecodedContent: Sendable, Hashable {
  case decoded([UInt8])
  /// `deflate` without its zlib wrapper, as some servers send it (RFC 9110 §8.4.1.2).
  case rawDeflate([UInt8])
  /// More than the limits allow; nothing of it is kept.
  case overLimit
  /// The bytes end before the coded content does.
  case truncated
  /// Not what the coding's name says, or a checksum or length that does not fit.
  case corrupt
  /// Something stands behind the end of the coded content.
  case trailingBytes
  case unknownCoding
  case moreThanOneCoding
}

/// Bounds of what a coded content may become; sizes in bytes.
package struct DecodingLimits: Sendable, Hashable {
  package let bytes: Int
  /// Decoded bytes for each coded one …
  package let ratio: Int
  /// … counted only beyond so many decoded bytes: short texts repeat themselves.
  package let ratioFloor: Int

  package init(bytes: Int, ratio: Int, ratioFloor: Int) {
    self.bytes = bytes
    self.ratio = ratio
    self.ratioFloor = ratioFloor
  }

  /// Eight MiB, a hundredfold (background: trust.md B3, B2).
  package static let body = DecodingLimits(bytes: 8 << 20, ratio: 100, ratioFloor: 256 << 10)
}

/// Undoes one content coding under limits (RFC 9110 §8.4.1): gzip, x-gzip and deflate.
package enum ContentDecoder {
  /// - `codings`: in the order in which they were applied, lower case, `identity` left out; never empty.
  package static func decode(_ content: [UInt8], codings: [String], limits: DecodingLimits) -> DecodedContent {
    guard codings.count == 1 else { return .moreThanOneCoding }
    switch codings[0] {
    case "gzip", "x-gzip": return Inflation.run(content, .gzip, limits)
    case "deflate":
      let wrapped = Inflation.run(content, .zlib, limits)
      guard wrapped == .corrupt, case .decoded(let bare) = Inflation.run(content, .raw, limits) else { return wrapped }
      return .rawDeflate(bare)
    default: return .unknownCoding
    }
  }
}

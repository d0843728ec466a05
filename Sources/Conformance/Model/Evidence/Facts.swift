package import Documents
package import HTTPMessages

/// What was read off the true bytes before anything was redacted; checks read these, so live and replayed judgements agree.
package struct BodyFacts: Sendable, Hashable {
  /// Nil when the body is empty.
  package let syntax: BodySyntax?
  package let duplicateNames: [JSONPointer]
  package let typedValues: [TypedValue]
  /// Names of the profile's leak patterns that hit the true text, sorted (ERR-03).
  package let leaks: [String]
  /// Values shaped like a NIK and their count, by pointer, whatever the field is called.
  package let identifierLikeCount: Int

  package init(syntax: BodySyntax?, duplicateNames: [JSONPointer], typedValues: [TypedValue], leaks: [String], identifierLikeCount: Int) {
    self.syntax = syntax
    self.duplicateNames = duplicateNames
    self.typedValues = typedValues
    self.leaks = leaks
    self.identifierLikeCount = identifierLikeCount
  }

  /// How many bytes of a body are searched for leaks; what lies behind them is unknown.
  package static let searchedForLeaks = 256 * 1024

  package static let none = BodyFacts(syntax: nil, duplicateNames: [], typedValues: [], leaks: [], identifierLikeCount: 0)
}

/// What the bytes of a message showed before anything of them was undone, decoded or replaced.
package struct MessageFacts: Sendable, Hashable {
  /// Sorted.
  package let faults: [FramingFault]
  /// The bytes held the message to its end.
  package let isWhole: Bool
  /// Nil where no content coding but `identity` was named, or nothing was coded.
  package let coding: ContentCoding?

  package init(faults: [FramingFault], isWhole: Bool, coding: ContentCoding?) {
    self.faults = faults
    self.isWhole = isWhole
    self.coding = coding
  }
}

/// A content coding that nobody asked for (RFC 9110 §8.4), and what came of undoing it.
package struct ContentCoding: Sendable, Hashable {
  package enum Result: String, Sendable, Hashable, CaseIterable {
    /// The kept content is the decoded one.
    case decoded
    /// `deflate` without its zlib wrapper (RFC 9110 §8.4.1.2); the kept content is decoded all the same.
    case rawDeflate
    case overLimit, truncated, corrupt
    /// Bytes behind the end of the coded content.
    case trailingBytes
    /// A name that we do not know.
    case unknown
    case moreThanOne
  }
  /// Registered names in lower case, each other one as a question mark.
  package let name: String
  package let result: Result

  package init(name: String, result: Result) {
    self.name = name
    self.result = result
  }

  /// The content is kept as it reads; otherwise nothing of it is kept.
  package var isDecoded: Bool { result == .decoded || result == .rawDeflate }
}

/// How a non-empty body reads.
package enum BodySyntax: Sendable, Hashable {
  /// Strict JSON; duplicates are listed apart.
  case json
  /// Looks like JSON (labelled so, or begins with a bracket) but is not: the diagnostic's code and byte offset.
  case brokenJSON(code: String, offset: Int)
  case html
  case text
  case binary
}

/// The answers of a national type for one value of the true body (requirements.md §6).
package struct TypedValue: Sendable, Hashable {
  package let pointer: JSONPointer
  package let type: String
  package let basis: String
  /// JSON kind of the value: string, number, null …
  package let kind: String
  /// Nil when the value keeps every rule.
  package let brokenRule: String?
  package let isSynthetic: Bool

  package init(pointer: JSONPointer, type: String, basis: String, kind: String, brokenRule: String?, isSynthetic: Bool) {
    self.pointer = pointer
    self.type = type
    self.basis = basis
    self.kind = kind
    self.brokenRule = brokenRule
    self.isSynthetic = isSynthetic
  }
}

/// A value that was replaced before the evidence was kept; JSON type and length stay.
package struct Redaction: Sendable, Hashable {
  package let pointer: JSONPointer
  package let type: String
  /// HMAC under a key that lives as long as the run: equal values stay recognisable inside it, and nowhere else.
  package let keyedDigest: String
  package init(pointer: JSONPointer, type: String, keyedDigest: String) {
    self.pointer = pointer
    self.type = type
    self.keyedDigest = keyedDigest
  }
}

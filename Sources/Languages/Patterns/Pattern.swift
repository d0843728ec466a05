import CPCRE2
package import Documents

/// How much work one match may cost before it is given up; counted by PCRE2, not timed, so the outcome repeats.
package struct PatternLimits: Sendable, Hashable {
  package let matchSteps: UInt32
  package let depth: UInt32
  package let heapKibibytes: UInt32

  package init(matchSteps: UInt32, depth: UInt32, heapKibibytes: UInt32) {
    self.matchSteps = matchSteps
    self.depth = depth
    self.heapKibibytes = heapKibibytes
  }

  package static let standard = PatternLimits(matchSteps: 500_000, depth: 10_000, heapKibibytes: 4096)
}

package enum PatternOutcome: Sendable, Hashable {
  case matches
  case doesNot
  /// The pattern cost more than the limits allow on this text: a cause to say "cannot tell", never a hang.
  case limitExceeded
}

/// A regular expression of ECMA-262 (unicode mode) as JSON Schema uses it, matched by PCRE2 under limits.
package struct Pattern: Sendable {
  package let source: String
  private let compiled: CompiledPattern

  /// Throws a diagnostic without position when the text is not a pattern, or uses syntax that only PCRE knows.
  package static func compile(_ source: String) throws(Diagnostic) -> Pattern {
    guard source.utf8.count <= longest else { throw Diagnostic(tooLong, ["limit": String(longest)], at: nil) }
    if let foreign = ECMASyntax.foreignConstruct(Array(source.utf8)) { throw Diagnostic(notECMA, ["construct": foreign], at: nil) }
    return Pattern(source: source, compiled: try CompiledPattern(ECMASyntax.translated(Array(source.utf8))))
  }

  /// Whether the pattern is found anywhere in the text, as JSON Schema asks (2020-12 §6.3.3).
  package func matches(_ text: String, limits: PatternLimits) -> PatternOutcome { compiled.search(text, limits) }

  private static let longest = 8192

  private static let tooLong = Wording(
    "pattern.tooLong", id: "Pola melebihi {limit} byte.", en: "The pattern is longer than {limit} bytes.")
  private static let notECMA = Wording(
    "pattern.notECMA", id: "“{construct}” bukan bagian dari pola ECMA-262 yang dipakai JSON Schema.",
    en: "“{construct}” is not part of the ECMA-262 patterns that JSON Schema uses.")
  static let invalid = Wording(
    "pattern.invalid", id: "Pola tidak dapat dibaca pada karakter ke-{offset}: {problem}.", en: "The pattern cannot be read at character {offset}: {problem}.")
  package static let wordings = [tooLong, notECMA, invalid]
}

/// PCRE2's compiled code: written once in `init`, read by any number of threads afterwards (pcre2api, "Multithreading").
private final class CompiledPattern: Sendable {
  nonisolated(unsafe) private let code: OpaquePointer

  init(_ source: [UInt8]) throws(Diagnostic) {
    var number: Int32 = 0
    var offset = 0
    let extra = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(extra) }
    pcre2_set_compile_extra_options_8(extra, UInt32(PCRE2_EXTRA_ALT_BSUX))
    // `$` only at the very end, `[]` matches nothing, `\uXXXX` as in ECMA-262; `\d` and `\w` stay ASCII without UCP.
    let flags =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_ALT_BSUX) | UInt32(PCRE2_ALLOW_EMPTY_CLASS)
      | UInt32(PCRE2_MATCH_UNSET_BACKREF) | UInt32(PCRE2_NEVER_BACKSLASH_C) | UInt32(PCRE2_NO_UTF_CHECK)
    guard let code = pcre2_compile_8(source, source.count, flags, &number, &offset, extra) else {
      var message = [UInt8](repeating: 0, count: 200)
      let length = pcre2_get_error_message_8(number, &message, message.count)
      let problem = String(decoding: message.prefix(Int(max(0, length))), as: UTF8.self)
      throw Diagnostic(Pattern.invalid, ["offset": String(offset), "problem": problem], at: nil)
    }
    self.code = code
  }

  deinit { pcre2_code_free_8(code) }

  func search(_ text: String, _ limits: PatternLimits) -> PatternOutcome {
    let room = pcre2_match_data_create_8(1, nil)
    let bounds = pcre2_match_context_create_8(nil)
    defer {
      pcre2_match_data_free_8(room)
      pcre2_match_context_free_8(bounds)
    }
    pcre2_set_match_limit_8(bounds, limits.matchSteps)
    pcre2_set_depth_limit_8(bounds, limits.depth)
    pcre2_set_heap_limit_8(bounds, limits.heapKibibytes)
    var subject = text
    let result = subject.withUTF8 { bytes in
      let empty: [UInt8] = [0]
      return empty.withUnsafeBufferPointer { spare in
        pcre2_match_8(code, bytes.baseAddress ?? spare.baseAddress!, bytes.count, 0, UInt32(PCRE2_NO_UTF_CHECK), room, bounds)
      }
    }
    if result >= 0 { return .matches }
    return result == PCRE2_ERROR_NOMATCH ? .doesNot : .limitExceeded
  }
}

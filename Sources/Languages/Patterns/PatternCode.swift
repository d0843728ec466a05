import CPCRE2
import Documents

/// PCRE2's compiled code: written once in `init`, read by any number of threads afterwards (pcre2api, "Multithreading").
final class PatternCode: Sendable {
  /// Unsafe in name only: nothing writes through the pointer between `init` and `deinit`, and every match has data of its own.
  nonisolated(unsafe) private let code: OpaquePointer
  let isAnchored: Bool

  /// - `source`: PCRE2 syntax, made by `ECMATranslator`, valid UTF-8.
  init(_ source: [UInt8]) throws(Diagnostic) {
    var number: Int32 = 0
    var offset = 0
    let bounds = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(bounds) }
    pcre2_set_parens_nest_limit_8(bounds, UInt32(ECMATranslator.deepest + 10))
    // `$` only at the very end; a reference to a group that took no part matches nothing, as in ECMA-262 §22.2.2.9.
    let flags =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_MATCH_UNSET_BACKREF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_NO_UTF_CHECK)
    guard let code = pcre2_compile_8(source, source.count, flags, &number, &offset, bounds) else {
      var message = [UInt8](repeating: 0, count: 200)
      let length = pcre2_get_error_message_8(number, &message, message.count)
      throw Diagnostic(PatternWordings.unsupported, ["problem": String(decoding: message.prefix(Int(max(0, length))), as: UTF8.self)], at: nil)
    }
    self.code = code
    var options: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_ALLOPTIONS), &options)
    isAnchored = options & UInt32(PCRE2_ANCHORED) != 0
  }

  deinit { pcre2_code_free_8(code) }

  func search(_ text: String, _ limits: PatternLimits) -> PatternOutcome {
    var subject = text
    return subject.withUTF8 { bytes in
      guard bytes.count <= (isAnchored ? limits.anchoredBytes : limits.searchedBytes) else { return .limitExceeded }
      guard let start = bytes.baseAddress else { return withUnsafePointer(to: 0) { run($0, 0, limits) } }
      return run(start, bytes.count, limits)
    }
  }

  private func run(_ start: UnsafePointer<UInt8>, _ count: Int, _ limits: PatternLimits) -> PatternOutcome {
    guard let room = pcre2_match_data_create_8(1, nil), let bounds = pcre2_match_context_create_8(nil) else { return .limitExceeded }
    defer {
      pcre2_match_data_free_8(room)
      pcre2_match_context_free_8(bounds)
    }
    pcre2_set_match_limit_8(bounds, limits.steps(perStartIn: isAnchored ? 1 : count + 1))
    pcre2_set_depth_limit_8(bounds, limits.depth)
    pcre2_set_heap_limit_8(bounds, limits.heapKibibytes)
    let result = pcre2_match_8(code, start, count, 0, UInt32(PCRE2_NO_UTF_CHECK), room, bounds)
    if result >= 0 { return .matches }
    return result == PCRE2_ERROR_NOMATCH ? .doesNot : .limitExceeded
  }
}

import Documents
import HTTPMessages
import Model

extension Answer {
  /// True under a content coding such as gzip that was not undone: what the bytes say is not known (RFC 9110 §8.4).
  var isCoded: Bool {
    if let coding = exchange.message?.coding { return !coding.isDecoded }
    return FieldLists.tokens(head.values("Content-Encoding")).contains { !ASCII.equalIgnoringCase($0, "identity") }
  }
}

/// A place in an answer that may be shown: member names can be data too (an object keyed by NIK).
struct ShownPlace {
  let pointer: JSONPointer
  let text: String

  /// Ends before the first name that holds a run of ten digits or more.
  init(_ full: JSONPointer) {
    let tokens = Array(full.tokens.prefix { !Self.holdsNumber($0) })
    pointer = JSONPointer(tokens: tokens)
    let shown = pointer.description + (tokens.count < full.tokens.count ? "/…" : "")
    text = shown.utf8.isEmpty ? "/" : shown
  }

  private static func holdsNumber(_ name: String) -> Bool {
    var run = 0
    for byte in name.utf8 {
      run = (0x30...0x39).contains(byte) ? run + 1 : 0
      if run == 10 { return true }
    }
    return false
  }
}

import HTTPMessages
import Model

/// Reads `Retry-After`: seconds, or a date (RFC 9110 §10.2.3).
enum RetryAfter {
  /// Nil when absent or unreadable; never negative. A date counts from the answer's own `Date`, so that a wrong clock there does no harm.
  static func seconds(_ head: ResponseHead, startedAt: Timestamp) -> Int? {
    guard let text = head.value("Retry-After") else { return nil }
    if !text.utf8.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Int(text) ?? Int(Int32.max) }
    guard let until = date(text) else { return nil }
    let now = head.value("Date").flatMap(date) ?? startedAt
    return Int(max(0, until.milliseconds - now.milliseconds) / 1000)
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// `Sun, 06 Nov 1994 08:49:37 GMT` only; the two obsolete forms are as good as none (§5.6.7).
  private static func date(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[5].utf8.elementsEqual("GMT".utf8), parts[1].utf8.count == 2, parts[3].utf8.count == 4,
      let month = months.firstIndex(where: { $0.utf8.elementsEqual(parts[2].utf8) })
    else { return nil }
    return Timestamp("\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
  }
}

import Glibc
import HTTPMessages

/// Writes answers as bytes, with the fields that every answer carries.
enum AnswerWriter {
  static func bytes(_ answer: Answer, isHead: Bool, isSecure: Bool, closes: Bool) -> [UInt8] {
    if let raw = answer.raw { return raw }
    // 1xx, 204 and 304 have no content (RFC 9110 §6.4.1), and 204 no length either (§8.6).
    let hasContent = answer.status != 204 && answer.status != 304
    let body = hasContent ? answer.body.bytes : []
    var lines = ["HTTP/1.1 \(answer.status) \(StatusPhrase.of(answer.status))", "Date: \(date())"]
    lines += answer.fields.map { "\($0.name): \($0.value)" }
    if hasContent, answer.value("Content-Length") == nil { lines.append("Content-Length: \(body.count)") }
    if answer.value("Cache-Control") == nil { lines.append("Cache-Control: no-store") }
    lines.append("X-Content-Type-Options: nosniff")
    // Only ever over TLS (RFC 6797 §7.2).
    if isSecure { lines.append("Strict-Transport-Security: max-age=31536000") }
    if closes { lines.append("Connection: close") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (isHead ? [] : body)
  }

  /// IMF-fixdate (RFC 9110 §5.6.7).
  private static func date() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
    let day = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1900 + parts.tm_year)"
    return "\(day) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
  }
}

/// A moment in milliseconds since 1970-01-01T00:00:00Z, printed as RFC 3339 in UTC; pure arithmetic, no clock.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

  /// `2026-11-24T02:00:00.123Z`.
  package var description: String {
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let day = rest < 0 ? days - 1 : days
    let inDay = rest < 0 ? rest + 86_400_000 : rest
    let date = Self.civil(fromDays: day)
    let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1000 % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    return "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))T\(clock).\(Self.padded(inDay % 1000, 3))Z"
  }

  /// Reads a full date (midnight UTC) or an RFC 3339 date-time with offset; nil otherwise.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ from: Int, _ count: Int) -> Int64? {
      guard from + count <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[from..<(from + count)] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
      (1...12).contains(month), (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    var total = Self.days(year: year, month: month, day: day) * 86_400_000
    if bytes.count > 10 {
      guard bytes.count >= 20, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A, let hour = number(11, 2), let minute = number(14, 2),
        let second = number(17, 2), hour < 24, minute < 60, second < 61
      else { return nil }
      total += hour * 3_600_000 + minute * 60_000 + second * 1000
      var at = 19
      if bytes[at] == 0x2E {
        var scale: Int64 = 100
        at += 1
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
          total += Int64(bytes[at] - 0x30) * scale
          scale /= 10
          at += 1
        }
      }
      guard at < bytes.count else { return nil }
      switch bytes[at] {
      case 0x5A where at + 1 == bytes.count: break
      case 0x2B, 0x2D:
        guard at + 6 == bytes.count, bytes[at + 3] == 0x3A, let hours = number(at + 1, 2), let minutes = number(at + 4, 2) else { return nil }
        total -= (bytes[at] == 0x2B ? 1 : -1) * (hours * 3_600_000 + minutes * 60_000)
      default: return nil
      }
    }
    milliseconds = total
  }

  package func adding(milliseconds more: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + more) }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar (years counted from March).
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

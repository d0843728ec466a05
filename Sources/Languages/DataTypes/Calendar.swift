/// Dates and date-times of RFC 3339 §5.6, judged by their text.
enum Calendar {
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `YYYY-MM-DD` and a real day.
  static func brokenRule(date bytes: [UInt8]) -> String? {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes, 0, 4), let month = number(bytes, 5, 2),
      let day = number(bytes, 8, 2)
    else { return "form" }
    guard (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year: year) else { return "date" }
    return nil
  }

  /// `YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)`; the first broken rule of form, date, separator, time, offset.
  static func brokenRule(dateTime bytes: [UInt8]) -> String? {
    guard bytes.count >= 10 else { return "form" }
    if let rule = brokenRule(date: Array(bytes[0..<10])) { return rule }
    guard bytes.count > 10 else { return "form" }
    guard bytes[10] == UInt8(ascii: "T") else { return "separator" }
    guard bytes.count >= 19, bytes[13] == 0x3A, bytes[16] == 0x3A, let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2),
      let second = number(bytes, 17, 2)
    else { return "time" }
    // Second 60 is a leap second: allowed by RFC 3339 §5.6.
    guard hour < 24, minute < 60, second <= 60 else { return "time" }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(fraction.count) else { return "time" }
      rest = rest.dropFirst(1 + fraction.count)
    }
    return brokenRule(offset: Array(rest))
  }

  private static func brokenRule(offset bytes: [UInt8]) -> String? {
    if bytes == [UInt8(ascii: "Z")] { return nil }
    guard bytes.count == 6, bytes[0] == 0x2B || bytes[0] == 0x2D, bytes[3] == 0x3A, let hours = number(bytes, 1, 2),
      let minutes = number(bytes, 4, 2), hours <= 14, minutes < 60
    else { return "offset" }
    // -00:00 says that the local offset is not known (RFC 3339 §4.3).
    return bytes[0] == 0x2D && hours == 0 && minutes == 0 ? "offset" : nil
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int? {
    guard at + count <= bytes.count, bytes[at..<(at + count)].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return NationalTypes.number(bytes[at..<(at + count)])
  }
}

/// Dates and times of RFC 3339 §5.6, durations of its appendix A.
enum TimeFormats {
  static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(bytes[0..<4]),
      let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
    else { return false }
    return (1...12).contains(month) && day >= 1 && day <= length(ofMonth: month, year: year)
  }

  /// `T` and `Z` may be written small.
  static func isDateTime(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 11, bytes[10] | 0x20 == UInt8(ascii: "t") else { return false }
    return isDate(bytes[..<10]) && isTime(bytes[11...])
  }

  static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(text)
    guard bytes.count >= 9, bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: ":"), let hour = number(bytes[0..<2]),
      let minute = number(bytes[3..<5]), let second = number(bytes[6..<8]), hour < 24, minute < 60, second <= 60
    else { return false }
    var rest = bytes[8...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: SchemaFormat.isDigit)
      guard !fraction.isEmpty else { return false }
      rest = rest[fraction.endIndex...]
    }
    guard let offset = offsetMinutes(Array(rest)) else { return false }
    // A leap second comes at the end of a day in UTC only (RFC 3339 §5.7).
    return second < 60 || (hour * 60 + minute - offset + 2 * 1440) % 1440 == 1439
  }

  private static func offsetMinutes(_ bytes: [UInt8]) -> Int? {
    if bytes.count == 1, bytes[0] | 0x20 == UInt8(ascii: "z") { return 0 }
    guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"), bytes[3] == UInt8(ascii: ":"),
      let hours = number(bytes[1..<3]), let minutes = number(bytes[4..<6]), hours < 24, minutes < 60
    else { return nil }
    return (bytes[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
  }

  static func isDuration(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "P") else { return false }
    let halves = bytes.dropFirst().split(separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = units(halves[0]) else { return false }
    guard halves.count == 2 else { return day == "W" || isRun(day, of: "YMD") }
    guard let time = units(halves[1]) else { return false }
    return (day.isEmpty || isRun(day, of: "YMD")) && isRun(time, of: "HMS")
  }

  /// The letters behind the numbers, `3D4H` gives `DH`; nil when it is not made so.
  private static func units(_ bytes: ArraySlice<UInt8>) -> String? {
    var letters = ""
    var rest = bytes
    while !rest.isEmpty {
      let figures = rest.prefix(while: SchemaFormat.isDigit)
      guard !figures.isEmpty, figures.endIndex < rest.endIndex else { return nil }
      letters.unicodeScalars.append(Unicode.Scalar(rest[figures.endIndex]))
      rest = rest[(figures.endIndex + 1)...]
    }
    return letters
  }

  /// No unit may be left out in between.
  private static func isRun(_ letters: String, of units: String) -> Bool {
    guard !letters.utf8.isEmpty, let first = letters.utf8.first, let start = units.utf8.firstIndex(of: first) else { return false }
    return units.utf8[start...].starts(with: letters.utf8)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.allSatisfy(SchemaFormat.isDigit) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

package import Documents
package import Model

/// Speaks one language: sentences of the catalogue, texts of the standard, dates and numbers as people there write them.
package struct Voice: Sendable {
  package let language: Language
  package init(language: Language) { self.language = language }

  package func callAsFunction(_ wording: Wording, _ parameters: [String: String] = [:]) -> String { wording.text(in: language, parameters) }
  package func callAsFunction(_ text: Bilingual) -> String { language == .indonesian ? text.indonesian : text.english }

  /// `24 November 2026 pukul 09.00 WIB`: Western Indonesian Time, UTC+7, whatever zone the machine is in.
  package func moment(_ time: Timestamp) -> String {
    let local = Array(time.adding(milliseconds: 7 * 3_600_000).description.utf8)
    guard local.count >= 16, let date = date(local[0..<10]) else { return time.description }
    let hour = String(decoding: local[11..<13], as: UTF8.self)
    let minute = String(decoding: local[14..<16], as: UTF8.self)
    return language == .indonesian ? "\(date) pukul \(hour).\(minute) WIB" : "\(date), \(hour):\(minute) WIB (UTC+7)"
  }

  /// `09.00.07`, for lists under a moment that names the day and the zone.
  package func clock(_ time: Timestamp) -> String {
    let local = Array(time.adding(milliseconds: 7 * 3_600_000).description.utf8)
    guard local.count >= 19 else { return time.description }
    let parts = [local[11..<13], local[14..<16], local[17..<19]].map { String(decoding: $0, as: UTF8.self) }
    return parts.joined(separator: language == .indonesian ? "." : ":")
  }

  private func date(_ bytes: ArraySlice<UInt8>) -> String? {
    let parts = bytes.split(separator: UInt8(ascii: "-")).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month) else { return nil }
    let name = language == .indonesian ? Self.bulan[month - 1] : Self.months[month - 1]
    return "\(day) \(name) \(parts[0])"
  }

  /// Thousands apart: `27.000`, `27,000`.
  package func number(_ value: Int) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var out: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(UInt8(ascii: language == .indonesian ? "." : ",")) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// `49 dari 50`, `49 of 50`.
  package func share(_ part: Int, of whole: Int) -> String { self(Self.of, ["part": number(part), "whole": number(whole)]) }

  /// Whole percent rounded down, so that only everything is 100 %.
  package func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    return "\(part * 100 / whole)\(language == .indonesian ? "\u{A0}" : "")%"
  }

  private static let bulan = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
  private static let of = Wording("voice.of", id: "{part} dari {whole}", en: "{part} of {whole}")

  static let wordings = [of]
}

extension Language {
  var other: Language { self == .indonesian ? .english : .indonesian }
}

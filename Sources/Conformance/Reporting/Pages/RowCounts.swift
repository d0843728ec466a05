import Documents
import Model

/// Counts over registered applications: by stage, by verdict, by state. The denominator is always what is registered, never what was tested.
struct RowCounts {
  let rows: [SubjectRow]

  var registered: Int { rows.count }
  var examined: Int { rows.filter { $0.decision != nil }.count }

  /// Applications that came at least as far as a stage.
  func reached(_ stage: FunnelStage) -> Int { rows.filter { $0.stage >= stage }.count }

  /// Nil stands for applications that nothing was judged about.
  func verdict(_ word: Decision.Word?) -> Int { rows.filter { $0.decision?.word == word }.count }

  func state(_ state: Score.State) -> Int { rows.filter { $0.decision?.score.state == state }.count }

  /// Verdicts as every table and bar orders them; `nil` comes last.
  static let words: [Decision.Word?] = [.conformant, .conformantWithWaivers, .undetermined, .nonconformant, nil]

  var bar: [(tone: Tone, count: Int)] {
    [
      (.failed, verdict(.nonconformant)), (.unsure, verdict(.undetermined)), (.untested, verdict(nil)),
      (.passed, verdict(.conformant) + verdict(.conformantWithWaivers)),
    ]
  }

  /// Failed requirements by how many applications they concern, then by id.
  var failures: [(requirement: String, count: Int)] {
    let counts = Dictionary(rows.flatMap { Set($0.failed) }.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.map { ($0.key, $0.value) }.sorted { left, right in
      left.1 != right.1 ? left.1 > right.1 : left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
    }
  }

  /// Agencies by name, then by id: an order that ranks nobody.
  var byAgency: [(agency: String, name: String, counts: RowCounts)] {
    Dictionary(grouping: rows, by: \.agency).map { ($0.key, $0.value.first?.agencyName ?? $0.key, RowCounts(rows: $0.value)) }.sorted { left, right in
      if left.1.utf8.elementsEqual(right.1.utf8) { return left.0.utf8.lexicographicallyPrecedes(right.0.utf8) }
      return left.1.utf8.lexicographicallyPrecedes(right.1.utf8)
    }
  }

  /// Services by title, then by id.
  var byTitle: [SubjectRow] {
    rows.sorted { left, right in
      if left.title.utf8.elementsEqual(right.title.utf8) { return left.service.utf8.lexicographicallyPrecedes(right.service.utf8) }
      return left.title.utf8.lexicographicallyPrecedes(right.title.utf8)
    }
  }
}

/// A long list cut into pages of one size: the first one stands in the report's own page.
struct Paging {
  let count: Int
  static let size = 150

  var pages: [Range<Int>] {
    count == 0 ? [0..<0] : stride(from: 0, to: count, by: Self.size).map { $0..<min($0 + Self.size, count) }
  }

  /// `agencies-002.html`, `agencies-002.en.html`; the first page is the index.
  static func names(_ stem: String, page: Int) -> [Language: String] {
    guard page > 0 else { return ServiceReport.names }
    let digits = String(page + 1)
    let number = String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
    return [.indonesian: "\(stem)-\(number).html", .english: "\(stem)-\(number).en.html"]
  }
}

import Model

/// What this program is.
enum Tool {
  static let version = "0.1.0"
  static var name: String { "selaras \(version)" }

  /// `2026-11-23T02-00-00Z-7f3a`: the moment, and four digits so that two runs of one second differ.
  static func runID(_ start: Timestamp) -> String {
    let moment = start.description.prefix(19).map { $0 == ":" ? "-" : $0 }
    let tail = String(UInt16.random(in: 0...0xFFFF), radix: 16)
    return "\(String(moment))Z-\(String(repeating: "0", count: 4 - tail.count))\(tail)"
  }
}

/// Paths as text: nothing here asks the disk.
enum PathText {
  static func last(of path: String) -> String { parts(path).last ?? path }

  /// The folder above; `.` for a bare name, `/` for what stands in the root.
  static func folder(of path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    guard let at = bytes.lastIndex(of: slash) else { return "." }
    var above = bytes[..<at]
    while above.last == slash { above.removeLast() }
    return above.isEmpty ? "/" : String(decoding: above, as: UTF8.self)
  }

  /// The names between slashes, empty ones and `.` left out.
  static func parts(_ path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(decoding: $0, as: UTF8.self) }.filter { !$0.utf8.elementsEqual(".".utf8) }
  }

  static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }
  static func holdsNull(_ path: String) -> Bool { path.utf8.contains(0) }

  /// `../Contracts/a.yaml` seen from `Registry` is `Contracts/a.yaml`; nil when it climbs above the start.
  static func resolve(_ path: String, from start: [String]) -> [String]? {
    var at = start
    for part in parts(path) {
      if part.utf8.elementsEqual("..".utf8) {
        guard at.popLast() != nil else { return nil }
      } else {
        at.append(part)
      }
    }
    return at
  }

  /// Whether a real path is that folder's, or lies inside it.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    if folder.utf8.elementsEqual("/".utf8) { return isAbsolute(path) }
    guard path.utf8.count > folder.utf8.count else { return path.utf8.elementsEqual(folder.utf8) }
    return path.utf8.starts(with: folder.utf8) && path.utf8.dropFirst(folder.utf8.count).first == slash
  }

  /// A relative path of plain names: never upwards, never from the root.
  static func isPlain(_ path: String) -> Bool {
    let names = path.utf8.split(separator: slash, omittingEmptySubsequences: false)
    return !names.isEmpty && !holdsNull(path)
      && names.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) && !$0.contains(UInt8(ascii: "\\")) }
  }

  private static let slash = UInt8(ascii: "/")
}

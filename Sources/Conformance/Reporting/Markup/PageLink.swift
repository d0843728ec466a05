/// Where a link may lead: into the page, to a file of the same report, or to a web address by http or https. Nothing else can be made.
struct PageLink: Sendable, Hashable {
  let text: String

  private init(checked text: String) { self.text = text }

  static func inside(_ id: String) -> PageLink { PageLink(checked: "#" + anchor(id)) }

  /// A relative path of plain segments (`../agency/service/index.html`); nil for anything that a browser could read in another way.
  static func file(_ path: String) -> PageLink? {
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, bytes.count <= 500, bytes.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: "/") }) else { return nil }
    let segments = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return segments.allSatisfy { !$0.isEmpty } ? PageLink(checked: path) : nil
  }

  /// An absolute http or https address in printable ASCII with a host; nil for every other scheme and for spaces, quotes, controls.
  static func web(_ address: String) -> PageLink? {
    let bytes = Array(address.utf8)
    guard bytes.count <= 2000, bytes.allSatisfy({ (0x21...0x7E).contains($0) && !forbidden.contains($0) }) else { return nil }
    for scheme in ["https://", "http://"] {
      let start = Array(scheme.utf8)
      guard bytes.starts(with: start) else { continue }
      guard let first = bytes.dropFirst(start.count).first, isPlain(first), first != UInt8(ascii: "-") else { return nil }
      return PageLink(checked: address)
    }
    return nil
  }

  /// A name as it can stand in `id` and behind `#`.
  static func anchor(_ name: String) -> String {
    String(decoding: name.utf8.prefix(100).map { isPlain($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
  }

  private static let forbidden: Set<UInt8> = Set("\"'<>\\^`{|}".utf8)

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }
}

/// The little Markdown that dossiers use, as markup: paragraphs, lists, fenced blocks, `code` and **strong** words. Nothing else is read.
enum Prose {
  enum Block: Hashable {
    case paragraph(String)
    case list([String], isNumbered: Bool)
    case fence(String)
  }

  static func markup(_ text: String, label: String) -> [Markup] {
    blocks(of: text).map { block in
      switch block {
      case .paragraph(let text): tag(.p) { inline(text) }
      case .list(let items, let isNumbered): tag(isNumbered ? .ol : .ul) { items.map { item in tag(.li) { inline(item) } } }
      case .fence(let text): Piece.quote(text, label: label)
      }
    }
  }

  /// The first paragraph, as one line without marks: for tables and terminals.
  static func firstParagraph(_ text: String) -> String {
    for case .paragraph(let paragraph) in blocks(of: text) { return paragraph }
    return text
  }

  static func blocks(of text: String) -> [Block] {
    var blocks: [Block] = []
    var fence: [String]?
    var continues = false
    for line in lines(of: text) {
      let trimmed = trim(line)
      if trimmed.utf8.starts(with: "```".utf8) {
        if let open = fence { blocks.append(.fence(open.joined(separator: "\n"))) }
        fence = fence == nil ? [] : nil
        continues = false
      } else if fence != nil {
        fence?.append(line)
      } else if trimmed.utf8.isEmpty {
        continues = false
      } else if let item = listItem(trimmed) {
        if case .list(let items, let isNumbered)? = blocks.last, isNumbered == item.isNumbered {
          blocks[blocks.count - 1] = .list(items + [item.text], isNumbered: isNumbered)
        } else {
          blocks.append(.list([item.text], isNumbered: item.isNumbered))
        }
        continues = true
      } else if continues {
        append(trimmed, to: &blocks)
      } else {
        blocks.append(.paragraph(trimmed))
        continues = true
      }
    }
    if let open = fence { blocks.append(.fence(open.joined(separator: "\n"))) }
    return blocks
  }

  private static func append(_ text: String, to blocks: inout [Block]) {
    switch blocks.popLast() {
    case .paragraph(let before)?: blocks.append(.paragraph(before + " " + text))
    case .list(var items, let isNumbered)?:
      if let last = items.popLast() { items.append(last + " " + text) }
      blocks.append(.list(items, isNumbered: isNumbered))
    case .fence(let before)?: blocks += [.fence(before), .paragraph(text)]
    case nil: blocks.append(.paragraph(text))
    }
  }

  private static func listItem(_ line: String) -> (text: String, isNumbered: Bool)? {
    for bullet in ["- ", "* "] where line.utf8.starts(with: bullet.utf8) { return (String(decoding: line.utf8.dropFirst(2), as: UTF8.self), false) }
    let digits = line.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...2).contains(digits.count), line.utf8.dropFirst(digits.count).starts(with: ". ".utf8) else { return nil }
    return (String(decoding: line.utf8.dropFirst(digits.count + 2), as: UTF8.self), true)
  }

  /// `code` and **strong**; a mark without a partner stays as it is written.
  static func inline(_ text: String) -> [Markup] {
    var out: [Markup] = []
    var plain: [UInt8] = []
    let bytes = Array(text.utf8)
    var at = 0
    func isMark(_ mark: [UInt8], _ index: Int) -> Bool { bytes[index...].starts(with: mark) }
    while at < bytes.count {
      if let (mark, name) = [([UInt8(ascii: "`")], Tag.code), (Array("**".utf8), Tag.strong)].first(where: { isMark($0.0, at) }),
        let end = (at + mark.count..<bytes.count).first(where: { isMark(mark, $0) }), end > at + mark.count
      {
        if !plain.isEmpty { out.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
        let inside = String(decoding: bytes[(at + mark.count)..<end], as: UTF8.self)
        out.append(name == .code ? Piece.code(inside) : tag(name) { inside })
        at = end + mark.count
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    if !plain.isEmpty { out.append(.text(String(decoding: plain, as: UTF8.self))) }
    return out
  }

  static func lines(of text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
  }

  private static func trim(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let start = bytes.firstIndex(where: { !isBlank($0) }), let end = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(decoding: bytes[start...end], as: UTF8.self)
  }
}

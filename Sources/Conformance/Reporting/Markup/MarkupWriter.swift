/// Writes markup as HTML bytes. Escaping looks at bytes, never at `Character`s: a quote with a combining mark is still a quote.
struct MarkupWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ markup: Markup) {
    switch markup {
    case .text(let text): write(escaped: VisibleText.of(text))
    case .group(let children): for child in children { write(child) }
    case .element(let tag, let attributes, let children):
      bytes += "<\(tag.rawValue)".utf8
      for attribute in attributes { write(attribute) }
      bytes.append(UInt8(ascii: ">"))
      for child in children { write(child) }
      bytes += "</\(tag.rawValue)>".utf8
      if Self.endsLine.contains(tag) { bytes.append(0x0A) }
    }
  }

  /// Text that is ours and already HTML: the document's frame. Literals only, so that nothing received can come this way.
  mutating func write(frame: StaticString) { bytes += "\(frame)".utf8 }

  mutating func write(_ attribute: Attribute) {
    bytes += " \(attribute.name)=\"".utf8
    write(escaped: VisibleText.oneLine(attribute.value))
    bytes.append(UInt8(ascii: "\""))
  }

  /// The five bytes that could end a text or an attribute (HTML Living Standard §13.1.2.3, §13.1.4).
  mutating func write(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
  }

  /// Block ends get a line feed, so that two reports can be compared line by line.
  private static let endsLine: Set<Tag> = [
    .article, .aside, .dl, .details, .div, .footer, .h1, .h2, .h3, .h4, .header, .li, .main, .nav, .ol, .p, .pre, .section, .table, .tbody, .thead,
    .tr, .ul, .svg,
  ]
}

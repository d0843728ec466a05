/// A JSON or YAML text as one immutable tree: flat arrays of nodes in document order, texts still in the bytes they came in.
package final class Document: Sendable {
  /// The name that messages use.
  package let file: String
  let bytes: [UInt8]
  let cells: [Cell]
  let places: Places
  /// Names that stand twice in one object (RFC 8259 §4); look-ups find the first.
  package let duplicateNames: [DuplicateName]
  /// Escapes of half a surrogate pair, which the grammar allows and Unicode does not (RFC 8259 §8.2).
  package let loneSurrogates: [SourcePosition]

  init(file: String, bytes: [UInt8], cells: [Cell], places: Places, duplicates: [(object: Int32, name: Int32)], loneSurrogates: [Int]) {
    self.file = file
    self.bytes = bytes
    self.cells = cells
    self.places = places
    let tree = Tree(file: file, bytes: bytes, cells: cells, places: places)
    duplicateNames = duplicates.map { object, name in
      DuplicateName(object: tree.pointer(object), name: tree.text(Int(name)), position: tree.position(Int(name)))
    }
    self.loneSurrogates = loneSurrogates.map { tree.position(offset: $0) }
  }

  package var root: Node { Node(document: self, index: 0) }
  var tree: Tree { Tree(file: file, bytes: bytes, cells: cells, places: places) }
}

/// A member name that an object has twice.
package struct DuplicateName: Sendable, Hashable {
  package let object: JSONPointer
  package let name: String
  /// Of the second occurrence.
  package let position: SourcePosition
}

/// One node: an object is followed by its members (a name cell, then the value), an array by its elements.
struct Cell: Sendable {
  var kind: Node.Kind
  /// The text between `start` and `start + length` holds escapes.
  var isEscaped = false
  var isName = false
  /// Byte offset of the text in the document's bytes (or in the decoded pool of a YAML document).
  var start: Int32
  var length: Int32
  /// Index after this node and everything inside it.
  var next: Int32
  /// Members or elements.
  var count: Int32 = 0
  var parent: Int32
}

/// Where nodes stand: computed from byte offsets for JSON, recorded for YAML.
enum Places: Sendable {
  case offsets(LineIndex)
  case marks([Mark])
  struct Mark: Sendable {
    let line: Int32
    let column: Int32
  }
}

/// The working view that the document, its nodes and its readers share.
struct Tree {
  let file: String
  let bytes: [UInt8]
  let cells: [Cell]
  let places: Places

  func text(_ index: Int) -> String {
    let cell = cells[index]
    let raw = bytes[Int(cell.start)..<Int(cell.start + cell.length)]
    return cell.isEscaped ? JSONEscapes.decode(raw) : String(decoding: raw, as: UTF8.self)
  }

  func isText(_ index: Int, _ name: String.UTF8View) -> Bool {
    let cell = cells[index]
    let raw = bytes[Int(cell.start)..<Int(cell.start + cell.length)]
    return cell.isEscaped ? JSONEscapes.decode(raw).utf8.elementsEqual(name) : raw.elementsEqual(name)
  }

  func position(_ index: Int) -> SourcePosition {
    switch places {
    case .marks(let marks): SourcePosition(file: file, line: Int(marks[index].line), column: Int(marks[index].column))
    case .offsets:
      // A string's text starts behind its quote; the value starts at the quote.
      position(offset: Int(cells[index].start) - (cells[index].kind == .string ? 1 : 0))
    }
  }

  /// Of a text with offsets; a text with marks knows the places of its nodes only.
  func position(offset: Int) -> SourcePosition {
    let index = if case .offsets(let known) = places { known } else { LineIndex(bytes) }
    let place = index.place(offset, in: bytes)
    return SourcePosition(file: file, line: place.line, column: place.column)
  }

  func pointer(_ index: Int32) -> JSONPointer {
    var tokens: [String] = []
    var at = index
    while at > 0 {
      let parent = cells[Int(at)].parent
      if cells[Int(parent)].kind == .object {
        tokens.append(text(Int(at) - 1))
      } else {
        var element = parent + 1
        var number = 0
        while element < at {
          element = cells[Int(element)].next
          number += 1
        }
        tokens.append(String(number))
      }
      at = parent
    }
    return JSONPointer(tokens: tokens.reversed())
  }
}

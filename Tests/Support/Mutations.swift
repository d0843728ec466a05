package import Documents

/// Every way to spoil a value at one place: leave a member out, put another kind there, add a member nobody knows.
package enum Mutations {
  package struct Mutation: Sendable {
    /// For example `/services/0/id := 7`.
    package let label: String
    package let value: JSONValue
    package init(label: String, value: JSONValue) {
      self.label = label
      self.value = value
    }
  }

  /// Put in the place of every value; null is left out, as our readers take it for absent.
  private static let strangers: [JSONValue] = [
    .integer(7), .integer(-1), .integer(1), .number("1.5"), .string("x"), .string(""), .bool(true), .array([]), .object([:]),
  ]

  package static func of(_ value: JSONValue) -> [Mutation] { of(value, at: .root) { $0 } }

  private static func of(_ value: JSONValue, at pointer: JSONPointer, _ whole: (JSONValue) -> JSONValue) -> [Mutation] {
    var found: [Mutation] = []
    for stranger in strangers where stranger != value {
      found.append(Mutation(label: "\(pointer) := \(stranger.text(pretty: false))", value: whole(stranger)))
    }
    switch value {
    case .object(let members):
      found.append(Mutation(label: "\(pointer) + tambahan", value: whole(.object(members.merging(["tambahan": .null]) { $1 }))))
      for name in members.keys.sorted() {
        found.append(Mutation(label: "\(pointer) - \(name)", value: whole(.object(members.filter { $0.key != name }))))
        guard let member = members[name] else { continue }
        found += of(member, at: pointer.appending(name)) { whole(.object(members.merging([name: $0]) { $1 })) }
      }
    case .array(let elements):
      if !elements.isEmpty { found.append(Mutation(label: "\(pointer) - last", value: whole(.array(elements.dropLast())))) }
      for (index, element) in elements.enumerated() {
        found += of(element, at: pointer.appending(index)) { changed in
          var copy = elements
          copy[index] = changed
          return whole(.array(copy))
        }
      }
    case .null, .bool, .integer, .number, .string: break
    }
    return found
  }

  /// Bytes that readers of protocols stumble over.
  private static let strangeBytes: [UInt8] = [0, 10, 13, 32, 48, 58, 59, 255]

  /// Calls `visit` with the bytes cut at, without, with twice, and with a strange byte in the place of and before each of them.
  package static func forEach(of bytes: [UInt8], _ visit: (_ label: @autoclosure () -> String, _ spoilt: [UInt8]) -> Void) {
    for index in bytes.indices {
      visit("cut at \(index)", Array(bytes.prefix(index)))
      visit("without \(index)", Array(bytes.prefix(index) + bytes.dropFirst(index + 1)))
      visit("\(index) twice", Array(bytes.prefix(index + 1) + bytes.dropFirst(index)))
      for strange in strangeBytes {
        visit("\(index) := \(strange)", bytes.prefix(index) + [strange] + bytes.dropFirst(index + 1))
        visit("\(strange) before \(index)", bytes.prefix(index) + [strange] + bytes.dropFirst(index))
      }
    }
  }
}

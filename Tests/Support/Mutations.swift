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
}

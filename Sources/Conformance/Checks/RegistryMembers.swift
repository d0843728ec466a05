import Documents
import Model

extension Subject {
  /// The unit that answers for the service: the entry's own, else the one its agency names; nil when neither says.
  var ownerUnit: String? {
    if case .object(let members) = service.entry, case .string(let unit)? = members["unit"], !unit.isBlank { return unit }
    return agency?.unit.flatMap { $0.isBlank ? nil : $0 }
  }
}

extension String {
  /// Empty, or nothing but blanks and line ends.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }

  /// Without blanks and line ends at either side.
  var withoutOuterBlanks: String {
    let isOuter: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard let first = utf8.firstIndex(where: { !isOuter($0) }), let last = utf8.lastIndex(where: { !isOuter($0) }) else { return "" }
    return String(self[first...last])
  }
}

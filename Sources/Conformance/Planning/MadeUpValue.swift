import DataTypes
import Documents
import OpenAPI

/// Values that no service should know, or that break a declared schema; nil where the schema gives no certain one.
enum MadeUpValue {
  /// A well-formed identifier that surely does not exist: right by type and length, another value than the known one.
  static func unknownIdentifier(_ parameter: Parameter, _ contract: Contract, known: JSONValue?, _ draw: inout Draw) -> JSONValue? {
    let schema = parameter.schema.flatMap { contract.resolve($0) }
    let annotation = schema?["x-id-tipe"]?.string ?? parameter.node["x-id-tipe"]?.string
    let format = schema?["format"]?.string
    if let type = NationalTypes.type(annotation: annotation, format: format, name: parameter.name), type.type == .nik {
      // Prefix 99 is assigned to no province, and the serial is drawn: no real person, no sample either.
      return .string("990101010190" + draw.digits(4))
    }
    if schema?["enum"] != nil || schema?["const"] != nil { return nil }
    if format?.utf8.elementsEqual("uuid".utf8) ?? false {
      return .string("\(draw.hex(8))-\(draw.hex(4))-4\(draw.hex(3))-8\(draw.hex(3))-\(draw.hex(12))")
    }
    switch typeName(schema) {
    case "integer"?, "number"?:
      let largest = schema?["maximum"]?.integer ?? 999_999_999
      let value = largest - draw.below(999)
      return value > (schema?["minimum"]?.integer ?? 1) ? .integer(value) : nil
    case "string"?, nil:
      if let known, case .string(let sample) = known { return .string(mutated(sample, &draw)) }
      return schema?["pattern"] == nil ? .string("tidak-ada-\(draw.digits(6))") : nil
    default: return nil
    }
  }

  /// The sample with its last letters and digits exchanged for others of their kind: still of the sample's shape.
  private static func mutated(_ sample: String, _ draw: inout Draw) -> String {
    var bytes = Array(sample.utf8)
    var left = 4
    for index in bytes.indices.reversed() where left > 0 {
      switch bytes[index] {
      case 0x30...0x39: bytes[index] = 0x30 + UInt8((Int(bytes[index] - 0x30) + 1 + draw.below(8)) % 10)
      case 0x41...0x5A: bytes[index] = 0x41 + UInt8((Int(bytes[index] - 0x41) + 1 + draw.below(24)) % 26)
      case 0x61...0x7A: bytes[index] = 0x61 + UInt8((Int(bytes[index] - 0x61) + 1 + draw.below(24)) % 26)
      default: continue
      }
      left -= 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A value that breaks the parameter's type, enumeration or range even after it was written into a URL.
  static func invalid(_ parameter: Parameter, _ contract: Contract, _ draw: inout Draw) -> JSONValue? {
    guard let schema = parameter.schema.flatMap({ contract.resolve($0) }) else { return nil }
    if schema["enum"] != nil { return .string("bukan-pilihan-\(draw.digits(4))") }
    switch typeName(schema) {
    case "integer"?, "number"?, "boolean"?: return .string("bukan-angka")
    case "string"?:
      switch schema["format"]?.string {
      case "date"?: return .string("2026-02-31")
      case "date-time"?: return .string("kemarin-sore")
      case "uuid"?: return .string("bukan-uuid")
      default: break
      }
      if let longest = schema["maxLength"]?.integer, (1...500).contains(longest) { return .string(String(repeating: "x", count: longest + 1)) }
      return nil
    default: return nil
    }
  }

  /// The one type a schema names (`["string", "null"]` counts as string); nil when it names none or several.
  private static func typeName(_ schema: Node?) -> String? {
    guard let type = schema?["type"] else { return nil }
    if let name = type.string { return name }
    let names = type.elements.compactMap(\.string).filter { !$0.utf8.elementsEqual("null".utf8) }
    return names.count == 1 ? names[0] : nil
  }
}

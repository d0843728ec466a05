import Documents
import Patterns

/// The formats that are judged when asked for; one that is not known here passes (2020-12 validation §7.2.3).
enum SchemaFormat: String, Sendable {
  case date
  case dateTime = "date-time"
  case time
  case duration
  case uuid
  case email
  case hostname
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case regex
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  /// OpenAPI's, of numbers.
  case int32
  case int64

  init?(_ name: String, isOpenAPI: Bool) {
    guard let format = SchemaFormat(rawValue: name), isOpenAPI || !format.isOfNumbers else { return nil }
    self = format
  }

  var isOfNumbers: Bool { self == .int32 || self == .int64 }

  func holds(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .date: return TimeFormats.isDate(bytes[...])
    case .dateTime: return TimeFormats.isDateTime(bytes)
    case .time: return TimeFormats.isTime(bytes[...])
    case .duration: return TimeFormats.isDuration(bytes)
    case .uuid: return Self.isUUID(bytes)
    case .email: return MailFormats.isAddress(bytes)
    case .hostname: return HostFormats.isHostname(bytes[...])
    case .ipv4: return HostFormats.isIPv4(bytes[...])
    case .ipv6: return HostFormats.isIPv6(bytes[...])
    case .uri: return URIFormats.isURI(bytes, mayBeRelative: false)
    case .uriReference: return URIFormats.isURI(bytes, mayBeRelative: true)
    case .regex: return Pattern.syntaxFault(in: text) == nil
    case .jsonPointer: return JSONPointer(text) != nil
    case .relativeJSONPointer: return Self.isRelativePointer(bytes)
    case .int32, .int64: return true
    }
  }

  /// Numbers only.
  func holds(_ value: NumberValue) -> Bool {
    switch self {
    case .int32: value.fits(bits: 32)
    case .int64: value.fits(bits: 64)
    default: true
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }

  /// RFC 9562 §4: 8-4-4-4-12.
  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      index == 8 || index == 13 || index == 18 || index == 23 ? byte == UInt8(ascii: "-") : isHexadecimal(byte)
    }
  }

  /// A count without leading zeros, then a pointer or `#`.
  private static func isRelativePointer(_ bytes: [UInt8]) -> Bool {
    let count = bytes.prefix(while: isDigit)
    guard !count.isEmpty, count.count == 1 || count.first != 0x30 else { return false }
    let rest = bytes[count.endIndex...]
    return rest.elementsEqual("#".utf8) || JSONPointer(String(decoding: rest, as: UTF8.self)) != nil
  }
}

import DataTypes
import Digests
import Documents
import Model

/// Replaces secrets and personal values in bytes that are about to be kept; JSON type and length stay.
struct Redactor {
  let secrets: [String]
  let key: [UInt8]

  /// National types whose values are personal (UU 27/2022 Pasal 4).
  private static let personal: Set<String> = ["nik", "kk", "npwp", "nitku", "nip", "nisn", "telepon", "rekening"]

  func redact(
    _ content: [UInt8], document: Document?, typed: [(node: Node, value: TypedValue)]
  ) -> (content: [UInt8], redactions: [Redaction]) {
    var replaced: [(bytes: [UInt8], with: [UInt8])] = []
    var redactions: [Redaction] = []
    for (node, value) in typed where Self.personal.contains(value.type) && !value.isSynthetic && (value.kind == "string" || value.kind == "number") {
      let text = Array((node.string ?? node.numberText ?? "").utf8)
      guard text.contains(where: Self.isDigit) else { continue }
      replaced.append((text, value.type == "nik" && value.brokenRule == nil ? Self.syntheticNIK : Self.masked(text)))
      redactions.append(Redaction(pointer: value.pointer, type: value.type, keyedDigest: HMACDigest.short(text, key: key)))
    }
    var bytes = content
    // Longest first: a value that contains another one is replaced whole.
    for (value, mask) in replaced.sorted(by: { $0.bytes.count > $1.bytes.count }) { bytes = Self.replace(value, with: mask, in: bytes) }
    return (maskIdentifiers(redactSecrets(bytes)), redactions)
  }

  func redactSecrets(_ bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    for secret in secrets where secret.utf8.count >= 4 {
      for form in Self.forms(secret) { out = Self.replace(form, with: [UInt8](repeating: UInt8(ascii: "*"), count: form.count), in: out) }
    }
    return out
  }

  /// Sixteen digits of NIK structure in any text, even in fields that nobody typed.
  private func maskIdentifiers(_ bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    var start: Int?
    for index in 0...bytes.count {
      let isDigit = index < bytes.count && Self.isDigit(bytes[index])
      if isDigit, start == nil { start = index }
      if !isDigit, let first = start {
        if index - first == 16, NationalTypes.looksLikeNIK(bytes[first..<index]) { out.replaceSubrange(first..<index, with: Self.syntheticNIK) }
        start = nil
      }
    }
    return out
  }

  /// A well-formed NIK becomes this one: it keeps every rule, and prefix 99 belongs to nobody.
  private static let syntheticNIK = Array("9901010101900001".utf8)

  /// Digits become 9, everything else stays: the length, the JSON type and the punctuation are kept.
  private static func masked(_ text: [UInt8]) -> [UInt8] {
    text.map { isDigit($0) ? UInt8(ascii: "9") : $0 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The spellings in which a secret may come back: raw, percent-encoded, base64 and base64url.
  private static func forms(_ secret: String) -> [[UInt8]] {
    let raw = Array(secret.utf8)
    let percent = raw.flatMap { byte -> [UInt8] in
      let isUnreserved = isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "-._~".utf8.contains(byte)
      return isUnreserved ? [byte] : Array("%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8)
    }
    return [raw, percent, Array(Base64.encode(raw).utf8), Array(Base64.encodeURL(raw).utf8)]
  }

  private static func replace(_ needle: [UInt8], with mask: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    guard let first = needle.first, needle.count <= bytes.count, needle.count == mask.count else { return bytes }
    var out = bytes
    var index = 0
    while index + needle.count <= out.count {
      if out[index] == first, out[index..<(index + needle.count)].elementsEqual(needle) {
        out.replaceSubrange(index..<(index + needle.count), with: mask)
        index += needle.count
      } else {
        index += 1
      }
    }
    return out
  }
}

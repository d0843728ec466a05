import DataTypes
import Digests
import Documents
import Model

/// Replaces secrets and personal values in bytes that are about to be kept; JSON type and length stay.
struct Redactor {
  private let secrets: [SecretForms]
  private let key: [UInt8]

  init(secrets: [String], key: [UInt8]) {
    self.secrets = secrets.compactMap(SecretForms.init)
    self.key = key
  }

  /// National types whose values are personal (UU 27/2022 Pasal 4).
  private static let personal: Set<String> = ["nik", "kk", "npwp", "nitku", "nip", "nisn", "telepon", "rekening"]

  /// - `isBroken`: the body was meant to be JSON and could not be read, so nothing in it could be typed.
  func redact(
    _ content: [UInt8], document: Document?, typed: [(node: Node, value: TypedValue)], isBroken: Bool
  ) -> (content: [UInt8], redactions: [Redaction]) {
    var bytes = content
    var masks: [[UInt8]: [UInt8]] = [:]
    var redactions: [Redaction] = []
    for (node, value) in typed where Self.personal.contains(value.type) && !value.isSynthetic {
      guard value.kind == "string" || value.kind == "number", let range = node.textRange else { continue }
      let written = Array(content[range])
      let isWhole = value.type == "nik" && value.brokenRule == nil
      let masked = Self.masked(written, isNIK: isWhole)
      guard masked != written else { continue }
      bytes.replaceSubrange(range, with: masked)
      let text = Array((node.string ?? node.numberText ?? "").utf8)
      masks[text] = Self.masked(text, isNIK: isWhole)
      redactions.append(Redaction(pointer: value.pointer, type: value.type, keyedDigest: HMACDigest.short(text, key: key)))
    }
    if isBroken { bytes = Self.maskingLongNumbers(bytes) }
    return (redactText(Self.maskingRepetitions(masks, bytes)), redactions)
  }

  /// Secrets in every spelling, and sixteen digits of NIK structure in any text, even in fields that nobody typed.
  func redactText(_ bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    for secret in secrets { out = secret.masked(in: out) }
    for spelling in DigitRuns.Spelling.allCases {
      DigitRuns.forEach(in: out, spelling) { run, digits in
        guard run.count == 16, NationalTypes.looksLikeNIK(digits[...]) else { return }
        for (place, digit) in zip(run, Self.syntheticNIK) { out[place] = digit }
      }
    }
    return EncodedIdentifiers.masked(in: EntityIdentifiers.masked(in: out))
  }

  /// The same value in another place of the body. Short ones are left: too much else looks like them. The work is bounded.
  private static func maskingRepetitions(_ masks: [[UInt8]: [UInt8]], _ bytes: [UInt8]) -> [UInt8] {
    let most = max(10, 20_000_000 / max(1, bytes.count))
    let long = masks.filter { $0.key.count >= 8 }.sorted { left, right in
      left.key.count == right.key.count ? left.key.lexicographicallyPrecedes(right.key) : left.key.count > right.key.count
    }
    var out = bytes
    for (value, mask) in long.prefix(most) {
      for place in ByteSearch.places(of: value, in: out) { out.replaceSubrange(place..<(place + value.count), with: mask) }
    }
    return out
  }

  /// Ten digits and more in a body that cannot be read may be anybody's number.
  private static func maskingLongNumbers(_ bytes: [UInt8]) -> [UInt8] {
    var out = bytes
    DigitRuns.forEach(in: bytes, .escaped) { run, digits in
      guard run.count >= 10, NationalTypes.judge(String(decoding: digits, as: UTF8.self), as: .nik).brokenRule != nil else { return }
      for place in run { out[place] = UInt8(ascii: "9") }
    }
    return out
  }

  /// A well-formed NIK becomes this one: it keeps every rule, and prefix 99 belongs to nobody.
  private static let syntheticNIK = Array("9901010101900001".utf8)

  /// Digits become 9 (a NIK's become the synthetic one's), everything else stays: length, JSON type, escapes and punctuation are kept.
  private static func masked(_ written: [UInt8], isNIK: Bool) -> [UInt8] {
    var out = written
    var count = 0
    DigitRuns.forEach(in: written, .escaped) { run, _ in
      for place in run {
        out[place] = isNIK && count < syntheticNIK.count ? syntheticNIK[count] : UInt8(ascii: "9")
        count += 1
      }
    }
    return out
  }
}

import Digests
import Documents
import Model

/// Knows a finding again in another run: over the requirement, the code, the operation and the pointers, never over a sentence or a value.
enum Fingerprint {
  /// 32 hexadecimal digits.
  static func of(_ finding: Finding, requirement: String) -> String {
    let location = finding.location
    let parts = [
      requirement, finding.wording.code, location.operation ?? "", location.responsePointer?.description ?? "",
      location.contractPointer?.description ?? "",
    ]
    // Each part with its length before it, so that no two lists of parts give the same bytes.
    let bytes = parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    return String(decoding: SHA256Digest.of(bytes).hex.utf8.prefix(32), as: UTF8.self)
  }
}

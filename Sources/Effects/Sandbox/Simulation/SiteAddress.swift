/// An absolute `http` or `https` URL of the registry, taken apart.
struct SiteAddress: Sendable, Hashable {
  let isSecure: Bool
  /// Lower case.
  let host: String
  let port: Int
  /// Without a slash at its end; empty for the root.
  let path: String

  init?(_ url: String) {
    let rest: Substring
    if url.hasPrefix("https://") {
      (isSecure, rest) = (true, url.dropFirst(8))
    } else if url.hasPrefix("http://") {
      (isSecure, rest) = (false, url.dropFirst(7))
    } else {
      return nil
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash].split(separator: ":", omittingEmptySubsequences: false)
    guard let name = authority.first, authority.count <= 2 else { return nil }
    let isName = !name.utf8.isEmpty && name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
    }
    guard isName else { return nil }
    host = name.lowercased()
    if authority.count == 2 {
      guard let number = Int(authority[1]), (1...65535).contains(number) else { return nil }
      port = number
    } else {
      port = isSecure ? 443 : 80
    }
    var path = rest[slash...]
    while path.last == "/" { path.removeLast() }
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3F && $0 != 0x23 }) else { return nil }
    self.path = String(path)
  }

  /// `https://host` with a port that is not the usual one.
  var origin: String {
    let usual = isSecure ? 443 : 80
    return "\(isSecure ? "https" : "http")://\(host)\(port == usual ? "" : ":\(port)")"
  }
}

/// The base URL of an environment, read strictly: scheme, host, port, path without a trailing slash.
package struct BaseURL: Sendable, Hashable {
  package let scheme: RequestTemplate.Scheme
  package let endpoint: Endpoint
  /// Empty or beginning with `/`, never ending with one.
  package let path: String

  /// Nil for user info, a fragment, a query, another scheme, a host in an odd spelling, a port out of range, control characters, or dot segments.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C && $0 != 0x23 && $0 != 0x3F && $0 != 0x40 }) else { return nil }
    let rest: Substring
    if text.hasPrefix("https://") {
      (scheme, rest) = (.https, text.dropFirst(8))
    } else if text.hasPrefix("http://") {
      (scheme, rest) = (.http, text.dropFirst(7))
    } else {
      return nil
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash].split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(authority.count), let host = HostSpelling.normalised(String(authority[0])) else { return nil }
    var port = scheme == .https ? 443 : 80
    if authority.count == 2 {
      guard let number = HostSpelling.port(authority[1]) else { return nil }
      port = number
    }
    var path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    guard !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else { return nil }
    endpoint = Endpoint(host: host, port: port)
    self.path = path
  }
}

import HTTPMessages
import Model

/// Where an answer sends us next (RFC 9110 §15.4), under our rules and not the server's.
enum Redirect {
  case request(RequestTemplate)
  case refused(String)

  /// Nil when the answer is no redirect.
  static func next(after exchange: WireExchange, to request: RequestTemplate) -> Redirect? {
    guard let head = HeadReader.readAll(exchange.rawHead).last, [301, 302, 303, 307, 308].contains(head.status) else { return nil }
    let locations = head.values("Location")
    guard locations.count == 1 else { return locations.isEmpty ? nil : .refused("two Location fields") }
    guard let next = absolute(locations[0], from: request) else { return .refused("redirect to an address that is not http or https") }
    if request.scheme == .https, next.scheme == .http { return .refused("redirect from https to http") }
    // Credentials stay with the place they were given for.
    let isSamePlace = next.scheme == request.scheme && next.endpoint == request.endpoint
    return .request(
      RequestTemplate(
        method: request.method, scheme: next.scheme, endpoint: next.endpoint, target: next.target, fields: request.fields,
        credential: isSamePlace ? request.credential : .none, followsRedirects: true))
  }

  /// Resolves the forms that servers send: absolute, `//host`, `/path`, `?query`, and relative paths (RFC 3986 §5).
  private static func absolute(_ text: String, from base: RequestTemplate) -> (scheme: RequestTemplate.Scheme, endpoint: Endpoint, target: String)? {
    let bare = String(text.split(separator: "#", omittingEmptySubsequences: false).first ?? "")
    guard bare.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }) else { return nil }
    // An empty reference is the document itself (RFC 3986 §4.4): here a loop.
    if bare.isEmpty { return (base.scheme, base.endpoint, base.target) }
    let lower = bare.lowercased()
    if lower.hasPrefix("https://") { return authority(bare.dropFirst(8), .https) }
    if lower.hasPrefix("http://") { return authority(bare.dropFirst(7), .http) }
    if bare.hasPrefix("//") { return authority(bare.dropFirst(2), base.scheme) }
    if bare.hasPrefix("/") { return (base.scheme, base.endpoint, removingDots(bare)) }
    if bare.split(separator: "/", omittingEmptySubsequences: false).first?.contains(":") ?? false { return nil }
    let path = String(base.target.split(separator: "?", omittingEmptySubsequences: false)[0])
    if bare.hasPrefix("?") { return (base.scheme, base.endpoint, path + bare) }
    let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
    return (base.scheme, base.endpoint, removingDots(folder + bare))
  }

  private static func authority(
    _ rest: Substring, _ scheme: RequestTemplate.Scheme
  ) -> (scheme: RequestTemplate.Scheme, endpoint: Endpoint, target: String)? {
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    let parts = rest[..<end].split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let host = HostSpelling.normalised(String(parts[0])) else { return nil }
    var port = scheme == .https ? 443 : 80
    if parts.count == 2 {
      guard let number = HostSpelling.port(parts[1]) else { return nil }
      port = number
    }
    let target = String(rest[end...])
    return (scheme, Endpoint(host: host, port: port), removingDots(target.hasPrefix("/") ? target : "/" + target))
  }

  /// RFC 3986 §5.2.4.
  private static func removingDots(_ target: String) -> String {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var out: [Substring] = []
    let segments = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { out.append("") }
      case "..":
        _ = out.popLast()
        if isLast { out.append("") }
      default: out.append(segment)
      }
    }
    return "/" + out.joined(separator: "/") + (parts.count == 2 ? "?\(parts[1])" : "")
  }
}

import HTTPMessages
import Model

/// A request's bytes as we write them ourselves (RFC 9112 §3). The guard has looked at every part before.
enum RequestWriter {
  /// - `url`: with the credential in its query, if it belongs there.
  /// - `fields`: complete but for Host.
  static func bytes(_ request: RequestTemplate, url: String, fields: [HeaderField]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    add(request.method)
    add(" ")
    // Origin form: the URL without its scheme and authority.
    bytes.append(contentsOf: url.utf8.dropFirst(request.url.utf8.count - request.target.utf8.count))
    add(" HTTP/1.1\r\nHost: ")
    add(request.endpoint.host)
    if request.endpoint.port != (request.scheme == .https ? 443 : 80) { add(":\(request.endpoint.port)") }
    add("\r\n")
    for field in fields {
      add(field.name)
      add(field.value.isEmpty ? ":" : ": ")
      add(field.value)
      add("\r\n")
    }
    add("\r\n")
    return bytes
  }
}

import HTTPMessages
import Model

/// A request's bytes as we write them ourselves (RFC 9112 §3). The guard has looked at every part before.
enum RequestWriter {
  /// - `url`: with the credential in its query, if it belongs there.
  /// - `fields`: complete but for Host.
  static func bytes(_ request: RequestTemplate, url: String, fields: [HeaderField]) -> [UInt8] {
    let origin = request.url.utf8.count - request.target.utf8.count
    let target = String(decoding: url.utf8.dropFirst(origin), as: UTF8.self)
    let usual = request.scheme == .https ? 443 : 80
    let host = request.endpoint.port == usual ? request.endpoint.host : request.endpoint.description
    let lines = ["\(request.method) \(target) HTTP/1.1", "Host: \(host)"] + fields.map { $0.value.isEmpty ? "\($0.name):" : "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}

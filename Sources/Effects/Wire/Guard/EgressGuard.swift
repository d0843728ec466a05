import HTTPMessages
import Model

/// The gate before every packet: what is asked, where it goes, and (again) where it really went.
struct EgressGuard: Sendable {
  let permits: Set<AddressPermit>
  /// Addresses of this machine's own interfaces: a way around the loopback rule, and refused like it.
  let own: Set<IPAddress>
  /// Networks that the operator closes beside the table's; no permit opens them.
  let closed: [AddressNetwork]

  /// Layer 1: the request itself against the permit; nil when it may go.
  func refusal(of request: RequestTemplate, permit: Permit) -> TransportFailure? {
    guard permit.methods.contains(request.method) else { return .policy("method \(request.method) is not permitted") }
    if let refusal = refusal(of: request.endpoint, permit: permit) { return refusal }
    let isSafe: (String) -> Bool = { text in text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }
    guard request.target.hasPrefix("/"), isSafe(request.target), !request.target.utf8.contains(UInt8(ascii: "#")) else {
      return .policy("request target with blanks, control characters or raw bytes")
    }
    // CR, LF or NUL in a field would be sent as they are: header injection.
    guard request.fields.allSatisfy({ isSafe($0.name) && $0.value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }) else {
      return .policy("header field with control characters")
    }
    for field in request.fields {
      let name = ASCII.lowercased(field.name)
      guard !name.utf8.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else { return .policy("header field with a malformed name") }
      // A contract may name header parameters; it may not redirect the request, reframe it, or hide who sends it.
      if Self.ownFields.contains(name) || name.hasPrefix("proxy-") { return .policy("header field \(name) is not for a request to choose") }
    }
    return nil
  }

  private static let ownFields: Set<String> = [
    "connection", "content-length", "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
  ]

  /// `tchar` of RFC 9110 §5.6.2 in lower case.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  func refusal(of endpoint: Endpoint, permit: Permit) -> TransportFailure? {
    guard permit.endpoints.contains(endpoint) else { return .policy("\(endpoint) is not a registered host") }
    // The one spelling, or none: whatever another reader could take for something else was refused long before (BaseURL, Redirect).
    guard let spelling = HostSpelling.normalised(endpoint.host), spelling.utf8.elementsEqual(endpoint.host.utf8) else {
      return .policy("host is not a plain DNS name")
    }
    return nil
  }

  /// Layers 2 and 3: an address, before connecting and again at the socket; nil when packets may go there.
  func refusal(of address: IPAddress) -> String? {
    let forms = [address] + address.embedded
    if let network = closed.first(where: { network in forms.contains(where: network.contains) }) {
      return "\(address) closed by the operator (\(network))"
    }
    if !permits.contains(.loopback), forms.contains(where: own.contains), AddressTable.classify(address) != .loopback {
      return "\(address) this machine"
    }
    return switch AddressTable.classify(address) {
    case .isPublic: nil
    case .loopback: permits.contains(.loopback) ? nil : "\(address) loopback"
    case .intranet(let name): permits.contains(.intranet) ? nil : "\(address) \(name)"
    case .refused(let name): "\(address) \(name)"
    }
  }
}

import CCurl
import COpenSSL
import Glibc
import Model

/// One connection's part that C callbacks reach, as plain memory; it lives as long as the connection's handle.
struct ConnectionSlot {
  let easy: UnsafeMutableRawPointer
  let watch: UnsafeMutablePointer<SocketWatch>
  let guardian: EgressGuard
  let pin: Resolver.Pin
  let stopsAtHandshake: Bool
  /// The name that the certificate must bear; nil where nothing is verified.
  let verifiedHost: String?
  var refusal: String?
  /// Why this machine has no socket for it.
  var fault: String?
  var session: SessionFacts?
  /// Certificates in DER, read for handshakes only.
  var chain: [[UInt8]] = []
  /// For a connection that is a handshake only: it has what it wanted.
  var isHandshakeDone = false
  var isClientCertificateAsked = false
  /// Of the session that this connection carries.
  private(set) var sessionWatch: UnsafeMutablePointer<SessionWatch>?
  /// libcurl's words about a failure (CURL_ERROR_SIZE).
  var errorText: InlineArray<256, CChar> = .init(repeating: 0)
  var connectList: UnsafeMutablePointer<curl_slist>?

  init(easy: UnsafeMutableRawPointer, order: TransferOrder, watch: UnsafeMutablePointer<SocketWatch>) {
    self.easy = easy
    self.watch = watch
    guardian = order.guardian
    pin = order.pin
    switch order.goal {
    case .exchange, .raw: (stopsAtHandshake, verifiedHost) = (false, order.certifiedHost)
    case .handshake(let verifies): (stopsAtHandshake, verifiedHost) = (true, verifies ? order.certifiedHost : nil)
    }
  }

  /// A handshake begins: libcurl may try more than one.
  mutating func take(_ new: UnsafeMutablePointer<SessionWatch>) {
    leaveSession()
    sessionWatch = new
  }

  mutating func leaveSession() {
    if let sessionWatch { SessionWatch.leave(sessionWatch) }
    sessionWatch = nil
  }

  mutating func read(_ tls: UnsafeMutableRawPointer) {
    session = TLSSession.facts(tls)
    if stopsAtHandshake { chain = TLSSession.chain(tls) }
  }

  /// Fills what TLS and the guard say of this connection into an outcome.
  mutating func describe(_ outcome: inout TransferOutcome) {
    outcome.refusal = refusal
    outcome.fault = fault
    outcome.session = session
    outcome.chain = chain
    outcome.isEndProven = sessionWatch?.pointee.isNotified ?? true
    outcome.isHandshakeDone = isHandshakeDone
    outcome.isClientCertificateAsked = isClientCertificateAsked
    outcome.errorText = withUnsafeBytes(of: &errorText) { CertificateReading.printable($0.prefix { $0 != 0 }) }
  }

  /// The guard's word on an address that the socket layer names: the pinned one, and still admitted; nil when packets may go there.
  func refusal(of address: IPAddress) -> String? {
    address == pin.address ? guardian.refusal(of: address) : "\(address) is not the pinned \(pin.address)"
  }
}

/// The guard's second layer: the address that libcurl is about to connect to. Fails closed.
func openSocket(_ user: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
  guard let slot = user?.assumingMemoryBound(to: ConnectionSlot.self) else { return -1 }
  let target = withUnsafePointer(to: &address.pointee.addr) { IPAddress($0) }
  guard let target else {
    slot.pointee.refusal = "unknown address family"
    return -1
  }
  if let refusal = slot.pointee.refusal(of: target) {
    slot.pointee.refusal = refusal
    return -1
  }
  let descriptor = socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
  guard descriptor >= 0 else {
    // libcurl would say "could not connect", as of a server that refuses.
    slot.pointee.fault = "no socket: \(String(cString: strerror(errno)))"
    return -1
  }
  // The number of a socket that was closed behind our back must not be taken for the old one.
  slot.pointee.watch.pointee.forget(descriptor)
  return descriptor
}

/// libcurl is done with a socket: what epoll knew of its number is forgotten with it.
func closeSocket(_ user: UnsafeMutableRawPointer?, _ socket: curl_socket_t) -> Int32 {
  user?.assumingMemoryBound(to: SocketWatch.self).pointee.forget(socket)
  return close(socket)
}

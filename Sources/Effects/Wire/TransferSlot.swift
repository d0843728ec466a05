import CCurl
import COpenSSL
import Glibc
import Model

/// One connection's part that C callbacks reach, as plain memory; it lives as long as the connection's handle.
struct TransferSlot {
  let easy: UnsafeMutableRawPointer
  let watch: UnsafeMutablePointer<SocketWatch>
  let guardian: EgressGuard
  let pin: Resolver.Pin
  let stopsAtHandshake: Bool
  let isSecure: Bool
  var refusal: String?
  var session: SessionFacts?
  var connectList: UnsafeMutablePointer<curl_slist>?

  init(easy: UnsafeMutableRawPointer, order: TransferOrder, watch: UnsafeMutablePointer<SocketWatch>) {
    self.easy = easy
    self.watch = watch
    guardian = order.guardian
    pin = order.pin
    isSecure = order.url.utf8.prefix(6).elementsEqual("https:".utf8)
    if case .handshake = order.goal { stopsAtHandshake = true } else { stopsAtHandshake = false }
  }

  mutating func readSession() {
    guard isSecure, session == nil, let tls = selaras_get_session(easy), let version = selaras_tls_version(tls) else { return }
    session = SessionFacts(version: String(cString: version), suite: selaras_tls_suite(tls).map { String(cString: $0) } ?? "")
  }

  /// The guard's word on an address that the socket layer names: the pinned one, and still admitted; nil when packets may go there.
  func refusal(of address: IPAddress) -> String? {
    address == pin.address ? guardian.refusal(of: address) : "\(address) is not the pinned \(pin.address)"
  }
}

/// The guard's second layer: the address that libcurl is about to connect to. Fails closed.
func openSocket(_ user: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
  guard let slot = user?.assumingMemoryBound(to: TransferSlot.self) else { return -1 }
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
  // The number of a socket that was closed behind our back must not be taken for the old one.
  if descriptor >= 0 { slot.pointee.watch.pointee.forget(descriptor) }
  return descriptor
}

/// libcurl is done with a socket: what epoll knew of its number is forgotten with it.
func closeSocket(_ user: UnsafeMutableRawPointer?, _ socket: curl_socket_t) -> Int32 {
  user?.assumingMemoryBound(to: SocketWatch.self).pointee.forget(socket)
  return close(socket)
}

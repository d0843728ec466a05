import CCurl
import COpenSSL
import Glibc
import Model

/// One transfer in flight, as plain memory that C callbacks reach: no reference counting on the hot path.
struct TransferSlot {
  let easy: UnsafeMutableRawPointer
  let id: UInt64
  let limits: WireLimits
  let guardian: EgressGuard
  let stopsAtHandshake: Bool
  var head: [UInt8] = []
  var headLines = 0
  var body: [UInt8] = []
  var overLimit: String?
  var refusal: String?
  var session: SessionFacts?
  /// Certificates in DER, read for handshakes only.
  var chain: [[UInt8]] = []
  /// For a transfer that is a handshake only: it has what it wanted.
  var isHandshakeDone = false
  var isClientCertificateAsked = false
  /// Of the session that carries the request; left when the transfer ends.
  private(set) var watch: UnsafeMutablePointer<SessionWatch>?
  /// The name that the certificate must bear; nil where nothing is verified.
  let verifiedHost: String?
  /// libcurl's words about a failure (CURL_ERROR_SIZE); it lives as long as the transfer.
  var errorText: InlineArray<256, CChar> = .init(repeating: 0)
  var headerList: UnsafeMutablePointer<curl_slist>?
  var connectList: UnsafeMutablePointer<curl_slist>?

  init(easy: UnsafeMutableRawPointer, id: UInt64, order: TransferOrder) {
    self.easy = easy
    self.id = id
    limits = order.limits
    guardian = order.guardian
    switch order.goal {
    case .exchange: (stopsAtHandshake, verifiedHost) = (false, order.certifiedHost)
    case .handshake(let verifies): (stopsAtHandshake, verifiedHost) = (true, verifies ? order.certifiedHost : nil)
    }
  }

  mutating func readSession() {
    guard let tls = selaras_get_session(easy) else { return }
    if session == nil { read(tls) }
    // On a connection that another transfer opened.
    if watch == nil { watch = TLSSession.watch(tls) }
  }

  /// A handshake begins: libcurl may try more than one.
  mutating func take(_ new: UnsafeMutablePointer<SessionWatch>) {
    leaveWatch()
    watch = new
  }

  mutating func leaveWatch() {
    if let watch { SessionWatch.leave(watch) }
    watch = nil
  }

  mutating func read(_ tls: UnsafeMutableRawPointer) {
    session = TLSSession.facts(tls)
    if stopsAtHandshake { chain = TLSSession.chain(tls) }
  }
}

private func slot(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TransferSlot>? { user?.assumingMemoryBound(to: TransferSlot.self) }

/// Body bytes as they arrive; returning less than was given ends the transfer.
func receiveBody(_ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?) -> Int {
  guard let slot = slot(user) else { return 0 }
  let length = size * count
  let room = slot.pointee.limits.bodyBytes - slot.pointee.body.count
  let kept = min(length, max(0, room))
  slot.pointee.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: kept))
  if kept < length {
    slot.pointee.overLimit = "body over \(slot.pointee.limits.bodyBytes) bytes"
    return 0
  }
  return length
}

/// Head lines as they arrive, 1xx heads and trailers included.
func receiveHead(_ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?) -> Int {
  guard let slot = slot(user) else { return 0 }
  let length = size * count
  let limits = slot.pointee.limits
  slot.pointee.headLines += 1
  if length > limits.lineBytes {
    slot.pointee.overLimit = "header line over \(limits.lineBytes) bytes"
    return 0
  }
  if slot.pointee.headLines > limits.headLines || slot.pointee.head.count + length > limits.headBytes {
    slot.pointee.overLimit = "head over \(limits.headLines) lines or \(limits.headBytes) bytes"
    return 0
  }
  slot.pointee.head.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: length))
  slot.pointee.readSession()
  return length
}

/// The guard's second layer: the address that libcurl is about to connect to. Fails closed.
func openSocket(_ user: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
  guard let slot = slot(user) else { return -1 }
  let target = withUnsafePointer(to: &address.pointee.addr) { IPAddress($0) }
  guard let target else {
    slot.pointee.refusal = "unknown address family"
    return -1
  }
  if let refusal = slot.pointee.guardian.refusal(of: target) {
    slot.pointee.refusal = refusal
    return -1
  }
  return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
}

/// The guard's third layer, before every request, on reused connections too; a handshake-only transfer ends here.
func beforeRequest(
  _ user: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ local: UnsafeMutablePointer<CChar>?, _ peerPort: Int32, _ localPort: Int32
) -> Int32 {
  guard let slot = slot(user), let peer, let address = IPAddress(String(cString: peer)) else { return CURL_PREREQFUNC_ABORT }
  if let refusal = slot.pointee.guardian.refusal(of: address) {
    slot.pointee.refusal = refusal
    return CURL_PREREQFUNC_ABORT
  }
  slot.pointee.readSession()
  return slot.pointee.stopsAtHandshake ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK
}

import CCurl
import COpenSSL
import Glibc

/// One transfer in flight, as plain memory that C callbacks reach: no reference counting on the hot path.
struct TransferSlot {
  let easy: UnsafeMutableRawPointer
  let id: UInt64
  let limits: WireLimits
  let guardian: EgressGuard
  let pinned: IPAddress
  /// The pinned address as libcurl writes it, ended by zero.
  let pinnedText: [CChar]
  let stopsAtHandshake: Bool
  /// The bytes of a raw exchange.
  let rawRequest: [UInt8]?
  let isSecure: Bool
  var head: [UInt8] = []
  var headLines = 0
  var body: [UInt8] = []
  var overLimit: String?
  var refusal: String?
  var session: (version: String, suite: String)?
  /// When the request was about to leave, in microseconds of the loop's clock.
  var askedAt: Int64?
  /// Bytes received in all; the watchdog keeps what it saw last, when that grew, and since when and where it measures the rate.
  var received = 0
  var seen = 0
  var lastProgress: Int64 = 0
  var rateSince: Int64 = 0
  var rateFrom = 0
  var headerList: UnsafeMutablePointer<curl_slist>?
  var connectList: UnsafeMutablePointer<curl_slist>?

  init(easy: UnsafeMutableRawPointer, id: UInt64, order: TransferOrder) {
    self.easy = easy
    self.id = id
    limits = order.limits
    guardian = order.guardian
    pinned = order.pin.address
    pinnedText = Array(order.pin.address.description.utf8CString)
    isSecure = order.url.utf8.prefix(6).elementsEqual("https:".utf8)
    stopsAtHandshake = if case .handshake = order.goal { true } else { false }
    rawRequest = if case .raw(let request) = order.goal { request } else { nil }
  }

  mutating func readSession() {
    guard isSecure, session == nil, let tls = selaras_get_session(easy), let version = selaras_tls_version(tls) else { return }
    session = (String(cString: version), selaras_tls_suite(tls).map { String(cString: $0) } ?? "")
  }

  /// The guard's word on an address that the socket layer names: the pinned one, and still admitted; nil when packets may go there.
  func refusal(of address: IPAddress) -> String? {
    address == pinned ? guardian.refusal(of: address) : "\(address) is not the pinned \(pinned)"
  }

  /// The same for a peer as libcurl writes it.
  func refusal(ofPeer peer: UnsafePointer<CChar>) -> String? {
    if strcmp(peer, pinnedText) == 0 { return guardian.refusal(of: pinned) }
    let text = String(cString: peer)
    return IPAddress(text).map(refusal) ?? "\(text.prefix(64)) is no address"
  }
}

private func slot(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TransferSlot>? { user?.assumingMemoryBound(to: TransferSlot.self) }

/// Body bytes as they arrive; returning less than was given ends the transfer.
func receiveBody(_ bytes: UnsafeMutablePointer<CChar>, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?) -> Int {
  guard let slot = slot(user) else { return 0 }
  let length = size * count
  let room = slot.pointee.limits.bodyBytes - slot.pointee.body.count
  let kept = min(length, max(0, room))
  slot.pointee.received += length
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
  slot.pointee.received += length
  if length > limits.lineBytes {
    slot.pointee.overLimit = "header line over \(limits.lineBytes) bytes"
    return 0
  }
  if slot.pointee.headLines > limits.headLines || slot.pointee.head.count + length > limits.headBytes {
    slot.pointee.overLimit = "head over \(limits.headLines) lines or \(limits.headBytes) bytes"
    return 0
  }
  if slot.pointee.headLines == 1 {
    slot.pointee.head.reserveCapacity(512)
    // The session can be asked for while the transfer lasts, and not behind its end.
    slot.pointee.readSession()
  }
  slot.pointee.head.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: length))
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
  if let refusal = slot.pointee.refusal(of: target) {
    slot.pointee.refusal = refusal
    return -1
  }
  return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
}

/// The guard's third layer, before every request, on reused connections too; a handshake-only transfer ends here.
func beforeRequest(
  _ user: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ local: UnsafeMutablePointer<CChar>?, _ peerPort: Int32, _ localPort: Int32
) -> Int32 {
  guard let slot = slot(user), let peer else { return CURL_PREREQFUNC_ABORT }
  if let refusal = slot.pointee.refusal(ofPeer: peer) {
    slot.pointee.refusal = refusal
    return CURL_PREREQFUNC_ABORT
  }
  slot.pointee.askedAt = LoopClock.now()
  guard slot.pointee.stopsAtHandshake else { return CURL_PREREQFUNC_OK }
  slot.pointee.readSession()
  return CURL_PREREQFUNC_ABORT
}

import CCurl
import COpenSSL
import Model

/// What libcurl has no options for: the handshake's bounds, the certificates as sent, the protocol chosen by ALPN, how a session ended.
enum TLSSession {
  /// Certificates to the root, and bytes of them (background: trust.md B3, T13).
  static let mostCertificates = 10
  static let mostChainBytes = 100 << 10

  static func prepare(_ order: TransferOrder, _ slot: UnsafeMutablePointer<ConnectionSlot>) {
    let easy = slot.pointee.easy
    selaras_set_context(easy, beforeHandshake)
    selaras_set_pointer(easy, CURLOPT_SSL_CTX_DATA, slot)
    if let offset = MemoryLayout<ConnectionSlot>.offset(of: \.errorText) {
      selaras_set_pointer(easy, CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(slot) + offset)
    }
    guard case .handshake = order.goal else { return }
    // What a server would choose is asked where no request follows; requests stay with HTTP/1.1, which our reader judges.
    selaras_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    // A resumed session shows no certificate, and nothing of it is verified again.
    selaras_set_long(easy, CURLOPT_SSL_SESSIONID_CACHE, 0)
  }

  static func facts(_ session: UnsafeMutableRawPointer) -> SessionFacts? {
    guard let version = selaras_tls_version(session) else { return nil }
    var name: UnsafePointer<UInt8>?
    let length = Int(selaras_tls_protocol(session, &name))
    let chosen = name.map { CertificateReading.printable(UnsafeBufferPointer(start: $0, count: length)) }
    return SessionFacts(
      version: String(cString: version), suite: selaras_tls_suite(session).map { String(cString: $0) } ?? "", applicationProtocol: chosen)
  }

  /// The first certificates in DER, as many as the bounds hold.
  static func chain(_ session: UnsafeMutableRawPointer) -> [[UInt8]] {
    var chain: [[UInt8]] = []
    var room = mostChainBytes
    for index in 0..<min(mostCertificates, Int(selaras_tls_chain_count(session))) {
      let length = Int(selaras_tls_chain_der(session, Int32(index), nil, 0))
      guard length > 0, length <= room else { break }
      chain.append(
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
          count = Int(selaras_tls_chain_der(session, Int32(index), buffer.baseAddress, Int32(length)))
        })
      room -= length
    }
    return chain
  }

  /// OpenSSL's reason in libcurl's text, for example `wrong version number`; empty when there is none.
  static func reason(_ errorText: String) -> String {
    guard let mark = errorText.firstRange(of: "routines::") else { return "" }
    return String(errorText[mark.upperBound...])
  }

  fileprivate static let place = selaras_tls_place(freeWatch)

  fileprivate static func watched(_ session: OpaquePointer) -> UnsafeMutablePointer<SessionWatch>? {
    SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), place)?.assumingMemoryBound(to: SessionWatch.self)
  }
}

/// What OpenSSL's callbacks and a connection tell each other. Owned by OpenSSL's context and by the connection, both on one thread,
/// because libcurl may keep the one for longer than we keep the other.
struct SessionWatch {
  fileprivate var owners: Int
  /// The connection whose handshake this is; nil once it is over.
  fileprivate var slot: UnsafeMutablePointer<ConnectionSlot>?
  /// close_notify came: without it, whoever cuts the connection decides what looks whole (RFC 8446 §6.1).
  fileprivate(set) var isNotified = false

  /// A connection's end: nothing reaches its slot any more.
  static func leave(_ watch: UnsafeMutablePointer<SessionWatch>) {
    watch.pointee.slot = nil
    release(watch)
  }

  fileprivate static func release(_ watch: UnsafeMutablePointer<SessionWatch>) {
    watch.pointee.owners -= 1
    if watch.pointee.owners == 0 { watch.deallocate() }
  }
}

private func beforeHandshake(_ easy: UnsafeMutableRawPointer?, _ context: UnsafeMutableRawPointer?, _ user: UnsafeMutableRawPointer?) -> CURLcode {
  guard let context = context.map({ OpaquePointer($0) }), let slot = user?.assumingMemoryBound(to: ConnectionSlot.self) else {
    return CURLE_ABORTED_BY_CALLBACK
  }
  selaras_tls_bound(context, slot.pointee.verifiedHost, TLSSession.mostChainBytes, Int32(TLSSession.mostCertificates))
  let watch = UnsafeMutablePointer<SessionWatch>.allocate(capacity: 1)
  watch.initialize(to: SessionWatch(owners: 1, slot: slot))
  guard SSL_CTX_set_ex_data(context, TLSSession.place, watch) == 1 else {
    watch.deallocate()
    return CURLE_OUT_OF_MEMORY
  }
  watch.pointee.owners += 1
  slot.pointee.take(watch)
  SSL_CTX_set_client_cert_cb(context, whenCertificateIsAsked)
  SSL_CTX_set_info_callback(context, whenStateChanges)
  return CURLE_OK
}

/// The server asks who we are. Its own certificate has been verified by now, and a handshake that fails for want of ours leaves
/// nothing to read later. None is given.
private func whenCertificateIsAsked(
  _ session: OpaquePointer?, _ certificate: UnsafeMutablePointer<OpaquePointer?>?, _ key: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  if let session, let slot = TLSSession.watched(session)?.pointee.slot {
    slot.pointee.isClientCertificateAsked = true
    slot.pointee.read(UnsafeMutableRawPointer(session))
  }
  return 0
}

private func whenStateChanges(_ session: OpaquePointer?, _ place: Int32, _ value: Int32) {
  guard let session, let watch = TLSSession.watched(session) else { return }
  if place == SSL_CB_HANDSHAKE_DONE, let slot = watch.pointee.slot {
    slot.pointee.read(UnsafeMutableRawPointer(session))
    watch.pointee.slot = nil
    if slot.pointee.stopsAtHandshake {
      slot.pointee.isHandshakeDone = true
      // close_notify is our last word: OpenSSL writes nothing after it. Where h2 was chosen, libcurl would send the preface of HTTP/2
      // (RFC 9113 §3.4) before it asks us whether to go on (7.88, measured).
      SSL_shutdown(session)
    }
  }
  // An alert's level and description: a warning, close_notify.
  if place == SSL_CB_READ_ALERT, value == 0x100 { watch.pointee.isNotified = true }
}

private func freeWatch(
  _ context: UnsafeMutableRawPointer?, _ watch: UnsafeMutableRawPointer?, _ values: UnsafeMutablePointer<CRYPTO_EX_DATA>?, _ place: Int32,
  _ number: Int, _ argument: UnsafeMutableRawPointer?
) {
  if let watch { SessionWatch.release(watch.assumingMemoryBound(to: SessionWatch.self)) }
}

import CCurl
import COpenSSL
import Model

/// What libcurl has no options for: the handshake's bounds, the certificates as sent, the protocol chosen by ALPN, OpenSSL's reason of a failure.
enum TLSSession {
  /// Certificates to the root, and bytes of them (background: trust.md B3, T13).
  static let mostCertificates = 10
  static let mostChainBytes = 100 << 10

  /// - `verifies`: false for the look at a chain that was refused.
  static func prepare(_ order: TransferOrder, _ slot: UnsafeMutablePointer<TransferSlot>) {
    let easy = slot.pointee.easy
    selaras_set_context(easy, beforeHandshake)
    selaras_set_pointer(easy, CURLOPT_SSL_CTX_DATA, slot)
    if let offset = MemoryLayout<TransferSlot>.offset(of: \.errorText) {
      selaras_set_pointer(easy, CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(slot) + offset)
    }
    // What a server would choose is asked where no request follows; requests stay with HTTP/1.1, which our reader judges.
    if case .handshake = order.goal { selaras_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)) }
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
}

private func beforeHandshake(_ easy: UnsafeMutableRawPointer?, _ context: UnsafeMutableRawPointer?, _ user: UnsafeMutableRawPointer?) -> CURLcode {
  guard let context, let slot = user?.assumingMemoryBound(to: TransferSlot.self) else { return CURLE_ABORTED_BY_CALLBACK }
  selaras_tls_prepare(
    context, slot.pointee.verifiedHost, TLSSession.mostChainBytes, Int32(TLSSession.mostCertificates), slot, whenCertificateIsAsked)
  return CURLE_OK
}

/// The server asks who we are. Its own certificate has been verified by now, and a handshake that fails for want of ours leaves
/// nothing to read later. None is given.
private func whenCertificateIsAsked(
  _ session: OpaquePointer?, _ certificate: UnsafeMutablePointer<OpaquePointer?>?, _ key: UnsafeMutablePointer<OpaquePointer?>?
) -> Int32 {
  guard let session = session.map(UnsafeMutableRawPointer.init) else { return 0 }
  if let slot = selaras_tls_user(session)?.assumingMemoryBound(to: TransferSlot.self) {
    slot.pointee.isClientCertificateAsked = true
    slot.pointee.read(session)
  }
  return 0
}

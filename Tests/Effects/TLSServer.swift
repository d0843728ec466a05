import COpenSSL
import Foundation
import Synchronization
import TestSupport

/// A loopback TLS server of OpenSSL's library in the script's hands: it asks, lies, breaks off and renegotiates as it is told.
final class TLSServer: Sendable {
  struct Settings: Sendable {
    var certificate = "baik"
    /// Versions as on the wire.
    var oldest: Int = 0x0303
    var newest: Int = 0x0304
    /// OpenSSL's list for versions before 1.3; security level 0 shows what a careless server would.
    var suites = "ALL:eNULL:aNULL:@SECLEVEL=0"
    var requiresClientCertificate = false
    /// What is chosen by ALPN, whatever was offered; nil chooses nothing.
    var applicationProtocol: String?
  }

  /// One session after its handshake; shut down and closed when the script returns, unless it broke off itself.
  final class Session {
    fileprivate let tls: OpaquePointer
    fileprivate let peer: RawServer.Peer
    fileprivate let server: TLSServer
    fileprivate var isBroken = false

    fileprivate init(_ tls: OpaquePointer, _ peer: RawServer.Peer, _ server: TLSServer) { (self.tls, self.peer, self.server) = (tls, peer, server) }

    /// The next request's head; empty when the client closed.
    @discardableResult func request() -> String {
      var bytes: [UInt8] = []
      var byte: UInt8 = 0
      while bytes.count < 65_536, !bytes.suffix(4).elementsEqual([13, 10, 13, 10]), SSL_read(tls, &byte, 1) == 1 { bytes.append(byte) }
      server.note(bytes)
      return String(decoding: bytes, as: UTF8.self)
    }

    /// Whatever comes next.
    func bytes() -> [UInt8] {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let bytes = Array(buffer.prefix(max(0, Int(SSL_read(tls, &buffer, Int32(buffer.count))))))
      server.note(bytes)
      return bytes
    }

    @discardableResult func send(_ bytes: [UInt8]) -> Bool { bytes.isEmpty || SSL_write(tls, bytes, Int32(bytes.count)) > 0 }
    @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// The connection ends here without close_notify.
    func breakOff() { isBroken = true }

    /// Asks the client for a new handshake (TLS 1.2); false when it refuses.
    func renegotiate() -> Bool { SSL_renegotiate(tls) == 1 && SSL_do_handshake(tls) == 1 && SSL_do_handshake(tls) == 1 }

    /// Bytes below TLS.
    func sendRaw(_ bytes: [UInt8]) -> Bool { peer.send(bytes) }
  }

  private struct State {
    var heard: [UInt8] = []
    var handshakes = 0
    var resumptions = 0
  }

  private let state = Mutex(State())
  private let raw: Mutex<RawServer?> = Mutex(nil)
  let port: Int
  /// OpenSSL counts the sessions that use it, and lets any thread begin one.
  nonisolated(unsafe) private let context: OpaquePointer?

  /// Every byte that clients sent inside TLS.
  var heard: [UInt8] { state.withLock { $0.heard } }
  var handshakes: Int { state.withLock { $0.handshakes } }
  /// Handshakes that took up an earlier session.
  var resumptions: Int { state.withLock { $0.resumptions } }
  var connections: Int { raw.withLock { $0?.connections ?? 0 } }

  init(_ lab: CertificateLab, _ settings: Settings = Settings(), _ script: @escaping @Sendable (Session) -> Void) {
    context = Self.context(lab, settings)
    let door = Door()
    let server = RawServer { peer in door.server.withLock { $0.value }?.accept(peer, script) }
    port = server.port
    raw.withLock { $0 = server }
    door.server.withLock { $0.value = self }
  }

  /// The script of the raw server is made before this one is whole.
  private final class Door: Sendable {
    struct Weak { weak var value: TLSServer? }
    let server = Mutex(Weak())
  }

  private func note(_ bytes: [UInt8]) { state.withLock { $0.heard += bytes } }

  deinit { SSL_CTX_free(context) }

  private static func context(_ lab: CertificateLab, _ settings: Settings) -> OpaquePointer? {
    guard let context = SSL_CTX_new(TLS_server_method()) else { return nil }
    // Before the certificate: the level of security decides which are taken.
    SSL_CTX_set_cipher_list(context, settings.suites)
    SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, settings.oldest, nil)
    SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, settings.newest, nil)
    SSL_CTX_use_certificate_file(context, lab.certificate(settings.certificate), SSL_FILETYPE_PEM)
    SSL_CTX_use_PrivateKey_file(context, lab.key(settings.certificate), SSL_FILETYPE_PEM)
    if let path = lab.chain(settings.certificate) { addChain(context, path) }
    if settings.requiresClientCertificate { SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil) }
    if let name = settings.applicationProtocol { SSL_CTX_set_alpn_select_cb(context, choose, kept(name)) }
    return context
  }

  private func accept(_ peer: RawServer.Peer, _ script: (Session) -> Void) {
    // OpenSSL writes to closed sockets. On this thread alone: a client that did so should still be seen to.
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, nil)
    guard let context, let tls = SSL_new(context) else { return }
    defer { SSL_free(tls) }
    SSL_set_fd(tls, peer.descriptor)
    guard SSL_accept(tls) == 1 else { return }
    let isResumed = SSL_session_reused(tls) == 1
    state.withLock {
      $0.handshakes += 1
      $0.resumptions += isResumed ? 1 : 0
    }
    let session = Session(tls, peer, self)
    script(session)
    if !session.isBroken { SSL_shutdown(tls) }
  }

  private static func addChain(_ context: OpaquePointer, _ path: String) {
    guard let file = BIO_new_file(path, "r") else { return }
    defer { BIO_free(file) }
    while let certificate = PEM_read_bio_X509(file, nil, nil, nil) {
      // The context takes it over (SSL_CTX_add0_chain_cert).
      SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 0, UnsafeMutableRawPointer(certificate))
    }
    ERR_clear_error()
  }

  /// A C string that lives as long as the tests.
  private static func kept(_ text: String) -> UnsafeMutableRawPointer? { strdup(text).map { UnsafeMutableRawPointer($0) } }

  private static let choose: SSL_CTX_alpn_select_cb_func = { _, out, length, _, _, name in
    guard let name, let out, let length else { return SSL_TLSEXT_ERR_NOACK }
    out.pointee = UnsafePointer(name.assumingMemoryBound(to: UInt8.self))
    length.pointee = UInt8(strlen(name.assumingMemoryBound(to: CChar.self)))
    return SSL_TLSEXT_ERR_OK
  }
}

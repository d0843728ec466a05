import CCurl
import Glibc
import Model

/// What libcurl's result code means to a judgement (libcurl-errors; measured in the lab for 7.88).
enum FailureReading {
  /// Codes of a connection that the other side ended.
  private static let breaksOff = [CURLE_SSL_CONNECT_ERROR, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING].map(\.rawValue)
  /// No connection came about, so nothing was sent: another address may be tried.
  static func isDialError(_ outcome: TransferOutcome) -> Bool {
    guard outcome.ending == nil, outcome.refusal == nil, outcome.fault == nil, outcome.overLimit == nil, outcome.head.isEmpty else { return false }
    switch CURLcode(rawValue: UInt32(bitPattern: outcome.code)) {
    case CURLE_COULDNT_CONNECT: return true
    // Neither a new connection nor a pooled one, which would have a peer.
    case CURLE_OPERATION_TIMEDOUT: return outcome.connectMicroseconds == 0 && outcome.peer.isEmpty
    default: return false
    }
  }

  /// Whose the fault is when the system cannot connect.
  static func kind(connecting number: Int32) -> TransportFailure.Kind {
    switch number {
    case ETIMEDOUT: .timeout
    // No local port, memory or buffer left: no packet has gone out that could tell something of the server.
    case EADDRNOTAVAIL, EAGAIN, EINTR, EMFILE, ENFILE, ENOBUFS, ENOMEM: .harness
    default: .refused
    }
  }

  static func failure(of outcome: TransferOutcome, isHandshake: Bool) -> TransportFailure? {
    func failure(_ kind: TransportFailure.Kind, _ detail: String, _ certificate: CertificateProblem? = nil) -> TransportFailure {
      TransportFailure(kind: kind, detail: String(detail.prefix(200)), certificate: certificate)
    }
    if outcome.ending == .cancelled { return failure(.harness, "cancelled") }
    if let refusal = outcome.refusal { return failure(.policy, refusal) }
    if let fault = outcome.fault { return failure(.harness, fault) }
    if let limit = outcome.overLimit { return failure(.overLimit, limit) }
    if let ending = outcome.ending { return failure(.timeout, ending.rawValue) }
    let code = CURLcode(rawValue: UInt32(bitPattern: outcome.code))
    let word = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_OK: return nil
    // Our own stop, or libcurl's surprise that nothing can be sent any more. The name is compared after the handshake, in case.
    case let stop where isHandshake && outcome.isHandshakeDone && stop != CURLE_PEER_FAILED_VERIFICATION: return nil
    // The server asked for a certificate of ours after showing its own, which was verified.
    case let broken where outcome.isClientCertificateAsked && outcome.head.isEmpty && breaksOff.contains(broken.rawValue):
      return isHandshake && outcome.session != nil ? nil : failure(.clientCertificate, "the server asks for a client certificate")
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return failure(.dns, word)
    case CURLE_COULDNT_CONNECT:
      let number = Int32(clamping: outcome.systemError)
      return failure(kind(connecting: number), number == 0 ? word : String(cString: strerror(number)))
    case CURLE_OPERATION_TIMEDOUT:
      // libcurl counts the time until a connection stands, and only that.
      return failure(.timeout, "no connection in time")
    case CURLE_PEER_FAILED_VERIFICATION:
      return failure(.tls, word, CertificateReading.problem(verifyResult: outcome.verifyResult))
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM:
      let reason = TLSSession.reason(outcome.errorText)
      return failure(.tls, reason.isEmpty ? word : "\(word): \(reason)", reason.hasPrefix("excessive message size") ? .tooLarge : nil)
    case CURLE_PARTIAL_FILE: return failure(.truncated, word)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR:
      // With part of an answer in hand, the end is what is missing.
      return failure(outcome.head.isEmpty ? .reset : .truncated, word)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_BAD_CONTENT_ENCODING: return failure(.malformed, word)
    case CURLE_FILESIZE_EXCEEDED, CURLE_WRITE_ERROR, CURLE_OUT_OF_MEMORY: return failure(.overLimit, word)
    case CURLE_SSL_CACERT_BADFILE, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT: return failure(.harness, word)
    default: return failure(.harness, "libcurl \(outcome.code): \(word)")
    }
  }
}

extension TransportFailure {
  /// Of a hand-made hello, which names these two when no connection came about.
  var isOfDialling: Bool { kind == .refused || (kind == .timeout && detail == "connect timeout") }

  /// Says which address was tried before.
  func noting(passedOver address: IPAddress?) -> TransportFailure {
    guard let address else { return self }
    return TransportFailure(kind: kind, detail: "\(detail) (\(address) had failed before)", certificate: certificate)
  }
}

/// What a server answered to a hand-made ClientHello (TLS-02).
package enum HelloAnswer: Sendable, Hashable {
  /// The server accepted: the version and the suite it chose, and by ALPN the protocol. A HelloRetryRequest of TLS 1.3 is one too.
  /// The suite is nil in evidence from before it was read.
  case serverHello(version: TLSVersion, suite: CipherSuite? = nil, applicationProtocol: String? = nil)
  case alert(level: UInt8, description: UInt8)
  /// Closed or reset without a TLS record: a refusal too.
  case closed
  /// Bytes that are not a TLS record; the first of them.
  case notTLS(prefix: [UInt8])
  /// TLS records that break its rules: neither an acceptance nor a refusal.
  case violation(HelloViolation)
  /// No answer within the limit.
  case silence
}

/// How an answer to a ClientHello broke the rules of TLS.
package enum HelloViolation: String, Sendable, Hashable, CaseIterable {
  /// Lengths that do not fit, values that no version allows.
  case malformed
  /// A record or message that cannot come first: a heartbeat, application data, a certificate.
  case unexpectedMessage
  /// Chosen, but never offered (RFC 8446 §4.1.3, RFC 7301 §3.2).
  case versionNotOffered, suiteNotOffered, protocolNotOffered
  /// More than the 16 KiB that are read.
  case tooLarge
}

/// Names of alerts (RFC 8446 §6 and IANA's registry).
package enum TLSAlert {
  package static func name(_ description: UInt8) -> String? { names[description] }

  private static let names: [UInt8: String] = [
    0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed", 22: "record_overflow",
    30: "decompression_failure", 40: "handshake_failure", 41: "no_certificate", 42: "bad_certificate", 43: "unsupported_certificate",
    44: "certificate_revoked", 45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca",
    49: "access_denied", 50: "decode_error", 51: "decrypt_error", 60: "export_restriction", 70: "protocol_version", 71: "insufficient_security",
    80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled", 100: "no_renegotiation", 109: "missing_extension",
    110: "unsupported_extension", 111: "certificate_unobtainable", 112: "unrecognized_name", 113: "bad_certificate_status_response",
    114: "bad_certificate_hash_value", 115: "unknown_psk_identity", 116: "certificate_required", 120: "no_application_protocol",
  ]
}

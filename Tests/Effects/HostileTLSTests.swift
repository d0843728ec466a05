import Model
import TestSupport
import Testing

@testable import Sandbox
@testable import Wire

/// Rows T1 to T16 of the hostile catalogue: TLS good, bad and broken, and what the whole relay makes of it.
@Suite struct HostileTLSTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let what: String
    /// TLS-02, TLS-03, and OPS-01; TLS-01 follows from whether there is a session.
    let old: String
    let trusted: String
    var works = "untested(unreachable.tls)"
    /// The findings of TLS-02 and TLS-03.
    var codes: Set<String> = []
    /// Requests arrive inside TLS; otherwise not one byte does.
    var isHeard = false
    var hasSession = true
    /// The body's end is not proven: `cantTell(truncated)`.
    var isCut = false
    var isHasty = false
    let serve: @Sendable (CertificateLab) -> Served
    var testDescription: String { "\(id) \(what)" }
  }

  /// A server and what it saw.
  struct Served: Sendable {
    let port: Int
    /// Bytes that clients sent inside TLS.
    let heard: @Sendable () -> [UInt8]
    let server: any Sendable

    init(_ server: TLSServer) { (port, heard, self.server) = (server.port, { server.heard }, server) }
    init(_ server: RawServer) { (port, heard, self.server) = (server.port, { [] }, server) }
  }

  private static func tls(
    _ change: @escaping @Sendable (inout TLSServer.Settings) -> Void, _ script: @escaping @Sendable (TLSServer.Session) -> Void = HostileTLSLab.serve
  ) -> @Sendable (CertificateLab) -> Served {
    { lab in
      var settings = TLSServer.Settings()
      change(&settings)
      return Served(TLSServer(lab, settings, script))
    }
  }

  private static func bad(_ id: String, _ what: String, _ name: String, _ code: String, _ outcome: String = "failed") -> Row {
    Row(
      id: id, what: what, old: name == "ribuan" || name == "besar" ? "untested(unreachable.tls)" : "passed", trusted: outcome,
      codes: ["certificate.\(code)"],
      hasSession: name != "ribuan" && name != "besar", serve: tls({ $0.certificate = name }))
  }

  private static func good(_ id: String, _ what: String, _ change: @escaping @Sendable (inout TLSServer.Settings) -> Void) -> Row {
    Row(id: id, what: what, old: "passed", trusted: "passed", works: "passed", isHeard: true, serve: tls(change))
  }

  private static func nothing(_ id: String, _ what: String, _ serve: @escaping @Sendable (CertificateLab) -> Served) -> Row {
    Row(id: id, what: what, old: "untested(unreachable.tls)", trusted: "untested(unreachable.tls)", hasSession: false, serve: serve)
  }

  static let rows: [Row] = certificates + versions + conversations

  private static let certificates: [Row] = [
    bad("T1", "expired", "lapuk", "expired"),
    bad("T1", "not yet valid", "dini", "notYetValid"),
    bad("T2", "self-signed", "sendiri", "selfSigned"),
    bad("T2", "an untrusted root", "penuh", "untrustedRoot"),
    bad("T3", "another host", "lain", "wrongName"),
    bad("T3", "a name in the subject alone", "nama", "wrongName"),
    bad("T3", "a star for two labels", "bintang", "wrongName"),
    bad("T3", "an address for a name", "angka", "wrongName"),
    bad("T4", "no intermediate", "putus", "incompleteChain"),
    good("T5", "the chain reversed") { $0.certificate = "balik" },
    good("T5", "the chain in disorder, with strangers") { $0.certificate = "acak" },
    bad("T7", "RSA of 1024 bits", "kecil", "weakKey", "cantTell(needsReview)"),
    bad("T7", "signed with SHA-1", "sha1", "weakKey", "cantTell(needsReview)"),
    bad("T7", "signed with MD5", "md5", "weakKey", "cantTell(needsReview)"),
    bad("T13", "14 certificates to the root", "dalam", "tooLarge", "cantTell(needsReview)"),
    bad("T13", "10,000 names", "ribuan", "tooLarge", "cantTell(needsReview)"),
    bad("T13", "a certificate of 1 MB", "besar", "tooLarge", "cantTell(needsReview)"),
    good("T13", "100 certificates sent, 3 needed") { $0.certificate = "panjang" },
  ]

  private static let versions: [Row] = [
    Row(
      id: "T8", what: "TLS 1.0 and 1.1 only", old: "failed", trusted: "untested(unreachable.tls)", codes: ["oldTLS.accepted"], hasSession: false,
      serve: tls { ($0.oldest, $0.newest) = (0x0301, 0x0302) }),
    Row(
      id: "T9", what: "TLS 1.0 beside 1.3", old: "failed", trusted: "passed", works: "passed", codes: ["oldTLS.accepted"], isHeard: true,
      serve: tls { $0.oldest = 0x0301 }),
    good("T9", "TLS 1.2 alone") { $0.newest = 0x0303 },
    good("T9", "TLS 1.3 alone") { $0.oldest = 0x0304 },
    nothing("T10", "no encryption only", tls { ($0.certificate, $0.newest, $0.suites) = ("rsa", 0x0303, "eNULL:@SECLEVEL=0") }),
    nothing("T10", "anonymous only", tls { ($0.newest, $0.suites) = (0x0303, "aNULL:@SECLEVEL=0") }),
    nothing("T10", "RC4 whatever is offered", saying(HelloBytes.handshake(HelloBytes.serverHello(3, suite: 0x0005)))),
    Row(
      id: "T11", what: "a client certificate required, TLS 1.3", old: "passed", trusted: "passed", works: "untested(noCredential)",
      serve: tls { $0.requiresClientCertificate = true }),
    Row(
      id: "T11", what: "a client certificate required, TLS 1.2", old: "passed", trusted: "passed", works: "untested(noCredential)",
      serve: tls { ($0.requiresClientCertificate, $0.newest) = (true, 0x0303) }),
  ]

  /// Reads something, says these bytes, and waits.
  private static func saying(_ bytes: [UInt8]) -> @Sendable (CertificateLab) -> Served {
    { _ in
      Served(
        RawServer { peer in
          _ = peer.bytes()
          peer.send(bytes)
          peer.waitForEnd()
        })
    }
  }

  /// The handshake is well; what comes of the request is not.
  private static func broken(_ id: String, _ what: String, _ works: String, _ serve: @escaping @Sendable (CertificateLab) -> Served) -> Row {
    Row(id: id, what: what, old: "passed", trusted: "passed", works: works, isHeard: true, isCut: works == "passed", serve: serve)
  }

  private static let conversations: [Row] = [
    good("T12", "http/1.1 chosen and spoken") { $0.applicationProtocol = "http/1.1" },
    Row(
      id: "T12", what: "h2 chosen though not offered", old: "passed", trusted: "passed", serve: tls { $0.applicationProtocol = "h2" }),
    broken(
      "T12", "http/1.1 chosen, HTTP/2 spoken", "cantTell(malformed)",
      tls({ $0.applicationProtocol = "http/1.1" }) { session in
        session.request()
        session.send([0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 1, 5, 0, 0, 0, 1, 0x88])
      }),
    Row(
      id: "T14", what: "silence", old: "untested(unreachable.timeout)", trusted: "untested(unreachable.timeout)",
      works: "untested(unreachable.timeout)", hasSession: false, isHasty: true, serve: saying([])),
    Row(
      id: "T14", what: "a hello, then silence", old: "untested(unreachable.timeout)", trusted: "untested(unreachable.timeout)",
      works: "untested(unreachable.timeout)", hasSession: false, isHasty: true,
      serve: saying(HelloBytes.handshake(HelloBytes.serverHello(3, suite: 0xC02F, extensions: [(0xFF01, [0])])))),
    nothing("T14", "a record of a foreign version", saying([0x16, 9, 9, 0, 4, 2, 0, 0, 0])),
    nothing("T14", "plain HTTP", saying(Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8))),
    broken(
      "T15", "no length, and no close_notify", "cantTell(truncated)",
      tls({ _ in }) { session in
        session.send(HostileTLSLab.answer(to: session.request()).withoutLength)
        session.breakOff()
      }),
    Row(
      id: "T15", what: "no length, but close_notify", old: "passed", trusted: "passed", works: "passed", isHeard: true,
      serve: tls({ _ in }) { session in session.send(HostileTLSLab.answer(to: session.request()).withoutLength) }),
    Row(
      id: "T15", what: "no close_notify, but a length", old: "passed", trusted: "passed", works: "passed", isHeard: true,
      serve: tls({ _ in }) { session in
        HostileTLSLab.serve(session)
        session.breakOff()
      }),
    broken(
      "T16", "new handshakes without end", "untested(unreachable.reset)",
      tls({ $0.newest = 0x0303 }) { session in
        session.request()
        for _ in 0..<1000 { guard session.renegotiate() else { break } }
        session.breakOff()
      }),
    broken(
      "T16", "heartbeats inside the session", "untested(unreachable.reset)",
      tls({ $0.newest = 0x0303 }) { session in
        session.request()
        _ = session.sendRaw([24, 3, 3, 0, 3, 1, 0xFF, 0xFF])
        session.breakOff()
      }),
    nothing("T16", "heartbeats for a handshake", saying((0..<100).flatMap { _ in HelloBytes.record(24, [1, 0x40, 0]) })),
  ]

  /// Requirements of the content: judged where the service is well, and not where nothing listens.
  private static func content(_ lab: CertificateLab) async throws -> Set<String> {
    let server = TLSServer(lab) { HostileTLSLab.serve($0) }
    let well = try await HostileTLSLab.run(port: server.port, trustStore: lab.trustStore)
    let dead = RawServer.Closed()
    let nothing = try await HostileTLSLab.run(port: dead.port, trustStore: lab.trustStore)
    for id in ["OPS-01", "TLS-01", "TLS-02", "TLS-03"] { #expect(well.text(id) == "passed", "\(well.summary)") }
    return well.requirements(.passed).subtracting(nothing.requirements(.passed)).subtracting(["TLS-01", "TLS-02", "TLS-03", "OPS-01"])
  }

  @Test func everyRowComesToWhatItShould() async throws {
    let lab = try #require(CertificateLab.shared, "The openssl command is needed to make certificates.")
    let content = try await Self.content(lab)
    #expect(content.isSuperset(of: ["DOC-06", "DOC-07", "HTP-02", "SEM-02"]), "\(content)")
    for row in Self.rows {
      let start = ContinuousClock.now
      let served = row.serve(lab)
      let report = try await HostileTLSLab.run(
        port: served.port, trustStore: lab.trustStore, limits: row.isHasty ? HostileTLSLab.hasty : HostileTLSLab.limits)
      let words = [report.text("TLS-02"), report.text("TLS-03"), report.text("OPS-01")]
      #expect(words == [row.old, row.trusted, row.works], "\(row.id) \(row.what)\n\(report.summary)")
      #expect(report.text("TLS-01") == (row.hasSession ? "passed" : "untested(unreachable.refused)"), "\(row.id) \(row.what)")
      #expect(report.codes["TLS-02", default: []].union(report.codes["TLS-03", default: []]) == row.codes, "\(row.id) \(row.what)")
      if row.works == "passed", !row.isCut {
        #expect(content.isSubset(of: report.requirements(.passed)), "\(row.id) \(row.what)\n\(report.summary)")
      } else {
        // What did not arrive whole and safe is neither passed nor failed.
        // Frames of HTTP/2 where HTTP/1.1 was agreed on are no message of HTTP/1.1: that much can be said.
        let isNoMessage: Set = row.what == "http/1.1 chosen, HTTP/2 spoken" ? ["HTP-18"] : []
        let judged = report.requirements(.passed).union(report.requirements(.failed)).intersection(content).subtracting(isNoMessage)
        #expect(judged.isEmpty, "\(row.id) \(row.what): \(judged.sorted())\n\(report.summary)")
      }
      if row.isCut { #expect(content.map(report.text).allSatisfy { $0 == "cantTell(truncated)" }, "\(row.id) \(row.what)") }
      // Behind a certificate that is not trusted, or a handshake that is not whole, not one byte of HTTP leaves.
      #expect(served.heard().isEmpty != row.isHeard, "\(row.id) \(row.what): \(served.heard().count) bytes")
      #expect(ContinuousClock.now - start < .seconds(20), "\(row.id) \(row.what)")
    }
  }

  /// T4 and T6: who issued a certificate and whether it was revoked is said at addresses that we do not visit; nothing is claimed of it.
  @Test func addressesInsideCertificatesAreNotVisited() async throws {
    let lab = try #require(CertificateLab.shared, "The openssl command is needed to make certificates.")
    let watch = RawServer { $0.request() }
    let place = "URI:http://127.0.0.1:\(watch.port)/"
    for (name, issuer, trusted) in [("cabut-\(watch.port)", "akar", "passed"), ("jemput-\(watch.port)", "antara", "failed")] {
      #expect(
        lab.make(
          name, issuer: issuer,
          extensions: [
            "authorityInfoAccess=OCSP;\(place)ocsp,caIssuers;\(place)antara.cer", "crlDistributionPoints=\(place)daftar.crl",
            "tlsfeature=status_request",
          ]))
      var settings = TLSServer.Settings()
      settings.certificate = name
      let server = TLSServer(lab, settings, HostileTLSLab.serve)
      let report = try await HostileTLSLab.run(port: server.port, trustStore: lab.trustStore)
      #expect(report.text("TLS-03") == trusted, "\(report.summary)")
      #expect(report.codes["TLS-03"] == (trusted == "passed" ? [] : ["certificate.incompleteChain"]))
    }
    #expect(watch.connections == 0)
  }
}

extension String {
  /// The end is told by the close alone.
  fileprivate var withoutLength: String {
    split(separator: "\r\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("Content-Length") }.joined(separator: "\r\n")
  }
}

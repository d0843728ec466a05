import Digests
import HTTPMessages
import Model
import Observing
import Testing
import Wire

/// Nothing secret and nobody's number leaves execution, in whatever spelling and place it comes back.
@Suite struct ProbeRedactionTests {
  /// Twenty-four bytes that exist nowhere else; with characters that every escape treats.
  static let secret = "Kenari/7+Rahasia=Sangat&X"
  static let password = "sandi-kenari-99x"
  /// A NIK of the form that must not leak: a real province, a day that exists, and made up.
  static let nik = "3215070807900002"

  static func percent(_ text: String, lower: Bool = false, all: Bool = false) -> String {
    text.utf8.map { byte in
      let isPlain = !all && ((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte))
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: !lower)
    }.joined()
  }

  static func escaped(_ text: String) -> String {
    text.utf8.map { "\\u00" + (($0 < 16) ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func forms(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return [
      text, percent(text), percent(text, lower: true), percent(text, all: true), escaped(text),
      text.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/"), Base64.encode(bytes), Base64.encodeURL(bytes),
      Base64.encode(Array("x".utf8) + bytes), Base64.encodeURL(Array("Bearer ".utf8) + bytes),
      Base64.encode(Array("{\"nik\":\"".utf8) + bytes + [0x22]),
      text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;"),
    ]
  }

  /// Everything of an observation that is kept, undone of every escape, in one text.
  static func everything(_ observation: Observation) -> String {
    var texts: [String] = []
    for attempt in observation.attempts {
      texts.append(attempt.failure?.detail ?? "")
      if case .notTLS(let prefix)? = attempt.hello { texts.append(String(decoding: prefix, as: UTF8.self)) }
      texts.append(attempt.handshake?.session?.applicationProtocol ?? "")
      for certificate in attempt.handshake?.certificates ?? [] { texts += [certificate.subject, certificate.issuer] + certificate.names }
      for exchange in attempt.exchanges {
        texts += [exchange.request.url, String(decoding: exchange.rawHead, as: UTF8.self), String(decoding: exchange.body.content, as: UTF8.self)]
        texts += exchange.request.fields.map { "\($0.name): \($0.value)" } + exchange.redactions.map { "\($0.pointer) \($0.keyedDigest)" }
        texts += exchange.facts.typedValues.map { "\($0.pointer)" } + exchange.facts.leaks
      }
    }
    return texts.joined(separator: "\n")
  }

  private static func observe(_ wire: WireAttempt, credential: CredentialUse = .none, secret: String = secret) async throws -> Observation {
    let transport = ScriptedTransport { _, _ in wire }
    let (observations, _) = try await ProbeRunnerTests.run(
      [ProbeSamples.step(1, "unknown", credential: credential)], transport, credential: WireCredential(value: secret))
    return try #require(observations.first)
  }

  /// The canary in every place, one spelling at a time.
  private static func everywhere(_ form: String) -> WireAttempt {
    let typed = ProbeRunnerTests.exchange(
      "HTTP/1.1 302 Found\r\nLocation: https://x.go.id.test/a?b=\(form)#\(form)\r\nX-Gema: \(form)\r\n\r\n",
      "{\"nik\":\"\(form)\",\"pesan\":\"gema \(form).\"}",
      url: "https://layanan.karawang.go.id.test/a/\(form)?q=\(form)",
      fields: [HeaderField(name: "X-Gema", value: form), HeaderField(name: "Authorization", value: "Bearer \(form)")])
    var attempt = ProbeRunnerTests.wire(
      typed, ProbeRunnerTests.exchange("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "<p>\(form)</p>"),
      ProbeRunnerTests.exchange(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "\(String(form.utf8.count, radix: 16))\r\n\(form)\r\n0\r\n\r\n"),
      ProbeRunnerTests.exchange("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", "{\"nik\":\"\(form)", completeness: .truncated),
      failure: TransportFailure(kind: .malformed, detail: "gema \(form)", certificate: nil))
    attempt.hello = .notTLS(prefix: Array(form.utf8))
    attempt.handshake = Handshake(
      session: SessionFacts(version: "TLSv1.3", suite: "TLS_AES_128_GCM_SHA256", applicationProtocol: form),
      certificates: [CertificateFacts(subject: "CN = \(form)", issuer: form, notBefore: "", notAfter: "", names: [form])], problem: nil, peer: "")
    return attempt
  }

  @Test(arguments: forms(secret)) func secretsLeaveInNoSpelling(_ form: String) async throws {
    let kept = Self.everything(try await Self.observe(Self.everywhere(form)))
    #expect(!kept.contains(form))
    #expect(!kept.contains(Self.secret))
    // Not even most of it.
    #expect(!kept.contains(String(form.dropFirst(4).dropLast(6))))
  }

  @Test(arguments: forms(nik)) func identifiersLeaveInNoSpelling(_ form: String) async throws {
    let kept = Self.everything(try await Self.observe(Self.everywhere(form)))
    #expect(!kept.contains(form))
    #expect(!kept.contains(Self.nik))
  }

  @Test func thePasswordOfBasicIsASecretByItself() async throws {
    let kept = Self.everything(
      try await Self.observe(
        Self.everywhere(Self.password), credential: .registered(.basic), secret: "kenari:\(Self.password)"))
    #expect(!kept.contains(Self.password))
  }

  @Test func syntheticNumbersStay() async throws {
    let body = #"{"nik":"9901010101900001"}"#
    let observation = try await Self.observe(ProbeRunnerTests.wire(ProbeRunnerTests.exchange(ProbeRunnerTests.ok, body)))
    #expect(String(decoding: observation.attempts[0].exchanges[0].body.content, as: UTF8.self) == body)
  }

  @Test func replacementsKeepTypeAndLength() async throws {
    let body = #"{"nik":"\#(Self.nik)","no_hp":"0812-3456-7890","total":1,"x":"nik \#(Self.nik)","npwp":"\u0031234567890123456"}"#
    let observation = try await Self.observe(ProbeRunnerTests.wire(ProbeRunnerTests.exchange(ProbeRunnerTests.ok, body)))
    let exchange = observation.attempts[0].exchanges[0]
    #expect(
      String(decoding: exchange.body.content, as: UTF8.self)
        == #"{"nik":"9901010101900001","no_hp":"9999-9999-9999","total":1,"x":"nik 9901010101900001","npwp":"\u0039999999999999999"}"#)
    #expect(exchange.body.content.count == body.utf8.count)
    #expect(exchange.facts.identifierLikeCount == 2)
  }

  /// A personal value of one digit must not change every number of the body.
  @Test func shortValuesAreReplacedWhereTheyStandOnly() async throws {
    let body = #"{"no_rekening":"1","halaman":1,"total":11}"#
    let observation = try await Self.observe(ProbeRunnerTests.wire(ProbeRunnerTests.exchange(ProbeRunnerTests.ok, body)))
    #expect(
      String(decoding: observation.attempts[0].exchanges[0].body.content, as: UTF8.self) == #"{"no_rekening":"9","halaman":1,"total":11}"#)
  }

  @Test func brokenJSONKeepsNoLongNumbers() async throws {
    let body = #"{"npwp":"1234567890123456","telepon":"081234567890","tahun":2026,"#
    let observation = try await Self.observe(ProbeRunnerTests.wire(ProbeRunnerTests.exchange(ProbeRunnerTests.ok, body)))
    #expect(
      String(decoding: observation.attempts[0].exchanges[0].body.content, as: UTF8.self)
        == #"{"npwp":"9999999999999999","telepon":"999999999999","tahun":2026,"#)
  }

  @Test func aCodedBodyIsNotKept() async throws {
    let exchange = ProbeRunnerTests.exchange("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", "\u{1}\u{2}\(Self.nik)")
    let observation = try await Self.observe(ProbeRunnerTests.wire(exchange))
    #expect(observation.attempts[0].exchanges[0].body == BodyRecord(content: [], receivedBytes: 18, completeness: .complete))
    #expect(observation.attempts[0].failure?.kind == .malformed)
  }

  // MARK: By name

  struct Head: Sendable { let raw, kept: String }
  static let heads = [
    Head(raw: "Set-Cookie: SESI=abc123; Path=/; Secure; HttpOnly", kept: "Set-Cookie: SESI=[rahasia]; Path=/; Secure; HttpOnly"),
    Head(raw: "set-cookie:SESI=abc=123", kept: "set-cookie:SESI=[rahasia]"),
    Head(raw: "Set-Cookie : tanpanama; Path=/", kept: "Set-Cookie : [rahasia]; Path=/"),
    Head(raw: "Set-Cookie: a=b;\r\n c=rahasia-lipat", kept: "Set-Cookie: a=[rahasia];\r\n [rahasia]"),
    Head(raw: "X-Lain: a=b; Path=/", kept: "X-Lain: a=b; Path=/"),
    Head(raw: "Location: /masuk?next=/a&token=abc#x", kept: "Location: /masuk?next=/a&token=[rahasia]#x"),
    Head(raw: "Location: /masuk#access_token=abc&b=1", kept: "Location: /masuk#access_token=[rahasia]&b=1"),
    Head(raw: "Link: </a?api%5Fkey=abc>; rel=\"next\"", kept: "Link: </a?api%5Fkey=[rahasia]>; rel=\"next\""),
    Head(raw: "X-Bytes: \u{1}\t \u{7F}", kept: "X-Bytes: \u{1}\t \u{7F}"),
  ]

  @Test(arguments: heads) func headsKeepTheirLines(_ item: Head) async throws {
    let observation = try await Self.observe(ProbeRunnerTests.wire(ProbeRunnerTests.exchange("HTTP/1.1 200 OK\r\n\(item.raw)\r\nA: b\n\r\n")))
    #expect(String(decoding: observation.attempts[0].exchanges[0].rawHead, as: UTF8.self) == "HTTP/1.1 200 OK\r\n\(item.kept)\r\nA: b\n\r\n")
  }

  struct Request: Sendable {
    let placement: CredentialPlacement
    let kept: String
  }
  static let requests = [
    Request(placement: .bearer, kept: "/a?kunci=nilai&token=[rahasia] Authorization: [rahasia] Cookie: [rahasia] X-Kunci: nilai"),
    Request(placement: .header("x-kunci"), kept: "/a?kunci=nilai&token=[rahasia] Authorization: [rahasia] Cookie: [rahasia] X-Kunci: [rahasia]"),
    Request(placement: .query("kunci"), kept: "/a?kunci=[rahasia]&token=[rahasia] Authorization: [rahasia] Cookie: [rahasia] X-Kunci: nilai"),
  ]

  @Test(arguments: requests) func requestsAreMaskedByName(_ item: Request) async throws {
    let fields = ["Authorization", "Cookie", "X-Kunci"].map { HeaderField(name: $0, value: "nilai") }
    let exchange = ProbeRunnerTests.exchange(ProbeRunnerTests.ok, "{}", url: "/a?kunci=nilai&token=t", fields: fields)
    for use in [CredentialUse.registered(item.placement), .invalid(item.placement)] {
      let request = try await Self.observe(ProbeRunnerTests.wire(exchange), credential: use).attempts[0].exchanges[0].request
      #expect(([request.url] + request.fields.map { "\($0.name): \($0.value)" }).joined(separator: " ") == item.kept)
    }
  }
}

import Digests
import Documents
import Evaluation
import Model
import OpenAPI
import Reading
import TestSupport
import Testing

@testable import Checks
@testable import Planning

/// What the dossiers of TLS and AUT cannot say: names, recipes, and the healthy samples.
@Suite struct ChecksSecurityTests {
  // MARK: Names

  @Test(arguments: [
    ("access_token", "access token"), ("accessToken", "access token"), ("X-Access-Token", "x access token"), ("APIKey", "api key"),
    ("apiKEY", "api key"), ("OAuth2Token", "o auth2 token"), ("keyword", "keyword"), ("tokenisasi", "tokenisasi"), ("nomorKK", "nomor kk"),
    ("__a--B__", "a b"), ("", ""), ("Ünïcode", "Ünïcode"),
  ])
  func namesAreReadAsWords(_ name: String, _ words: String) {
    #expect(NameWords(name).words.joined(separator: " ") == words)
  }

  @Test(arguments: [
    ("api_key", "apiKey", true), ("APIKEY", "api-key", true), ("bpsApiKey", "api_key", true), ("api_key_id", "api_key", false),
    ("token", "token", true), ("next_page_token", "token", false), ("tokens", "token", false), ("monkey", "key", false),
    ("client-secret", "client_secret", true), ("secretariat", "secret", false), ("accesstoken", "access_token", true),
  ])
  func aNameIsOrEndsInAnother(_ name: String, _ other: String, _ holds: Bool) {
    #expect(NameWords(name).isOrEnds(in: NameWords(other)) == holds)
  }

  @Test(arguments: [
    ("/masuk?kembali=/v1", true), ("https://sso.contoh.go.id.test/", true), ("/realms/a/protocol/openid-connect/auth", true),
    ("/sign-in", false), ("/v1/authors", false), ("/v1/tagihan/?next=login", false), ("/v1/pemasukan", false),
  ])
  func aLoginAddressIsKnownByItsWords(_ location: String, _ isLogin: Bool) { #expect(RedirectTarget.isLogin(location) == isLogin) }

  // MARK: Content

  private static let reading = ContentReading(EvaluationSamples.profile.data)

  @Test(arguments: [
    (#"{"nik":"9901010101900001"}"#, true), (#"[1]"#, true), (#"{"data":{"a":1}}"#, true), (#"{"kode":404,"nama":"Meja"}"#, true),
    (#"[]"#, false), (#"{}"#, false), (#"{"data":null}"#, false), (#"{"total":0,"data":[]}"#, false), (#"{"data":{"items":[]}}"#, false),
    (#"{"kode":"ditolak","pesan":"Tidak boleh"}"#, false), (#"{"status":403,"error":"Forbidden","path":"/v1","timestamp":"x"}"#, false),
    (#"12"#, false), (#"{"errors":[{"kode":"a"}]}"#, false),
  ])
  func dataAreToldFromExplanations(_ json: String, _ givesData: Bool) throws {
    #expect(Self.reading.givesData(try Self.document(json).root) == givesData)
  }

  @Test func theShareOfDataLeavesIsCountedAndListsCountAsOneElement() throws {
    let success = try Self.document(#"{"status":"ok","nama":"A","anak":[{"nama":"B"},{"nama":"C"}]}"#).root
    #expect(Self.reading.share(of: success, in: try Self.document(#"{"nama":"X","anak":[{"nama":"Y"}]}"#).root) == 1)
    #expect(Self.reading.share(of: success, in: try Self.document(#"{"nama":"X","anak":[]}"#).root) == 0.5)
    #expect(Self.reading.share(of: success, in: try Self.document(#"{"status":"ok"}"#).root) == 0)
    #expect(Self.reading.share(of: try Self.document(#"{"status":"ok"}"#).root, in: success) == nil)
  }

  private static func document(_ json: String) throws -> Document { try JSONReader.read(Array(json.utf8), file: "isi.json", limits: .body) }

  // MARK: TLS

  /// A warning does not end a handshake, and dossiers write fatal alerts only.
  @Test func aWarningIsNoRefusal() throws {
    let check = try #require(OldTLSIsRefused(arguments: .null))
    let hello = Attempt(
      startedAt: Timestamp(milliseconds: 0), exchanges: [], handshake: nil, hello: .alert(level: 1, description: 112), failure: nil)
    let session = Handshake(session: SessionFacts(version: "TLSv1.3", suite: "A"), certificates: [], problem: nil, peer: "192.0.2.1:443")
    let normal = Attempt(startedAt: Timestamp(milliseconds: 0), exchanges: [], handshake: session, hello: nil, failure: nil)
    func result(_ recipe: RecipeID, _ attempt: Attempt) -> ProbeResult {
      ProbeResult(
        purpose: Purpose(recipe: recipe, operation: nil, variant: ""), environment: .production, operation: nil, observation: nil,
        state: .observed([AttemptView(attempt: attempt, answer: nil)]))
    }
    let view = EvidenceView(
      subject: try Self.subject("contract: null"), profile: EvaluationSamples.profile, now: Timestamp(milliseconds: 0), contract: nil,
      results: [.inspectCertificate: [result(.inspectCertificate, normal)], .offerOldTLS: [result(.offerOldTLS, hello)]],
      recognition: .recognised, isCritical: false)
    #expect(check.judge(view).map(\.outcome) == [.passed, .cantTell(.needsReview)])
  }

  // MARK: Recipes

  private static let contractText = """
    components: { securitySchemes: { t: { type: http, scheme: bearer }, m: { type: mutualTLS } } }
    security: [{ t: [] }]
    paths:
      /izin: { get: { responses: { '200': { description: A } } } }
      /berkas: { get: { security: [{ m: [] }], responses: { '200': { description: A } } } }
      /jenis: { get: { security: [], responses: { '200': { description: A } } } }
      /kantor: { get: { security: [{}], responses: { '200': { description: A } } } }
      /warta: { get: { security: [], responses: { '200': { description: A } } } }
    """

  private static func ground(_ registry: String = "contract: null", hasCredential: Bool = true) throws -> Ground {
    let subject = try subject(registry)
    return Ground(
      subject: subject, base: subject.service.production.flatMap { BaseURL($0.baseURL) }, contract: try ContractSamples.contract(contractText),
      hasCredential: hasCredential, seed: 1)
  }

  private static func subject(_ registry: String) throws -> Subject {
    let base = "id: contoh\nagency: contoh\napiType: REST\nenvironments: { production: { baseURL: 'https://layanan.contoh.go.id.test/v1' } }\n"
    let document = try YAMLReader.read(Array((base + registry).utf8), file: "registri.yaml", limits: .contract)
    return Subject(agency: nil, service: try #require(ServiceReader.read(document.root).service), isSelfDeclared: false)
  }

  private static func urls(_ draft: RecipeDraft) -> [String] {
    draft.steps.map { if case .http(let template) = $0.probe { template.url } else { "" } }
  }

  @Test func plainHTTPIsAskedForPublicThingsOnlyAndWithoutACredential() throws {
    let draft = AskOverPlainHTTP.draft(try Self.ground("contract: { url: 'https://layanan.contoh.go.id.test/v1/openapi.json' }"))
    #expect(
      Self.urls(draft) == [
        "http://layanan.contoh.go.id.test/v1/", "http://layanan.contoh.go.id.test/v1/openapi.json", "http://layanan.contoh.go.id.test/v1/jenis",
        "http://layanan.contoh.go.id.test/v1/kantor",
      ])
    #expect(
      draft.steps.allSatisfy { if case .http(let template) = $0.probe { template.credential == .none && !template.followsRedirects } else { false } })
  }

  @Test func aContractOnAnotherHostIsNotAskedForOverPlainHTTP() throws {
    let draft = AskOverPlainHTTP.draft(try Self.ground("contract: { url: 'https://portal.contoh.go.id.test/openapi.json' }"))
    #expect(draft.steps.map(\.purpose.variant) == ["", "openRead", "openRead"])
  }

  @Test func anotherPlainPortIsTheRegistrys() throws {
    let draft = AskOverPlainHTTP.draft(try Self.ground("plainHTTPPort: 8080\ncontract: null"))
    #expect(Self.urls(draft).first == "http://layanan.contoh.go.id.test:8080/v1/")
  }

  /// Whoever needs a client certificate can be called without one, but no made-up certificate can be sent.
  @Test func operationsBehindMutualTLSAreCalledAnonymouslyAndNotWithAMadeUpCredential() throws {
    #expect(CallAnonymously.draft(try Self.ground()).steps.map(\.purpose.operation) == ["GET /izin", "GET /berkas"])
    let invalid = CallWithInvalidToken.draft(try Self.ground())
    #expect(invalid.steps.map(\.purpose.operation) == ["GET /izin"])
    #expect(invalid.gaps.map(\.purpose.operation) == ["GET /berkas"] && invalid.gaps.map(\.reason) == [.untested(.noCredential)])
  }

  // MARK: Samples

  /// The contracts of the simulation are healthy: no static requirement of ours may accuse one of them.
  @Test func healthySamplesAreNotAccused() throws {
    let path = "Specs/Registry/karawang.yaml"
    let reading = RegistryReader.read(SourceFile(path: path, bytes: Suites.bytes("\(Suites.repository)/\(path)")))
    let registry = try #require(reading.registry)
    let profile = DossierExamples.standard.profile
    var judged = 0
    for service in registry.services {
      guard let file = service.contract?.path?.split(separator: "/").last else { continue }
      let bytes = Suites.bytes("\(Suites.repository)/Specs/Contracts/\(file)")
      let contract = ContractReader.read(try DocumentReader.read(bytes, file: String(file), limits: .contract)).contract
      let view = EvidenceView(
        subject: Subject(agency: nil, service: service, isSelfDeclared: false), profile: profile, now: Timestamp(milliseconds: 0),
        contract: ContractView(contract: contract, diagnostics: [], isPresent: true), results: [:], recognition: .recognised, isCritical: false)
      for check in ["every-restricted-operation-has-a-scheme", "url-carries-no-credential", "safe-methods-are-safe"] {
        let instances = try CheckCatalog.make(CheckCall(check: check, arguments: .null)).judge(view)
        #expect(instances.allSatisfy { [.passed, .inapplicable].contains($0.outcome.word) }, "\(service.id) \(check)")
        #expect(instances.flatMap(\.findings) == [], "\(service.id) \(check)")
        judged += instances.count
      }
    }
    #expect(judged > 60)
  }
}

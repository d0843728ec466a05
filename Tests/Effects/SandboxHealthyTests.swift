import DataTypes
import Documents
import Foundation
import HTTPMessages
import JSONSchema
import Model
import OpenAPI
import Sandbox
import TestSupport
import Testing

/// Healthy sample services answer every recipe of the tool as a conforming service does, and every body keeps its declared schema.
@Suite struct SandboxHealthyTests {
  static let services = [
    "data-terbuka", "katalog-lokal", "kepegawaian", "kependudukan", "kesehatan", "layanan-terpadu", "pajak-daerah", "pengaduan", "pensiun",
    "perizinan",
  ]

  static func contract(_ service: String) throws -> Contract {
    let bytes = Suites.bytes(Suites.repository + "/Specs/Contracts/\(service).yaml")
    return try #require(ContractReader.read(try DocumentReader.read(bytes, file: service, limits: .contract)).contract)
  }

  @Test(arguments: services) func everyRecipeFindsAConformingService(_ service: String) async throws {
    let contract = try Self.contract(service)
    try await SandboxVisit.single(service) { visit in
      let walk = try await SandboxWalk.walk(visit, service, contract)
      for line in walk.lines {
        let recipe = RecipeID(rawValue: String(line.key.split(separator: " ")[0]))
        let isProblem = service == "perizinan"
        let errorType = isProblem ? "application/problem+json" : "application/json"
        let expected: String
        switch recipe {
        case .fetchContract, .callReadOperations: expected = "200 application/json"
        case .readRawMessages: expected = line.key.hasSuffix("OPTIONS") ? "204 –" : "200 application/json"
        case .askOverPlainHTTP: expected = "308 –"
        case .callAnonymously, .callWithInvalidToken: expected = "401 \(errorType)"
        case .askForUnknownResource: expected = "404 \(errorType)"
        case .sendInvalidParameters: expected = "400 \(errorType)"
        default: expected = "405 \(errorType)"
        }
        #expect(line.outcome == expected, "\(line.key)")
        // Their content is that of the ordinary calls.
        if recipe != .readRawMessages { try Self.prove(line, contract) }
      }
      #expect(
        walk.others == ["inspectCertificate: TLSv1.3", "offerOldTLS TLS 1.0: alert 2/70", "offerOldTLS TLS 1.1: alert 2/70"])
      let isOpen = service == "data-terbuka"
      #expect(walk.lines.contains { $0.key.hasPrefix("callAnonymously") } != isOpen)
      #expect(walk.lines.count >= 8)
    }
  }

  /// The body against the schema that the contract declares for its status and media type.
  private static func prove(_ line: SandboxWalk.Line, _ contract: Contract) throws {
    if line.got.status == 401 { #expect(line.got.value("WWW-Authenticate") != nil) }
    if line.got.status == 405 { #expect(line.got.value("Allow")?.hasPrefix("GET, HEAD, OPTIONS") ?? false) }
    if line.key.hasPrefix("askOverPlainHTTP") { return }
    // A made-up address is no operation's: its shape is the service's usual 404.
    let operation = line.operation ?? (line.key.contains("randomSegment") ? contract.operations.first : nil)
    guard let operation else { return }
    let declared = try #require(operation.response(for: line.got.status))
    for header in declared.headers { #expect(line.got.value(header) != nil, "\(line.key): \(header)") }
    let media = try #require(declared.media(for: line.got.value("Content-Type") ?? ""))
    let schema = try CompiledSchema.compile(
      try #require(media.schema), dialect: contract.version == .v30 ? .openAPI30 : .openAPI31, direction: .response, others: [:], assertFormats: true)
    let json = try line.got.json
    #expect(schema.validate(json, budget: 1_000_000).isValid, "\(line.key)")
    for (node, field) in InstanceTyping.typedValues(instance: json, schema: media.schema, contract: contract) {
      let text = try #require(node.string, "\(line.key): \(node.pointer)")
      #expect(NationalTypes.judge(text, as: field.type).ok, "\(line.key): \(node.pointer) \(text)")
      if field.type == .nik { #expect(text.hasPrefix("99")) }
    }
  }

  @Test(arguments: services) func theServedContractIsTheRegisteredOne(_ service: String) async throws {
    try await SandboxVisit.single(service) { visit in
      let simulated = try #require(visit.sandbox.scenario.services.first)
      let url = try #require(simulated.service.contract?.url)
      let served = try await visit.ask(url, .none)
      let folder = URL(fileURLWithPath: visit.sandbox.registryPath).deletingLastPathComponent().path
      let registered = try JSONReader.read(
        Suites.bytes(folder + "/" + (try #require(simulated.service.contract?.path))), file: "registered", limits: .contract)
      let original = try DocumentReader.read(Suites.bytes(Suites.repository + "/Specs/Contracts/\(service).yaml"), file: service, limits: .contract)
      let json = try served.json
      #expect(json.isEqual(to: registered.root))
      #expect(original.root.isEqual(to: registered.root))
      #expect(ContractReader.read(registered).diagnostics.isEmpty)
      let sample = try Self.contract(service)
      #expect(ContractReader.read(registered).contract?.operations.map(\.key) == sample.operations.map(\.key))
    }
  }

  @Test func aPostIsServedToo() async throws {
    try await SandboxVisit.single("kependudukan") { visit in
      let empty = try await visit.ask("https://kependudukan.karawangkab.go.id.test/v1/pencocokan", method: "POST")
      #expect(empty.status == 400)
      let anonymous = try await visit.ask("https://kependudukan.karawangkab.go.id.test/v1/pencocokan", method: "POST", .none)
      #expect(anonymous.status == 401)
    }
  }

  @Test func theOtherEnvironmentAndTheHealthAddressAnswer() async throws {
    try await SandboxVisit.single("kependudukan") { visit in
      #expect(try await visit.ask("https://uji-kependudukan.karawangkab.go.id.test/v1/penduduk/9901010101900001").status == 200)
      let health = try await visit.ask("https://kependudukan.karawangkab.go.id.test/healthz", .none)
      #expect(health.status == 200)
      #expect(health.text == #"{"keadaan":"sehat"}"#)
      #expect(try await visit.ask("https://kependudukan.karawangkab.go.id.test/", .none).status == 404)
      #expect(try await visit.ask("https://kependudukan.karawangkab.go.id.test/v1", .none).status == 404)
      #expect(try await visit.ask("https://kependudukan.karawangkab.go.id.test/v10/penduduk/9901010101900001").status == 404)
    }
  }

  @Test func headAndOptionsAreAnswered() async throws {
    try await SandboxVisit.single("kepegawaian") { visit in
      let url = "https://kepegawaian.karawangkab.go.id.test/v2/usul"
      let get = try await visit.ask(url)
      let head = try await visit.ask(url, method: "HEAD")
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      #expect(head.value("Content-Length") == String(get.body.count))
      let options = try await visit.ask(url, method: "OPTIONS", .none)
      #expect(options.status == 204)
      #expect(options.value("Allow") == "GET, HEAD, OPTIONS, POST")
      let refused = try await visit.ask(url, method: "DELETE")
      #expect(refused.status == 405)
      #expect(refused.value("Allow") == "GET, HEAD, OPTIONS, POST")
      #expect(get.value("Date")?.hasSuffix(" GMT") ?? false)
    }
  }

  /// Query, path and credential cases that the recipes do not reach.
  @Test(arguments: [
    ("/usul?halaman=1&ukuran=100", 200), ("/usul?halaman=0", 400), ("/usul?halaman=1.5", 400), ("/usul?halaman=satu", 400), ("/usul?halaman=", 400),
    ("/usul?ukuran=101", 400), ("/usul?langkah=diajukan", 200), ("/usul?langkah=selesai", 400), ("/usul?halaman=1&halaman=2", 400),
    ("/usul?lain=1", 200), ("/usul?halaman=%31", 200), ("/usul/UK-2026-000001", 200), ("/usul/UK-2026-000002", 404), ("/usul/UK-1", 400),
    ("/usul/UK%2D2026-000001", 200), ("/usul/", 404), ("/pegawai", 404), ("/pegawai/190001011920011001/", 404), ("/usul/%FF", 400),
    ("/usul?a=%G1", 400),
  ]) func parametersAreJudged(_ target: String, _ status: Int) async throws {
    try await SandboxVisit.single("kepegawaian") { visit in
      let got = try await visit.ask("https://kepegawaian.karawangkab.go.id.test/v2\(target)")
      #expect(got.status == status)
    }
  }

  @Test func onlyTheSandboxTokenOpens() async throws {
    try await SandboxVisit.single("pajak-daerah") { visit in
      let url = "https://pajak.karawangkab.go.id.test/v1/tarif"
      let places: [(CredentialPlacement, Int)] = [(.header("X-Kunci-Aplikasi"), 200), (.bearer, 401), (.query("X-Kunci-Aplikasi"), 401)]
      for (place, status) in places {
        let got = try await visit.ask(url, .registered(place))
        #expect(got.status == status)
      }
      #expect(visit.sandbox.requests.map(\.bringsCredential) == [true, true, false])
      #expect(visit.sandbox.requests.map(\.requestCase) == [.ok, .anonymous, .anonymous])
    }
  }
}

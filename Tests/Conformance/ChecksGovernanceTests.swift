import Documents
import Model
import Reading
import Testing

@testable import Checks

/// What the dossiers of GOV-01 to GOV-03 cannot say: agencies, exceptions, and the reading of addresses.
@Suite struct ChecksGovernanceTests {
  private static func service(_ yaml: String) throws -> Service {
    let document = try YAMLReader.read(Array(yaml.utf8), file: "registri.yaml", limits: .contract)
    return try #require(ServiceReader.read(document.root).service)
  }

  private static let complete = """
    id: contoh
    agency: contoh
    title: Layanan Contoh
    apiType: REST
    classification: terbuka
    lifecycle: production
    environments: { production: { baseURL: 'https://layanan.contoh.go.id.test/v1' } }
    contract: { url: 'https://layanan.contoh.go.id.test/v1/openapi.json' }
    """

  private static func view(_ yaml: String, unit: String?, exceptions: [String] = []) throws -> EvidenceView {
    var data = EvaluationSamples.profile.data
    data.exceptionHosts = exceptions
    let base = EvaluationSamples.profile
    let profile = Profile(
      id: base.id, version: base.version, name: base.name, digest: base.digest, dimensions: [], levels: [], data: data, isSimulation: true)
    let agency = Agency(id: "contoh", name: "Instansi Contoh", regionCode: "32.15", parent: nil, unit: unit, contact: nil)
    let document = try YAMLReader.read(
      Array("openapi: 3.1.0\ninfo: { title: A, version: '1', contact: { name: Bidang, email: a@b.go.id.test } }\npaths: {}".utf8), file: "k.yaml",
      limits: .contract)
    let contract = try #require(ContractSamples.contract(document))
    return EvidenceView(
      subject: Subject(agency: agency, service: try service(yaml), isSelfDeclared: false), profile: profile, now: Timestamp(milliseconds: 0),
      contract: ContractView(contract: contract, diagnostics: [], isPresent: true), results: [:], recognition: .recognised)
  }

  private static func codes(_ check: (any Check)?, _ view: EvidenceView) throws -> [String] {
    try #require(check).judge(view).flatMap(\.findings).map(\.wording.code)
  }

  @Test func theUnitMayStandInEitherEntry() throws {
    let complete = Self.complete
    for (entry, unit, expected) in [
      (complete, nil, ["registry.noUnit"]), (complete, " ", ["registry.noUnit"]), (complete, "Bidang Data", []),
      (complete + "\nunit: Bidang Data", nil, []), (complete + "\nunit: ''", nil, ["registry.noUnit"]),
    ] as [(String, String?, [String])] {
      let view = try Self.view(entry, unit: unit)
      #expect(try Self.codes(RegistryEntryIsComplete(arguments: .null), view) == expected)
      #expect(try Self.codes(AccountableContactIsNamed(arguments: .null), view) == (expected.isEmpty ? [] : ["contact.noUnit"]))
    }
  }

  @Test func everyMissingMemberIsNamedAtOnce() throws {
    let view = try Self.view("id: contoh\nagency: contoh\n", unit: nil)
    #expect(
      try Self.codes(RegistryEntryIsComplete(arguments: .null), view) == [
        "registry.noUnit", "registry.noTitle", "registry.noBaseURL", "registry.noContract", "registry.noType", "registry.noClassification",
        "registry.noLifecycle",
      ])
  }

  @Test func anExceptionIsAWholeHost() throws {
    let entry = Self.complete.replacing("layanan.contoh.go.id.test/v1' } }", with: "api.mitra.test/v1' } }")
    let foreign = ["domain.foreign"]
    for (exceptions, expected) in [(["API.Mitra.test"], []), (["mitra.test"], foreign), ([], foreign)] as [([String], [String])] {
      let view = try Self.view(entry, unit: "Bidang", exceptions: exceptions)
      #expect(try Self.codes(ServedFromOfficialDomain(arguments: .null), view) == expected)
    }
  }

  @Test func checksTakeNoArguments() {
    #expect(RegistryEntryIsComplete(arguments: .object(["a": .null])) == nil && RegistryEntryIsComplete(arguments: .object([:])) != nil)
  }

  // MARK: Addresses

  @Test(arguments: [
    ("https://a.go.id/v1", "https a.go.id 443 /v1"), ("HTTP://A.go.id.:8080/v1//?x#y", "http a.go.id 8080 /v1 more"),
    ("https://[2001:db8::1]:8443", "https [2001:db8::1] 8443 "), ("https://a.go.id?x=1", "https a.go.id 443  more"),
    ("https://192.0.2.1/", "https 192.0.2.1 443 "),
  ])
  func addressesAreTakenApart(_ text: String, _ expected: String) throws {
    let address = try #require(WebAddress(text))
    #expect("\(address.scheme) \(address.host.text) \(address.port) \(address.path)\(address.hasMore ? " more" : "")" == expected)
  }

  @Test(arguments: [
    "", "/v1", "a.go.id/v1", "//a.go.id", "ftp://a.go.id", "https://", "https:///v1", "https://a b.go.id", "https://u@a.go.id", "https://a.go.id:0",
    "https://a.go.id:99999", "https://a..go.id", "https://a.go.id:x", "https://[::1", "https://[zz]", "https://a.go.id\\v1",
    "https://é.go.id", "https://{host}/v1",
  ])
  func whatIsNoAddressIsRefused(_ text: String) { #expect(WebAddress(text) == nil) }

  @Test(arguments: [
    ("10.0.0.1", true), ("172.15.0.1", false), ("172.16.0.1", true), ("172.31.255.255", true), ("172.32.0.1", false), ("192.168.1.1", true),
    ("127.0.0.1", true), ("169.254.1.1", true), ("192.0.2.1", false), ("2130706433", true), ("[::1]", true), ("[fd00::1]", true), ("[fe80::1]", true),
    ("[2001:db8::1]", false), ("[::ffff:10.0.0.1]", true), ("[::ffff:192.0.2.1]", false), ("a.go.id", false),
  ])
  func privateAddressesAreKnown(_ text: String, _ isPrivate: Bool) throws { #expect(try #require(HostName(text)).isPrivateAddress == isPrivate) }

  @Test func namesAreComparedLabelByLabel() throws {
    func host(_ text: String) throws -> HostName { try #require(HostName(text)) }
    #expect(try host("data.go.id").isUnder("go.id") && host("A.B.DESA.ID").isUnder("desa.id"))
    for other in ["go.id", "xgo.id", "go.id.com", "go-id.id", "id"] { #expect(try !host(other).isUnder("go.id"), "\(other)") }
    #expect(try host("localhost").isLocal && host("api.localhost").isLocal && !host("localhost.go.id").isLocal)
    for name in ["www.example.com", "a.example", "example.org"] { #expect(try host(name).isExample, "\(name)") }
    for name in ["contoh.go.id", "myexample.com", "example.com.go.id"] { #expect(try !host(name).isExample, "\(name)") }
  }
}

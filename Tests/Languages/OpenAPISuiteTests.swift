import Documents
import OpenAPI
import TestSupport
import Testing

/// The official pass and fail documents of OpenAPI, and real contracts of governments and companies.
@Suite struct OpenAPISuiteTests {
  static func reading(_ path: String, as name: String) -> (reading: ContractReading?, codes: [String]) {
    do {
      let reading = ContractReader.read(try DocumentReader.read(Suites.bytes(path), file: name, limits: .contract))
      return (reading, Set(reading.diagnostics.map(\.wording.code)).sorted())
    } catch { return (nil, [error.wording.code]) }
  }

  /// Documents of `fail` that are read without a word, and why: DOC-01 judges what reports and probes stand on, not every exclusion.
  static let unseen: [String: String] = [
    "example-examples": "example beside examples: nothing is lost, the first one is used.",
    "example-object-old-exclusions": "Members of Example Objects that exclude each other are not judged.",
    "example-object-old-vs-data": "Members of Example Objects that exclude each other are not judged.",
    "example-object-old-vs-ser": "Members of Example Objects that exclude each other are not judged.",
    "example-object-ser-exclusions": "Members of Example Objects that exclude each other are not judged.",
    "header-object-allowReserved": "allowReserved is not read.",
    "header-object-name": "The syntax of header names is not judged.",
    "parameter-object-allowReserved": "allowReserved is not read.",
    "parameter-object-header-allowReserved": "allowReserved is not read.",
    "parameter-object-path-allowReserved": "allowReserved is not read.",
    "parameter-object-cookie-allowReserved": "allowReserved is not read.",
    "parameter-object-cookie-form-allowReserved": "allowReserved is not read.",
    "parameter-object-header-name": "The syntax of parameter names is not judged.",
    "parameter-object-path-name": "The syntax of parameter names is not judged.",
    "parameter-object-content-not-with-style": "Parameters in components are judged where an operation uses them.",
    "parameter-object-querystring-not-with-schema": "Parameters in components are judged where an operation uses them.",
    "operation-object-query-with-querystring": "Path items in components are judged where a path uses them.",
    "operation-object-two-querystrings": "Path items in components are judged where a path uses them.",
    "path-item-object-query-with-querystring": "Path items in components are judged where a path uses them.",
    "path-item-object-two-querystrings": "Path items in components are judged where a path uses them.",
    "encoding-enc-item-exclusion": "Encoding Objects are not read: no probe sends a multipart body.",
    "encoding-enc-prefix-exclusion": "Encoding Objects are not read: no probe sends a multipart body.",
    "media-type-enc-item-exclusion": "Encoding Objects are not read: no probe sends a multipart body.",
    "media-type-enc-prefix-exclusion": "Encoding Objects are not read: no probe sends a multipart body.",
    "xml-attr-exclusion": "XML Objects are not read.",
    "xml-wrapped-exclusion": "XML Objects are not read.",
    "link-object-no-body": "Link Objects are not read.",
    "server_enum_empty": "The choices of server variables are not read, only their defaults.",
  ]

  /// Faults in documents of `pass`, which the schemas that they are for cannot see.
  static let said: [String: [String]] = [
    // The path says {id}, the parameter petId.
    "operation-object-example": ["openapi.pathParameterNotInPath", "openapi.pathParameterUndeclared"],
    // Refers to another host.
    "security-scheme-object-examples": ["openapi.referenceOutside"],
  ]

  @Test(arguments: ["3.0", "3.1", "3.2"]) func officialDocuments(_ version: String) throws {
    guard let folder = Suites.folder("openapi-spec/\(version)") else { return }
    var passed = 0
    for path in Suites.files(under: "\(folder)/pass", endings: [".yaml"]) {
      let name = String(path.dropFirst(folder.count + 6).dropLast(5))
      let (reading, codes) = Self.reading(path, as: name)
      passed += 1
      #expect(reading?.contract != nil, "\(name)")
      #expect(codes == Self.said[name] ?? [], "\(version)/\(name)")
    }
    #expect(passed == ["3.0": 6, "3.1": 35, "3.2": 37][version])
    var unseen: Set<String> = []
    for path in Suites.files(under: "\(folder)/fail", endings: [".yaml"]) {
      let name = String(path.dropFirst(folder.count + 6).dropLast(5))
      if Self.reading(path, as: name).codes.isEmpty {
        unseen.insert(name)
        #expect(Self.unseen[name] != nil, "\(version)/\(name) is read without a word")
      } else {
        #expect(Self.unseen[name] == nil, "\(version)/\(name) is seen to: take it off the list")
      }
    }
    print("openapi \(version): \(passed) documents to pass, \(unseen.count) to fail that are not seen to")
  }

  /// What is said against real contracts, by file: anything else is a change of ours or of theirs.
  static let real: [String: [String]] = [
    "ee-fi/xroad-security-server.yaml": ["openapi.referenceOutside"],
    "multi-file/nl-brp/openapi.yaml": ["openapi.referenceOutside"],
    "multi-file/uk-hmrc-losses-6.0/application.yaml": ["openapi.referenceOutside"],
    "multi-file/uk-hmrc-losses-7.0/application.yaml": ["openapi.referenceOutside"],
    // A tag of another language, `!!python/object/apply`; OpenAPI allows JSON's tags only (3.1.2, "Format").
    "us/simpler-grants.yml": ["yaml.tag"],
  ]

  @Test func realContractsAreReadInTime() throws {
    guard let folder = Suites.folder("openapi-real") else { return }
    var operations: [String: Int] = [:]
    var slowest: (name: String, took: Duration) = ("", .zero)
    for path in Suites.files(under: folder, endings: [".json", ".yaml", ".yml"]) where Self.isRoot(path) {
      let name = String(path.dropFirst(folder.count + 1))
      var result: (reading: ContractReading?, codes: [String]) = (nil, [])
      let took = ContinuousClock().measure {
        result = Self.reading(path, as: name)
        if let contract = result.reading?.contract { _ = SchemaFields.typed(in: contract) }
      }
      if took > slowest.took { slowest = (name, took) }
      operations[name] = result.reading?.contract?.operations.count
      #expect(result.codes == Self.real[name] ?? [], "\(name)")
    }
    print("real contracts: \(operations.count) read, slowest \(slowest.name) in \(slowest.took)")
    #expect(slowest.took < .seconds(60))
    #expect(operations["it/pdnd-bffApi.yml"] == 255)
    #expect(operations["companies/openai-2.3.0.json"] == 237)
    #expect(operations["companies/adyen-management-v3.json"] == 132)
    #expect(operations["ee-fi/xroad-security-server.yaml"] == 138)
    #expect(operations["nl/don-api-register.json"] == 12)
    #expect(operations["au/cds_energy.json"] == 23)
  }

  /// Files that are documents of their own, not parts of a contract in several files.
  private static func isRoot(_ path: String) -> Bool {
    !path.contains("/multi-file/") || path.hasSuffix("/nl-brp/openapi.yaml") || path.hasSuffix("/application.yaml")
  }
}

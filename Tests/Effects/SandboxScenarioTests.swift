import Documents
import Foundation
import Model
import Reading
import Sandbox
import TestSupport
import Testing

/// Scenarios and faults are read strictly: what is wrong is said at its place, in both languages, and nothing is served.
@Suite struct SandboxScenarioTests {
  static let specs = Suites.repository + "/Specs"

  @Test func theSampleSimulationIsReadWhole() throws {
    let reading = Scenario.read(simulation: Self.specs + "/Registry/karawang-simulation.yaml", faultsFolder: Self.specs + "/Faults")
    #expect(reading.diagnostics.map { $0.line(in: .english) } == [])
    let scenario = try #require(reading.scenario)
    #expect(scenario.services.count == 10)
    #expect(scenario.services.filter { !$0.isReachable }.map(\.service.id) == ["pengaduan"])
    #expect(scenario.services.first { $0.service.id == "pensiun" }?.service.consent == nil)
    #expect(scenario.services.first { $0.service.id == "data-terbuka" }?.service.production?.baseURL == "https://data.karawangkab.go.id.test:8443/v1")
    let table = SandboxTable.text(scenario, in: .indonesian)
    #expect(table.contains("katalog-lokal    katalog-lokal.karawangkab.go.id.test\n"))
    #expect(table.contains("cacat SEM-03: Kode pos dinyatakan dan dikirim sebagai angka (sem-03-postcode-declared-integer)\n"))
    #expect(SandboxTable.text(scenario, in: .english).contains("pengaduan.karawangkab.go.id.test (cannot be reached)\n"))
  }

  @Test func everySeededFaultFitsItsService() throws {
    let all = Scenario.faults(in: Self.specs + "/Faults")
    #expect(all.diagnostics.map { $0.line(in: .english) } == [])
    #expect(all.faults.count >= 48)
    for fault in all.faults {
      let reading = Scenario.single(service: fault.service, faults: [fault.id], specs: Self.specs)
      #expect(reading.diagnostics.map { $0.line(in: .english) } == [], "\(fault.id)")
    }
  }

  // MARK: faults

  static let head = "formatVersion: 1\nid: f\nrequirement: ERR-01\ntarget: server\nservice: s\ntitle: { id: A, en: B }\nmayAlsoTrip: []\n"

  static let faults: [(String, [String])] = [
    ("change:\n  server: [{ accept: [anonymous] }]\n", []),
    (
      "change:\n  server: [{ accept: [anonymous] }]\nnotes: x\n",
      ["f.yaml:10:1: error: The member “notes” is not known; check its spelling. [file.unknownMember]"]
    ),
    ("change: {}\n", ["f.yaml:8:9: error: This fault names the target server, but there is no change.server. [fault.targetMissing]"]),
    (
      "change:\n  server:\n    - accept: [anonymus]\n",
      [
        "f.yaml:10:16: error: The case “anonymus” is not known; known are: unknownPath, undefinedMethod, anonymous, invalidToken, invalidParameter, "
          + "unknownIdentifier, ok, contract. [fault.unknownCase]"
      ]
    ),
    (
      "change:\n  server:\n    - accept: [ok]\n",
      ["f.yaml:10:16: error: The case “ok” cannot be passed over with “accept”; use “answer”. [fault.notAcceptable]"]
    ),
    (
      "change:\n  server:\n    - accept: [anonymous]\n      answer: [ok]\n",
      [
        "f.yaml:10:7: error: A behaviour has “accept” or “answer”, exactly one. [fault.oneDeed]",
        "f.yaml:11:7: error: The member “answer” is not known; check its spelling. [file.unknownMember]",
      ]
    ),
    (
      "change:\n  server:\n    - accept: [anonymous]\n      status: 200\n",
      ["f.yaml:11:7: error: The member “status” is not known; check its spelling. [file.unknownMember]"]
    ),
    ("change:\n  server:\n    - answer: [ok]\n      status: 99\n", ["f.yaml:11:15: error: A status code is from 200 to 599, not 99. [fault.status]"]),
    (
      "change:\n  server:\n    - answer: [ok]\n      json: 1\n      text: a\n",
      ["f.yaml:10:7: error: Use at most one of “json”, “text” and “raw”. [fault.oneBody]"]
    ),
    (
      "change:\n  server:\n    - answer: [ok]\n      fields: { \"A B\": x, C: 1, D: null, E: y }\n",
      [
        "f.yaml:11:24: error: The field “A B” must be named by a token, with one line of text or null. [fault.field]",
        "f.yaml:11:30: error: The field “C” must be named by a token, with one line of text or null. [fault.field]",
      ]
    ),
    (
      "change:\n  server:\n    - answer: [contract]\n      operations: [a]\n",
      ["f.yaml:11:19: error: The case “contract” is not about one operation; remove “operations”. [fault.noOperation]"]
    ),
    (
      "change:\n  server: [{ accept: [anonymous] }]\n  registry:\n    - { op: move, path: /a, value: 1 }\n    - { op: add, path: a, value: 1 }\n"
        + "    - { op: add, path: /a }\n    - { op: remove, path: /a, value: null }\n    - { op: add, path: /a, value: null }\n",
      [
        "f.yaml:11:13: error: “op” does not know the value “move”; it knows: add, replace, remove. [file.unknownWord]",
        "f.yaml:12:24: error: “a” is no JSON Pointer; write for example /info/contact. [patch.pointer]",
        "f.yaml:13:7: error: The operation add needs a “value”. [patch.valueMissing]",
        "f.yaml:14:38: error: The operation remove takes no “value”. [patch.needlessValue]",
      ]
    ),
    (
      "change:\n  server: [{ accept: [anonymous] }]\n  tls: { minimumVersion: TLS 1.2, certificate: lost, plainHTTP: serves }\n",
      [
        "f.yaml:10:48: error: “certificate” does not know the value “lost”; it knows: expired, selfSigned, wrongName. [file.unknownWord]",
        "f.yaml:10:26: error: minimumVersion knows TLS 1.0 and TLS 1.1 only, not TLS 1.2. [fault.minimumVersion]",
      ]
    ),
  ]

  @Test(arguments: faults) func faultsAreReadStrictly(_ change: String, _ expected: [String]) {
    let reading = FaultReader.read(SourceFile(path: "f.yaml", bytes: Array((Self.head + change).utf8)))
    #expect(reading.diagnostics.map { $0.line(in: .english) } == expected)
    #expect((reading.fault == nil) == !expected.isEmpty)
  }

  @Test func aFaultStandsInTheFileOfItsName() {
    let text = Self.head + "change:\n  server: [{ accept: [anonymous] }]\n"
    let reading = FaultReader.read(SourceFile(path: "Faults/other.yaml", bytes: Array(text.utf8)))
    let line = "Faults/other.yaml:2:5: galat: Cacat “f” harus berada dalam berkas f.yaml, bukan other.yaml. [fault.fileName]"
    #expect(reading.diagnostics.map { $0.line(in: .indonesian) } == [line])
  }

  // MARK: simulations

  static let start = "formatVersion: 1\nregistry: \(specs)/Registry/karawang.yaml\ntitle: { id: A, en: B }\nservices:\n"

  static let simulations: [(String, [String])] = [
    ("  - { service: kependudukan, faults: [] }\n", []),
    (
      "  - { service: kependudukan, faults: [], colour: red }\n",
      ["s.yaml:5:42: error: The member “colour” is not known; check its spelling. [file.unknownMember]"]
    ),
    ("  - { service: kependudukan }\n", ["s.yaml:5:5: error: The member “faults” is missing. [file.missing]"]),
    ("  - { service: kependudukan, faults: [x] }\n", ["s.yaml:5:39: error: There is no fault “x” in Specs/Faults. [simulation.unknownFault]"]),
    (
      "  - { service: kependudukan, faults: [err-01-empty-400] }\n",
      ["s.yaml:5:39: error: The fault “err-01-empty-400” is made for the service “kesehatan”. [simulation.otherService]"]
    ),
    ("  - { service: lain, faults: [] }\n", ["s.yaml:5:5: error: There is no service “lain” in the registry. [simulation.unknownService]"]),
    (
      "  - { service: perpustakaan, faults: [] }\n",
      [
        "s.yaml:5:5: error: The service “perpustakaan” has no environments.production and contract.path, so it cannot be simulated. "
          + "[simulation.noAPI]"
      ]
    ),
    (
      "  - { service: pensiun, faults: [] }\n  - { service: pensiun, faults: [] }\n",
      ["s.yaml:6:5: error: The service “pensiun” stands twice in the simulation. [simulation.twice]"]
    ),
    (
      "  - service: pensiun\n    faults: []\n    registry: [{ op: remove, path: /tidak/ada }]\n",
      ["s.yaml:7:16: error: The operation remove cannot be applied: “/tidak/ada” does not exist. [patch.noTarget]"]
    ),
    (
      "  - service: pensiun\n    faults: []\n    registry: [{ op: replace, path: /apiType, value: SOAP }]\n",
      ["s.yaml:5:5: error: “apiType” does not know the value “SOAP”; it knows: REST, OPEN, RPC, PAY, FHIR, none. [file.unknownWord]"]
    ),
    (
      "  - service: pensiun\n    faults: []\n    registry: [{ op: replace, path: /environments/production/baseURL, value: 'ftp://a.go.id.test' }]\n",
      ["s.yaml:5:5: error: “ftp://a.go.id.test” of the service “pensiun” is no absolute http or https URL. [simulation.url]"]
    ),
    (
      "  - service: pensiun\n    faults: []\n    contract: [{ op: remove, path: /info/summary }]\n",
      ["s.yaml:7:16: error: The operation remove cannot be applied: “/info/summary” does not exist. [patch.noTarget]"]
    ),
  ]

  @Test(arguments: simulations) func simulationsAreReadStrictly(_ services: String, _ expected: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulation-\(UInt64.random(in: 0...UInt64.max))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/s.yaml"
    try Data((Self.start + services).utf8).write(to: URL(fileURLWithPath: path))
    let reading = Scenario.read(simulation: path, faultsFolder: Self.specs + "/Faults")
    #expect(reading.diagnostics.map { $0.line(in: .english).replacingOccurrences(of: folder + "/", with: "") } == expected)
    #expect((reading.scenario == nil) == !expected.isEmpty)
  }

  @Test func aFileThatIsNotThereIsSaidSo() {
    let reading = Scenario.read(simulation: "tidak-ada/s.yaml", faultsFolder: Self.specs + "/Faults")
    let galat = "tidak-ada/s.yaml:1:1: galat: “tidak-ada/s.yaml” tidak dapat dibaca. [sandbox.unreadable]"
    #expect(reading.diagnostics.map { $0.line(in: .indonesian) } == [galat])
    let single = Scenario.single(service: "pensiun", faults: ["x"], specs: "tidak-ada")
    let line = "tidak-ada/Faults/x.yaml:1:1: error: “tidak-ada/Faults/x.yaml” cannot be read. [sandbox.unreadable]"
    #expect(single.diagnostics.map { $0.line(in: .english) } == [line])
  }

  @Test func everyWordingIsInBothLanguagesAndUnique() {
    let codes = Sandbox.wordings.map(\.code)
    #expect(Set(codes).count == codes.count)
    for wording in Sandbox.wordings {
      #expect(!wording.indonesian.isEmpty && !wording.english.isEmpty && wording.indonesian != wording.english)
      #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)")
    }
  }
}

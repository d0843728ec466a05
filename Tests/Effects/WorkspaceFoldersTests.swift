import Digests
import Documents
import Foundation
import Model
import Reading
import Reporting
import TestSupport
import Testing

@testable import Workspace

/// Specs, registries and their contracts, reports and runs: what is read, and what is refused.
@Suite struct WorkspaceFoldersTests {
  private static let specs = Suites.repository + "/Specs"

  // MARK: Specs

  @Test func specsAreFoundInOrder() throws {
    struct Row {
      let option: String?
      let variable: String?
      let there: Set<String>
      let found: String
    }
    let installed = "/opt/bin/../share/selaras/Specs"
    let rows = [
      Row(option: "/a", variable: "/b", there: ["/a", "/b", installed, "/kerja/Specs"], found: "/a"),
      Row(option: nil, variable: "/b", there: ["/b", installed, "/kerja/Specs"], found: "/b"),
      Row(option: nil, variable: "", there: [installed, "/kerja/Specs"], found: installed),
      Row(option: nil, variable: nil, there: ["/kerja/Specs"], found: "/kerja/Specs"),
      Row(
        option: "/a", variable: "/b", there: ["/b", installed, "/kerja/Specs"],
        found: "error: --specs points to /a, but there is no folder there. [specs.notThere]"),
      Row(
        option: nil, variable: "/b", there: [installed],
        found: "error: SELARAS_SPECS points to /b, but there is no folder there. [specs.notThere]"),
      Row(
        option: nil, variable: nil, there: [],
        found: "error: The Specs folder was not found in \(installed), /kerja/Specs; point to it with --specs or SELARAS_SPECS. [specs.notFound]"),
    ]
    for row in rows {
      let places = SpecsFolder.Places(
        option: row.option, environmentVariable: row.variable, programFolder: "/opt/bin", currentFolder: "/kerja")
      let found: String
      do throws(WorkspaceFault) { found = try SpecsFolder.find(places) { row.there.contains($0) } } catch { found = error.lines(in: .english)[0] }
      #expect(found == row.found)
    }
  }

  @Test func theStandardIsReadByName() throws {
    let folder = TestFolder()
    try folder.write(
      "Standard/profile.yaml", "formatVersion: 1\nid: p\nversion: '1'\nname: { id: a, en: b }\ndimensions: []\nlevels: []\nrequirements: [X-01]\n")
    try folder.write("Standard/profile-b.yaml", "formatVersion: 1\nid: b\nversion: '1'\nextends: p\nname: { id: a, en: b }\n")
    try folder.write("Standard/catatan.yaml", "tidak dibaca")
    try folder.write("Standard/Requirements/X/X-01.md", "bukan")
    try folder.write("Standard/Requirements/README.txt", "tidak dibaca")
    let sources = try SpecsFolder.sources(at: folder.path)
    #expect(sources.profiles.map(\.path) == ["Standard/profile-b.yaml", "Standard/profile.yaml"])
    #expect(sources.dossiers.map(\.path) == ["Standard/Requirements/X/X-01.md"])
    let reading = SpecsFolder.standard(at: folder.path, profileID: "p")
    #expect(reading.standard == nil)
    #expect(
      reading.diagnostics.map { $0.line(in: .english) } == [
        "Standard/Requirements/X/X-01.md:1:1: error: A dossier must begin with YAML front matter between two lines “---”. [dossier.noFrontMatter]"
      ])
    #expect(
      SpecsFolder.standard(at: folder.path + "/Standard", profileID: "p").diagnostics.map { $0.line(in: .indonesian) } == [
        "galat: Folder \(folder.path)/Standard tidak berisi folder Standard; tunjukkan folder Specs dengan --specs. [specs.noStandard]"
      ])
  }

  @Test func aLinkThatLeadsBackEnds() throws {
    let folder = TestFolder()
    try folder.write("Standard/Requirements/X/X-01.md", "")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Standard/Requirements/X/lagi", withDestinationPath: folder.path + "/Standard/Requirements")
    #expect(SpecsFolder.standard(at: folder.path, profileID: "p").diagnostics.map(\.wording.code) == ["specs.tooDeep"])
  }

  // MARK: Registry

  @Test func theSampleRegistryAndItsContractsAreRead() throws {
    let path = Self.specs + "/Registry/karawang.yaml"
    let reading = RegistryFolder.read(at: path)
    let registry = try #require(reading.registry)
    #expect(reading.diagnostics == [] && registry.services.count >= 10 && registry.rejected.isEmpty)
    for service in registry.services where service.contract?.path != nil {
      let contract = RegistryFolder.contract(of: service, registryPath: path)
      #expect(contract.diagnostics == [] && contract.contract?.file == "Contracts/\(service.id).yaml")
      #expect(contract.contract.map { $0.digest == .of($0.bytes) && !$0.bytes.isEmpty } == true)
      #expect(service.position.file == "Registry/karawang.yaml")
    }
  }

  private static func service(_ path: String?) -> Service {
    let base = WorkspaceFixture.service
    return Service(
      id: base.id, agency: base.agency, title: nil, apiType: nil, classification: nil, lifecycle: nil, production: nil, sandbox: nil,
      contract: ContractSource(path: path, url: "https://contoh.go.id.test/openapi.json"), claimedLevel: nil, credential: nil, testData: [:],
      readOnlyPost: [], consent: nil, politeness: nil, plainHTTPPort: nil, consumes: [], entry: .null, position: base.position)
  }

  /// What each path of a row gives: the contract's name, or the code of the refusal. Three places for the registry.
  @Test func hostilePathsReadNothing() throws {
    let folder = TestFolder()
    for name in ["Specs/Registry/r.yaml", "lain/Registry/r.yaml", "polos/r.yaml"] { try folder.write(name, "formatVersion: 1\n") }
    for place in ["Specs", "lain", "polos"] {
      try folder.write("\(place)/Contracts/a.yaml", "openapi: 3.1.0")
      try folder.write("\(place)/Rahasia/kunci", "rahasia")
      try folder.write("\(place)/dalam/b.yaml", "openapi: 3.1.0")
    }
    try folder.write("Specs/Registry/c.yaml", "openapi: 3.1.0")
    try folder.write("luar.yaml", "rahasia")
    let link = { (name: String, target: String) in
      try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(name)", withDestinationPath: target)
    }
    try link("Specs/Contracts/keluar.yaml", "../../luar.yaml")
    try link("Specs/Contracts/pintu", folder.path)
    try link("Specs/Contracts/kedalam.yaml", "a.yaml")
    try link("Specs/Contracts/putus.yaml", "tidak-ada.yaml")
    try link("Specs/Contracts/putar.yaml", "putar.yaml")
    try link("Specs/Contracts/nol.yaml", "/dev/zero")
    try link("lain/Contracts/rahasia.yaml", "../Rahasia/kunci")
    mkfifo("\(folder.path)/Specs/Contracts/pipa.yaml", 0o644)
    try folder.write("Specs/Contracts/raksasa.yaml", "")
    truncate("\(folder.path)/Specs/Contracts/raksasa.yaml", (16 << 20) + 1)
    let outside = "registry.contractOutside"
    let missing = "registry.contractMissing"
    let table: [(registry: String, path: String, answer: String)] = [
      ("Specs/Registry", "../Contracts/a.yaml", "Contracts/a.yaml"), ("Specs/Registry", "c.yaml", "Registry/c.yaml"),
      ("Specs/Registry", "./c.yaml", "Registry/c.yaml"), ("Specs/Registry", "../dalam/b.yaml", "dalam/b.yaml"),
      ("Specs/Registry", "../Contracts/kedalam.yaml", "Contracts/kedalam.yaml"),
      ("Specs/Registry", "../Contracts/../../Specs/Contracts/a.yaml", outside), ("Specs/Registry", "../../luar.yaml", outside),
      ("Specs/Registry", "\(folder.path)/luar.yaml", outside), ("Specs/Registry", "/etc/passwd", outside),
      ("Specs/Registry", "../../../../../../../../etc/passwd", outside), ("Specs/Registry", "", "workspace.notAFile"),
      ("Specs/Registry", ".", "workspace.notAFile"),
      ("Specs/Registry", "..", outside), ("Specs/Registry", "a\u{0}.yaml", outside), ("Specs/Registry", "../Contracts/keluar.yaml", outside),
      ("Specs/Registry", "../Contracts/pintu/luar.yaml", outside), ("Specs/Registry", "../Contracts/putus.yaml", missing),
      ("Specs/Registry", "../Contracts/putar.yaml", missing), ("Specs/Registry", "../Contracts/nol.yaml", outside),
      ("Specs/Registry", "../Contracts/pipa.yaml", "workspace.notAFile"), ("Specs/Registry", "../Contracts", "workspace.notAFile"),
      ("Specs/Registry", "../Contracts/raksasa.yaml", "workspace.tooLarge"), ("Specs/Registry", "~/luar.yaml", missing),
      ("Specs/Registry", "%2e%2e/%2e%2e/luar.yaml", missing), ("Specs/Registry", "..\\..\\luar.yaml", missing),
      ("lain/Registry", "../Contracts/a.yaml", "Contracts/a.yaml"), ("lain/Registry", "../Rahasia/kunci", outside),
      ("lain/Registry", "../Contracts/../Rahasia/kunci", outside), ("lain/Registry", "../Contracts/rahasia.yaml", outside),
      ("polos", "Contracts/a.yaml", "Contracts/a.yaml"), ("polos", "../luar.yaml", outside), ("polos", "../polos/Contracts/a.yaml", outside),
    ]
    for row in table {
      let reading = RegistryFolder.contract(of: Self.service(row.path), registryPath: "\(folder.path)/\(row.registry)/r.yaml")
      let answer = reading.contract?.file ?? reading.diagnostics.map(\.wording.code).joined(separator: " ")
      #expect(answer == row.answer, "\(row.registry): \(row.path)")
      #expect(reading.diagnostics.allSatisfy { $0.position == Self.service(nil).position }, "said at the row that asks for it")
    }
    #expect(RegistryFolder.contract(of: Self.service(nil), registryPath: "\(folder.path)/polos/r.yaml").diagnostics == [])
    #expect(
      RegistryFolder.contract(of: Self.service("/etc/passwd"), registryPath: "\(folder.path)/polos/r.yaml").diagnostics.map { $0.line(in: .english) }
        == [
          "Registry/contoh.yaml:8:5: error: The contract “/etc/passwd” is outside the registry's folder and is not read; keep it beside the "
            + "registry file and write its relative path. [registry.contractOutside]"
        ])
  }

  @Test func aRegistryMayBeGivenFromItsOwnFolder() {
    #expect(RegistryFolder.Grounds(registryPath: "r.yaml").root == ".")
    #expect(RegistryFolder.Grounds(registryPath: Self.specs + "/Registry/karawang.yaml").allowed == [[]])
    #expect(RegistryFolder.read(at: Self.specs + "/Registry").diagnostics.map(\.wording.code) == ["workspace.notAFile"])
    #expect(RegistryFolder.read(at: Self.specs + "/Registry/tidak-ada.yaml").diagnostics.map(\.wording.code) == ["workspace.notThere"])
  }

  // MARK: Reports

  @Test func reportsAreWrittenWholeAndInside() throws {
    let folder = TestFolder()
    let files = [ReportFile(path: "b/result.json", bytes: [1]), ReportFile(path: "a.html", bytes: [2, 0, 255])]
    try ReportFolder.write(files, to: folder.path + "/laporan/kota")
    #expect(try folder.files() == ["laporan/kota/b/result.json": [1], "laporan/kota/a.html": [2, 0, 255]])
    try ReportFolder.write([ReportFile(path: "a.html", bytes: [])], to: folder.path + "/laporan/kota")
    #expect(try folder.bytes("laporan/kota/a.html") == [])
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) { #expect(!name.hasSuffix(".tmp")) }
  }

  @Test(arguments: ["../x", "/x", "a/../x", "a//x", "", ".", "a/.", "a\\x", "a\u{0}", "a/"])
  func aReportNeverLeavesItsFolder(_ path: String) throws {
    let folder = TestFolder()
    let files = [ReportFile(path: "baik.html", bytes: [1]), ReportFile(path: path, bytes: [1])]
    let fault = #expect(throws: WorkspaceFault.self) { try ReportFolder.write(files, to: folder.path + "/laporan") }
    #expect(fault?.kind == .cannotWrite && fault?.diagnostics.map(\.wording.code) == ["workspace.reportOutside"])
    #expect(try folder.files().isEmpty, "nothing is written when one path is refused")
  }

  @Test func aLinkInTheFolderLeadsNoReportAway() throws {
    let folder = TestFolder()
    try folder.write("luar/berkas", "lama")
    try FileManager.default.createDirectory(atPath: folder.path + "/laporan", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/laporan/pintu", withDestinationPath: folder.path + "/luar")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/laporan/berkas", withDestinationPath: folder.path + "/luar/berkas")
    for path in ["pintu/berkas", "pintu/baru/berkas"] {
      #expect(throws: WorkspaceFault.self) { try ReportFolder.write([ReportFile(path: path, bytes: [1])], to: folder.path + "/laporan") }
    }
    // A link in the place of the file itself is replaced, not followed.
    try ReportFolder.write([ReportFile(path: "berkas", bytes: [7])], to: folder.path + "/laporan")
    #expect(try folder.text("luar/berkas") == "lama")
    #expect(try folder.bytes("laporan/berkas") == [7])
  }

  @Test func aPlaceThatTakesNoFilesIsSaid() throws {
    let folder = TestFolder()
    try folder.write("berkas", "isi")
    let fault = #expect(throws: WorkspaceFault.self) {
      try ReportFolder.write([ReportFile(path: "a", bytes: [1])], to: folder.path + "/berkas/laporan")
    }
    #expect(fault?.kind == .cannotWrite)
    #expect(fault?.lines(in: .english).first?.hasPrefix("error: On the way to \(folder.path)/berkas a file stands") == true)
    let proc = #expect(throws: WorkspaceFault.self) { try ReportFolder.write([ReportFile(path: "a", bytes: [1])], to: "/proc/selaras") }
    #expect(proc?.kind == .cannotWrite)
  }

  // MARK: Runs

  private static let record = RunRecord(
    stamp: WorkspaceFixture.stamp, profileID: "simulasi", profileVersion: "2026.1", profileDigest: .of([1]), registry: "Specs/Registry/karawang.yaml",
    seed: UInt64.max, state: .running)

  @Test func aRunIsKeptAndTakenUpAgain() throws {
    let folder = TestFolder()
    let path = folder.path + "/Reports/r-1"
    do {
      let run = try RunFolder.create(at: path, Self.record)
      #expect(run.folder(of: WorkspaceFixture.service) == path + "/dinas-contoh/contoh")
      let busy = #expect(throws: WorkspaceFault.self) { _ = try RunFolder.resume(at: path) }
      #expect(busy?.kind == .busy)
      try run.save(Self.record.with(.interrupted))
    }
    do {
      let again = try RunFolder.resume(at: path)
      #expect(again.record == Self.record.with(.interrupted))
      try again.folder.save(again.record.with(.finished))
    }
    #expect(try RunFolder.read(at: path) == Self.record.with(.finished))
    let occupied = #expect(throws: WorkspaceFault.self) { _ = try RunFolder.create(at: path, Self.record) }
    #expect(occupied?.diagnostics.map(\.wording.code) == ["run.occupied"])
    let missing = #expect(throws: WorkspaceFault.self) { _ = try RunFolder.resume(at: folder.path) }
    #expect(missing?.diagnostics.map(\.wording.code) == ["run.missing"])
    #expect(RunFormat.bytes(try RunFolder.read(at: path)) == (try folder.bytes("Reports/r-1/run.json")))
  }

  /// The lock is the system's: it goes with the process that held it, also when that one is killed.
  @Test func aKilledProcessLeavesNoLock() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/flock") else { return print("lock of another process not tried: no /usr/bin/flock") }
    let folder = TestFolder()
    do { _ = try RunFolder.create(at: folder.path, Self.record) }
    let other = Process()
    other.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    other.arguments = ["--no-fork", folder.path + "/.lock", "/bin/sleep", "60"]
    try other.run()
    var kind: WorkspaceFault.Kind?
    for _ in 0..<200 where kind == nil {
      do throws(WorkspaceFault) { _ = try RunFolder.resume(at: folder.path) } catch { kind = error.kind }
      usleep(20_000)
    }
    #expect(kind == .busy)
    kill(other.processIdentifier, SIGKILL)
    other.waitUntilExit()
    #expect(try RunFolder.resume(at: folder.path).record == Self.record)
  }
}

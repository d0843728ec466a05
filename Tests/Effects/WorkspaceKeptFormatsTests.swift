import Documents
import Foundation
import Model
import TestSupport
import Testing
import Workspace

/// Files of every version that was ever written are kept in `Tests/Fixtures/Formats`; they are still read, and still written the same.
@Suite struct WorkspaceKeptFormatsTests {
  private static let folder = Suites.repository + "/Tests/Fixtures/Formats/1"

  @Test func theBundleOfVersionOneIsReadAndWrittenTheSame() throws {
    let kept = try EvidenceBundle.read(at: Self.folder)
    #expect(kept.diagnostics.isEmpty)
    let evidence = kept.evidence
    #expect(evidence.isComplete && evidence.observations.count == evidence.plan.steps.count && evidence.plan.steps.count > 15)
    #expect(evidence.contract != nil)
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("selaras-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: copy) }
    let bundle = try EvidenceBundle.create(at: copy, stamp: evidence.stamp, plan: evidence.plan, contract: evidence.contract)
    for observation in evidence.observations.values.sorted(by: { $0.id < $1.id }) { try bundle.append(observation) }
    let end = try #require(evidence.end)
    try bundle.finish(at: end.at, isComplete: end.isComplete)
    for name in ["plan.json", "evidence.ndjson", "contract.json"] {
      let written = Suites.bytes("\(copy)/\(name)")
      #expect(!written.isEmpty && written == Suites.bytes("\(Self.folder)/\(name)"), "\(name) is written differently now: raise its formatVersion.")
    }
    let bodies = try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/bodies").sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: copy + "/bodies").sorted() == bodies)
  }

  @Test func theRunOfVersionOneIsReadAndWrittenTheSame() throws {
    let bytes = Suites.bytes(Self.folder + "/run.json")
    let record = try RunFormat.read(bytes, file: "run.json")
    #expect(record.state == .finished && record.stamp.permits == ["connectOverride", "loopbackPermit", "trustStore"])
    #expect(RunFormat.bytes(record) == bytes)
  }

  @Test(arguments: ["plan", "result", "run", "national"]) func eachStillFitsItsSchema(_ name: String) throws {
    let path = "\(Self.folder)/\(name).json"
    let root = try JSONReader.read(Suites.bytes(path), file: path, limits: .contract).root
    let faults = FormatSchemas.faults(root, try FormatSchemas.schema(name))
    #expect(faults.isEmpty, "\(faults)")
  }
}

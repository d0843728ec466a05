import Documents
import Foundation
import Model
import Testing

@testable import Workspace

/// Damaged bundles: what was changed, and the exact line that says so.
@Suite struct WorkspaceDamageTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let file: String
    let from: String
    let to: String
    let line: String
    var testDescription: String { "\(file): \(from) → \(to)" }
  }

  static let damages = [
    Damage(
      file: "evidence.ndjson", from: #""formatVersion":1"#, to: #""formatVersion":2"#,
      line: "evidence.ndjson:1:172: error: This file has formatVersion 2, and this selaras knows only 1; use the version of selaras that wrote it. "
        + "[record.formatVersion]"),
    Damage(
      file: "plan.json", from: #""formatVersion": 1"#, to: #""formatVersion": 7"#,
      line: "plan.json:3:20: error: This file has formatVersion 7, and this selaras knows only 1; use the version of selaras that wrote it. "
        + "[record.formatVersion]"),
    Damage(
      file: "plan.json", from: #""seed": "20261124""#, to: #""seed": "20261125""#,
      line: "error: The content of {folder}/plan.json does not match its digest; it is damaged or was changed, so this evidence cannot be used. "
        + "[bundle.digest]"),
    Damage(
      file: "contract.yaml", from: "3.1.0", to: "3.1.1",
      line: "error: The content of {folder}/contract.yaml does not match its digest; it is damaged or was changed, so this evidence cannot be used. "
        + "[bundle.digest]"),
    Damage(
      file: "plan.json", from: #""safety": "P0""#, to: #""safety": "P9""#,
      line: "plan.json:42:17: error: “P9” in “safety” is not known; this file is damaged or was changed. [record.value]"),
    Damage(
      file: "plan.json", from: #""gaps": [],"#, to: "", line: "plan.json:1:1: error: The member “gaps” is missing. [file.missing]"),
    Damage(
      file: "plan.json", from: #""gaps": [],"#, to: #""gaps": [], "gaps": [],"#,
      line: "plan.json:4:15: error: The member “gaps” is there twice; this file is damaged or was changed. [record.duplicate]"),
    Damage(
      file: "evidence.ndjson", from: #""id":"o-0001","kind""#, to: #""id":"o-0001","kond":1,"kind""#,
      line: "evidence.ndjson:2:658: error: The member “kond” is not known; check its spelling. [file.unknownMember]"),
    Damage(
      file: "evidence.ndjson", from: #""completeness":"complete""#, to: #""completeness":"komplet""#,
      line: "evidence.ndjson:2:52: error: “completeness” does not know the value “komplet”; it knows: complete, overLimit, truncated. "
        + "[file.unknownWord]"),
    Damage(
      file: "evidence.ndjson", from: #""head":"HTTP/1.1 200 OK"#, to: #""head":"HTTP/1.1 200 Oĸ"#,
      line: "evidence.ndjson:2:280: error: “HTTP/1.1 200 Oĸ  Content-Type: application/json    ” in “head” is not known; this file is damaged "
        + "or was changed. [record.value]"),
    Damage(
      file: "evidence.ndjson", from: #""storedAs":"contract.yaml""#, to: #""storedAs":"../../x""#,
      line: "evidence.ndjson:1:139: error: “../../x” in “storedAs” is not known; this file is damaged or was changed. [record.value]"),
    Damage(
      file: "evidence.ndjson", from: #""step":"s-0002""#, to: #""step":"s-0001""#,
      line: "evidence.ndjson:3:1: error: The step s-0001 is not in plan.json or was recorded before; this file is damaged or was changed. "
        + "[bundle.strayStep]"),
    Damage(
      file: "evidence.ndjson", from: #""kind":"header""#, to: #""kind":"kepala""#,
      line: "evidence.ndjson:1:181: error: “kind” does not know the value “kepala”; it knows: header, observation, end. [file.unknownWord]"),
    Damage(
      file: "evidence.ndjson", from: #"{"attempts""#, to: #"{attempts""#,
      line: "evidence.ndjson:2:2: error: There is a character that may not stand here (byte 1). [json.unexpectedByte]"),
    Damage(
      file: "bodies/", from: "total", to: "totaI",
      line: "evidence.ndjson:2:72: error: The content of bodies/x does not match its digest; it is damaged or was changed, "
        + "so this evidence cannot be used. [bundle.digest]"),
  ]

  @Test(arguments: damages) func damageIsSaidAtItsPlace(_ damage: Damage) throws {
    let folder = TestFolder()
    try WorkspaceBundleTests.write(WorkspaceFixture.evidence, to: folder.path)
    let name = damage.file.hasPrefix("bodies/") ? try #require(folder.files().keys.first { $0.hasPrefix("bodies/") }) : damage.file
    let text = try folder.text(name)
    let place = try #require(text.range(of: damage.from))
    try folder.write(name, text.replacingCharacters(in: place, with: damage.to))
    let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.read(at: folder.path) }
    #expect(fault?.kind == .damaged)
    let lines = fault?.lines(in: .english) ?? []
    let wanted = damage.line.replacingOccurrences(of: "{folder}", with: folder.path).replacingOccurrences(of: "bodies/x", with: name)
    #expect(lines.first == (wanted.hasPrefix("error") ? wanted : "\(folder.path)/\(wanted)"))
    // A damaged bundle is not resumed either, and is left as it is.
    let before = try folder.files()
    #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.resume(at: folder.path) }
    #expect(try folder.files() == before)
  }

  @Test func aDamagedEarlierLineIsAnErrorNotATornOne() throws {
    let folder = TestFolder()
    try WorkspaceBundleTests.write(WorkspaceFixture.evidence, to: folder.path)
    let lines = try folder.text("evidence.ndjson").split(separator: "\n").map(String.init)
    try folder.write("evidence.ndjson", [lines[0], String(lines[1].dropLast(30)), lines[2], lines[3], ""].joined(separator: "\n"))
    let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.read(at: folder.path) }
    #expect(fault?.diagnostics.map(\.position?.line) == [2] && fault?.diagnostics.map(\.wording.code) == ["json.unexpectedEnd"])
  }

  @Test func missingFilesAreNamed() throws {
    for (name, code) in [("plan.json", "workspace.notThere"), ("contract.yaml", "workspace.notThere"), ("evidence.ndjson", "workspace.notThere")] {
      let folder = TestFolder()
      try WorkspaceBundleTests.write(WorkspaceFixture.evidence, to: folder.path)
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
      let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.read(at: folder.path) }
      #expect(fault?.diagnostics.map(\.wording.code) == [code] && fault?.diagnostics.first?.parameters["path"] == "\(folder.path)/\(name)")
    }
    let folder = TestFolder()
    try WorkspaceBundleTests.write(WorkspaceFixture.evidence, to: folder.path)
    try FileManager.default.removeItem(atPath: "\(folder.path)/bodies")
    let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.read(at: folder.path) }
    #expect(fault?.kind == .damaged && fault?.diagnostics.first?.position?.line == 2)
  }

  @Test func linesAroundTheEndAreErrors() throws {
    let folder = TestFolder()
    try WorkspaceBundleTests.write(WorkspaceFixture.evidence, to: folder.path)
    let lines = try folder.text("evidence.ndjson").split(separator: "\n").map(String.init)
    for (order, code, at) in [
      ([0, 3, 1], "bundle.afterEnd", 3), ([0, 1, 0], "bundle.secondHeader", 3), ([1, 2], "bundle.noHeader", 1), ([], "bundle.noHeader", 1),
    ] {
      try folder.write("evidence.ndjson", order.map { lines[$0] + "\n" }.joined())
      let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.read(at: folder.path) }
      #expect(fault?.diagnostics.map(\.wording.code) == [code] && fault?.diagnostics.map(\.position?.line) == [at])
    }
  }

  /// A header that is only begun says nothing; `create` never leaves one.
  @Test func aTornHeaderIsNoBundle() throws {
    let folder = TestFolder()
    try WorkspaceBundleTests.write(WorkspaceFixture.evidence, to: folder.path)
    let header = try folder.bytes("evidence.ndjson").prefix { $0 != 0x0A }
    for cut in [0, 1, header.count] {
      try folder.write("evidence.ndjson", Array(header.prefix(cut)))
      let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.read(at: folder.path) }
      #expect(fault?.diagnostics.map(\.wording.code) == ["bundle.noHeader"])
    }
  }
}

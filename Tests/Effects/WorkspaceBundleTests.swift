import Digests
import Documents
import Foundation
import Model
import Testing

@testable import Workspace

/// A bundle gives back exactly the evidence that was put into it, and says so when it cannot.
@Suite struct WorkspaceBundleTests {
  static func write(_ evidence: Evidence, to folder: String) throws {
    let bundle = try EvidenceBundle.create(at: folder, stamp: evidence.stamp, plan: evidence.plan, contract: evidence.contract)
    for step in evidence.plan.steps { if let observation = evidence.observations[step.id] { try bundle.append(observation) } }
    if let end = evidence.end { try bundle.finish(at: end.at, isComplete: end.isComplete) }
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    for seed in 1...60 {
      var draw = EvidenceDraw(seed: UInt64(seed))
      let evidence = draw.evidence()
      let folder = TestFolder()
      try Self.write(evidence, to: folder.path + "/bukti")
      let read = try EvidenceBundle.read(at: folder.path + "/bukti")
      #expect(read.diagnostics == [] && Reflected.text(read.evidence) == Reflected.text(evidence), "seed \(seed)")
      // And what was read is written with the same bytes.
      try Self.write(read.evidence, to: folder.path + "/lagi")
      let files = try folder.files()
      let first = files.filter { $0.key.hasPrefix("bukti/") }.map { (String($0.key.dropFirst(6)), $0.value) }
      let second = files.filter { $0.key.hasPrefix("lagi/") }.map { (String($0.key.dropFirst(5)), $0.value) }
      #expect(Dictionary(uniqueKeysWithValues: first) == Dictionary(uniqueKeysWithValues: second), "seed \(seed)")
    }
  }

  /// A comparison that sees nothing would let everything pass.
  @Test func theComparisonSeesEveryMember() {
    var seen: Set<String> = []
    for seed in 1...40 {
      var draw = EvidenceDraw(seed: UInt64(seed))
      seen.insert(Reflected.text(draw.evidence()))
    }
    #expect(seen.count == 40)
    #expect(Reflected.text("e\u{301}") != Reflected.text("é"))
  }

  @Test func equalBodiesAreKeptOnce() throws {
    let folder = TestFolder()
    try Self.write(WorkspaceFixture.evidence, to: folder.path)
    let bodies = try folder.files().filter { $0.key.hasPrefix("bodies/") }
    #expect(bodies.count == 1 && bodies.allSatisfy { "bodies/" + SHA256Digest.of($0.value).hex == $0.key })
  }

  /// The last line cut at every byte, as a killed process or a full disk leaves it.
  @Test func aTornLastLineIsLeftOutAndRepeated() throws {
    let whole = TestFolder()
    try Self.write(WorkspaceFixture.evidence, to: whole.path)
    let bytes = try whole.bytes("evidence.ndjson")
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    #expect(lines.count == 4)
    for last in 1..<lines.count {
      let before = lines[..<last].flatMap { $0 }
      for cut in 1..<lines[last].count {
        let torn = before + lines[last][..<cut]
        try whole.write("evidence.ndjson", torn)
        let read = try EvidenceBundle.read(at: whole.path)
        #expect(read.evidence.observations.count == last - 1 && read.evidence.end == nil)
        #expect(
          read.diagnostics.map { $0.line(in: .english) } == [
            "\(whole.path)/evidence.ndjson:\(last + 1):1: warning: The last line is cut off (\(cut) bytes), as the process was stopped while "
              + "writing; it is left out and its step will be repeated. [bundle.tornLine]"
          ])
        #expect(try whole.bytes("evidence.ndjson") == torn, "reading changes nothing")
      }
    }
    // Resumed, the rest is recorded again and the file is as it would have been.
    try whole.write("evidence.ndjson", lines[..<2].flatMap { $0 } + lines[2].prefix(40))
    let resumed = try EvidenceBundle.resume(at: whole.path)
    #expect(resumed.diagnostics.count == 1 && resumed.evidence.observations.keys.sorted() == ["s-0001"])
    try resumed.bundle.append(try #require(WorkspaceFixture.evidence.observations["s-0002"]))
    try resumed.bundle.finish(at: try #require(WorkspaceFixture.evidence.end).at, isComplete: true)
    #expect(try whole.bytes("evidence.ndjson") == bytes)
  }

  @Test func anInterruptedBundleEndsTwice() throws {
    let folder = TestFolder()
    let evidence = WorkspaceFixture.evidence
    do {
      let bundle = try EvidenceBundle.create(at: folder.path + "/b", stamp: evidence.stamp, plan: evidence.plan, contract: nil)
      try bundle.append(try #require(evidence.observations["s-0001"]))
      try bundle.finish(at: evidence.stamp.startedAt.adding(milliseconds: 1), isComplete: false)
    }
    do {
      let resumed = try EvidenceBundle.resume(at: folder.path + "/b")
      #expect(resumed.evidence.end == RecordingEnd(at: evidence.stamp.startedAt.adding(milliseconds: 1), isComplete: false))
      try resumed.bundle.append(try #require(evidence.observations["s-0002"]))
      #expect(try EvidenceBundle.read(at: folder.path + "/b").evidence.end == nil, "recording goes on")
      try resumed.bundle.finish(at: evidence.stamp.startedAt.adding(milliseconds: 9), isComplete: true)
    }
    let read = try EvidenceBundle.read(at: folder.path + "/b").evidence
    #expect(read.isComplete && read.observations.count == 2)
  }

  @Test func aBundleIsNeverWrittenOver() throws {
    let folder = TestFolder()
    try Self.write(WorkspaceFixture.evidence, to: folder.path)
    let before = try folder.files()
    let fault = #expect(throws: WorkspaceFault.self) { try Self.write(WorkspaceFixture.evidence, to: folder.path) }
    #expect(fault?.kind == .cannotWrite)
    #expect(
      fault?.lines(in: .english) == [
        "error: The folder \(folder.path) already holds evidence; resume it or choose another folder. [bundle.occupied]"
      ])
    #expect(try folder.files() == before)
  }

  @Test func twoHandsNeverWriteOneBundle() throws {
    let folder = TestFolder()
    let evidence = WorkspaceFixture.evidence
    var first: EvidenceBundle? = try EvidenceBundle.create(at: folder.path, stamp: evidence.stamp, plan: evidence.plan, contract: nil)
    let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.resume(at: folder.path) }
    #expect(fault?.kind == .busy)
    #expect(
      fault?.lines(in: .indonesian) == [
        "galat: \(folder.path) sedang dipakai proses selaras lain; tunggu sampai selesai atau pilih folder lain. [workspace.busy]"
      ])
    #expect(try EvidenceBundle.read(at: folder.path).evidence.observations.isEmpty, "reading needs no lock")
    #expect(first != nil)
    first = nil
    _ = try EvidenceBundle.resume(at: folder.path)
  }

  /// A plan that was written to be looked at first: its run gets the stamp of the moment it is sent.
  @Test func aPlannedBundleIsBegunUnderANewStamp() throws {
    let folder = TestFolder()
    let evidence = WorkspaceFixture.evidence
    do { _ = try EvidenceBundle.create(at: folder.path, stamp: evidence.stamp, plan: evidence.plan, contract: evidence.contract) }
    let later = RunStamp(
      runID: "lain", tool: "selaras 0.1.0", vantage: "v", startedAt: evidence.stamp.startedAt.adding(milliseconds: 60_000), permits: [])
    do {
      let begun = try EvidenceBundle.restart(at: folder.path, stamp: later)
      let busy = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.restart(at: folder.path, stamp: later) }
      #expect(busy?.kind == .busy && begun.evidence.stamp == later)
      try begun.bundle.append(try #require(evidence.observations["s-0001"]))
    }
    let read = try EvidenceBundle.read(at: folder.path).evidence
    #expect(read.stamp == later && read.observations.count == 1 && read.contract?.digest == evidence.contract?.digest)
    let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.restart(at: folder.path, stamp: later) }
    #expect(fault?.diagnostics.map(\.wording.code) == ["bundle.occupied"])
  }

  @Test func resumingNothingLeavesNothingBehind() throws {
    let folder = TestFolder()
    let fault = #expect(throws: WorkspaceFault.self) { _ = try EvidenceBundle.resume(at: folder.path) }
    #expect(fault?.kind == .unreadable)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func everySentenceHasBothLanguagesAndItsOwnCode() {
    let wordings = WorkspaceWordings.wordings
    #expect(Set(wordings.map(\.code)).count == wordings.count)
    for wording in wordings {
      #expect(wording.placeholders(in: .indonesian) == wording.placeholders(in: .english), "\(wording.code)")
      #expect(!wording.indonesian.isEmpty && !wording.english.isEmpty && wording.indonesian != wording.english)
    }
  }

  /// Run by hand with a small mounted disk: `SELARAS_SMALL_DISK=/mnt swift test --filter aFullDisk`.
  @Test func aFullDiskLosesOneLineAndNoMore() throws {
    guard let disk = ProcessInfo.processInfo.environment["SELARAS_SMALL_DISK"] else {
      return print("full disk not tried: SELARAS_SMALL_DISK is not set")
    }
    let folder = "\(disk)/bukti"
    let steps = (1...4000).map { WorkspaceFixture.step($0) }
    let plan = Plan(
      subject: WorkspaceFixture.plan.subject, profileID: "p", profileVersion: "1", profileDigest: .of([]), contractDigest: nil, seed: 1, steps: steps,
      gaps: [], skipped: [])
    let bundle = try EvidenceBundle.create(at: folder, stamp: WorkspaceFixture.stamp, plan: plan, contract: nil)
    var written = 0
    var fault: WorkspaceFault?
    while fault == nil, written < steps.count {
      do throws(WorkspaceFault) {
        try bundle.append(Observation(id: "o", step: steps[written].id, attempts: WorkspaceFixture.attempts, notSent: nil))
        written += 1
      } catch { fault = error }
    }
    #expect(fault?.kind == .cannotWrite && fault?.diagnostics.map(\.wording.code) == ["workspace.diskFull"])
    let read = try EvidenceBundle.read(at: folder)
    #expect(read.evidence.observations.count == written && read.diagnostics == [])
    print("full disk: \(written) of \(steps.count) observations kept, none torn")
  }
}

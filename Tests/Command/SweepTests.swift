import Documents
import Foundation
import Glibc
import Relay
import Sandbox
import TestSupport
import Testing

/// The sweep of the sample region: every word and level shows, and killing it in the middle loses and doubles nothing.
@Suite(.serialized) struct SweepTests {
  /// Serves the sample scenario while `body` runs; gives the options for `selaras sweep`.
  private static func withSandbox(
    _ body: (_ options: [String], _ folder: String, _ environment: [String: String]) async throws -> Void
  ) async throws {
    try await SelarasProcess.withFolder { folder in
      let specs = Suites.repository + "/Specs"
      let reading = Scenario.read(simulation: specs + "/Registry/karawang-simulation.yaml", faultsFolder: specs + "/Faults")
      let sandbox = try await Sandbox.start(try #require(reading.scenario), directory: folder)
      let options = [
        "sweep", "--registry", sandbox.registryPath, "--profile", "simulasi", "--trust-store", sandbox.trustStore, "--permit", "loopback",
      ]
      do {
        try await body(
          options + sandbox.connectOverrides.flatMap { ["--connect", $0] }, folder, ["SELARAS_SANDBOX_TOKEN": sandbox.token])
        await sandbox.stop()
      } catch {
        await sandbox.stop()
        throw error
      }
    }
  }

  /// All at once as a crash of the machine does it; the parent alone, whose worker then stands there with the folders in its hands.
  @Test(arguments: [SelarasProcess.Victims.all, .parent])
  func killingItInTheMiddleLosesAndDoublesNothing(_ victims: SelarasProcess.Victims) async throws {
    try await Self.withSandbox { options, folder, environment in
      let run = folder + "/run"
      let arguments = options + ["--output", run, "--spacing", "40"]
      var seen = 0
      for _ in 0..<3 {
        let process = try SelarasProcess.start(arguments, environment: environment)
        let before = seen
        // Killed as soon as it has got somewhere, its workers with it.
        for _ in 0..<400 where process.isRunning && seen < before + 15 {
          try await Task.sleep(for: .milliseconds(25))
          seen = Self.observations(run).count
        }
        SelarasProcess.kill(victims, of: process)
      }
      #expect(seen > 0)
      let interrupted = Set(Self.observations(run))
      let last = try SelarasProcess.run(arguments, environment: environment, seconds: 120)
      #expect(last.code == 0, "\(last.errors)")
      let all = Self.observations(run)
      #expect(Set(all).count == all.count, "a step was recorded twice")
      #expect(interrupted.isSubset(of: all), "an observation was lost")
      try Self.expectWhole(run)
      #expect(!last.errors.contains("set aside"), "\(last.errors)")
      #expect(last.output.contains("15 registered applications · Conformant 3 · Undetermined 2 · Not conformant 5"), "\(last.output)")
      // The evidence on disk is judged as the live run was, byte for byte.
      for subject in ["disdukcapil-karawang/kependudukan", "dinkes-karawang/kesehatan", "diskominfo-karawang/pengaduan"] {
        let again = try SelarasProcess.run(["evaluate", "\(run)/\(subject)", "--format", "json"])
        #expect(again.output == (try String(contentsOfFile: "\(run)/\(subject)/result.json", encoding: .utf8)))
      }
      let finished = try SelarasProcess.run(arguments, environment: environment)
      #expect(finished.code == 73)
      #expect(finished.errors.contains("is finished; choose another folder"))
    }
  }

  /// A crash of ours costs a worker: the parent starts another, and the subjects it had in hand run again one by one.
  @Test func aKilledWorkerIsReplaced() async throws {
    try await Self.withSandbox { options, folder, environment in
      let run = folder + "/run"
      let process = try SelarasProcess.start(options + ["--output", run, "--spacing", "40"], environment: environment)
      for _ in 0..<400 where process.isRunning && Self.observations(run).count < 20 { try await Task.sleep(for: .milliseconds(25)) }
      SelarasProcess.kill(.children, of: process)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let all = Self.observations(run)
      #expect(Set(all).count == all.count, "a step was recorded twice")
      try Self.expectWhole(run)
      for result in Self.files(run, "result.json") {
        #expect(!(try String(contentsOfFile: result, encoding: .utf8)).contains("\"harness\""), "\(result)")
      }
    }
  }

  /// `plan`, `probe`, `evaluate`, `report`: the arrows of the relay one by one; and a test cut off by its time budget goes on by `probe`.
  @Test func theArrowsWorkOneByOne() async throws {
    try await Self.withSandbox { sweep, folder, environment in
      let wire = Array(sweep.dropFirst(5))
      let subject = ["kepegawaian", "--registry", sweep[2], "--profile", "simulasi"]
      let kept = folder + "/rencana"
      #expect(try SelarasProcess.run(["plan"] + subject + ["--output", kept], environment: environment).code == 0)
      #expect(Self.observations(folder).isEmpty, "a plan sends nothing")
      let cut = try SelarasProcess.run(
        ["test"] + subject + wire + ["--output", folder + "/terhenti", "--spacing", "200", "--time-budget", "2"], environment: environment)
      #expect(cut.code == 75 && cut.errors.contains("Go on with: selaras probe"), "\(cut.errors)")
      for place in [kept, folder + "/terhenti"] {
        let probe = try SelarasProcess.run(["probe", place, "--spacing", "0"] + wire, environment: environment)
        #expect(probe.code == 0, "\(probe.errors)")
        let judged = try SelarasProcess.run(["evaluate", place, "--fail-on", "must"])
        #expect(judged.code == 0 && judged.output.contains("✓ Conformant"), "\(judged.output)\(judged.errors)")
        let report = try SelarasProcess.run(["report", place, "--output", place + "-laporan"])
        #expect(report.code == 0)
        for name in ["index.html", "index.en.html", "result.json"] {
          #expect(FileManager.default.fileExists(atPath: "\(place)-laporan/\(name)"))
        }
      }
    }
  }

  @Test func failOnLooksAtRecommendationsOfEveryRow() async throws {
    try await Self.withSandbox { options, folder, environment in
      // Only the staff service stands in this registry, and only a recommendation fails there.
      let registry = folder + "/registry.json"
      let root = try JSONReader.read(Suites.bytes(registry), file: registry, limits: .contract).root
      guard case .object(var members) = JSONValue(root) else { throw CancellationError() }
      let staff = try #require(root["services"]?.elements.first { $0["id"]?.string == "kepegawaian" })
      members["services"] = .array([JSONValue(staff)])
      try Data(JSONValue.object(members).text(pretty: true).utf8).write(to: URL(fileURLWithPath: registry))
      for (rule, code) in [("must", 0), ("should", 1), ("never", 0)] {
        let result = try SelarasProcess.run(
          options + ["--output", "\(folder)/\(rule)", "--spacing", "0", "--fail-on", rule], environment: environment)
        #expect(result.code == Int32(code), "\(rule): \(result.output)\(result.errors)")
      }
    }
  }

  /// Every step of every plan is recorded, and every subject has its reports.
  private static func expectWhole(_ run: String) throws {
    for plan in files(run, "plan.json") {
      let folder = plan.dropLast("/plan.json".count)
      let root = try JSONReader.read(Suites.bytes(plan), file: plan, limits: .contract).root
      let steps = Set(root["steps"]?.elements.compactMap { $0["id"]?.string } ?? [])
      let text = try String(contentsOfFile: folder + "/evidence.ndjson", encoding: .utf8)
      #expect(!steps.isEmpty && steps.allSatisfy { text.contains("\"step\":\"\($0)\"") }, "\(folder)")
      for name in ["result.json", "index.html", "index.en.html"] { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)")) }
    }
    #expect(files(run, "plan.json").count == 10)
    for name in ["index.html", "index.en.html", "national.json", "setda-karawang/index.html"] {
      #expect(FileManager.default.fileExists(atPath: "\(run)/\(name)"))
    }
  }

  /// `folder step` of every whole observation line.
  private static func observations(_ run: String) -> [String] {
    files(run, "evidence.ndjson").flatMap { path -> [String] in
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap { line in
        guard line.hasSuffix("}"), let range = line.range(of: #""kind":"observation""#), !range.isEmpty,
          let step = line.range(of: #""step":"s-[0-9]+""#, options: .regularExpression)
        else { return nil }
        return "\(path) \(line[step])"
      }
    }
  }

  private static func files(_ run: String, _ name: String) -> [String] {
    (FileManager.default.enumerator(atPath: run)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix("/" + name) }.map { "\(run)/\($0)" }
      .sorted()
  }
}

/// The bookkeeping of a sweep's parent: what a dying worker takes with it, and what it does not.
@Suite struct SweepQueueTests {
  private let a = SubjectKey("x/a")!
  private let b = SubjectKey("x/b")!
  private let c = SubjectKey("y/c")!

  @Test func groupsAreGivenOnceAndInOrder() {
    var queue = SweepQueue([[a, b], [c]])
    #expect(queue.next(for: 1, limit: 2) == [a, b])
    #expect(queue.next(for: 1, limit: 2) == [c])
    #expect(queue.next(for: 1, limit: 2) == nil)
    for key in [a, b, c] { queue.start(key, by: 1) }
    for key in [a, b] { queue.finish(key, by: 1) }
    #expect(!queue.isFinished)
    queue.finish(c, by: 1)
    #expect(queue.isFinished)
    #expect(queue.parked.isEmpty)
  }

  @Test func whatTwiceKillsAWorkerIsParkedAndItsNeighboursGoOn() {
    var queue = SweepQueue([[a], [b], [c]])
    for _ in 0..<3 { _ = queue.next(for: 1, limit: 8) }
    queue.start(a, by: 1)
    queue.start(b, by: 1)
    queue.lose(1)
    #expect(!queue.isFinished)
    // What had not begun comes first; then the suspects, one at a time.
    #expect(queue.next(for: 2, limit: 8) == [c])
    #expect(queue.next(for: 2, limit: 8) == nil)
    queue.start(c, by: 2)
    queue.finish(c, by: 2)
    let first = queue.next(for: 2, limit: 8)
    #expect(first?.count == 1)
    #expect(queue.next(for: 2, limit: 8) == nil)
    queue.start(first![0], by: 2)
    queue.lose(2)
    #expect(queue.parked == first)
    let second = queue.next(for: 3, limit: 8)
    #expect(second?.count == 1 && second != first)
    queue.start(second![0], by: 3)
    queue.finish(second![0], by: 3)
    #expect(queue.isFinished)
    #expect(queue.parked == first)
  }
}

import Documents
import Execution
import HTTPMessages
import Model
import Observing
import OpenAPI
import Synchronization
import Testing
import Wire

/// A clock that jumps where it is told to wait, and remembers.
final class ManualClock: RunClock {
  private let state = Mutex((now: ProbeSamples.start, slept: [Int]()))
  private let onSleep: @Sendable () throws -> Void
  init(onSleep: @escaping @Sendable () throws -> Void = {}) { self.onSleep = onSleep }
  var slept: [Int] { state.withLock { $0.slept } }
  func now() -> Timestamp { state.withLock { $0.now } }
  func sleep(milliseconds: Int) async throws {
    try onSleep()
    try Task.checkCancellation()
    state.withLock {
      $0.slept.append(milliseconds)
      $0.now = $0.now.adding(milliseconds: Int64(milliseconds))
    }
  }
}

/// Answers every probe by a function and remembers what was asked.
final class ScriptedTransport: Transport {
  struct Call: Sendable {
    let probe: Probe
    let credential: String?
  }
  private let answer: @Sendable (Probe, Int) async -> WireAttempt
  private let log = Mutex<[Call]>([])
  init(_ answer: @escaping @Sendable (Probe, Int) async -> WireAttempt) { self.answer = answer }
  var calls: [Call] { log.withLock { $0 } }
  func perform(_ probe: Probe, permit: Permit, credential: WireCredential?) async -> WireAttempt {
    let number = log.withLock { calls in
      calls.append(Call(probe: probe, credential: credential?.value))
      return calls.count
    }
    return await answer(probe, number)
  }
}

@Suite struct ProbeRunnerTests {
  static func exchange(
    _ head: String, _ body: String = "", url: String = "https://layanan.karawang.go.id.test/penduduk/1", fields: [HeaderField] = [],
    completeness: BodyRecord.Completeness = .complete, method: String = "GET"
  ) -> WireExchange {
    WireExchange(
      request: SentRequest(method: method, url: url, fields: fields), rawHead: Array(head.utf8), rawBody: Array(body.utf8),
      completeness: completeness,
      timings: Timings(connect: 1, handshake: 2, firstByte: 3, total: 4), peer: "127.0.0.1:443", tls: nil, connectionClosed: true)
  }

  static func wire(_ exchanges: WireExchange..., failure: TransportFailure? = nil) -> WireAttempt {
    var attempt = WireAttempt()
    attempt.exchanges = exchanges
    attempt.failure = failure
    return attempt
  }

  static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"

  static func contract() throws -> Contract {
    let text = """
      openapi: 3.1.0
      info: { title: Kependudukan, version: 1.0.0 }
      paths:
        /penduduk/{nik}:
          get:
            parameters: [{ name: nik, in: path, required: true, schema: { type: string } }]
            responses:
              "200":
                description: Penduduk
                content:
                  application/json:
                    schema: { type: object, properties: { kontak: { type: string, x-id-tipe: telepon } } }
      """
    let document = try DocumentReader.read(Array(text.utf8), file: "contract.yaml", limits: .contract)
    return try #require(ContractReader.read(document).contract)
  }

  /// Runs steps against a transport, everything recorded.
  static func run(
    _ steps: [Step], _ transport: ScriptedTransport, clock: ManualClock = ManualClock(), credential: WireCredential? = nil,
    recorded: [Observation] = [], contract: Contract? = nil
  ) async throws -> (observations: [Observation], end: RunEnd) {
    let observer = BodyObserver(contract: contract, leakPatterns: [], secrets: [], key: [1, 2, 3])
    let runner = ProbeRunner(transport: transport, clock: clock, retries: ProbeSamples.retries, observer: observer, credential: credential)
    let kept = Kept()
    let end = try await runner.run(
      ProbeSamples.plan(steps), permit: ProbeSamples.permit(steps), contract: contract, recorded: recorded
    ) { observation in kept.list.withLock { $0.append(observation) } }
    return (kept.list.withLock { $0 }, end)
  }

  final class Kept: Sendable { let list = Mutex<[Observation]>([]) }

  // MARK: Running

  @Test func sendsInOrderSpacedAndRecordsEachOnce() async throws {
    let steps = [ProbeSamples.step(1, "contract"), ProbeSamples.step(2, "read"), ProbeSamples.step(3, "unknown")]
    let clock = ManualClock()
    let transport = ScriptedTransport { _, number in
      number == 2 ? Self.wire(Self.exchange("HTTP/1.1 503 X\r\n\r\n")) : Self.wire(Self.exchange(Self.ok, "{}"))
    }
    let (observations, end) = try await Self.run(steps, transport, clock: clock)
    #expect(end == .finished)
    #expect(observations.map(ProbeSamples.text) == ["s-0001 200", "s-0002 503 200", "s-0003 200"])
    #expect(observations.map(\.id) == ["o-0001", "o-0002", "o-0003"])
    #expect(clock.slept == [200, 2000, 200])
    #expect(observations[1].attempts.map(\.startedAt.description) == ["2026-11-24T02:00:00.200Z", "2026-11-24T02:00:02.200Z"])
  }

  @Test func onlyAStepThatAsksForTheCredentialIsGivenIt() async throws {
    let steps = [
      ProbeSamples.step(1, "read", credential: .registered(.bearer)), ProbeSamples.step(2, "anonymous"),
      ProbeSamples.step(3, "anonymous", credential: .invalid(.bearer)), ProbeSamples.step(4, "connect"), ProbeSamples.step(5, "hello"),
    ]
    let transport = ScriptedTransport { probe, _ in
      guard case .http = probe else {
        var attempt = WireAttempt()
        attempt.hello = .closed
        return attempt
      }
      return Self.wire(Self.exchange(Self.ok, "{}"))
    }
    _ = try await Self.run(steps, transport, credential: WireCredential(value: "kunci-uji"))
    #expect(transport.calls.map(\.credential) == ["kunci-uji", nil, nil, nil, nil])
  }

  @Test func resumesWhereARunWasCutOff() async throws {
    let steps = (1...3).map { ProbeSamples.step($0, "read") }
    let transport = ScriptedTransport { _, _ in Self.wire(Self.exchange(Self.ok, "{}")) }
    let earlier = Observation(id: "o-0001", step: "s-0001", attempts: [ProbeSamples.attempt("200")], notSent: nil)
    let (observations, _) = try await Self.run(steps, transport, recorded: [earlier])
    #expect(observations.map(\.step) == ["s-0002", "s-0003"])
    #expect(transport.calls.count == 2)
  }

  @Test func aCancelledPauseInterruptsAfterWhatWasRecorded() async throws {
    let steps = [ProbeSamples.step(1, "read"), ProbeSamples.step(2, "read")]
    let transport = ScriptedTransport { _, _ in Self.wire(Self.exchange(Self.ok, "{}")) }
    let (observations, end) = try await Self.run(steps, transport, clock: ManualClock { throw CancellationError() })
    #expect(end == .interrupted)
    #expect(observations.map(\.step) == ["s-0001"])
  }

  @Test func aCancelledExchangeIsAbandonedNotObserved() async throws {
    let steps = [ProbeSamples.step(1, "read"), ProbeSamples.step(2, "read")]
    let task = Task {
      let transport = ScriptedTransport { _, number in
        guard number == 2 else { return Self.wire(Self.exchange(Self.ok, "{}")) }
        withUnsafeCurrentTask { $0?.cancel() }
        return Self.wire(failure: TransportFailure(kind: .harness, detail: "cancelled", certificate: nil))
      }
      return try await Self.run(steps, transport)
    }
    let (observations, end) = try await task.value
    #expect(end == .interrupted)
    #expect(observations.map(\.step) == ["s-0001"])
  }

  @Test func anExchangeThatWasWholeIsRecordedBeforeTheEnd() async throws {
    let steps = [ProbeSamples.step(1, "read"), ProbeSamples.step(2, "read")]
    let task = Task {
      let transport = ScriptedTransport { _, _ in
        withUnsafeCurrentTask { $0?.cancel() }
        return Self.wire(Self.exchange(Self.ok, "{}"))
      }
      return try await Self.run(steps, transport)
    }
    let (observations, end) = try await task.value
    #expect(end == .interrupted)
    #expect(observations.map(\.step) == ["s-0001"])
  }

  @Test func evidenceThatCannotBeKeptEndsTheRun() async throws {
    struct Full: Error {}
    let steps = [ProbeSamples.step(1, "read")]
    let observer = BodyObserver(contract: nil, leakPatterns: [], secrets: [], key: [1])
    let transport = ScriptedTransport { _, _ in Self.wire(Self.exchange(Self.ok, "{}")) }
    let runner = ProbeRunner(transport: transport, clock: ManualClock(), retries: ProbeSamples.retries, observer: observer, credential: nil)
    await #expect(throws: Full.self) {
      _ = try await runner.run(ProbeSamples.plan(steps), permit: ProbeSamples.permit(steps), contract: nil, recorded: []) { _ in throw Full() }
    }
  }
}

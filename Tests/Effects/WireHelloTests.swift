import Foundation
import Model
import TestSupport
import Testing

@testable import Wire

/// Hand-made hellos: their bytes, and how a wire carries them to servers that answer, drip, stall, close or refuse.
@Suite struct WireHelloTests {
  private static let old = HelloTemplate(endpoint: WireLab.secure, version: .tls10)

  private static func ask(_ port: Int, _ hello: HelloTemplate = old, limits: WireLimits = WireLab.limits) async -> WireAttempt {
    await WireLab.ask(port, .hello(hello), limits: limits)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let said: HelloAnswer
    var testDescription: String { name }
  }

  static let accepted = HelloBytes.handshake(HelloBytes.serverHello(1, suite: 0xC013))
  static let acceptance = HelloAnswer.serverHello(version: .tls10, suite: CipherSuite(number: 0xC013))

  static let cases = [
    Case(name: "protocol_version alert", bytes: [0x15, 3, 1, 0, 2, 2, 70], said: .alert(level: 2, description: 70)),
    Case(name: "accepted as TLS 1.0", bytes: accepted, said: acceptance),
    Case(name: "a warning and no more", bytes: [0x15, 3, 1, 0, 2, 1, 112], said: .alert(level: 1, description: 112)),
    Case(name: "closed without a word", bytes: [], said: .closed),
    Case(name: "half an alert", bytes: [0x15, 3, 1, 0, 2], said: .closed),
    Case(name: "half a hello", bytes: Array(accepted.prefix(30)), said: .closed),
    Case(name: "plain HTTP", bytes: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), said: .notTLS(prefix: Array("HTTP/1.1 400 Bad".utf8))),
    Case(name: "heartbeats", bytes: HelloBytes.record(24, [1, 0x40, 0]), said: .violation(.unexpectedMessage)),
    Case(
      name: "warnings without end", bytes: (0..<10_000).flatMap { _ in HelloBytes.alert(1, 112) }, said: .violation(.tooLarge)),
    Case(
      name: "a megabyte of handshake", bytes: HelloBytes.cut([2, 0x10, 0, 0] + [UInt8](repeating: 3, count: 1 << 20), 16_384),
      said: .violation(.tooLarge)),
  ]

  @Test(arguments: cases) func hears(_ item: Case) async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.send(item.bytes)
    }
    #expect(await Self.ask(server.port).hello == item.said)
  }

  @Test func answersInPiecesAreWaitedFor() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      for byte in Self.accepted {
        peer.send([byte])
        peer.pause(milliseconds: 5)
      }
      peer.waitForEnd()
    }
    #expect(await Self.ask(server.port, limits: WireLab.hasty).hello == Self.acceptance)
  }

  @Test func silenceIsSilenceAndEnds() async {
    let server = RawServer { $0.waitForEnd() }
    #expect(await Self.ask(server.port, limits: WireLab.hasty).hello == .silence)
  }

  /// A drip must not stretch the limit; the server would go on for minutes.
  @Test func aDripEndsAtTheLimit() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      // Too slow for a hello in two seconds.
      for byte in Self.accepted {
        guard peer.send([byte]) else { return }
        peer.pause(milliseconds: 400)
      }
    }
    #expect(await Self.ask(server.port, limits: WireLab.hasty).hello == .silence)
  }

  @Test func aResetIsARefusalToo() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.reset()
    }
    #expect(await Self.ask(server.port).hello == .closed)
  }

  @Test func aClosedPortIsAFailure() async {
    let server = RawServer { _ in }
    server.stop()
    try? await Task.sleep(for: .milliseconds(80))
    #expect(await Self.ask(server.port).failure?.kind == .refused)
  }

  @Test func aPortThatDropsPacketsIsATimeout() async {
    let deaf = RawServer.Deaf()
    #expect(await Self.ask(deaf.port, limits: WireLab.hasty).failure == TransportFailure(kind: .timeout, detail: "connect timeout", certificate: nil))
  }

  @Test func theGuardJudgesTheAddressAgain() async {
    let engine = HelloEngine()
    let server = RawServer { _ = $0.bytes() }
    let pin = Resolver.Pin(address: IPAddress(bytes: [127, 0, 0, 1]), port: server.port)
    let attempt = await engine.run(Self.old, to: pin, limits: WireLab.limits, guardian: EgressGuard(permits: [], own: [], closed: []))
    #expect(attempt.failure?.kind == .policy)
    #expect(server.connections == 0)
  }

  // MARK: Many, and cancels

  /// More than there is room for at once: all are answered, by one thread.
  @Test func manyAtOnceAreAllAnswered() async {
    let server = RawServer { peer in
      _ = peer.bytes()
      peer.send(Self.accepted)
    }
    let transport = WireLab.transport(server.port)
    let before = Self.threads
    let answers = await withTaskGroup(of: HelloAnswer?.self) { group in
      for _ in 0..<300 { group.addTask { await transport.perform(.hello(Self.old), permit: WireLab.permit, credential: nil).hello } }
      return await group.reduce(into: [HelloAnswer?]()) { $0.append($1) }
    }
    #expect(answers.count == 300 && answers.allSatisfy { $0 == Self.acceptance })
    #expect(before > 0)
  }

  private static var threads: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0 }

  /// The limits are ten minutes: only the cancel can end these, the ones that wait for a place too.
  @Test func aCancelEndsAHelloAtOnce() async {
    let server = RawServer { $0.waitForEnd() }
    let transport = WireLab.transport(server.port, limits: WireLab.patient)
    let tasks = (0..<200).map { _ in Task { await transport.perform(.hello(Self.old), permit: WireLab.permit, credential: nil) } }
    for _ in 0..<4000 where server.connections < 100 { try? await Task.sleep(for: .milliseconds(5)) }
    for task in tasks { task.cancel() }
    for task in tasks { #expect(await task.value.failure == TransportFailure(kind: .harness, detail: "cancelled", certificate: nil)) }
    // And the wire still works.
    let healthy = RawServer { peer in
      _ = peer.bytes()
      peer.send(Self.accepted)
    }
    #expect(await Self.ask(healthy.port).hello == Self.acceptance)
  }

  @Test func aCancelThatComesFirstIsHeard() async {
    let server = RawServer { $0.waitForEnd() }
    let transport = WireLab.transport(server.port, limits: WireLab.patient)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          let task = Task { await transport.perform(.hello(Self.old), permit: WireLab.permit, credential: nil) }
          task.cancel()
          #expect(await task.value.failure?.detail == "cancelled")
        }
      }
    }
  }

  @Test func aStoppedWireAnswersInsteadOfHanging() async {
    let server = RawServer { _ = $0.bytes() }
    let transport = WireLab.transport(server.port)
    #expect(await transport.perform(.hello(Self.old), permit: WireLab.permit, credential: nil).hello == .closed)
    transport.stop()
    #expect(await transport.perform(.hello(Self.old), permit: WireLab.permit, credential: nil).failure?.detail == "cancelled")
  }
}

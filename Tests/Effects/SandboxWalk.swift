import Documents
import HTTPMessages
import Model
import OpenAPI
import Planning
import Sandbox
import Testing
import Wire

/// Everything that the tool's own recipes ask of one service, with what came back.
struct SandboxWalk {
  struct Line {
    let key: String
    let operation: Operation?
    let got: SandboxVisit.Got
    /// `404 application/json`
    var outcome: String { "\(got.status) \(got.value("Content-Type") ?? "–")" }
  }
  let contract: Contract
  private(set) var lines: [Line] = []
  /// Steps that ended otherwise: `inspectCertificate: expired`, `offerOldTLS TLS 1.0: alert 2/70`.
  private(set) var others: [String] = []

  /// `contract`: what the requests are made from, which is the sample's own where a fault spoils the served one.
  static func walk(_ visit: SandboxVisit, _ service: String, _ contract: Contract) async throws -> SandboxWalk {
    var walk = SandboxWalk(contract: contract)
    let simulated = try #require(visit.sandbox.scenario.services.first { $0.service.id == service })
    let ground = Ground(
      subject: Subject(agency: nil, service: simulated.service, isSelfDeclared: false),
      base: simulated.service.production.flatMap { BaseURL($0.baseURL) }, contract: contract, hasCredential: true, seed: 2026)
    for recipe in RecipeCatalog.all {
      for (purpose, probe) in recipe.draft(ground).steps {
        let words: [String] = [purpose.recipe.rawValue, purpose.operation ?? "", purpose.variant]
        let key = words.filter { !$0.isEmpty }.joined(separator: " ")
        walk.add(key, contract.operations.first { $0.key == purpose.operation }, await visit.attempt(probe, credential: visit.sandbox.token))
      }
    }
    return walk
  }

  private mutating func add(_ key: String, _ operation: Operation?, _ attempt: WireAttempt) {
    if let handshake = attempt.handshake {
      others.append("\(key): \(handshake.problem?.rawValue ?? handshake.session?.version ?? "–")")
    } else if let hello = attempt.hello {
      switch hello {
      case .serverHello(let version): others.append("\(key): chose \(version.rawValue)")
      case .alert(let level, let description): others.append("\(key): alert \(level)/\(description)")
      default: others.append("\(key): \(hello)")
      }
    } else if let exchange = attempt.exchanges.last, let got = try? SandboxVisit.read(exchange) {
      lines.append(Line(key: key, operation: operation, got: got))
    } else {
      others.append("\(key): \(attempt.failure?.kind.rawValue ?? "–")")
    }
  }

  var outcomes: [String: String] { Dictionary(lines.map { ($0.key, $0.outcome) }, uniquingKeysWith: { first, _ in first }) }

  /// What came otherwise than before, by key; `*` in front of an equal outcome says that only the body differs. Raw messages are left out:
  /// they are the ordinary calls once more.
  func changes(since healthy: SandboxWalk) -> [String: String] {
    var changes: [String: String] = [:]
    for (line, before) in zip(lines, healthy.lines) where !line.key.hasPrefix(RecipeID.readRawMessages.rawValue) {
      if line.outcome != before.outcome {
        changes[line.key] = line.outcome
      } else if line.got.body != before.got.body {
        changes[line.key] = "*" + line.outcome
      }
    }
    for (other, before) in zip(others, healthy.others) where other != before { changes[other] = "" }
    return changes
  }
}

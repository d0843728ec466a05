import Checks
import Digests
import Documents
import HTTPMessages
import Model
import Observing
import OpenAPI
import Planning

/// Builds evidence from the fences of one example.
struct ExampleEvidence {
  private(set) var diagnostics: [Diagnostic] = []
  private let example: Example
  private var steps: [Step] = []
  private var attempts: [String: [Attempt]] = [:]
  private var notSent: [String: UntestedCause] = [:]
  private var shown: Set<RecipeID> = []

  init(_ example: Example) { self.example = example }

  /// Every example happens at this moment.
  static let now = Timestamp("2026-11-24T02:00:00Z") ?? Timestamp(milliseconds: 0)

  mutating func evidence(needs: Set<Need>, profile: Profile) -> Evidence {
    let registry = ExampleSubject.read(example.fences.filter { $0.kind == .registry })
    let contract = ExampleContract.input(example.fences.filter { $0.kind == .openapi })
    diagnostics += registry.diagnostics + contract.diagnostics
    let document = contract.input.flatMap { try? DocumentReader.read($0.bytes, file: $0.file, limits: .contract) }
    let read = document.flatMap { ContractReader.read($0).contract }
    let observer = BodyObserver(contract: read, leakPatterns: profile.data.leakPatterns, secrets: [], key: [UInt8](repeating: 0, count: 32))
    for fence in example.fences {
      switch fence.kind {
      case .http: add(fence, read) { ExampleExchange.read(fence, operation: $0, observer: observer) }
      case .handshake: add(fence, read) { _ in ExampleHandshake.read(fence) }
      case .openapi, .registry: break
      }
    }
    let gaps = gaps(needs, subject: registry.subject, contract: read)
    let plan = Plan(
      subject: registry.subject, profileID: profile.id, profileVersion: profile.version, profileDigest: profile.digest,
      contractDigest: contract.input?.digest, seed: 1, steps: steps, gaps: gaps, skipped: [])
    let observations = steps.map { step in
      Observation(id: "o-" + step.id.dropFirst(2), step: step.id, attempts: attempts[step.id] ?? [], notSent: notSent[step.id])
    }
    let stamp = RunStamp(runID: "contoh", tool: "selaras", vantage: "contoh", startedAt: Self.now, permits: [])
    return Evidence(
      stamp: stamp, plan: plan, contract: contract.input, observations: Dictionary(uniqueKeysWithValues: observations.map { ($0.step, $0) }),
      end: RecordingEnd(at: Self.now, isComplete: true))
  }

  // MARK: Steps

  private static let known = ["recipe", "operation", "variant", "attempt", "failure", "certificate", "notSent"]

  private mutating func add(_ fence: Fence, _ contract: Contract?, _ read: (Operation?) -> ExampleAttempt) {
    for name in fence.attributes.keys.sorted() where !Self.known.contains(name) {
      diagnostics.append(Diagnostic(Self.unknownAttribute, ["name": name], at: fence.position))
    }
    let names = (fence.attributes["recipe"] ?? "").split(separator: ",").map(String.init)
    let recipes = names.compactMap(RecipeID.init(rawValue:))
    guard !recipes.isEmpty, recipes.count == names.count else {
      let known = RecipeID.allCases.map(\.rawValue).joined(separator: ", ")
      diagnostics.append(Diagnostic(Self.unknownRecipe, ["name": fence.attributes["recipe"] ?? "", "known": known], at: fence.position))
      return
    }
    let key = fence.attributes["operation"]
    let operation = key.flatMap { key in contract?.operations.first { $0.key.utf8.elementsEqual(key.utf8) } }
    if let key, operation == nil { diagnostics.append(Diagnostic(Self.unknownOperation, ["operation": key], at: fence.position)) }
    shown.formUnion(recipes)
    let purposes = recipes.map { Purpose(recipe: $0, operation: key, variant: fence.attributes["variant"] ?? "") }
    let reading = read(operation)
    diagnostics += reading.diagnostics
    let isNew = fence.attributes["attempt"].map { $0 == "1" } ?? true
    let step: String
    if !isNew, let earlier = steps.last(where: { $0.purposes == purposes }) {
      step = earlier.id
    } else {
      step = newStep(purposes, reading.probe)
    }
    if let text = fence.attributes["notSent"] {
      guard let cause = UntestedCause(text: text) else {
        diagnostics.append(Diagnostic(Self.unknownCause, ["name": text], at: fence.position))
        return
      }
      notSent[step] = cause
    } else if let attempt = reading.attempt {
      attempts[step, default: []].append(attempt)
    }
  }

  private mutating func newStep(_ purposes: [Purpose], _ probe: Probe) -> String {
    let number = String(steps.count + 1)
    let id = "s-" + String(repeating: "0", count: max(0, 4 - number.utf8.count)) + number
    let safety = purposes.map { RecipeCatalog.recipe($0.recipe).safety }.min() ?? .passive
    steps.append(Step(id: id, probe: probe, environment: .production, safety: safety, purposes: purposes, askedBy: []))
    return id
  }

  // MARK: Gaps

  private func gaps(_ needs: Set<Need>, subject: Subject, contract: Contract?) -> [Gap] {
    let ground = Ground(
      subject: subject, base: subject.service.production.flatMap { BaseURL($0.baseURL) }, contract: contract,
      hasCredential: subject.service.credential != nil, seed: 1)
    return needs.recipes.filter { !shown.contains($0) }.flatMap { RecipeCatalog.recipe($0).draft(ground).gaps }.filter { gap in
      if case .untested = gap.reason { steps.isEmpty } else { true }
    }
  }

  private static let unknownAttribute = Wording(
    "example.attribute", id: "Atribut “{name}” pada blok contoh tidak dikenal.", en: "The attribute “{name}” of this fence is not known.")
  private static let unknownRecipe = Wording(
    "example.recipe", id: "Blok contoh harus menyebut recipe yang dikenal, bukan “{name}”; yang dikenal: {known}.",
    en: "A fence must name a known recipe, not “{name}”; known are: {known}.")
  private static let unknownOperation = Wording(
    "example.operation", id: "Operasi {operation} tidak ada dalam kontrak contoh ini.",
    en: "The operation {operation} is not in this example's contract.")
  private static let unknownCause = Wording(
    "example.cause", id: "“{name}” bukan sebab “belum diuji” yang dikenal.", en: "“{name}” is not a known cause of “untested”.")
  static let wordings =
    [unknownAttribute, unknownRecipe, unknownOperation, unknownCause] + ExampleSubject.wordings + ExampleExchange.wordings
    + ExampleHandshake.wordings
}

/// What one fence adds: a probe, and what came of it.
struct ExampleAttempt {
  let probe: Probe
  /// Nil when nothing was sent, or nothing could be read.
  let attempt: Attempt?
  let diagnostics: [Diagnostic]
}

package import Documents
package import Model
import OpenAPI
package import Wire
import Workspace

/// The verbs in order for one subject: plan, review, execute, evaluate, decide, report; whatever was already done is not done again.
package struct SubjectRelay: Sendable {
  private let standard: Standard
  private let terms: OperatorTerms
  private let seed: UInt64
  private let run: SubjectRun
  private let fetch: ContractFetch

  package init(standard: Standard, terms: OperatorTerms, seed: UInt64, run: SubjectRun, transport: any Transport) {
    self.standard = standard
    self.terms = terms
    self.seed = seed
    self.run = run
    fetch = ContractFetch(transport: transport)
  }

  package struct Outcome: Sendable {
    package let result: SubjectResult
    package let evidence: Evidence
    package let diagnostics: [Diagnostic]
  }

  /// - `folder`: of the subject's evidence; one that holds evidence already is gone on with.
  /// - `now`: for consents.
  package func relay(
    _ inputs: SubjectInputs, stamp: RunStamp, folder: String, now: Timestamp,
    progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void
  ) async throws -> Outcome {
    let start = EvidenceBundle.exists(at: folder)
      ? try goOn(inputs, folder: folder, now: now) : try begin(await prepare(inputs, now: now), stamp: stamp, folder: folder)
    return try await finish(start, credential: inputs.credential, progress)
  }

  /// The same for a plan that was looked at before; the folder must be new.
  package func relay(
    _ preparation: Preparation, credential: WireCredential?, stamp: RunStamp, folder: String,
    progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void
  ) async throws -> Outcome {
    try await finish(try begin(preparation, stamp: stamp, folder: folder), credential: credential, progress)
  }

  /// Fetches what is known by its URL only, and drafts the plan.
  package func prepare(_ inputs: SubjectInputs, now: Timestamp) async throws -> Preparation {
    try Preparation.prepare(await fetchingContract(inputs), standard, terms: terms, seed: seed, now: now)
  }

  private func finish(
    _ start: Start, credential: WireCredential?, _ progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void
  ) async throws -> Outcome {
    let total = start.evidence.plan.steps.count
    let counter = Counter(start.evidence.observations.count)
    progress(start.evidence.observations.count, total)
    var evidence = start.evidence
    if !evidence.isComplete {
      evidence = try await run.probe(
        evidence, bundle: start.bundle, permit: start.permit, contract: start.contract, standard: standard, credential: credential
      ) { _ in progress(counter.next(), total) }
    }
    return Outcome(result: SubjectJudge.result(of: evidence, standard), evidence: evidence, diagnostics: start.diagnostics)
  }

  private struct Start {
    let evidence: Evidence
    let bundle: EvidenceBundle
    let permit: Permit
    let contract: Contract?
    let diagnostics: [Diagnostic]
  }

  private func goOn(_ inputs: SubjectInputs, folder: String, now: Timestamp) throws -> Start {
    let resumed = try EvidenceBundle.resume(at: folder)
    let contract = resumed.evidence.contract.flatMap { ContractReader.read($0.bytes, file: $0.file).contract }
    let review = Preparation.review(resumed.evidence.plan, inputs, terms: terms, now: now)
    return Start(
      evidence: resumed.evidence, bundle: resumed.bundle, permit: review.permit, contract: contract,
      diagnostics: inputs.diagnostics + resumed.diagnostics + review.diagnostics)
  }

  private func begin(_ preparation: Preparation, stamp: RunStamp, folder: String) throws -> Start {
    let bundle = try EvidenceBundle.create(at: folder, stamp: stamp, plan: preparation.plan, contract: preparation.contractInput)
    let evidence = Evidence(stamp: stamp, plan: preparation.plan, contract: preparation.contractInput, observations: [:], end: nil)
    return Start(
      evidence: evidence, bundle: bundle, permit: preparation.permit, contract: preparation.contract, diagnostics: preparation.diagnostics)
  }

  /// A file is judged as it is; a contract known only by its URL is fetched once, before the plan.
  private func fetchingContract(_ inputs: SubjectInputs) async -> SubjectInputs {
    guard inputs.contract == nil, let url = inputs.subject.service.contract?.url, inputs.subject.service.contract?.path == nil else {
      return inputs
    }
    let fetched = await fetch.fetch(url)
    return inputs.with(contract: fetched.contract, diagnostics: fetched.diagnostics)
  }
}

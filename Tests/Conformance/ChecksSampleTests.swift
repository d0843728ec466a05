import Digests
import Documents
import Evaluation
import Model
import Reading
import TestSupport
import Testing

/// The sample services are healthy: what needs no network must not accuse them.
@Suite struct ChecksSampleTests {
  private static let folder = Suites.repository + "/Specs/Registry/"

  private static let registry: Registry? = {
    RegistryReader.read(SourceFile(path: "karawang.yaml", bytes: Suites.bytes(folder + "karawang.yaml"))).registry
  }()

  static let services: [String] = registry?.services.filter { $0.contract?.path != nil }.map(\.id) ?? []

  @Test func thereAreTenServicesWithAContract() { #expect(Self.services.count == 10) }

  @Test(arguments: services)
  func staticRequirementsPass(_ id: String) throws {
    guard let standard = StandardReadingTests.read("simulasi").standard else { return }
    let registry = try #require(Self.registry)
    let service = try #require(registry.services.first { $0.id == id })
    let path = try #require(service.contract?.path)
    let bytes = Suites.bytes(Self.folder + path)
    let subject = Subject(agency: registry.agency(service.agency), service: service, isSelfDeclared: false)
    let now = Timestamp(milliseconds: 1_795_000_000_000)
    let plan = Plan(
      subject: subject, profileID: "simulasi", profileVersion: standard.profile.version, profileDigest: standard.profile.digest,
      contractDigest: SHA256Digest.of(bytes), seed: 1, steps: [], gaps: [], skipped: [])
    let evidence = Evidence(
      stamp: RunStamp(runID: "uji", tool: "uji", vantage: "uji", startedAt: now, permits: []), plan: plan,
      contract: ContractInput(file: path, bytes: bytes, digest: SHA256Digest.of(bytes)), observations: [:],
      end: RecordingEnd(at: now, isComplete: true))
    for verdict in Evaluator.evaluate(evidence, standard) {
      let isStatic = ["GOV-01", "GOV-02", "GOV-03", "DOC-01", "DOC-03", "DOC-04", "DOC-05"].contains(verdict.requirement)
      #expect(verdict.outcome == .passed || !isStatic, "\(verdict.requirement): \(verdict.outcome)")
      #expect(verdict.outcome != .failed, "\(verdict.requirement)")
      #expect(verdict.findings.map { $0.wording.text(in: .indonesian, $0.parameters) } == [], "\(verdict.requirement)")
    }
  }
}

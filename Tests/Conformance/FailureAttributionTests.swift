import Model
import Testing

/// Whose move it is when no answer came: from the failure, and from the cause that it becomes.
@Suite struct FailureAttributionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: TransportFailure.Kind
    let detail: String
    let attribution: Attribution
    var testDescription: String { "\(kind) \(detail)" }
    init(_ kind: TransportFailure.Kind, _ detail: String, _ attribution: Attribution) {
      (self.kind, self.detail, self.attribution) = (kind, detail, attribution)
    }
  }

  static let cases = [
    Case(.dns, NameFault.nxdomain.detail, .configuration), Case(.dns, NameFault.noData.detail, .configuration),
    Case(.dns, NameFault.chain.detail, .configuration), Case(.dns, NameFault.serverFailure.detail, .thirdParty),
    Case(.dns, NameFault.refused.detail, .thirdParty), Case(.dns, NameFault.timeout.detail, .network),
    Case(.dns, NameFault.noServer.detail, .harness),
    // As an older version worded it.
    Case(.dns, "Name or service not known", .configuration), Case(.dns, "", .configuration),
    // The word alone is no name server's.
    Case(.reset, "SERVFAIL", .network), Case(.refused, "Connection refused", .service), Case(.timeout, "", .network), Case(.tls, "", .service),
    Case(.reset, "", .network), Case(.malformed, "", .service), Case(.truncated, "", .service), Case(.overLimit, "", .service),
    Case(.policy, "10.0.0.1 private", .configuration), Case(.harness, "cancelled", .harness),
  ]

  @Test(arguments: cases) func isWhoseMove(_ item: Case) {
    #expect(TransportFailure(kind: item.kind, detail: item.detail, certificate: nil).attribution == item.attribution)
  }

  @Test func everyNameFaultIsReadBack() {
    for fault in NameFault.allCases {
      #expect(NameFault(detail: fault.detail) == fault)
      #expect(fault.detail.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && fault.detail.utf8.count < 100)
    }
  }

  /// Nobody is blamed for what the tool or its operator left out.
  @Test func causesOfOursAreOurs() {
    for cause in [UntestedCause.harness, .interrupted, .skipped, .noEvidence, .tooFewSamples] { #expect(cause.attribution == .harness) }
    #expect(UntestedCause.policy.attribution == .configuration && UntestedCause.rateLimited.attribution == .service)
    #expect(UntestedCause.codeListMissing.attribution == .standard)
  }
}

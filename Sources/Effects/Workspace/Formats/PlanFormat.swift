import Digests
import Documents
package import Model
import Reading

/// `plan.json`, version 1: everything that will be sent, and who asked for it. Equal plans give equal bytes.
package enum PlanFormat {
  package static func bytes(_ plan: Plan) -> [UInt8] {
    JSONValue.record([
      "formatVersion": .integer(1), "subject": SubjectFormat.value(plan.subject),
      "profile": ProfileFormat.value(id: plan.profileID, version: plan.profileVersion, digest: plan.profileDigest),
      "contractDigest": .text(plan.contractDigest?.description),
      // As text: readers that hold numbers in binary lose digits beyond 2^53.
      "seed": .string(String(plan.seed)), "steps": .array(plan.steps.map(step)), "gaps": .array(plan.gaps.map(gap)),
      "skipped": .texts(plan.skipped.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }),
    ]).file
  }

  package static func read(_ bytes: [UInt8], file: String) throws(WorkspaceFault) -> Plan {
    try StrictRecord.read(bytes, file: file, line: 1) { reader in
      StrictRecord.version(&reader)
      let subject = reader.object("subject", SubjectFormat.read)
      let profile = reader.object("profile", ProfileFormat.read)
      let contract = reader.text("contractDigest", required: false) { SHA256Digest($0) }
      let seed = reader.text("seed") { UInt64($0) }
      let steps = reader.objects("steps", readStep)
      let gaps = reader.objects("gaps", readGap)
      let skipped = Set(reader.strings("skipped"))
      guard let subject, let profile, let seed else { return nil }
      return Plan(
        subject: subject, profileID: profile.id, profileVersion: profile.version, profileDigest: profile.digest, contractDigest: contract,
        seed: seed, steps: steps, gaps: gaps, skipped: skipped)
    }
  }

  private static func step(_ step: Step) -> JSONValue {
    .object([
      "id": .string(step.id), "environment": .string(step.environment.rawValue), "safety": .string(step.safety.name),
      "purposes": .array(step.purposes.map { .record(purpose($0)) }), "askedBy": .texts(step.askedBy), "probe": ProbeFormat.value(step.probe),
    ])
  }

  private static func readStep(_ reader: inout MemberReader) -> Step? {
    let id = reader.string("id")
    let environment = reader.word("environment", EnvironmentName.self)
    let safety = reader.text("safety") { SafetyClass(name: $0) }
    let purposes = reader.objects("purposes", readPurpose)
    let askedBy = reader.strings("askedBy")
    let probe = reader.object("probe", ProbeFormat.read)
    guard let id, let environment, let safety, let probe else { return nil }
    return Step(id: id, probe: probe, environment: environment, safety: safety, purposes: purposes, askedBy: askedBy)
  }

  private static func purpose(_ purpose: Purpose) -> [String: JSONValue?] {
    ["recipe": .string(purpose.recipe.rawValue), "operation": .text(purpose.operation), "variant": .string(purpose.variant)]
  }

  private static func readPurpose(_ reader: inout MemberReader) -> Purpose? {
    let recipe = reader.word("recipe", RecipeID.self)
    let operation = reader.string("operation", required: false)
    let variant = reader.string("variant")
    guard let recipe, let variant else { return nil }
    return Purpose(recipe: recipe, operation: operation, variant: variant)
  }

  private static func gap(_ gap: Gap) -> JSONValue {
    let (outcome, because): (OutcomeWord, String) =
      switch gap.reason {
      case .inapplicable(let cause): (.inapplicable, cause.text)
      case .untested(let cause): (.untested, cause.text)
      }
    return .record(purpose(gap.purpose).merging(["outcome": .string(outcome.rawValue), "because": .string(because)]) { $1 })
  }

  private static func readGap(_ reader: inout MemberReader) -> Gap? {
    let purpose = readPurpose(&reader)
    let outcome = reader.text("outcome") { OutcomeWord(rawValue: $0).flatMap { $0 == .inapplicable || $0 == .untested ? $0 : nil } }
    guard let outcome else { return nil }
    let reason: GapReason? =
      outcome == .untested
      ? reader.text("because") { UntestedCause(text: $0) }.map(GapReason.untested)
      : reader.text("because", CauseFormat.inapplicable).map(GapReason.inapplicable)
    guard let purpose, let reason else { return nil }
    return Gap(purpose: purpose, reason: reason)
  }
}

/// Reads what `InapplicableCause.text` wrote.
enum CauseFormat {
  static func inapplicable(_ text: String) -> InapplicableCause? {
    if let simple = [InapplicableCause.apiType, .lifecycle, .firstSubmission].first(where: { $0.text == text }) { return simple }
    let head = "notDeclared("
    guard text.utf8.starts(with: head.utf8), text.utf8.last == UInt8(ascii: ")") else { return nil }
    return .notDeclared(String(decoding: text.utf8.dropFirst(head.utf8.count).dropLast(), as: UTF8.self))
  }
}

package import Documents
import HTTPMessages
import JSONSchema
package import Model
import OpenAPI
import Patterns

/// Every JSON body that was collected is valid against the schema declared for its operation, status and media type (DOC-06).
package struct BodiesMatchDeclaredSchema: Check {
  package static let id = "bodies-match-declared-schema"
  package let needs: Set<Need> = Set([.contract, .recipe(.callReadOperations)] + EvidenceView.provoked.map(Need.recipe))

  package init?(arguments: JSONValue) { guard Self.takesNone(arguments) else { return nil } }

  package func judge(_ view: EvidenceView) -> [Instance] {
    guard let contract = view.contract?.contract else { preconditionFailure("A check reads the contract without naming it in `needs`.") }
    return view.judgeReadsAndProvoked { answer in
      Self.judge(answer, contract)
    } provoked: { answer in
      // A provoked success is the finding of the recipe's own requirement.
      answer.status >= 400 ? Self.judge(answer, contract) : .irrelevant
    }
  }

  private static func judge(_ answer: Answer, _ contract: Contract) -> Judgement {
    guard let operation = answer.operation, !answer.isFromInfrastructure else { return .irrelevant }
    let response: ResponseDeclaration
    switch operation.declaration(of: answer.status) {
    case .unreadable: return .untested(.prerequisite("DOC-01"))
    case .undeclared: return answer.hasContent ? .untested(.prerequisite("DOC-07")) : .irrelevant
    case .declared(let found): response = found
    }
    guard answer.hasContent else { return bodiless(answer, response) }
    guard !response.media.isEmpty else { return .inapplicable(.notDeclared("responseSchema")) }
    guard let type = answer.mediaType else { return .untested(.prerequisite("DOC-07")) }
    let declarations = response.declarations(for: type)
    guard !declarations.isEmpty else { return .untested(.prerequisite("DOC-07")) }
    guard type.isJSON else { return .inapplicable(.notDeclared("jsonBody")) }
    guard !answer.isCoded else { return .cantTell(.needsReview, []) }
    // Which of two equal names counts is nobody's knowledge, so a body with duplicates has no one meaning to validate.
    guard let document = answer.document, answer.facts.duplicateNames.isEmpty else { return .untested(.prerequisite("SEM-02")) }
    return judge(answer, document, declarations, contract)
  }

  /// An empty answer has no body to validate; where the contract promises JSON it leaves the promise unseen.
  private static func bodiless(_ answer: Answer, _ response: ResponseDeclaration) -> Judgement {
    let isPromised = answer.status == 200 && response.media.contains { MediaType($0.essence)?.isJSON ?? false }
    return isPromised ? .untested(.noEvidence) : .irrelevant
  }

  /// Valid against one of the declarations is valid; else the first one's violations are told.
  private static func judge(_ answer: Answer, _ document: Document, _ declarations: [MediaDeclaration], _ contract: Contract) -> Judgement {
    var judgements: [Judgement] = []
    for declaration in declarations {
      guard let content = declaration.content(in: contract) else { return .untested(.prerequisite("DOC-01")) }
      guard let schema = content["schema"] else { return .inapplicable(.notDeclared("responseSchema")) }
      let judgement = judge(answer, document, schema, contract)
      if case .passed = judgement { return judgement }
      judgements.append(judgement)
    }
    return judgements.first { if case .failed = $0 { false } else { true } } ?? judgements[0]
  }

  private static func judge(_ answer: Answer, _ document: Document, _ schema: Node, _ contract: Contract) -> Judgement {
    guard let dialect = dialect(of: contract) else {
      return .cantTell(.needsReview, [finding(unknownDialect, [:], at: contract.document.root["jsonSchemaDialect"] ?? schema, answer)])
    }
    let compiled: CompiledSchema
    do {
      // `format` stays a note, as OpenAPI has it; the national requirements judge the formats that matter.
      compiled = try CompiledSchema.compile(schema, dialect: dialect, direction: .response, others: [:], assertFormats: false)
    } catch {
      return judgement(ofFault: error, schema, answer)
    }
    let result = compiled.validate(document.root, budget: budget)
    let certain = result.violations.filter { !RedactionDoubt.covers($0, answer, document) }
    if !certain.isEmpty { return .failed(findings(certain, more: result.more, answer)) }
    if !result.violations.isEmpty { return .cantTell(.redacted, []) }
    switch result.stopped {
    case nil: return .passed
    case .budget?, .depth?: return .cantTell(.schemaBudget, [])
    case .patternLimit?: return .cantTell(.patternLimit, [])
    }
  }

  /// A schema that cannot be compiled: a broken reference is DOC-01's finding, the rest needs a person.
  private static func judgement(ofFault fault: Diagnostic, _ schema: Node, _ answer: Answer) -> Judgement {
    if ["schema.unresolvedReference", "schema.referenceOutside"].contains(fault.wording.code) { return .untested(.prerequisite("DOC-01")) }
    var place = answer.location
    (place.contractPosition, place.contractPointer) = (fault.position ?? schema.position, fault.pointer ?? schema.pointer)
    return .cantTell(.needsReview, [Finding(fault.wording, fault.parameters, at: place, attribution: .service, isAdvice: false)])
  }

  /// The steps one validation may take: minutes of hostile schema become a second, honest ones never come near.
  private static let budget = 5_000_000

  /// Nil for a dialect of the agency's own: what its keywords mean is not ours to guess.
  private static func dialect(of contract: Contract) -> SchemaDialect? {
    guard contract.version != .v30 else { return .openAPI30 }
    guard let named = contract.document.root["jsonSchemaDialect"]?.string else { return .openAPI31 }
    let known = [
      "https://spec.openapis.org/oas/3.1/dialect/", "https://spec.openapis.org/oas/3.2/dialect/", "https://json-schema.org/draft/2020-12/",
    ]
    return known.contains { named.hasPrefix($0) } ? .openAPI31 : nil
  }

  private static let mostFindings = 10

  /// One finding for each place in the contract that is broken, at its first place in the answer, the later ones counted.
  private static func findings(_ violations: [SchemaViolation], more: Int, _ answer: Answer) -> [Finding] {
    var told: [SchemaViolation] = []
    for violation in violations where told.count < mostFindings {
      let isKnown = told.contains {
        $0.keyword == violation.keyword && $0.schemaPointer == violation.schemaPointer && $0.parameters["name"] == violation.parameters["name"]
      }
      if !isKnown { told.append(violation) }
    }
    var findings = told.map { finding($0, answer) }
    let rest = violations.count + more - told.count
    if rest > 0 { findings.append(answer.finding(others, ["count": String(rest)], isAdvice: true)) }
    return findings
  }

  /// Pointer, keyword and types, never the value.
  private static func finding(_ violation: SchemaViolation, _ answer: Answer) -> Finding {
    var place = answer.location
    place.responsePointer = violation.instancePointer
    (place.contractPosition, place.contractPointer) = (violation.schemaPosition, violation.schemaPointer)
    var parameters = violation.parameters
    parameters["operation"] = answer.location.operation
    parameters["pointer"] = violation.instancePointer.description
    parameters["keyword"] = violation.keyword
    return Finding(violation.wording, parameters, at: place, attribution: .service, isAdvice: false)
  }

  private static func finding(_ wording: Wording, _ parameters: [String: String], at node: Node, _ answer: Answer) -> Finding {
    var place = answer.location
    (place.contractPosition, place.contractPointer) = (node.position, node.pointer)
    return Finding(wording, parameters, at: place, attribution: .service, isAdvice: false)
  }

  private static let unknownDialect = Wording(
    "schemaDialect.unknown",
    id: "Kontrak memakai dialek skema (jsonSchemaDialect) yang tidak dikenal alat uji ini; isi jawaban perlu dinilai petugas.",
    en: "The contract uses a schema dialect (jsonSchemaDialect) that this tool does not know; a person has to judge the answers.")
  private static let others = Wording(
    "schemaViolations.others", id: "Jawaban yang sama memuat {count} pelanggaran lain yang serupa.",
    en: "The same answer holds {count} further violations of this kind.")

  package static let wordings = SchemaViolation.wordings + Pattern.wordings + [unknownDialect, others]
}

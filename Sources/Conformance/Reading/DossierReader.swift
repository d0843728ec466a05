package import Documents
package import Model

/// Reads one requirement dossier: front matter in YAML, six sections, executed examples (design: formats.md §1).
package enum DossierReader {
  package static func read(_ file: SourceFile) -> (requirement: Requirement?, diagnostics: [Diagnostic]) {
    let lines = Lines(file)
    guard let front = lines.frontMatter else {
      return (nil, [Diagnostic(noFrontMatter, at: SourcePosition(file: file.path, line: 1, column: 1))])
    }
    let document: Document
    do { document = try YAMLReader.read(front.bytes, file: file.path, limits: .contract) } catch { return (nil, [error]) }
    var reader = MemberReader(document.root)
    let head = FrontMatter(&reader)
    reader.refuseUnknown()
    let body = DossierBody(lines, from: front.nextLine)
    let diagnostics = reader.diagnostics + body.diagnostics
    guard let head, diagnostics.isEmpty, let statement = body.section("Pernyataan", "Statement"),
      let rationale = body.section("Alasan", "Rationale"), let remedy = body.section("Perbaikan", "Remedy")
    else { return (nil, diagnostics) }
    let requirement = Requirement(
      id: head.id, title: head.title, modality: head.modality, level: head.level, dimension: head.dimension, critical: head.critical,
      since: head.since, sources: head.sources, types: head.types, safety: head.safety, verification: head.verification,
      statement: statement, rationale: rationale, remedy: remedy, examples: body.examples, alwaysApplies: body.alwaysApplies,
      position: document.root.position)
    return (requirement, completeness(of: requirement, file: file.path))
  }

  /// What a dossier must have beyond its form: a passed and a failed example, and an inapplicable one or the sentence why not.
  private static func completeness(of requirement: Requirement, file: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let place = SourcePosition(file: file, line: 1, column: 1)
    func demand(_ expectation: Example.Expectation) {
      if !requirement.examples.contains(where: { $0.expectation == expectation }) {
        diagnostics.append(Diagnostic(noExample, ["kind": expectation.rawValue], at: place))
      }
    }
    if case .attested = requirement.verification { return [] }
    demand(.passed)
    demand(.failed)
    if requirement.alwaysApplies == nil { demand(.inapplicable) }
    for example in requirement.examples where example.expectation == .failed && example.finding == nil {
      diagnostics.append(Diagnostic(noFinding, ["title": example.title], at: example.position))
    }
    return diagnostics
  }

  private static let noFrontMatter = Wording(
    "dossier.noFrontMatter", id: "Berkas persyaratan harus diawali kepala YAML di antara dua baris “---”.",
    en: "A dossier must begin with YAML front matter between two lines “---”.")
  private static let noExample = Wording(
    "dossier.noExample", id: "Contoh “### {kind}: …” belum ada (atau kalimat “Selalu berlaku: …” / “Always applies: …”).",
    en: "There is no example “### {kind}: …” (nor a sentence “Selalu berlaku: …” / “Always applies: …”).")
  private static let noFinding = Wording(
    "dossier.noFinding", id: "Contoh gagal “{title}” belum menuliskan finding.id dan finding.en.",
    en: "The failed example “{title}” does not give finding.id and finding.en.")
  package static let wordings = [noFrontMatter, noExample, noFinding] + FrontMatter.wordings + DossierBody.wordings
}

package import Documents
package import Model

/// Reads the standard: the chosen profile with those it extends, and every dossier it lists.
package enum StandardReader {
  /// - `profiles`: every profile file there is; `dossiers`: every dossier file.
  /// - `profileID`: which profile to read.
  package static func read(profiles: [SourceFile], dossiers: [SourceFile], profileID: String) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var drafts: [String: (draft: ProfileDraft, file: SourceFile)] = [:]
    for file in profiles.sorted(by: { $0.path < $1.path }) {
      let reading = ProfileReader.read(file)
      diagnostics += reading.diagnostics
      guard let draft = reading.draft else { continue }
      if let other = drafts[draft.id] {
        diagnostics.append(Diagnostic(duplicateProfile, ["id": draft.id, "other": other.file.path], at: draft.position))
      }
      drafts[draft.id] = (draft, file)
    }
    var requirements: [String: (requirement: Requirement, file: SourceFile)] = [:]
    for file in dossiers.sorted(by: { $0.path < $1.path }) {
      let reading = DossierReader.read(file)
      diagnostics += reading.diagnostics
      guard let requirement = reading.requirement else { continue }
      if let other = requirements[requirement.id] {
        diagnostics.append(Diagnostic(duplicateRequirement, ["id": requirement.id, "other": other.file.path], at: requirement.position))
      }
      if !file.path.hasSuffix("/\(requirement.id).md") {
        diagnostics.append(Diagnostic(wrongFileName, ["id": requirement.id], at: requirement.position))
      }
      requirements[requirement.id] = (requirement, file)
    }
    guard diagnostics.allSatisfy({ !$0.isError }) else { return (nil, diagnostics) }
    let joined = ProfileJoiner.join(profileID, drafts: drafts, requirements: requirements)
    return (joined.standard, diagnostics + joined.diagnostics)
  }

  private static let duplicateProfile = Wording(
    "profile.duplicate", id: "Profil “{id}” sudah ada di {other}.", en: "The profile “{id}” is already in {other}.")
  private static let duplicateRequirement = Wording(
    "dossier.duplicate", id: "Persyaratan {id} sudah ada di {other}.", en: "The requirement {id} is already in {other}.")
  private static let wrongFileName = Wording(
    "dossier.fileName", id: "Berkas persyaratan {id} harus bernama {id}.md.", en: "The dossier of {id} must be called {id}.md.")
  package static let wordings = [duplicateProfile, duplicateRequirement, wrongFileName] + ProfileJoiner.wordings
}

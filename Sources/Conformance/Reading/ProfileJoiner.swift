import Digests
import Documents
import Model

/// Joins a profile to those it extends and to its dossiers. A profile may tighten a requirement, never loosen it.
enum ProfileJoiner {
  typealias Drafts = [String: (draft: ProfileDraft, file: SourceFile)]
  typealias Dossiers = [String: (requirement: Requirement, file: SourceFile)]

  static let textLists = [
    "officialSuffixes", "exceptionHosts", "webmailDomains", "errorCodeMembers", "errorMessageMembers", "changingVerbs", "readingVerbs",
    "credentialNames",
  ]

  static func join(_ id: String, drafts: Drafts, requirements: Dossiers) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    var chain: [(draft: ProfileDraft, file: SourceFile)] = []
    var next: String? = id
    while let name = next {
      guard let found = drafts[name] else {
        let known = drafts.keys.sorted().joined(separator: ", ")
        return (nil, [Diagnostic(unknownProfile, ["id": name, "known": known], at: chain.last?.draft.position)])
      }
      guard !chain.contains(where: { $0.draft.id == name }) else {
        return (nil, [Diagnostic(circular, ["id": name], at: found.draft.position)])
      }
      chain.append(found)
      next = found.draft.extends
    }
    return join(chain: chain.reversed(), requirements: requirements)
  }

  /// `chain`: from the base profile to the chosen one.
  private static func join(
    chain: [(draft: ProfileDraft, file: SourceFile)], requirements: Dossiers
  ) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    guard let chosen = chain.last?.draft else { return (nil, []) }
    var diagnostics: [Diagnostic] = []
    var listed: [Requirement] = []
    for listing in chain.flatMap(\.draft.requirements) {
      guard let found = requirements[listing.id]?.requirement else {
        diagnostics.append(Diagnostic(unknownRequirement, ["id": listing.id], at: listing.position))
        continue
      }
      let base = listed.firstIndex { $0.id == listing.id }
      let current = base.map { listed[$0] } ?? found
      let modality = listing.modality ?? current.modality
      let level = listing.level ?? current.level
      if rank(modality) < rank(current.modality) || level > current.level {
        diagnostics.append(Diagnostic(loosened, ["id": listing.id], at: listing.position))
      }
      let tightened = current.tightened(modality: modality, level: level)
      if let base { listed[base] = tightened } else { listed.append(tightened) }
    }
    guard diagnostics.isEmpty else { return (nil, diagnostics) }
    let files = chain.map(\.file) + listed.compactMap { requirements[$0.id]?.file }
    let profile = Profile(
      id: chosen.id, version: chosen.version, name: chosen.name, digest: digest(of: files),
      dimensions: chain.flatMap(\.draft.dimensions), levels: chain.flatMap(\.draft.levels), data: data(of: chain.map(\.draft)),
      isSimulation: chain.contains { $0.draft.isSimulation })
    return (Standard(profile: profile, requirements: listed), [])
  }

  private static func rank(_ modality: Modality) -> Int {
    switch modality {
    case .may: 0
    case .should: 1
    case .must: 2
    }
  }

  /// Over path and content digest of every file, sorted: any edit of any clause is another standard.
  private static func digest(of files: [SourceFile]) -> SHA256Digest {
    let lines = files.map { "\($0.path) \(SHA256Digest.of($0.bytes).hex)\n" }.sorted()
    return SHA256Digest.of(Array(lines.joined().utf8))
  }

  /// Lists of an extending profile are added to those of its base.
  private static func data(of drafts: [ProfileDraft]) -> ProfileData {
    func texts(_ name: String) -> [String] {
      drafts.flatMap { draft -> [String] in
        if case .texts(let list)? = draft.data[name] { list } else { [] }
      }
    }
    let signs = drafts.flatMap { draft -> [ProfileData.ErrorSign] in
      if case .signs(let list)? = draft.data["errorSigns"] { list } else { [] }
    }
    let patterns = drafts.flatMap { draft -> [ProfileData.LeakPattern] in
      if case .patterns(let list)? = draft.data["leakPatterns"] { list } else { [] }
    }
    return ProfileData(
      officialSuffixes: texts("officialSuffixes"), exceptionHosts: texts("exceptionHosts"), webmailDomains: texts("webmailDomains"),
      errorSigns: signs, errorCodeMembers: texts("errorCodeMembers"), errorMessageMembers: texts("errorMessageMembers"),
      leakPatterns: patterns, changingVerbs: texts("changingVerbs"), readingVerbs: texts("readingVerbs"),
      credentialNames: texts("credentialNames"))
  }

  private static let unknownProfile = Wording(
    "profile.unknown", id: "Profil “{id}” tidak ditemukan; yang ada: {known}.", en: "There is no profile “{id}”; there are: {known}.")
  private static let circular = Wording(
    "profile.circular", id: "Profil “{id}” memperluas dirinya sendiri.", en: "The profile “{id}” extends itself.")
  private static let unknownRequirement = Wording(
    "profile.unknownRequirement", id: "Tidak ada berkas persyaratan untuk {id}.", en: "There is no dossier for {id}.")
  private static let loosened = Wording(
    "profile.loosened", id: "Profil boleh memperketat {id}, tidak boleh melonggarkannya.", en: "A profile may tighten {id}, never loosen it.")
  static let wordings = [unknownProfile, circular, unknownRequirement, loosened]
}

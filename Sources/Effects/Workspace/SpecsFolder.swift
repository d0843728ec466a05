package import Documents
package import Model
package import Reading

/// Finds and reads `Specs`: profiles and dossiers as files, and the standard they make.
package enum SpecsFolder {
  /// The standard of a profile; nil with the reasons when anything of it cannot be read.
  package static func standard(at folder: String, profileID: String) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    do throws(WorkspaceFault) {
      let files = try sources(at: folder)
      return StandardReader.read(profiles: files.profiles, dossiers: files.dossiers, profileID: profileID)
    } catch {
      return (nil, error.diagnostics)
    }
  }

  /// `Standard/profile*.yaml` and `Standard/Requirements/**.md`, sorted, named relative to `folder`: the names are part of the profile's digest.
  package static func sources(at folder: String) throws(WorkspaceFault) -> (profiles: [SourceFile], dossiers: [SourceFile]) {
    guard Folder.isFolder("\(folder)/Standard") else { throw WorkspaceFault(.unreadable, noStandard, ["path": folder]) }
    let profiles = try Folder.names(in: "\(folder)/Standard").filter { $0.hasPrefix("profile") && $0.hasSuffix(".yaml") }.map { "Standard/\($0)" }
    let requirements = "Standard/Requirements"
    let dossiers = Folder.isFolder("\(folder)/\(requirements)") ? try names(under: requirements, in: folder, depth: 0) : []
    return (try read(profiles, in: folder), try read(dossiers, in: folder))
  }

  /// Deep enough for any order of dossiers, and an end for links that lead back to themselves.
  private static let deepest = 8

  private static func names(under path: String, in folder: String, depth: Int) throws(WorkspaceFault) -> [String] {
    guard depth < deepest else { throw WorkspaceFault(.unreadable, tooDeep, ["path": "\(folder)/\(path)"]) }
    var found: [String] = []
    for name in try Folder.names(in: "\(folder)/\(path)") {
      let inner = "\(path)/\(name)"
      if Folder.isFolder("\(folder)/\(inner)") {
        found += try names(under: inner, in: folder, depth: depth + 1)
      } else if name.hasSuffix(".md") {
        found.append(inner)
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func read(_ names: [String], in folder: String) throws(WorkspaceFault) -> [SourceFile] {
    var files: [SourceFile] = []
    for name in names {
      let file = try OpenFile.reading("\(folder)/\(name)")
      files.append(SourceFile(path: name, bytes: try file.content(atMost: DocumentLimits.contract.bytes)))
    }
    return files
  }

  /// Where to look for `Specs`. What the operator names is taken or refused; only without a name is it searched for.
  package struct Places: Sendable, Hashable {
    package let option: String?
    package let environmentVariable: String?
    /// The folder of the program; nil when it is not known.
    package let programFolder: String?
    package let currentFolder: String

    package init(option: String?, environmentVariable: String?, programFolder: String?, currentFolder: String) {
      self.option = option
      self.environmentVariable = environmentVariable
      self.programFolder = programFolder
      self.currentFolder = currentFolder
    }
  }

  /// The first place that is a folder: `--specs`, `SELARAS_SPECS`, `../share/selaras/Specs` beside the program, `./Specs`.
  package static func find(_ places: Places, isFolder: (String) -> Bool) throws(WorkspaceFault) -> String {
    for (name, place) in [("--specs", places.option), ("SELARAS_SPECS", places.environmentVariable)] {
      guard let place, !place.utf8.isEmpty else { continue }
      guard isFolder(place) else { throw WorkspaceFault(.unreadable, notThere, ["name": name, "path": place]) }
      return place
    }
    let installed = places.programFolder.map { "\($0)/../share/selaras/Specs" }
    let candidates = [installed, "\(places.currentFolder)/Specs"].compactMap { $0 }
    if let found = candidates.first(where: isFolder) { return found }
    throw WorkspaceFault(.unreadable, notFound, ["paths": candidates.joined(separator: ", ")])
  }

  package static func find(_ places: Places) throws(WorkspaceFault) -> String { try find(places, isFolder: Folder.isFolder) }

  private static let noStandard = Wording(
    "specs.noStandard", id: "Folder {path} tidak berisi folder Standard; tunjukkan folder Specs dengan --specs.",
    en: "The folder {path} holds no folder Standard; point to the Specs folder with --specs.")
  private static let tooDeep = Wording(
    "specs.tooDeep", id: "Susunan folder {path} terlalu dalam; mungkin ada tautan yang kembali ke dirinya sendiri.",
    en: "The folders under {path} are nested too deep; perhaps a link leads back to itself.")
  private static let notThere = Wording(
    "specs.notThere", id: "{name} menunjuk ke {path}, tetapi di sana tidak ada folder.", en: "{name} points to {path}, but there is no folder there.")
  private static let notFound = Wording(
    "specs.notFound", id: "Folder Specs tidak ditemukan di {paths}; tunjukkan dengan --specs atau SELARAS_SPECS.",
    en: "The Specs folder was not found in {paths}; point to it with --specs or SELARAS_SPECS.")
  static let wordings = [noStandard, tooDeep, notThere, notFound]
}

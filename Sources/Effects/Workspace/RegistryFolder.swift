import Digests
package import Documents
package import Model
import Reading

/// Reads a registry file, and the contracts that its rows name: rows are written by others, so no row reads outside the registry's own folders.
package enum RegistryFolder {
  /// The registry; messages and positions name the file relative to the registry's root.
  package static func read(at path: String) -> (registry: Registry?, diagnostics: [Diagnostic]) {
    do throws(WorkspaceFault) {
      let bytes = try OpenFile.reading(path).content(atMost: DocumentLimits.contract.bytes)
      return RegistryReader.read(SourceFile(path: name(of: path), bytes: bytes))
    } catch {
      return (nil, error.diagnostics)
    }
  }

  /// The contract beside the registry; nil without a diagnostic when the entry names no file.
  package static func contract(of service: Service, registryPath: String) -> (contract: ContractInput?, diagnostics: [Diagnostic]) {
    guard let path = service.contract?.path else { return (nil, []) }
    do throws(WorkspaceFault) {
      let place = try place(of: path, registryPath: registryPath)
      // The real path is opened and no link after it: what was looked at is what is read.
      let bytes = try OpenFile.reading(place.real, followsLink: false).content(atMost: DocumentLimits.contract.bytes)
      return (ContractInput(file: place.name, bytes: bytes, digest: .of(bytes)), [])
    } catch {
      // The system's sentence names the file; the row that asked for it is where it has to be mended.
      return (nil, error.diagnostics.map { Diagnostic($0.wording, $0.parameters.merging(["path": path]) { $1 }, at: service.position) })
    }
  }

  /// A contract given on the command line, by the operator's own path.
  package static func contract(at path: String) throws(WorkspaceFault) -> ContractInput {
    let bytes = try OpenFile.reading(path).content(atMost: DocumentLimits.contract.bytes)
    return ContractInput(file: PathText.last(of: path), bytes: bytes, digest: .of(bytes))
  }

  /// The folders that a row may read from, as texts below `root`.
  ///
  /// `Specs/Registry/r.yaml` may read all of `Specs`; `x/Registry/r.yaml` only `x/Registry` and `x/Contracts`; `x/r.yaml` only `x`.
  struct Grounds {
    let root: String
    let start: [String]
    let allowed: [[String]]

    init(registryPath: String) {
      let folder = PathText.folder(of: registryPath)
      // The real names: `Registry` may be written as `.` when one stands in it.
      let names = PathText.parts(Folder.real(folder) ?? folder)
      guard names.last == "Registry" else {
        (root, start, allowed) = (folder, [], [[]])
        return
      }
      (root, start) = ("\(folder)/..", ["Registry"])
      allowed = names.dropLast().last == "Specs" ? [[]] : [["Registry"], ["Contracts"]]
    }
  }

  private static func name(of registryPath: String) -> String {
    (Grounds(registryPath: registryPath).start + [PathText.last(of: registryPath)]).joined(separator: "/")
  }

  private static func place(of path: String, registryPath: String) throws(WorkspaceFault) -> (name: String, real: String) {
    let grounds = Grounds(registryPath: registryPath)
    guard !PathText.holdsNull(path), !PathText.isAbsolute(path), let parts = PathText.resolve(path, from: grounds.start), !parts.isEmpty,
      let home = grounds.allowed.first(where: { parts.starts(with: $0) && parts.count > $0.count })
    else { throw WorkspaceFault(.unreadable, outside, ["path": path]) }
    let name = parts.joined(separator: "/")
    guard let real = Folder.real("\(grounds.root)/\(name)") else { throw WorkspaceFault(.unreadable, noContract, ["path": path]) }
    // A link inside may lead elsewhere inside, never out.
    guard let base = Folder.real(([grounds.root] + home).joined(separator: "/")), PathText.isInside(real, base) else {
      throw WorkspaceFault(.unreadable, outside, ["path": path])
    }
    return (name, real)
  }

  private static let outside = Wording(
    "registry.contractOutside",
    id: "Kontrak “{path}” berada di luar folder registri dan tidak dibaca; simpan di samping berkas registri, lalu tulis jalur relatifnya.",
    en: "The contract “{path}” is outside the registry's folder and is not read; keep it beside the registry file and write its relative path.")
  private static let noContract = Wording(
    "registry.contractMissing", id: "Berkas kontrak “{path}” tidak ada; periksa jalurnya pada isian layanan ini.",
    en: "The contract file “{path}” is not there; check its path in this service's entry.")
  static let wordings = [outside, noContract]
}
